"""The units that a page adds up: one query, made after the scope has opened the place that they belong to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communes.models import AreaMembership, Kind, Level, Station, Unit, name_with_kind, valid_on
from dashboards.places import Place, area_label
from dashboards.stamps import remembered_all
from dashboards.state import By, Lens, State
from rollups.ranges import Days


class Head(NamedTuple):
    """Another place that a unit belongs to."""

    name: str
    sort_key: str
    page: tuple[str, str]  # kind of place and its slug, for the address
    pk: int


class Member(NamedTuple):
    """A row of Unit as pages need it; `group` is the unit under which its numbers stand."""

    pk: int
    group: int
    slug: str
    kind: str
    name: str
    sort_key: str
    valid_from: date
    valid_to: date | None
    estimated: bool
    station: bool  # on the last day of the range, or today
    parent_level: str
    parent: Head
    province: Head
    heir_of_province: Head | None
    heir: Head | None
    area: Head | None

    def lived_in(self, days: Days) -> bool:
        return self.valid_from <= days.end and (self.valid_to is None or days.start <= self.valid_to)

    def lived_on(self, day: date) -> bool:
        return self.lived_in(Days(day, day))

    def lived_through(self, days: Days) -> bool:
        return self.lived_on(days.start) and self.lived_on(days.end)


UNIT_COLUMNS = ("id", "kind", "name", "sort_key", "slug")
PROVINCES = (Kind.TINH, Kind.THANH_PHO_TW)
DISTRICTS = (Kind.HUYEN, Kind.QUAN, Kind.THI_XA, Kind.THANH_PHO)
NOWHERE = Head("", "", ("", ""), 0)


@dataclass(frozen=True)
class Line:
    """A row of a table: one member, or the members of an area or a district."""

    name: str
    sort_key: str
    page: tuple[str, str]  # kind of place and its slug, for the address
    members: tuple[Member, ...]
    alone: bool = True  # one unit that keeps a log, not many below an area, a district or a province
    estimated: bool = False
    estimated_stock: bool = False  # on the last day of the range

    def rough(self, *, stock: bool) -> bool:
        return self.estimated_stock if stock else self.estimated

    def asked(self, province: int) -> bool:
        """Whether it is the one province that is asked, or its history; `province` 0: all are."""
        return not province or any(province in {one.pk, one.heir.pk if one.heir else 0} for one in self.members)

    def ended(self, days: Days) -> bool:
        """Whether all of it was over before the end of a range."""
        return all(one.valid_to is not None and one.valid_to < days.end for one in self.members)


@dataclass(frozen=True)
class Family:
    """The members of a place: those that stand as rows, and all whose totals belong to them."""

    listed: tuple[Member, ...]
    nodes: tuple[Member, ...]
    unusual: tuple[Member, ...] = ()  # of the nation: communes without a station, districts that keep a log

    def groups(self, days: Days) -> dict[int, int]:
        """Unit id → group, of those that lived in a range."""
        return {one.pk: one.group for one in self.nodes if one.lived_in(days)}


def family(place: Place, state: State) -> Family:
    """Whose totals a place adds up in its lens."""
    return families([place], state)[0]


def families(places: Sequence[Place], state: State) -> list[Family]:
    """The same of several places, in one query."""

    def read(unknown: Sequence[int]) -> list[tuple[Member, ...]]:
        return _members([places[number] for number in unknown], state)

    keys = [
        (one.stamp.settings, "members", one.key, *_seen(one, state), held_on(one, state), get_language())
        for one in places
    ]
    found = remembered_all(keys, read)
    return [_family(place, state, members) for place, members in zip(places, found, strict=True)]


def _family(place: Place, state: State, members: tuple[Member, ...]) -> Family:
    if place.level == "nation":
        provinces = tuple(one for one in members if one.kind in PROVINCES)
        found = _split(place, state, provinces)
        return replace(found, unusual=tuple(one for one in members if one.kind not in PROVINCES))
    return _split(place, state, members)


def _split(place: Place, state: State, members: tuple[Member, ...]) -> Family:
    if place.lens(state) == Lens.TODAY and place.by(state) != By.ORIGIN:
        return Family(tuple(one for one in members if one.pk == one.group), members)
    members = tuple(one._replace(group=one.pk) for one in members)
    return Family(tuple(one for one in members if one.lived_in(state.days)), members)


def _seen(place: Place, state: State) -> tuple[bool, date]:
    """Whether a place is shown in the boundaries of today, and on which day its stations and areas are."""
    today = place.lens(state) == Lens.TODAY
    return today, state.today if today else min(state.days.end, place.valid_to or state.days.end)


def held_on(place: Place, state: State) -> date | None:
    """On which day an area holds the units that it adds up: today's, whatever the range. Other places hold theirs."""
    return min(state.today, place.area.valid_to or state.today) if place.area is not None else None


