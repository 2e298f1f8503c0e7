"""Features of criteria: a province enters a set, units assess themselves by it, the province chooses and decides."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from criteria.models import Assessment, CriteriaSet
from tests.coverage.pages import filled, large, seen
from tests.coverage.people import People, browser, unit
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def step(client: Client, row: Assessment, where: str, **typed: Any) -> None:
    row.refresh_from_db()
    answer = client.post(reverse(where, args=[row.uuid]), {"seen": row.version, **typed})
    assert answer.status_code == 302, answer.content.decode()[:300]


@pytest.mark.covers("X47", "X48", "X49")
@pytest.mark.parametrize(("level", "slug"), [("commune", "01864-2025"), ("ward", "01843-2025")])
def test_a_unit_assesses_itself_and_is_chosen(world: World, level: str, slug: str) -> None:
    steward, head = browser(world.thu), browser(People().head(unit(slug)))
    told = {"name": "Điển hình", "purpose": "model", "level": level, "share": "", "valid_from": "2020-01-01"}
    lines = "# Chỉ đạo\n1. Có kế hoạch\n2. Có mô hình hiệu quả"
    filled(steward, "criteria_set_add", world.province.slug, criteria=lines, **told)
    days = {"start": "2025-07-01", "end": "2026-06-30"}
    filled(head, "unit_assessments", slug, criteria_set=CriteriaSet.objects.get().pk, **days)
    row = Assessment.objects.get()
    first, second = row.lines.order_by("criterion__number")
    filled(head, "assessment_fill", row.uuid, **{f"met_{first.pk}": "yes", f"met_{second.pk}": "no"})
    step(head, row, "assessment_send")
    step(steward, row, "assessment_decide", step="nominate")
    assert large(world.tinh, "model_units_selected", slug, TODAY, TODAY) == "1 đơn vị"
    step(steward, row, "assessment_decide", step="recognise")
    assert "đạt 1/2" in seen(browser(world.tinh), "assessment", row.uuid).text
    assert "Điển hình" in seen(browser(world.tinh), "assessment_list").text
