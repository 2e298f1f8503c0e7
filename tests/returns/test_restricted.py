"""Restricted figures: off until an administrator wants them, written and read in the province, silent in the trail."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from campaigns.actions.errors import Refused
from returns.actions import record_restricted
from returns.models import RestrictedFigure
from returns.qualifiers import Qualifier
from rollups.models import Indicator
from tests.returns.test_reported import END, START, indicator, switched_on
from tests.world import World

Browse = Callable[[User], Client]


def test_restricted_figures_are_off_until_switched_on(world: World, browse: Browse) -> None:
    page = browse(world.thu).get(f"/units/{world.province.slug}/restricted/").content.decode()
    assert "Chưa bật chỉ tiêu hạn chế nào" in page
    with pytest.raises(Refused):
        record_restricted(
            by=world.thu, unit=world.province, indicator=indicator("serious_crimes"), start=START, end=END,
            thousandths=None, qualifier=Qualifier.NONE,
        )  # fmt: skip


def test_the_province_writes_and_reads_them(world: World, browse: Browse) -> None:
    crimes, client = switched_on(), browse(world.thu)
    address = f"/units/{world.commune.slug}/restricted/"
    typed = {"indicator": crimes.pk, "end": "2026-01-14", "start": "2025-12-15", "qualifier": "none", "amount": ""}
    assert client.post(address, typed).status_code == 302
    assert "không có vụ" in browse(world.tinh).get(address).content.decode()
    assert browse(world.dung).get(address).status_code == 404


def test_the_trail_does_not_say_how_many(world: World) -> None:
    record_restricted(
        by=world.thu, unit=world.province, indicator=switched_on(), start=START, end=END, thousandths=46_000,
        qualifier=Qualifier.EXACT,
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="record_restricted")
    assert entry.after == {"indicator": "serious_crimes"}
    assert RestrictedFigure.objects.get().thousandths == 46_000


def test_switched_off_it_is_read_no_more(world: World, browse: Browse) -> None:
    given: dict[str, Any] = {"start": START, "end": END, "thousandths": 46_000, "qualifier": Qualifier.EXACT}
    row = record_restricted(by=world.thu, unit=world.province, indicator=switched_on(), **given)
    address = f"/units/{world.province.slug}/restricted/"
    assert "46" in browse(world.tinh).get(address).context["totals"][0].text
    Indicator.objects.filter(key="serious_crimes").update(active=False)
    assert browse(world.tinh).get(address).context["totals"] == []
    assert browse(world.thu).get(f"{address}{row.pk}/withdraw/").status_code == 404
