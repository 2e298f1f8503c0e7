"""A kind or a form of one province is no figure of another, and never 0 there."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from campaigns.actions.errors import Refused
from campaigns.models import ActivityKind, Campaign
from communes.models import Unit
from dashboards.stamps import forget
from returns.actions import report_total
from returns.models import ReturnForm
from rollups.models import Indicator
from targets.actions import assign_targets
from targets.asked import asked_of
from targets.board import board
from targets.stands import Stand
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import THAI_NGUYEN
from tests.world import World

Browse = Callable[[User], Client]
KEY, PERIOD = "festival_events", "month-2026-11"
NOT_HERE = "Địa bàn này không áp dụng chỉ tiêu"


@pytest.fixture
def other(world: World) -> Unit:
    """The province whose kind and form these are now; records of another kind stand in the log of the cast's."""
    found = Unit.objects.get(pk=world.foreign.province_id or 0)
    ActivityKind.objects.filter(key="festival").update(province=found)
    ReturnForm.objects.filter(key="tips_and_conflicts").update(province=found)
    for by, unit in ((world.lan, world.commune), (world.son, world.foreign)):
        recorded(by, unit, patrol(on=date(2026, 11, 1)))
    forget()
    return found


def figure(client: Client, slug: str = THAI_NGUYEN, key: str = KEY) -> Any:
    return client.get(reverse("unit_figure", args=[slug, key]), {"period": PERIOD}).context["page"]


@pytest.mark.parametrize("key", [KEY, "festival_attendances", "festival_villages"])
def test_its_page_says_so_and_no_zero(world: World, other: Unit, browse: Browse, key: str) -> None:
    for slug in (THAI_NGUYEN, world.commune.slug):
        shown = figure(browse(world.tinh), slug, key)
        assert (shown.unasked, shown.tile.missing, shown.reported.units) == (NOT_HERE, True, 0)
        assert not shown.table or {row.values[0] for row in shown.table.rows} == {None}
        assert not shown.table or "0/92" not in " ".join(shown.table.notes)
    there = figure(browse(world.bo), other.slug)
    assert (there.unasked, there.tile.value) == ("", "0")


def test_the_nation_has_it_of_that_province_alone(world: World, other: Unit, browse: Browse) -> None:
    page = browse(world.bo).get(reverse("nation_figure", args=[KEY]), {"period": PERIOD}).context["page"]
    assert page.tile.value == "0"
    assert [row.name for row in page.table.rows if row.values[0] is not None] == [other.full_name]


def test_no_list_of_the_place_has_it(world: World, other: Unit, browse: Browse) -> None:
    name, of_form = (Indicator.objects.get(key=key).name_vi for key in (KEY, "valuable_tips"))
    for user, has in ((world.tinh, False), (world.lan, False), (world.son, True)):
        unit = {world.tinh: world.province, world.lan: world.commune}.get(user, world.foreign)
        client = browse(user)
        listed = client.get(reverse("figure_list")).content.decode()
        asked = client.get(reverse("unit_dashboard", args=[unit.slug]), {"by": "indicator", "period": PERIOD})
        pivot = client.get(reverse("unit_pivot", args=[unit.slug]))
        for page in (listed, asked.content.decode()):
            assert ((name in page), (of_form in page)) == (has, has)
        assert (name in pivot.content.decode()) == has


def test_no_target_stands_against_it(world: World, other: Unit) -> None:
    start, end = date(2026, 10, 15), date(2026, 11, 21)
    campaign = Campaign.objects.create(name="Cao điểm", unit=world.province, start=start, end=end)
    given: dict[str, Any] = {"start": start, "end": end, "assigner_name": "Công an tỉnh", "campaign": campaign}
    indicator = Indicator.objects.get(key=KEY)
    assign_targets(by=world.thu, amounts={world.commune: 3_000}, indicator=indicator, **given)
    row = board(campaign, world.commune, None, end).rows[0]
    assert (row.so_far, row.stand, row.lines[0].reached) == (None, Stand.ELSEWHERE, None)
    (asked,) = asked_of(world.lan, world.commune, end)
    assert (asked.reached, asked.stand) == (None, Stand.ELSEWHERE)


def test_no_total_is_told_of_it(world: World, other: Unit, browse: Browse) -> None:
    page = browse(world.dung).get(reverse("reported_totals", args=[world.commune.slug]))
    offered = set(page.context["form"].fields["indicator"].queryset.values_list("key", flat=True))
    assert offered & {KEY, "festival_attendances", "valuable_tips", "reports", "serious_crimes"} == set()
    assert "patrol_sessions" in offered
    with pytest.raises(Refused):
        report_total(
            by=world.dung, unit=world.commune, kind="published", indicator=Indicator.objects.get(key=KEY),
            start=None, end=date(2026, 11, 1), thousandths=1000, qualifier="exact",
        )  # fmt: skip
