"""Targets of shares and of different ones: held against so many of so many, before it is rounded."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from campaigns.actions.errors import Refused
from campaigns.models import Campaign
from rollups.models import SCALE, Indicator
from rollups.numbers import Qualified, Share
from stations.readiness import Standing, record_readiness
from targets.asked import asked_of
from targets.board import board
from targets.goals import Goal
from targets.stands import Stand, percent_of, stand_of
from tests.campaigns.entries import patrol, recorded
from tests.targets.giving import END, START, give
from tests.world import World

READY = Standing(office="independent", housing=True, staffed=True, investigator=True)
Browse = Callable[[User], Client]


def indicator(key: str) -> Indicator:
    return Indicator.objects.get(key=key)


def test_a_share_is_told_as_so_many_of_so_many(world: World, campaign: Campaign, browse: Browse) -> None:
    offices = indicator("stations_independent_office_pct")
    give(world, campaign, {world.commune: 100_000, world.province: 100_000}, indicator=offices)
    assert asked_of(world.lan, world.commune, END)[0].stand == Stand.SILENT
    record_readiness(by=world.dung, unit=world.commune, since=START, standing=READY, seen=0)
    (one,) = asked_of(world.lan, world.commune, END)
    assert (one.reached, one.percent, one.stand, one.pace) == (100_000, 100, Stand.REACHED, None)
    row = board(campaign, world.province, None, END).rows[0]
    assert isinstance(row.reached, Share)
    assert (row.reached.part, row.stand, row.pace) == (SCALE, Stand.BEHIND, None)
    page = browse(world.tinh).get(f"/campaigns/{campaign.pk}/units/{world.province.slug}/").content.decode()
    assert f"1/{row.reached.whole // SCALE} (" in page
    assert "đã đạt 1/1 (100\xa0%)<" in browse(world.lan).get(f"/units/{world.commune.slug}/targets/").content.decode()


def test_different_ones_are_counted_once(world: World, campaign: Campaign) -> None:
    give(world, campaign, {world.commune: 4_000}, indicator=indicator("patrol_villages_covered"))
    for day in (2, 3):
        areas = tuple(world.villages[: day - 1])
        recorded(world.lan, world.commune, patrol(on=date(2026, 1, day), residential_areas=areas))
    row = board(campaign, world.commune, None, END).rows[0]
    assert (row.reached, row.so_far, row.percent, row.stand) == (2_000, 2_000, 50, Stand.BEHIND)
    assert [(line.reached, line.stand) for line in row.lines] == [(2_000, Stand.BEHIND)]
    assert asked_of(world.lan, world.commune, END)[0].reached == 2_000


def test_a_share_of_more_than_all_is_not_asked_for(world: World, campaign: Campaign) -> None:
    with pytest.raises(Refused, match="100 %"):
        give(world, campaign, {world.commune: 150_000}, indicator=indicator("stations_independent_office_pct"))


@pytest.mark.parametrize(
    ("part", "at_most", "stand"),
    [
        (1_999_000, False, Stand.BEHIND),  # told as 100 %, and one is missing
        (2_000_000, False, Stand.REACHED),
        (1_999_000, True, Stand.AHEAD),
        (Qualified(1_999_000, 0, 1), False, Stand.UNTOLD),
    ],
)
def test_a_share_is_judged_before_it_is_rounded(world: World, part: int, at_most: bool, stand: Stand) -> None:
    goal, share = Goal(100_000, "", at_most, "x", 1), Share(part, 2_000_000)
    offices = indicator("stations_independent_office_pct")
    assert stand_of(share, goal, offices, 1.0) == stand
    exact = percent_of(share, goal, offices)
    assert exact == (None if stand == Stand.UNTOLD else 99 if part < 2_000_000 else 100)
