"""Models on a day: the version of the day (or the last one before), and how each reads as a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communes.vietnamese import search_key
from models_selfmgmt.models import (
    EventKind,
    ModelEvent,
    ModelInspection,
    ModelInstance,
    ModelType,
    ModelVersion,
    TypeMeasure,
    VersionArea,
    VersionJoin,
)
from rollups.numbers import grouped

IN_USE, STOPPED = "in_use", "stopped"
# Without a stage: nothing of it counts.
SURVEYED, GIVEN_UP = "surveyed", "given_up"
STATES = {
    IN_USE: gettext_lazy("Đang hoạt động"),
    SURVEYED: gettext_lazy("Đã khảo sát, chưa ra mắt"),
    STOPPED: gettext_lazy("Đã ngừng"),
    GIVEN_UP: gettext_lazy("Không triển khai"),
}
NAMED_AREAS = 2  # of a model without a name, in its title


@dataclass(frozen=True)
class Amount:
    """A measure of a model or of several; `measured` is its unit where the name alone does not say it."""

    name: str
    value: str
    unit: str
    measured: str
    thousandths: int
    key: str


@dataclass(frozen=True)
class Line:
    uuid: UUID
    title: str
    short: str  # under the name of its type
    type_name: str
    unit: str
    state: str
    since: date | None  # none of what was never launched
    until: date | None
    established: date | None
    surveyed: date | None
    areas: tuple[str, ...]
    joined: tuple[str, ...]
    amounts: tuple[Amount, ...]
    inspected: date | None
    grade: str
    partner: str
    funding: str


Versions = QuerySet[ModelVersion, ModelVersion]


def versions_on(day: date, units: Iterable[Any]) -> Versions:
    """Of each model that had begun by a day and lies (or last lay) in one of `units` the version of that day."""
    begun = ModelVersion.objects.standing().filter(valid_from__lte=day)
    last = begun.filter(instance=OuterRef("instance")).order_by("-valid_from").values("pk")[:1]
    found: Versions = begun.filter(pk=Subquery(last), unit__in=units)
    return found


def joined_by(units: Iterable[Any], day: date) -> Versions:
    """Of each model that others lead and one of `units` joins, or joined last, the version of the day."""
    begun = ModelVersion.objects.standing().filter(valid_from__lte=day)
    last = begun.filter(instance=OuterRef("instance")).order_by("-valid_from").values("pk")[:1]
    joins = VersionJoin.objects.filter(unit__in=units).values("version")
    found: Versions = begun.filter(pk=Subquery(last)).filter(pk__in=joins).exclude(unit__in=units)
    return found


def in_state(rows: Versions, state: str, day: date) -> Versions:
    """Those that are in use on the day, or those that were before."""
    over = Q(valid_to__lt=day)
    return {IN_USE: rows.exclude(over), STOPPED: rows.filter(over), SURVEYED: rows.none()}.get(state, rows)


def types_called(words: Sequence[str]) -> list[int]:
    return [kind.pk for kind in ModelType.objects.prefetch_related("aliases") if is_called(kind, words)]


def searched(rows: Versions, text: str) -> Versions:
    """By name, by the type's names and aliases, by village: all words in one of them, without diacritics."""
    words = search_key(text).split()
    if not words:
        return rows
    types = types_called(words)
    named, lying = Q(), Q()
    for word in words:
        named &= Q(instance__search_key__contains=word)
        lying &= Q(residential_area__search_key__contains=word)
    there = VersionArea.objects.filter(lying).values("version")
    return rows.filter(Q(instance__type__in=types) | named | Q(pk__in=there))


def is_called(kind: ModelType, words: Sequence[str]) -> bool:
    """Whether all words stand in one of a type's names: the aliases mean the same type."""
    names = [search_key(kind.name_vi), search_key(kind.name_en), *(alias.search_key for alias in kind.aliases.all())]
    return any(all(word in name for word in words) for name in names)


def with_details(rows: Versions) -> Versions:
    """Fetch what `line` reads: a fixed number of statements, however many rows."""
    first = ModelVersion.objects.standing().filter(instance=OuterRef("instance")).order_by().values("instance")
    events = ModelEvent.objects.filter(instance=OuterRef("instance"), voided=False).order_by("on").values("on")
    inspections = ModelInspection.objects.filter(voided=False).order_by("-on", "-pk")
    found: Versions = (
        rows.annotate(
            since=Subquery(first.annotate(first=Min("valid_from")).values("first")),
            begun=Subquery(events.filter(kind=EventKind.ESTABLISHED)[:1]),
            surveyed=Subquery(events.filter(kind=EventKind.SURVEYED)[:1]),
        )
        .select_related("unit", "partner", "instance__type")
        .prefetch_related(
            "area_lines__residential_area",
            "joins__unit",
            "amounts__measure__indicator",
            Prefetch("instance__inspections", inspections, to_attr="looked_at"),
        )
    )
    return found


def ordered(rows: Versions) -> Versions:
    """Needs `with_details`."""
    return rows.order_by("instance__type__order", "unit__sort_key", "since", "pk")  # type: ignore[misc]


def line(row: ModelVersion, day: date) -> Line:
    """One row of `with_details`."""
    instance, kind = row.instance, row.instance.type
    looked_at = getattr(instance, "looked_at", [])
    last = next((one for one in looked_at if one.on <= day), None)
    areas = areas_of(row)
    return Line(
        uuid=instance.uuid,
        title=title(instance, areas),
        short=instance.name or named(areas) or kind.name,
        type_name=kind.name,
        unit=row.unit.full_name,
        state=STOPPED if row.valid_to is not None and row.valid_to < day else IN_USE,
        since=getattr(row, "since", row.valid_from),
        until=row.valid_to,
        established=getattr(row, "begun", None),
        surveyed=getattr(row, "surveyed", None),
        areas=areas,
        joined=tuple(sorted(one.unit.full_name for one in row.joins.all())),
        amounts=amounts_of(row),
        inspected=last.on if last else None,
        grade=str(last.get_grade_display()) if last else "",
        partner=row.partner.name if row.partner else "",
        funding=str(row.get_funding_display()) if row.funding else "",
    )


def areas_of(row: ModelVersion) -> tuple[str, ...]:
    found = sorted((one.residential_area for one in row.area_lines.all()), key=lambda area: area.sort_key)
    return tuple(area.name for area in found)


def title(instance: ModelInstance, areas: Sequence[str]) -> str:
    """Its own name; else the type's with the villages."""
    if instance.name:
        return instance.name
    villages = named(areas)
    return f"{instance.type.name} – {villages}" if villages else instance.type.name


def named(areas: Sequence[str]) -> str:
    """A few villages by name, the rest by number."""
    words = ", ".join(areas[:NAMED_AREAS])
    if len(areas) <= NAMED_AREAS:
        return words
    return _("%(areas)s và %(count)s nơi khác") % {"areas": words, "count": len(areas) - NAMED_AREAS}


def amounts_of(row: ModelVersion) -> tuple[Amount, ...]:
    found = sorted(row.amounts.all(), key=lambda one: one.measure.order)
    return tuple(amount_of(one.measure, one.thousandths) for one in found)


def amount_of(measure: TypeMeasure, thousandths: int) -> Amount:
    unit = measure.indicator.unit
    return Amount(
        name=measure.name,
        value=grouped(thousandths),
        unit=unit,
        measured=unit if measure.decimals else "",
        thousandths=thousandths,
        key=measure.indicator.key,
    )
