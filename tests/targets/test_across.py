"""A board across a merger, by its phases, and by who asked: what stands beside what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from rollups.models import Indicator
from targets.asked import asked_of
from targets.board import board
from targets.goals import heirs_of, of_campaign
from targets.stands import Stand
from tests.campaigns.entries import patrol, recorded
from tests.targets.giving import END, give, log, patrols
from tests.world import World

Browse = Callable[[User], Client]


def test_a_place_counts_what_its_units_did_before_a_merger(world: World) -> None:
    summer = Campaign.objects.create(
        name="Cao điểm hè 2025", unit=world.province, start=date(2025, 6, 1), end=date(2025, 8, 31)
    )
    give(world, summer, {world.commune: 10_000})
    recorded(world.lan, world.giao_hieu, patrol(on=date(2025, 6, 10)))
    recorded(world.lan, world.commune, patrol(on=date(2025, 7, 10)))
    for place in (world.commune, world.province):
        row = board(summer, place, None, summer.end).rows[0]
        assert (row.so_far, [line.reached for line in row.lines if line.unit == world.commune]) == (2000, [2000])
    assert [one.reached for one in asked_of(world.lan, world.commune, summer.end)] == [2000]


def test_a_phase_is_measured_by_its_own_days(world: World, campaign: Campaign, browse: Browse) -> None:
    phase = CampaignPhase.objects.create(campaign=campaign, name="Giai đoạn 2", start=date(2026, 1, 15), end=END)
    dates = {"phase": phase, "start": phase.start, "end": phase.end}
    give(world, campaign, {world.commune: 8_000, world.neighbour: 2_000}, **dates)
    log(world, *range(2, 10), 20)
    found = board(campaign, world.commune, phase, date(2026, 1, 30))
    row = found.rows[0]
    assert (row.reached, row.so_far, row.percent, row.stand) == (1000, 9000, 12, Stand.BEHIND)
    assert (row.pace, row.passed, found.part_left) == (3_300, 52, 15)  # 7 in 15 days; 16 of 31 are over
    lines = board(campaign, world.province, phase, date(2026, 1, 30)).rows[0].lines
    stands = {line.unit: (line.reached, line.stand) for line in lines}
    assert (stands[world.commune], stands[world.neighbour]) == ((1000, Stand.BEHIND), (None, Stand.SILENT))
    page = browse(world.lan).get(f"/campaigns/{campaign.pk}/units/{world.commune.slug}/?phase={phase.pk}")
    assert "từ đầu đợt 9" in page.content.decode()


def test_who_reported_before_a_phase_is_silent_in_it(world: World, campaign: Campaign) -> None:
    phase = CampaignPhase.objects.create(campaign=campaign, name="Giai đoạn 2", start=date(2026, 1, 15), end=END)
    give(world, campaign, {world.commune: 8_000}, phase=phase, start=phase.start, end=phase.end)
    log(world, 2, 3)
    found = board(campaign, world.province, phase, date(2026, 1, 20))
    assert (found.reported, world.commune in [line.unit for line in found.rows[0].silent]) == (0, True)
    assert (found.rows[0].reached, found.rows[0].so_far) == (None, 2000)
    before = board(campaign, world.province, phase, date(2026, 1, 10))
    assert (before.begun, before.rows[0].stand, before.rows[0].so_far) == (False, Stand.UNBEGUN, 2000)
    assert (before.rows[0].silent, before.rows[0].pace, before.rows[0].passed) == ([], 1_900, 0)  # 8 in 31 days to come
    over = board(campaign, world.province, campaign.phases.first(), date(2026, 1, 20))
    assert (over.reported, over.rows, over.part_left) == (1, [], 0)


def test_targets_of_the_whole_campaign_stand_behind_those_of_the_phase(
    world: World, campaign: Campaign, browse: Browse
) -> None:
    """Against all the days of the campaign, with what was reached in the phase beside."""
    phase = CampaignPhase.objects.create(campaign=campaign, name="Giai đoạn 2", start=date(2026, 1, 15), end=END)
    sessions = Indicator.objects.get(key="propaganda_sessions")
    give(world, campaign, {world.commune: 12_000})
    give(world, campaign, {world.commune: 1_000}, indicator=sessions, phase=phase, start=phase.start, end=phase.end)
    log(world, *range(2, 10), 20)
    own, whole = board(campaign, world.commune, phase, date(2026, 1, 30)).rows
    assert (own.indicator, own.whole, own.passed) == (sessions, False, 52)
    assert (whole.reached, whole.so_far, whole.in_part, whole.percent) == (9000, 9000, 1000, 75)
    assert (whole.whole, whole.passed, whole.stand, whole.pace) == (True, 76, Stand.BEHIND, 1_400)  # 3 in 15 days
    assert [(line.reached, line.wanted) for line in whole.lines] == [(9000, 12_000)]
    page = browse(world.lan).get(f"/campaigns/{campaign.pk}/units/{world.commune.slug}/?phase={phase.pk}")
    assert "giai đoạn này 1" in page.content.decode()


@pytest.mark.parametrize(
    "other",
    [{"assigner_name": "Bộ Công an"}, {"direction": "at_most"}, {"told_unit": "lượt"}],
    ids=lambda one: next(iter(one)),
)
def test_the_place_adds_up_targets_of_one_sort_alone(world: World, campaign: Campaign, other: dict[str, Any]) -> None:
    give(world, campaign, {world.commune: 10_000})
    give(world, campaign, {world.neighbour: 5_000}, **other)
    goal = board(campaign, world.province, None, END).rows[0].goal
    assert (goal.wanted, goal.units) == (5_000, 1)
    old = Campaign.objects.create(name="Cao điểm 2024", start=date(2024, 12, 15), end=date(2025, 2, 14))
    give(world, old, {world.giao_hieu: 4_000})
    give(world, old, {Unit.objects.get(slug="01858-2000"): 3_000}, **other)
    assert of_campaign(heirs_of([world.commune]), old, None)[world.commune.pk, patrols().pk].wanted == 3_000


def test_shares_of_units_are_no_share_of_the_place(world: World, campaign: Campaign) -> None:
    share = Indicator.objects.get(key="stations_independent_office_pct")
    give(world, campaign, {world.commune: 50_000, world.neighbour: 60_000}, indicator=share)
    assert board(campaign, world.province, None, END).rows[0].goal.wanted is None


@pytest.mark.parametrize(
    ("start", "on", "months"),
    [
        (date(2026, 1, 1), date(2026, 1, 30), 0),
        (date(2026, 1, 1), date(2026, 1, 31), 1),
        (date(2026, 1, 1), date(2026, 2, 28), 2),
        (date(2026, 1, 1), date(2026, 6, 30), 6),
        (date(2025, 12, 15), date(2026, 1, 13), 0),
        (date(2025, 12, 15), date(2026, 1, 14), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
    ],
)
def test_a_month_is_over_on_its_last_day(world: World, start: date, on: date, months: int) -> None:
    long = Campaign.objects.create(name="Cả năm", start=start, end=date(2026, 10, 31))
    assert board(long, world.commune, None, on).elapsed == (f"{months} tháng đầu" if months else "")


def test_a_sum_says_of_how_many_units_it_is(world: World, campaign: Campaign, browse: Browse) -> None:
    address = f"/campaigns/{campaign.pk}/units/{world.province.slug}/"
    give(world, campaign, {world.commune: 10_000})
    assert "cộng từ 1 đơn vị" in browse(world.tinh).get(address).content.decode()
    give(world, campaign, {world.province: 20_000})
    assert "cộng từ" not in browse(world.tinh).get(address).content.decode()