def _behind(place: Place, state: State, today: bool) -> Q:
    """The units that keep logs (for the nation, the provinces) of a place."""
    unit, area, on = place.unit, place.area, held_on(place, state)
    if area is not None and on is not None:
        inside = AreaMembership.objects.filter(valid_on(on), area=area).values("unit")
        return Q(heir__in=inside) if today else Q(pk__in=inside)
    if unit is None:
        return Q(level=Level.PROVINCE)
    if unit.leaf:
        return Q(heir=unit) if today else Q(pk=unit.pk)
    if unit.level != Level.PROVINCE:
        return Q(leaf=True, parent=unit)
    if not place.lensed:
        return Q(leaf=True, province=unit)
    return Q(leaf=True, province__in=Unit.objects.filter(level=Level.PROVINCE, heir=unit).values("pk"))


def _members(places: Sequence[Place], state: State) -> list[tuple[Member, ...]]:
    """Those of each place in Vietnamese order. Plain tuples: a province has three hundred of them."""
    first, *others = [_rows(number, place, state) for number, place in enumerate(places)]
    found: list[list[Member]] = [[] for _place in places]
    for number, *row in first.union(*others, all=True) if others else first:
        found[number].append(_member(*row))
    return [tuple(sorted(one, key=lambda member: (member.sort_key, member.valid_from))) for one in found]


def _rows(number: int, place: Place, state: State) -> QuerySet[Any]:
    today, on = _seen(place, state)
    stations = Station.objects.filter(valid_on(on), unit=OuterRef("pk"))
    here = FilteredRelation("area_memberships", condition=valid_on(on, "area_memberships__"))
    behind = _behind(place, state, today)
    if place.level == "nation":
        behind |= Q(valid_on(on), ~Exists(stations), leaf=True) | Q(valid_on(on), leaf=True, kind__in=DISTRICTS)
    rows: QuerySet[Any] = Unit.objects.filter(behind).order_by()
    rows = rows.annotate(
        of=Value(number), here=here, group=F("heir_id") if today else F("pk"), station=Exists(stations)
    )
    own = ("pk", "group", "slug", "sort_key", "valid_from", "valid_to", "estimated", "station", "kind", "name")
    others = [f"{of}__{column}" for of in ("parent", "province", "province__heir", "heir") for column in UNIT_COLUMNS]
    area = [f"here__area__{column}" for column in ("id", "name", "sort_key", "slug", "source")]
    return rows.values_list("of", *own, "parent__level", *others, *area)


def _member(*row: Any) -> Member:
    pk, group, slug, sort_key, valid_from, valid_to, estimated, station, kind, name, level, *rest = row
    parent, province, later, heir = (_unit_head(*rest[at : at + 5]) for at in range(0, 20, 5))
    return Member(
        *(pk, group, slug, kind, name_with_kind(kind, name), sort_key, valid_from, valid_to, estimated, station),
        level,
        *(parent or NOWHERE, province or parent or NOWHERE, later, heir, _area_head(*rest[20:])),
    )


