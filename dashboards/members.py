"""The units that a page adds up: one query, made after the scope has opened the place that they belong to."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from communes.models import AreaMembership, Level, Station, Unit, name_with_kind, valid_on
from dashboards.places import Place, area_label
from dashboards.state import By, Lens, State
from rollups.ranges import Days

Head = tuple[str, str, tuple[str, str]]  # name, sort key, kind of place and its slug


class Member(NamedTuple):
    """A row of Unit as pages need it; `group` is the unit under which its numbers stand."""

    pk: int
    group: int
    slug: str
    name: str
    sort_key: str
    valid_from: date
    valid_to: date | None
    estimated: bool
    province: int
    station: bool
    parent_level: str
    parent: Head
    area: Head

    def lived_in(self, days: Days) -> bool:
        return days.clipped(self.valid_from, self.valid_to) is not None


@dataclass(frozen=True)
class Line:
    """A row of a table: one member, or the members of an area or a district."""

    name: str
    sort_key: str
    page: tuple[str, str]  # kind of place and its slug, for the address
    members: tuple[Member, ...]
    alone: bool = True
    estimated: bool = False


@dataclass(frozen=True)
class Family:
    """The members of a place: those that stand as rows, and all whose totals belong to them."""

    listed: tuple[Member, ...]
    nodes: tuple[Member, ...]

    def groups(self, days: Days) -> dict[int, int]:
        """Unit id → group, of those that lived in a range."""
        return {one.pk: one.group for one in self.nodes if one.lived_in(days)}


def family(place: Place, state: State, span: Days) -> Family:
    """Whose totals a place adds up in its lens; `span` covers every day that will be asked for."""
    today = place.lens(state) == Lens.TODAY
    lived = Q(valid_from__lte=span.end) & (Q(valid_to__isnull=True) | Q(valid_to__gte=span.start))
    rows = Unit.objects.filter(_behind(place, state, today), Q(valid_to__isnull=True) | lived if today else lived)
    members = tuple(_members(rows, today, on=state.today if today else state.days.end))
    if place.level == "nation":
        # A province counts as one that should report while it stands.
        members = tuple(
            one._replace(station=today or one.lived_in(Days(state.days.end, state.days.end))) for one in members
        )
    if today and place.by(state) != By.ORIGIN:
        return Family(tuple(one for one in members if one.pk == one.group), members)
    members = tuple(one._replace(group=one.pk) for one in members)
    return Family(tuple(one for one in members if one.lived_in(state.days)), members)


def _behind(place: Place, state: State, today: bool) -> Q:
    """The units that keep logs (for the nation, the provinces) of a place."""
    unit, area = place.unit, place.area
    if area is not None:
        on = valid_on(min(state.today, area.valid_to or state.today))
        inside = AreaMembership.objects.filter(on, area=area).values("unit")
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


def _members(rows: QuerySet[Unit], today: bool, on: date) -> Iterator[Member]:
    """Plain tuples: a province has three hundred of them."""
    stations = Station.objects.filter(valid_on(on), unit=OuterRef("pk"))
    here = FilteredRelation("area_memberships", condition=Q(area_memberships__valid_to__isnull=True))
    columns = (
        *("pk", "group", "slug", "sort_key", "valid_from", "valid_to", "estimated", "province_id", "station"),
        *("kind", "name", "parent__level", "parent__kind", "parent__name", "parent__sort_key", "parent__slug"),
        *("here__area__name", "here__area__sort_key", "here__area__slug", "here__area__source"),
    )
    found: QuerySet[Any] = rows.order_by("sort_key", "valid_from")
    found = found.annotate(here=here, group=F("heir_id") if today else F("pk"), station=Exists(stations))
    for row in found.values_list(*columns):
        pk, group, slug, sort_key, valid_from, valid_to, estimated, province, station = row[:9]
        kind, name, level, parent_kind, parent_name, parent_sort, parent_slug, *area = row[9:]
        parent = (name_with_kind(parent_kind, parent_name) if parent_kind else "", parent_sort, ("unit", parent_slug))
        inside: Head = (_("Chưa xếp khu vực"), "~", ("", ""))
        if area[0]:
            inside = (area_label(area[0], area[3]), area[1], ("area", area[2]))
        full_name = name_with_kind(kind, name)
        yield Member(
            *(pk, group, slug, full_name, sort_key, valid_from, valid_to, estimated, province, station),
            *(level, parent, inside),
        )


def lines(place: Place, state: State, listed: Sequence[Member]) -> list[Line]:
    """The rows of the table of a place, in Vietnamese order."""
    by = place.by(state)
    # As recorded nothing is estimated; nor is a sum over a whole province.
    estimable = place.lens(state) == Lens.TODAY and place.level != "nation" and by != By.ORIGIN
    rough = {one.pk for one in listed if estimable and one.estimated and state.days.start < one.valid_from}
    if by == By.AREA:
        return _grouped(listed, lambda member: member.area, rough)
    if by == By.DISTRICT:
        # Communes of today have no district: they stand with their area.
        return _grouped(listed, lambda one: one.parent if one.parent_level == Level.DISTRICT else one.area, rough)
    return [
        Line(_dated(one, state), one.sort_key, ("unit", one.slug), (one,), estimated=one.pk in rough) for one in listed
    ]


def _dated(member: Member, state: State) -> str:
    """A unit that ended in the range says until when."""
    if member.valid_to is not None and member.valid_to < state.days.end:
        return _("%(name)s (đến %(day)s)") % {"name": member.name, "day": f"{member.valid_to:%d/%m/%Y}"}
    return member.name


def _grouped(listed: Sequence[Member], head_of: Callable[[Member], Head], rough: set[int]) -> list[Line]:
    def place_of(member: Member) -> tuple[str, Head]:
        head = head_of(member)
        return head[1], head

    found = []
    for (_sort, (name, sort_key, page)), inside in groupby(sorted(listed, key=place_of), key=place_of):
        members = tuple(inside)
        estimated = any(one.pk in rough for one in members)
        found.append(Line(name, sort_key, page, members, alone=False, estimated=estimated))
    return found
