"""The days on which periods and boundaries turn."""

from datetime import date, timedelta

import pytest

from communes.models import Unit
from dashboards import selectors
from dashboards.places import Place
from rollups.selectors import catalogue
from tests.dashboards.figures import THAI_NGUYEN, count, of_unit, state_of
from tests.world import World

pytestmark = pytest.mark.django_db


def patrols(place: Place, query: str) -> int | None:
    known = catalogue()
    found = selectors.figure(place, state_of(place, query), known, known["patrol_sessions"])
    return found.trend.rows[-1].values[0]


def test_a_reporting_month_runs_from_the_15th_to_the_14th(world: World) -> None:
    count(world.commune, "2026-09-14", "2026-09-15", "2026-10-14", "2026-10-15")
    place = of_unit(world.tinh, world.commune.slug)
    found = {month: patrols(place, f"period=month-2026-{month}") for month in (9, 10, 11, 8)}
    assert found == {9: 1000, 10: 2000, 11: 1000, 8: None}


def test_the_last_day_of_the_old_units_and_the_first_of_the_new(world: World) -> None:
    count(world.giao_hieu, "2025-06-30")
    count(world.commune, "2025-07-01")
    both = "from=2025-06-30&to=2025-07-01"
    own, old = of_unit(world.tinh, world.commune.slug), of_unit(world.tinh, world.giao_hieu.slug)
    assert [patrols(own, both), patrols(own, f"{both}&lens=recorded"), patrols(old, both)] == [2000, 1000, 1000]
    assert patrols(own, "from=2025-06-30&to=2025-06-30") == 1000
    assert patrols(own, "from=2025-06-30&to=2025-06-30&lens=recorded") is None
    for lens in ("today", "recorded"):
        assert patrols(of_unit(world.tinh, THAI_NGUYEN), f"{both}&lens={lens}") == 2000


def test_the_leap_day_belongs_to_its_month_and_year(world: World) -> None:
    count(world.giao_hieu, "2024-02-29", "2024-03-01")
    place = of_unit(world.tinh, world.giao_hieu.slug)
    assert patrols(place, "period=month-2024-3") == 2000
    assert patrols(place, "from=2024-02-29&to=2024-02-29") == 1000
    assert patrols(place, "period=months-2024-2") == 1000
    state = state_of(place, "from=2025-02-15&to=2025-02-28")
    assert state.last_year.days.end == date(2024, 2, 29)
    found = selectors.dashboard(place, state).table
    row = next(one for one in found.rows if one.name == "Tuần tra, kiểm soát")
    assert row.values[3] == 1000


def test_a_month_that_runs_is_compared_with_as_many_days(world: World) -> None:
    count(world.commune, "2026-11-20", "2026-10-22", "2026-10-23", "2025-11-15", "2025-12-14")
    place = of_unit(world.tinh, world.commune.slug)
    state = state_of(place, "period=month-2026-12")
    known = catalogue()
    found = selectors.figure(place, state, known, known["patrol_sessions"])
    assert [one.text for one in found.moves] == ["Không đổi", "Không đổi"]
    assert found.moves[0].note == "so với 8 ngày đầu tháng 11/2026"
    assert state.last_year.days.end - state.last_year.days.start == timedelta(7)


def test_part_of_the_due_months_is_partly_reported(world: World) -> None:
    count(world.commune, "2026-02-20", "2026-03-20")
    count(world.neighbour, "2026-01-20", "2026-02-20", "2026-03-20")
    place = of_unit(world.tinh, THAI_NGUYEN)
    found = selectors.dashboard(place, state_of(place, "from=2026-01-15&to=2026-04-14"))
    assert (found.reported.full, found.reported.partial, found.reported.missing) == (1, 1, 90)
    row = next(one for one in found.table.rows if one.name == world.commune.full_name)
    assert (row.status, row.status_text) == ("partial", "2/3 tháng báo cáo")
    assert row.values[0] == 2000


def test_estimates_are_marked_where_the_range_reaches_back(world: World) -> None:
    divided = Unit.objects.filter(leaf=True, valid_to__isnull=True, estimated=True).order_by("pk")[0]
    count(divided.lineage.exclude(pk=divided.pk)[0], "2025-06-20")
    count(divided, "2025-07-20")
    place = of_unit(world.bo, divided.slug)

    def qualifier(query: str) -> str:
        return selectors.dashboard(place, state_of(place, query)).tiles[0].qualifier

    assert qualifier("period=month-2025-7") == "≈"
    assert qualifier("period=month-2025-7&lens=recorded") == ""
    assert qualifier("period=month-2025-8") == ""
