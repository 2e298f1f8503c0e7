"""Every cell and every total against the records, and against what the dashboards show."""

from functools import cache, partial
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communes.models import Unit
from dashboards import places, selectors
from dashboards.places import Place
from dashboards.state import By, Lens
from pivots.axes import UNITS_OF, Axis
from rollups.selectors import catalogue
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, count, leaves, of_unit, state_of, story
from tests.pivots.tables import asked, cells, days_of, facts, log, recount, tried, units_of
from tests.world import World

pytestmark = pytest.mark.django_db
FIGURES = [
    "patrol_sessions", "patrol_villages_covered", "propaganda_villages_covered", "guns_collected",
    "firecrackers_collected", "patrol_reminders", "reports",
]  # fmt: skip
RANGES = ["period=year-2025", "period=quarter-2025-3", "from=2025-06-20&to=2025-09-09", "from=2025-07-01&to=2025-08-14"]


def place_of(world: World, name: str) -> Place:
    if name == "nation":
        return places.nation(world.bo)
    if name == "area":
        return places.area(world.hung, world.area.slug)
    slugs = {"province": THAI_NGUYEN, "old_province": BAC_KAN, "district": "060-2000", "commune": world.commune.slug}
    return of_unit(world.bo, slugs[name])


def query(chosen: dict[str, Any]) -> str:
    figures = "".join(f"&figures={key}" for key in chosen["figures"])
    flags = "".join(f"&{flag}=on" for flag in chosen["flags"])
    return f"{chosen['range']}&lens={chosen['lens']}&rows={chosen['rows']}&columns={chosen['columns']}{figures}{flags}"


CHOICES = st.fixed_dictionaries(
    {
        "place": st.sampled_from(["nation", "province", "old_province", "district", "area", "commune"]),
        "range": st.sampled_from(RANGES),
        "lens": st.sampled_from(list(Lens)),
        "rows": st.sampled_from(list(Axis)),
        "columns": st.sampled_from(["", *Axis]),
        "figures": st.lists(st.sampled_from(FIGURES), unique=True, min_size=1, max_size=4),
        "flags": st.sets(st.sampled_from(["verified", "grouped", "shaded"])),
    }
)
LEADER = {
    "place": "province", "range": "period=year-2025", "lens": "today", "rows": "commune", "columns": "month",
    "figures": ["patrol_sessions", "propaganda_villages_covered"], "flags": {"verified"},
}  # fmt: skip
OLD_PROVINCES = LEADER | {
    "place": "nation", "lens": "recorded", "rows": "province", "columns": "", "figures": ["patrol_sessions"],
}  # fmt: skip


def test_every_cell_is_what_the_records_say(world: World) -> None:
    log(world)
    found = facts()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(CHOICES)
    @example(LEADER)
    @example(OLD_PROVINCES)
    @example(LEADER | {"lens": "recorded", "rows": "month", "columns": "district"})
    def check(chosen: dict[str, Any]) -> None:
        place = place_of(world, chosen["place"])
        if tried(place, query(chosen))[1]:
            return
        one = asked(place, query(chosen))
        units_behind = cache(partial(units_of, one))  # asked once a line, not once a cell
        for row, column, value in cells(one):
            figure = row.figure or column.figure
            units, days = units_behind(row.line or column.item.line), days_of(one, row.window or column.item.window)
            assert value == recount(found, units, days, figure.key, verified=column.verified), (chosen, row, column)

    check()


