"""Models that were surveyed and not launched: they stand in the lists, and in no number of models."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from communes.vietnamese import search_key
from models_selfmgmt.models import EventKind, ModelEvent, ModelInstance, ModelInstanceQuerySet
from models_selfmgmt.selectors.lines import GIVEN_UP, IN_USE, STOPPED, SURVEYED, Line, title, types_called


def planned_in(units: Iterable[Any], state: str, text: str = "") -> ModelInstanceQuerySet:
    """Those that the register of `units` holds: given up ones are with what has stopped."""
    events = ModelEvent.objects.filter(instance=OuterRef("pk"), voided=False)
    stopped = events.filter(kind=EventKind.STOPPED).order_by("on")
    surveyed = events.filter(kind=EventKind.SURVEYED).order_by("on")
    rows = ModelInstance.objects.planned().filter(unit__in=units).select_related("type", "unit")
    rows = rows.annotate(surveyed=Subquery(surveyed.values("on")[:1]), until=Subquery(stopped.values("on")[:1]))
    if state == IN_USE:
        return rows.none()
    if state in (SURVEYED, STOPPED):
        rows = rows.filter(Exists(stopped) if state == STOPPED else ~Exists(stopped))
    return _searched(rows, text).order_by("type__order", "unit__sort_key", "surveyed", "pk")  # type: ignore[misc]


def _searched(rows: ModelInstanceQuerySet, text: str) -> ModelInstanceQuerySet:
    words = search_key(text).split()
    if not words:
        return rows
    named = Q()
    for word in words:
        named &= Q(search_key__contains=word)
    return rows.filter(Q(type__in=types_called(words)) | named)


def planned_line(row: ModelInstance) -> Line:
    """One row of `planned_in`."""
    until = getattr(row, "until", None)
    return Line(
        uuid=row.uuid,
        title=title(row, ()),
        short=row.name or row.type.name,
        type_name=row.type.name,
        unit=row.unit.full_name,
        state=GIVEN_UP if until else SURVEYED,
        since=None,
        until=until,
        established=None,
        surveyed=getattr(row, "surveyed", None),
        areas=(),
        joined=(),
        amounts=(),
        inspected=None,
        grade="",
        partner="",
        funding="",
    )
