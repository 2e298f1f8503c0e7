"""Models of all that somebody may read: filtered, counted, as lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from django.db.models import Q
from django.utils.functional import cached_property

from accounts.models import User
from campaigns.listing import TODAY, units_of, units_of_area
from communes.models import Area, Unit
from models_selfmgmt.models import ModelInstance, ModelInstanceQuerySet, ModelRegister, ModelType, ModelVersion
from models_selfmgmt.selectors.lines import (
    IN_USE,
    Line,
    Versions,
    in_state,
    line,
    ordered,
    searched,
    versions_on,
    with_details,
)
from models_selfmgmt.selectors.planned import planned_in, planned_line


@dataclass(frozen=True)
class Wanted:
    """What a list shows; with neither unit nor area all that its reader may read."""

    kind: ModelType | None = None
    unit: Unit | None = None
    area: Area | None = None
    state: str = IN_USE
    query: str = ""


@dataclass(frozen=True)
class Summary:
    """Types, instances and places are three numbers."""

    types: int
    instances: int
    places: int
    registers: int  # units of today that keep a register
    communes: int
    surveyed: int  # with neither launch nor end: in no other of these numbers


Row = ModelVersion | ModelInstance


class Found(Sequence[Row]):
    """What a list holds, to be counted and cut as one: models with a stage, then those without one."""

    def __init__(self, launched: Versions, planned: ModelInstanceQuerySet) -> None:
        self.launched, self.planned = launched, planned

    def __len__(self) -> int:
        return self._stages + self.planned.count()

    @overload
    def __getitem__(self, cut: int) -> Row: ...
    @overload
    def __getitem__(self, cut: slice) -> list[Row]: ...
    def __getitem__(self, cut: int | slice) -> Row | list[Row]:
        if isinstance(cut, int):
            return self[cut : cut + 1][0]
        start, stop = cut.start or 0, cut.stop
        rows: list[Row] = list(ordered(with_details(self.launched))[start:stop])
        if stop is not None and stop <= self._stages:
            return rows
        after = None if stop is None else stop - self._stages
        return rows + list(self.planned[max(0, start - self._stages) : after])

    def rows(self, most: int, at_once: int) -> Iterator[Row]:
        """All of them, a few at a time."""
        yield from ordered(with_details(self.launched))[:most].iterator(chunk_size=at_once)
        if most > self._stages:
            yield from self.planned[: most - self._stages].iterator(chunk_size=at_once)

    @cached_property
    def _stages(self) -> int:
        return self.launched.count()


def find(reader: User, wanted: Wanted, day: date) -> Found:
    units = Unit.objects.read_by(reader).filter(leaf=True)
    if wanted.unit is not None:
        units = units.filter(units_of(wanted.unit, TODAY))
    if wanted.area is not None:
        units = units.filter(pk__in=units_of_area(wanted.area, TODAY, day))
    lying = units.order_by().values("pk")
    rows, planned = versions_on(day, lying), planned_in(lying, wanted.state, wanted.query)
    if wanted.kind is not None:
        rows, planned = rows.filter(instance__type=wanted.kind), planned.filter(type=wanted.kind)
    return Found(searched(in_state(rows, wanted.state, day), wanted.query), planned)


def line_of(row: Row, day: date) -> Line:
    return planned_line(row) if isinstance(row, ModelInstance) else line(row, day)


def summary(found: Found, reader: User, wanted: Wanted, day: date) -> Summary:
    """Count what a list holds; registers of the communes of today that it is about."""
    plain = found.launched.order_by()
    communes = Unit.objects.read_by(reader).filter(leaf=True, valid_to__isnull=True)
    if wanted.unit is not None:
        communes = communes.filter(Q(pk=wanted.unit.pk) | units_of(wanted.unit, TODAY))
    if wanted.area is not None:
        communes = communes.filter(pk__in=units_of_area(wanted.area, TODAY, day))
    keeping = ModelRegister.objects.valid_on(day).filter(unit__in=communes.order_by().values("pk"))
    return Summary(
        types=plain.values("instance__type").distinct().count(),
        instances=plain.count(),
        places=plain.filter(area_lines__isnull=False).values("area_lines__residential_area").distinct().count(),
        registers=keeping.values("unit").distinct().count(),
        communes=communes.count(),
        surveyed=found.planned.filter(until__isnull=True).count(),  # type: ignore[misc]
    )
