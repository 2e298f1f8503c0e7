"""The register of one commune: its models by type, with what of it they cover."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from campaigns.placing import covered
from communes.models import ResidentialArea, ResidentialAreaQuerySet, Unit
from models_selfmgmt.models import Group, ModelRegister, ModelType, ModelVersion, TypeMeasure
from models_selfmgmt.selectors.lines import (
    IN_USE,
    STOPPED,
    SURVEYED,
    Amount,
    Line,
    amount_of,
    in_state,
    joined_by,
    line,
    ordered,
    searched,
    versions_on,
    with_details,
)
from models_selfmgmt.selectors.planned import planned_in, planned_line

AT_ONCE = 4


@dataclass(frozen=True)
class OfType:
    """A type in a commune: how many, in how many of its residential areas (none: not asked), how much."""

    key: str
    name: str
    count: int
    places: int
    counts_places: bool
    amounts: tuple[Amount, ...]
    lines: tuple[Line, ...]

    @property
    def several(self) -> bool:
        return len(self.lines) > 1

    @property
    def first(self) -> tuple[Line, ...]:
        """Those that are seen at once; a rest of one is no rest."""
        return self.lines if len(self.lines) <= AT_ONCE + 1 else self.lines[:AT_ONCE]

    @property
    def rest(self) -> tuple[Line, ...]:
        return self.lines[len(self.first) :]


@dataclass(frozen=True)
class OfGroup:
    key: str
    name: str
    types: tuple[OfType, ...]


@dataclass(frozen=True)
class Register:
    """`since`: the day on which the register was opened, None where nobody has."""

    unit: Unit
    day: date
    since: date | None
    types: int
    instances: int
    stopped: int
    surveyed: int
    areas: int  # residential areas of the unit
    groups: tuple[OfGroup, ...]
    planned: tuple[Line, ...]  # without a stage: in none of the numbers
    joined: tuple[Line, ...]  # what another unit leads and this one joins: it counts there
    state: str
    query: str

    @property
    def empty(self) -> bool:
        return not (self.groups or self.planned or self.joined)


def register_of(unit: Unit, today: date, *, state: str = IN_USE, query: str = "") -> Register:
    """Read a commune's register; of one that ended as it stood on its last day."""
    day = min(today, unit.valid_to or today)
    units = [one.pk for one in covered(unit)] if unit.is_open else [unit.pk]
    rows = versions_on(day, units)
    # What somebody goes on with stands with what is in use, and is told apart.
    planned = planned_in(units, SURVEYED if state == IN_USE else state, query)
    in_use = in_state(rows, IN_USE, day)
    shown = list(ordered(with_details(searched(in_state(rows, state, day), query))))
    joined = ordered(with_details(searched(in_state(joined_by(units, day), state, day), query)))
    opened = ModelRegister.objects.filter(unit__in=units).order_by("valid_from").first()
    return Register(
        unit=unit,
        day=day,
        since=opened.valid_from if opened else None,
        types=in_use.order_by().values("instance__type").distinct().count(),
        instances=in_use.count(),
        stopped=in_state(rows, STOPPED, day).count() + planned_in(units, STOPPED).count(),
        surveyed=planned_in(units, SURVEYED).count(),
        areas=areas_in(unit, day).count(),
        groups=tuple(_grouped(shown, areas_in(unit, day), day)),
        planned=tuple(map(planned_line, planned)),
        joined=tuple(line(row, day) for row in joined),
        state=state,
        query=query,
    )


def areas_in(unit: Unit, day: date) -> ResidentialAreaQuerySet:
    return ResidentialArea.objects.lying_in(Unit.objects.filter(pk=unit.pk), day)


def _grouped(rows: Iterable[ModelVersion], lying: ResidentialAreaQuerySet, day: date) -> Iterable[OfGroup]:
    here = set(lying.values_list("pk", flat=True))
    by_type: dict[ModelType, list[ModelVersion]] = defaultdict(list)
    for row in rows:
        by_type[row.instance.type].append(row)
    for group in Group:
        found = tuple(_of_type(kind, own, here, day) for kind, own in by_type.items() if kind.group == group)
        if found:
            yield OfGroup(group.value, str(group.label), found)


def _of_type(kind: ModelType, rows: list[ModelVersion], here: set[int], day: date) -> OfType:
    covers = {area.residential_area_id for row in rows for area in row.area_lines.all()} & here
    return OfType(
        key=kind.key,
        name=kind.name,
        count=len(rows),
        places=len(covers),
        counts_places=bool(covers),
        amounts=tuple(added(rows)),
        lines=tuple(line(row, day) for row in rows),
    )


def added(rows: Iterable[ModelVersion]) -> Iterable[Amount]:
    """The measures of several models together."""
    sums: dict[TypeMeasure, int] = defaultdict(int)
    for row in rows:
        for amount in row.amounts.all():
            sums[amount.measure] += amount.thousandths
    for measure, total in sorted(sums.items(), key=lambda one: one[0].order):
        yield amount_of(measure, total)
