"""A board across a merger, by its phases, and by who asked: what stands beside what."""

from datetime import date

from campaigns.models import Campaign
from targets.asked import asked_of
from targets.board import board
from tests.campaigns.entries import patrol, recorded
from tests.targets.giving import give
from tests.world import World


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
