"""Tables asked as an address asks them, and what the records say of each cell: counted again, in plain Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from campaigns.actions import verify_record
from campaigns.models import Record
from communes.models import AreaMembership, Unit
from dashboards import columns
from dashboards.calendars import calendar_of
from dashboards.places import Place
from dashboards.state import Lens, StateForm
from pivots.asking import TableForm, read_pivot
from pivots.axes import Axis
from pivots.grid import Grid, read_grid
from pivots.items import Item, Layout, lay_out, too_large
from rollups.ranges import Days
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded, weapon_handover
from tests.dashboards.figures import TODAY
from tests.rollups.recounting import measures
from tests.world import World

COVERED = {"patrol": "patrol_villages_covered", "propaganda_session": "propaganda_villages_covered"}


@dataclass(frozen=True)
class Asked:
    layout: Layout
    grid: Grid


def asked(place: Place, query: str) -> Asked:
    """The table of an address, which must be one."""
    layout, problems = tried(place, query)
    assert not problems, problems
    return Asked(layout, read_grid(layout, columns.known(place)))


def tried(place: Place, query: str) -> tuple[Layout, dict[str, Any]]:
    data = QueryDict(query)
    period, form = StateForm(data, calendar_of(place)), TableForm(data, place, columns.known(place))
    layout = lay_out(place, read_pivot(period, form, TODAY))
    return layout, {**period.errors, **form.errors, **too_large(layout)}


def cells(one: Asked) -> Iterator[tuple[Item, Any, int | None]]:
    """Each cell with its row and column, totals included."""
    for row in one.grid.all_rows:
        for column, value in zip(one.grid.columns, row.values, strict=True):
            yield row.item, column, value


@dataclass(frozen=True)
class Fact:
    """What one record says."""

    unit: int
    on: date
    verified: bool
    said: dict[str, int]
    covered: frozenset[tuple[str, int]]


def facts() -> list[Fact]:
    return [
        Fact(
            one.unit_id,
            one.on,
            one.verified_by_id is not None,
            dict(measures(one)),
            frozenset((COVERED[one.kind], line.residential_area_id) for line in one.area_lines.all())
            if one.kind in COVERED
            else frozenset(),
        )
        for one in Record.objects.filter(deleted=False, hold=0)
    ]


def recount(found: list[Fact], units: set[int], days: Days, key: str, *, verified: bool) -> int | None:
    """Thousandths; nothing where nobody entered anything."""
    here = [one for one in found if one.unit in units and one.on in days]
    if not here:
        return None
    counted = [one for one in here if one.verified or not verified]
    if key in COVERED.values():
        return 1000 * len({area for one in counted for of, area in one.covered if of == key})
    return sum(one.said.get(key, 0) for one in counted)


def days_of(one: Asked, window: int) -> Days:
    return one.layout.slices[window - 1].days if window else one.layout.pivot.state.days


def units_of(one: Asked, line: int) -> set[int]:
    """The units whose records stand in a row, said anew."""
    place, today = one.layout.place, one.layout.place.lens(one.layout.pivot.state) == Lens.TODAY
    if not line:
        return units_of_place(place, today)
    kind, slug = one.layout.lines[line - 1].page
    if kind == "area":
        return members(slug) if not today else with_history(members(slug))
    unit = Unit.objects.get(slug=slug)
    # The communes of an old province lie below its districts.
    below = Unit.objects.filter(Q(parent=unit) | Q(province=unit))
    own = {unit.pk, *below.values_list("pk", flat=True)}
    return with_history({unit.pk}) if today and one.layout.pivot.units != Axis.ORIGIN else own


def units_of_place(place: Place, today: bool) -> set[int]:
    if place.area is not None:
        return with_history(members(place.area.slug)) if today else members(place.area.slug)
    if place.unit is None:
        return set(Unit.objects.values_list("pk", flat=True))
    if place.unit.level == "province":
        whole = Unit.objects.filter(level="province", heir=place.unit) if place.lensed else [place.unit]
        return set(Unit.objects.filter(province__in=[*whole, place.unit]).values_list("pk", flat=True))
    if not place.unit.leaf:
        return set(place.unit.children.values_list("pk", flat=True))
    return with_history({place.unit.pk}) if today else {place.unit.pk}


def members(area: str) -> set[int]:
    return set(AreaMembership.objects.filter(area__slug=area).values_list("unit", flat=True))


def with_history(units: set[int]) -> set[int]:
    """Units, and those before them (of a province: the provinces' communes)."""
    behind = {*units, *Unit.objects.filter(heir__in=units).values_list("pk", flat=True)}
    return {*behind, *Unit.objects.filter(province__in=behind).values_list("pk", flat=True)}


def log(world: World) -> None:
    """Records of three communes around the day on which boundaries and months turn; some are approved."""
    own, before = world.commune, world.giao_hieu
    for day, unit in [("2025-06-14", before), ("2025-06-15", before), ("2025-06-30", before), ("2025-07-01", own)]:
        enter(world, unit, date.fromisoformat(day))
    for number in range(6):
        enter(world, own, date(2025, 7, 10) + timedelta(23 * number), number)
    for number in range(3):
        recorded(world.minh, world.neighbour, patrol(on=date(2025, 8, 12) + timedelta(40 * number), reminders=number))
    recorded(world.son, world.foreign, propaganda_session(on=date(2025, 9, 9), attendances=7))


def enter(world: World, unit: Unit, on: date, number: int = 0) -> None:
    """One record of a kind a day; the first of each three is approved."""
    areas = tuple(world.villages[number % 4 : number % 4 + 2]) if unit.pk != world.giao_hieu.pk else ()
    areas = areas or tuple(world.villages[:2])
    contents = [
        patrol(on=on, residential_areas=areas, reminders=number),
        propaganda_session(on=on, residential_areas=areas[:1], attendances=10 + number, launch=number % 2 == 0),
        weapon_handover(on=on, items={item_unit("flintlock"): 1000, item_unit("firecracker", "kg"): 1_500}),
    ]
    record = recorded(world.lan, unit, contents[number % 3])
    if number % 3 == 0:
        verify_record(by=world.dung, record=record, version=record.version)
