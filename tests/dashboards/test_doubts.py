"""How firm a change is: the same of a unit on its own page and in every row about it, with the true reason."""

import random
from typing import Any

import pytest

from communes.models import Unit
from dashboards import places, selectors
from dashboards.stamps import forget
from dashboards.tables import Row
from tests.dashboards.figures import THAI_NGUYEN, count, of_unit, state_of
from tests.dashboards.test_pictures import figure
from tests.world import World

pytestmark = pytest.mark.django_db
QUARTER = "period=quarter-2026-3"
MONTHS = ["2026-06-20", "2026-07-20", "2026-08-20"]
BEFORE = [day.replace("2026", "2025") for day in MONTHS]


def rows(world: World, query: str = QUARTER) -> dict[str, Row]:
    table = figure(of_unit(world.tinh, THAI_NGUYEN), query).table
    assert table is not None
    return {row.name: row for row in table.rows}


def test_a_row_is_as_firm_as_the_units_own_tile(world: World) -> None:
    chance = random.Random(11)
    units = list(Unit.objects.filter(leaf=True, province=world.province).order_by("code")[::8])
    for unit in units:
        for days in (MONTHS, BEFORE):
            count(unit, *chance.sample(days, chance.randrange(4)))
    forget()
    found = rows(world)
    changed = rows(world, f"{QUARTER}&show=change")
    for unit in units:
        place = of_unit(world.tinh, unit.slug)
        own = selectors.dashboard(place, state_of(place, QUARTER)).tiles[0].moved
        row = found[unit.full_name]
        assert row.thin == (not own.firm), unit
        assert row.doubt == changed[unit.full_name].doubt
        assert not row.doubt.words or row.doubt.words in own.note, unit


def test_an_area_is_as_firm_as_its_own_tile(world: World) -> None:
    chance = random.Random(5)
    for unit in Unit.objects.filter(leaf=True, province=world.province):
        for days in (MONTHS, BEFORE):
            count(unit, *days[: chance.choice([0, 3, 3])])
    forget()
    found = figure(of_unit(world.tinh, THAI_NGUYEN), f"{QUARTER}&by=area").table
    assert found is not None
    row = next(row for row in found.rows if world.area.slug in row.href)
    place = places.area(world.tinh, world.area.slug)
    own = selectors.dashboard(place, state_of(place, QUARTER)).tiles[0].moved
    assert row.thin == (not own.firm)


def test_months_that_the_present_lacks_are_named(world: World) -> None:
    count(world.commune, MONTHS[0], *BEFORE)
    assert rows(world)[world.commune.full_name].doubt.words == "kỳ này mới báo cáo 1/3 tháng"
    place = of_unit(world.lan, world.commune.slug)
    own = selectors.dashboard(place, state_of(place, QUARTER)).tiles[0].moved
    assert (own.firm, own.note) == (
        False,
        "so với quý 3/2025; kỳ này mới báo cáo 1/3 tháng, chỉ để tham khảo",
    )


def test_who_has_not_reported_all_does_not_head_the_falls(world: World) -> None:
    count(world.commune, MONTHS[0], *BEFORE)
    count(world.neighbour, *MONTHS, *BEFORE, "2025-08-21")
    found: Any = figure(of_unit(world.tinh, THAI_NGUYEN), QUARTER).falls
    assert [bar.point.name for bar in found.bars] == [world.neighbour.full_name]
    assert (found.compared, found.apart) == (1, 1)


def test_the_star_of_a_row_says_why(world: World, client: Any) -> None:
    count(world.commune, MONTHS[0], *BEFORE)
    client.force_login(world.tinh)
    place = of_unit(world.tinh, THAI_NGUYEN)
    for address in (place.href("figure", "patrol_sessions"), place.href()):
        text = client.get(f"{address}?{QUARTER}&show=change").content.decode()
        assert '<span title="kỳ này mới báo cáo 1/3 tháng">*</span>' in text