def _unit_head(pk: int | None, kind: str, name: str, sort_key: str, slug: str) -> Head | None:
    return None if pk is None else Head(name_with_kind(kind, name), sort_key, ("unit", slug), pk)


def _area_head(pk: int | None, name: str, sort_key: str, slug: str, source: int | None) -> Head | None:
    return None if pk is None else Head(area_label(name, source), sort_key, ("area", slug), pk)


def lines(place: Place, state: State, listed: Sequence[Member]) -> list[Line]:
    """The rows of the table of a place, in Vietnamese order."""
    by = place.by(state)
    # As recorded nothing is estimated; nor is a sum over a whole province.
    estimable = place.lens(state) == Lens.TODAY and place.level != "nation" and by != By.ORIGIN
    before = {one.pk: one.valid_from for one in listed if estimable and one.estimated}
    if by == By.AREA:
        found = _grouped(listed, _area_of, state)
    elif by == By.DISTRICT:
        # Communes of today have no district: they stand with their area.
        found = _grouped(listed, _district_of, state)
    else:
        alone = place.level != "nation"
        found = [
            Line(_dated(one.name, [one.valid_to], state), one.sort_key, ("unit", one.slug), (one,), alone)
            for one in listed
        ]
    return [_marked(line, before, state) for line in found] if before else found


def _marked(line: Line, before: Mapping[int, date], state: State) -> Line:
    """The line with what of it is estimated: `before` gives the first day of units that were divided."""
    days = [before[one.pk] for one in line.members if one.pk in before]
    rough, rough_stock = (any(day < first for first in days) for day in (state.days.start, state.days.end))
    return replace(line, estimated=rough, estimated_stock=rough_stock)


def _dated(name: str, ends: Sequence[date | None], state: State) -> str:
    """Units that ended in the range say until when."""
    last = max((end for end in ends if end is not None), default=None)
    if last is None or None in ends or last >= state.days.end:
        return name
    return _("%(name)s (đến %(day)s)") % {"name": name, "day": f"{last:%d/%m/%Y}"}


def _area_of(member: Member) -> Head:
    return member.area or Head(_("Chưa xếp khu vực"), "~", ("", ""), 0)


def _district_of(member: Member) -> Head:
    return member.parent if member.parent_level == Level.DISTRICT else _area_of(member)


def _grouped(listed: Sequence[Member], head_of: Callable[[Member], Head], state: State) -> list[Line]:
    inside: dict[Head, list[Member]] = {}
    for member in listed:
        inside.setdefault(head_of(member), []).append(member)
    return [
        Line(
            _dated(head.name, [one.valid_to for one in members], state),
            head.sort_key,
            head.page,
            tuple(members),
            alone=False,
        )
        for head, members in sorted(inside.items(), key=lambda pair: pair[0].sort_key)
    ]


@dataclass(frozen=True, slots=True)
class Above:
    """The way up from a place, as far as its reader may look, and who owns its history where it ended."""

    trail: tuple[Head, ...] = ()
    heir: Head | None = None


def above(place: Place, found: Family) -> Above:
    """Read off the place's own row, or off any of its members."""
    if place.level == "nation" or not found.nodes:
        return Above()
    one = next((member for member in found.nodes if place.unit and member.pk == place.unit.pk), found.nodes[0])
    wide = place.reads(one.province.pk, one.heir_of_province and one.heir_of_province.pk)
    if place.level == "province":
        return Above((), None if place.lensed else one.heir_of_province)
    trail = [one.province] if wide else []
    if place.level == "commune":
        trail += [one.parent] if wide and one.parent_level == Level.DISTRICT else []
        trail += [one.area] if one.area and (wide or place.reads_area(one.area.pk)) else []
        return Above(tuple(trail), one.heir if one.heir and one.heir.pk != one.pk else None)
    return Above(tuple(trail))
