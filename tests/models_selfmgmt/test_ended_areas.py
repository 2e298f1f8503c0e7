"""A model covers a residential area as long as it is there, whichever of the two was entered first."""

from datetime import date

import pytest

from models_selfmgmt.changes import Alter
from models_selfmgmt.history import runs_of, standing_rows
from models_selfmgmt.selectors.page import page_of
from rollups.checking import verify
from stations.actions import end_area
from tests.models_selfmgmt.entries import OLD, changed, opened, said, value
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
LAST_DAY, AFTER = date(2025, 12, 31), date(2026, 1, 1)


def test_what_is_entered_for_days_long_past_ends_there_too(world: World) -> None:
    gone, stays = world.villages[:2]
    end_area(by=world.dung, unit=world.commune, area=gone, last_day=LAST_DAY)
    lamps = opened(world.dung, world.giao_hieu, OLD, said(gone, stays, security_lamps=3), "security_lighting")
    days = (OLD, LAST_DAY, AFTER)
    assert [value(world.commune, "lighting_villages", day) for day in days] == [2, 2, 1]
    assert [value(world.commune, "security_lamps", day) for day in days] == [3, 3, 3]
    assert [len(run.content.areas) for run in runs_of(standing_rows(lamps))] == [2]
    steps = {step.on: step for step in page_of(lamps, AFTER).steps}
    assert steps[AFTER].lines == ("Bớt Thôn Nà Muồng",)
    assert verify() == []


def test_a_change_before_the_end_ends_there_too(world: World) -> None:
    gone = world.villages[0]
    end_area(by=world.dung, unit=world.commune, area=gone, last_day=LAST_DAY)
    lamps = opened(world.dung, world.commune, date(2025, 8, 1), said(security_lamps=3), "security_lighting")
    changed(world.dung, lamps, Alter(world.commune, date(2025, 9, 1), said(gone, security_lamps=4)))
    assert [value(world.commune, "lighting_villages", day) for day in (LAST_DAY, AFTER)] == [1, 0]
    assert verify() == []
