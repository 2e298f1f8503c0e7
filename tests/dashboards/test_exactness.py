"""Every number of a page against a plain recount."""

import random
from typing import Any

import pytest

from communes.models import AreaMembership, Unit
from dashboards import places, selectors
from dashboards.places import Place
from dashboards.state import Lens
from dashboards.tables import Row, Status, Table
from rollups.selectors import catalogue
from tests.dashboards.figures import BAC_KAN, KEYS, THAI_NGUYEN, Story, leaves, of_unit, random_query, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = range(3)


def page(place: Place, query: str) -> Any:
    return selectors.dashboard(place, state_of(place, query))


def values(table: Table, row: Row) -> dict[str, int | None]:
    """The values of a row by the key of their figure."""
    keys = [column.href.split("/figures/")[1].split("/")[0] for column in table.columns]
    return {key: value for key, value in zip(keys, row.values, strict=True) if key in KEYS}


def expected(told: Story, units: list[int], place: Place, query: str) -> dict[str, int | None]:
    days = state_of(place, query).days
    return {key: told.sum(units, days, key) for key in KEYS}


def lived(unit: Unit, place: Place, query: str) -> bool:
    days = state_of(place, query).days
    return days.clipped(unit.valid_from, unit.valid_to) is not None


@pytest.mark.parametrize("seed", SEEDS)
def test_communes_of_today_hold_their_whole_history(world: World, seed: int) -> None:
    told = story(leaves(world.province), seed)
    place, query = of_unit(world.tinh, THAI_NGUYEN), random_query(random.Random(seed))
    table = page(place, query).table
    communes = {unit.full_name: unit for unit in Unit.objects.filter(leaf=True, province=world.province)}
    assert {row.name for row in table.rows} == set(communes)
    for row in table.rows:
        line = list(communes[row.name].lineage.values_list("pk", flat=True))
        assert values(table, row) == expected(told, line, place, query)
    everything = [unit.pk for unit in leaves(world.province)]
    assert values(table, table.total) == expected(told, everything, place, query)


@pytest.mark.parametrize("seed", SEEDS)
def test_areas_hold_their_communes(world: World, seed: int) -> None:
    told = story(leaves(world.province), seed)
    place, query = of_unit(world.tinh, THAI_NGUYEN), random_query(random.Random(seed)) + "&by=area"
    table = page(place, query).table
    for row in table.rows:
        slug = row.href.split("/areas/")[1].split("/")[0]
        inside = AreaMembership.objects.filter(area__slug=slug).values("unit")
        units = list(Unit.objects.filter(heir__in=inside).values_list("pk", flat=True))
        assert values(table, row) == expected(told, units, place, query)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("by", ["commune", "district"])
def test_as_recorded_each_unit_holds_its_own(world: World, seed: int, by: str) -> None:
    told = story(leaves(world.province), seed)
    place, query = of_unit(world.tinh, THAI_NGUYEN), f"{random_query(random.Random(seed))}&lens=recorded&by={by}"
    table = page(place, query).table
    for row in table.rows:
        if "/units/" in row.href:
            unit = Unit.objects.get(slug=row.href.split("/units/")[1].split("/")[0])
            assert lived(unit, place, query)
            below = [unit.pk, *unit.children.values_list("pk", flat=True)] if not unit.leaf else [unit.pk]
            if state_of(place, query).touches_past:
                assert values(table, row) == expected(told, below, place, query)


@pytest.mark.parametrize("seed", SEEDS)
def test_totals_are_conserved_between_the_lenses(world: World, seed: int) -> None:
    told = story([*leaves(world.province), *leaves(world.foreign.province or world.province, every=40)], seed)
    query = random_query(random.Random(seed))
    for place in [of_unit(world.tinh, THAI_NGUYEN), places.nation(world.bo)]:
        tables = [page(place, f"{query}&lens={lens}").table for lens in Lens]
        totals = [values(table, table.total) for table in tables]
        assert totals[0] == totals[1]
        for table in tables:
            sums = [
                sum(value for value in column if value)
                for column in zip(*(row.values for row in table.rows), strict=True)
            ]
            assert [value or 0 for value in table.total.values] == sums
    everything = sorted({unit for unit, _day, _key in told.cells})
    nation = places.nation(world.bo)
    assert values(tables[0], tables[0].total) == expected(told, everything, nation, query)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_province_that_ended_shows_its_own_rows(world: World, seed: int) -> None:
    told = story(leaves(world.province), seed)
    place, query = of_unit(world.tinh, BAC_KAN), random_query(random.Random(seed))
    table = page(place, query).table
    own = list(Unit.objects.filter(leaf=True, province__slug=BAC_KAN).values_list("pk", flat=True))
    assert values(table, table.total) == expected(told, own, place, query)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lens", Lens)
def test_a_commune_holds_its_lineage_today_and_itself_as_recorded(world: World, seed: int, lens: Lens) -> None:
    told = story(leaves(world.province, every=4), seed)
    commune = next(unit for unit in leaves(world.province, every=4) if unit.lineage.count() > 2)
    place, query = of_unit(world.tinh, commune.slug), f"{random_query(random.Random(seed))}&lens={lens.value}"
    state = state_of(place, query)
    units = [commune.pk]
    if place.lens(state) == Lens.TODAY:
        units = list(commune.lineage.values_list("pk", flat=True))
    rows = {row.href.split("/figures/")[1].split("/")[0]: row for row in page(place, query).table.all_rows}
    for key in ["patrol_sessions", "guns_collected"]:
        assert rows[key].values[0] == told.sum(units, state.days, key)
        assert rows[key].values[2] == told.sum(units, state.before.days, key)
        assert rows[key].values[3] == told.sum(units, state.last_year.days, key)


def test_the_trend_of_a_figure_is_a_recount_of_each_period(world: World) -> None:
    told = story(leaves(world.province), seed=1, records=900)
    place = of_unit(world.tinh, THAI_NGUYEN)
    known = catalogue()
    state = state_of(place, "period=month-2026-1")
    found = selectors.figure(place, state, known, known["patrol_sessions"])
    units = [unit for unit, _day, _key in told.cells]
    expected = [told.sum(units, one.days, "patrol_sessions") for one in state.calendar.trend(state.choice)]
    assert len(expected) == 13
    assert [row.values[0] for row in found.trend.rows] == expected


def test_units_without_an_entry_are_shown_as_such_and_never_as_zero(world: World) -> None:
    told = story(leaves(world.province), seed=2, records=60)
    place = of_unit(world.tinh, THAI_NGUYEN)
    found = page(place, "period=month-2026-3")
    silent = [row for row in found.table.rows if row.status == Status.MISSING]
    assert found.reported.missing == len(silent) > 50
    assert all(value is None for row in silent for value in row.values)
    assert found.reported.units == 92
    assert told.cells