@pytest.mark.parametrize("range_", RANGES)
@pytest.mark.parametrize("lens", Lens)
@pytest.mark.parametrize("name", ["nation", "province", "old_province", "district", "area"])
def test_a_table_of_units_shows_what_the_dashboard_shows(world: World, name: str, lens: Lens, range_: str) -> None:
    story(leaves(world.province), seed=4)
    place = place_of(world, name)
    for axis in UNITS_OF[place.level]:
        address = f"{range_}&lens={lens}"
        if By(axis.value) not in place.breakdowns(state_of(place, address)):
            continue
        table = selectors.dashboard(place, state_of(place, f"{address}&by={axis}")).table
        keys = [column.href.split("/figures/")[1].split("/")[0] for column in table.columns]
        own = asked(place, f"{address}&rows={axis}" + "".join(f"&figures={key}" for key in keys)).grid
        order = [keys.index(column.figure.key) for column in own.columns if column.figure is not None]
        shown = {(row.name, tuple(row.values[place] for place in order)) for row in table.all_rows}
        assert {(row.name, row.values) for row in own.all_rows} == shown
        assert len(own.all_rows) == len(table.all_rows)


def test_a_table_of_months_shows_the_trend_of_the_figure(world: World) -> None:
    story(leaves(world.province), seed=1, records=900)
    place, known = of_unit(world.tinh, THAI_NGUYEN), catalogue()
    state = state_of(place, "period=month-2026-1")
    trend = selectors.figure(place, state, known, known["patrol_sessions"]).trend
    own = asked(place, "from=2024-12-15&to=2026-01-14&rows=month&figures=patrol_sessions&verified=on").grid
    assert [row.values for row in own.rows] == [row.values[:2] for row in trend.rows]
    assert len(own.rows) == 13


def test_a_village_counts_once_in_its_year_however_many_months_name_it(world: World) -> None:
    log(world)
    place = of_unit(world.tinh, world.commune.slug)
    grid = asked(place, "period=year-2025&rows=month&figures=patrol_villages_covered").grid
    months = [row.values[0] for row in grid.rows]
    assert grid.total is not None
    assert grid.total.values[0] == 4000
    assert sum(value for value in months if value) == 6000


def test_not_reported_is_nothing_and_never_zero(world: World) -> None:
    log(world)
    place = of_unit(world.tinh, THAI_NGUYEN)
    one = asked(place, "period=year-2025&rows=commune&columns=month&figures=guns_collected")
    values = {row.item.label: row.values for row in one.grid.rows}
    assert values[world.neighbour.full_name][7:10] == (0, None, 0)  # it patrolled in two of them, and collected nothing
    silent = [row for row in one.grid.rows if row.values[-1] is None]
    assert len(silent) == one.grid.missing == 90
    assert all(value is None for row in silent for value in row.values)


def test_estimates_are_marked_in_the_months_that_rest_on_the_rule(world: World) -> None:
    divided = Unit.objects.filter(leaf=True, valid_to__isnull=True, estimated=True, province=world.province)[0]
    count(divided.lineage.exclude(pk=divided.pk)[0], "2025-06-01", "2025-06-20")
    count(divided, "2025-07-20")
    place = of_unit(world.bo, divided.slug)
    grid = asked(place, "from=2025-05-15&to=2025-08-14&rows=month&figures=patrol_sessions").grid
    assert [row.rough for row in grid.rows] == [(True,), (True,), ()]
    as_recorded = asked(place, "from=2025-05-15&to=2025-08-14&rows=month&figures=patrol_sessions&lens=recorded").grid
    assert not as_recorded.rough


def test_colours_are_of_one_figure_and_leave_totals_alone(world: World) -> None:
    story(leaves(world.province), seed=2, records=900)
    place = of_unit(world.tinh, THAI_NGUYEN)
    grid = asked(place, "period=year-2025&rows=commune&columns=quarter&figures=patrol_sessions&shaded=on").grid
    coloured = sorted(
        (value, step)
        for row in grid.rows
        for value, step in zip(row.values[:-1], row.steps, strict=False)
        if value is not None
    )
    assert [step for _value, step in coloured] == sorted(step for _value, step in coloured)
    assert {step for _value, step in coloured} <= {1, 2, 3, 4, 5}
    assert all(row.steps[-1] == 0 for row in grid.rows)
    assert grid.total is not None
    assert not any(grid.total.steps)
