"""Targets apart from campaigns: given on the page of a unit, told as an order tells them, restricted ones apart."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from rollups.models import Indicator
from targets.asked import asked_of
from targets.models import Target
from tests.campaigns.entries import patrol, recorded
from tests.world import World

Browse = Callable[..., Client]
START, END = date(2026, 1, 1), date(2026, 12, 31)


def typed(key: str = "patrol_sessions", **changes: Any) -> dict[str, Any]:
    given = {
        "indicator": Indicator.objects.get(key=key).pk, "start": START.isoformat(), "end": END.isoformat(),
        "amount": "60", "direction": "at_least", "outcome": "", "assigner_name": "Công an tỉnh Thái Nguyên",
    }  # fmt: skip
    return given | changes


@pytest.fixture
def give(world: World, browse: Browse) -> Callable[..., Any]:
    client, address = browse(world.thu), reverse("unit_targets", args=[world.commune.slug])
    return lambda *args, **changes: client.post(address, typed(*args, **changes))


def shown(world: World, browse: Browse, who: str = "lan") -> str:
    return browse(getattr(world, who)).get(reverse("unit_targets", args=[world.commune.slug])).content.decode()


def test_a_target_of_the_year_stands_beside_what_was_reached(world: World, browse: Browse, give: Any) -> None:
    assert give().status_code == 302
    recorded(world.lan, world.commune, patrol(on=date(2026, 3, 4)))
    recorded(world.lan, world.giao_hieu, patrol(on=date(2024, 3, 4)))  # another year
    page = shown(world, browse)
    assert '<b class="num">60 buổi</b>' in page
    assert "01/01/2026–31/12/2026" in page
    assert "đã đạt 1 buổi" in page


@pytest.mark.parametrize("days", [{"end": "9999-12-31"}, {"start": "1900-01-01"}, {"start": "0001-01-01"}])
def test_days_are_within_reason(give: Any, days: dict[str, str]) -> None:
    answer = give(**days)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(days))


def test_nothing_reported_is_not_zero(world: World, browse: Browse, give: Any) -> None:
    give()
    assert "đã đạt" not in shown(world, browse)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"amount": "-5", "told_unit": "%"}, "giảm 5 %"),
        ({"amount": "0", "direction": "at_most", "told_unit": "cán bộ, chiến sĩ"}, "không có cán bộ, chiến sĩ"),
        ({"amount": "3", "direction": "at_most"}, "nhiều nhất 3 buổi"),
        ({"amount": "", "outcome": "exceeded"}, "vượt"),
        ({"amount": "1.200"}, "1.200 buổi"),
    ],
)
def test_it_reads_as_an_order_says_it(world: World, give: Any, changes: dict[str, Any], words: str) -> None:
    assert give(**changes).status_code == 302
    assert [one.text for one in asked_of(world.tinh, world.commune, timezone.localdate())] == [words]


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": ""},
        {"amount": "nhiều"},
        {"amount": "1,5"},
        {"end": "2025-12-31"},
        {"assigner_name": ""},
        {"assigner_name": "ông Nguyễn Văn A"},
        {"indicator": ""},
    ],
)
def test_a_bad_form_keeps_what_was_typed(world: World, give: Any, changes: dict[str, Any]) -> None:
    answer = give(told_unit="lượt ghi", **changes)
    assert answer.status_code == 422
    assert "lượt ghi" in answer.content.decode()
    assert not Target.objects.exists()


@pytest.mark.parametrize("changes", [{"told_unit": "bà Hoa"}, {"assigner_name": "đồng chí Trưởng ban Hoa"}])
def test_what_is_typed_names_nobody(give: Any, changes: dict[str, str]) -> None:
    answer = give(**changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, list(changes))


def test_a_place_may_be_called_like_people(give: Any) -> None:
    assert give(assigner_name="Công an tỉnh Bà Rịa – Vũng Tàu").status_code == 302


def test_one_given_anew_replaces_the_old_one(world: World, give: Any) -> None:
    give()
    give(amount="70")
    assert [one.text for one in asked_of(world.lan, world.commune, timezone.localdate())] == ["70 buổi"]


def test_restricted_targets_are_read_by_province_roles_alone(world: World, browse: Browse, give: Any) -> None:
    Indicator.objects.filter(key="crime_reduction_target_pct").update(active=True)
    assert give("crime_reduction_target_pct", amount="-5").status_code == 302
    assert "giảm 5 %" in shown(world, browse, "tinh")
    for who in ("lan", "dung", "hung", "bo"):
        assert "giảm 5 %" not in shown(world, browse, who)


def test_a_restricted_figure_that_is_off_cannot_be_asked_for(world: World, give: Any) -> None:
    assert give("crime_reduction_target_pct", amount="-5").status_code == 422


def test_it_is_taken_back_once(world: World, browse: Browse, give: Any) -> None:
    give()
    target = Target.objects.get()
    client, address = browse(world.thu), reverse("target_withdraw", args=[world.commune.slug, target.pk])
    assert [client.post(address).status_code for _ in range(2)] == [302, 302]
    assert AuditEntry.objects.filter(action="withdraw_target").count() == 1
    assert asked_of(world.thu, world.commune, timezone.localdate()) == []


def test_the_page_costs_a_fixed_number_of_queries(
    world: World, browse: Browse, give: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        give(start=(START + timedelta(number)).isoformat())
    client = browse(world.tinh)
    with django_assert_max_num_queries(12):
        client.get(reverse("unit_targets", args=[world.commune.slug]))
