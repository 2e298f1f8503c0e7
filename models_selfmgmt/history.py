"""The life of a model as runs: from a day to a day the same is true, across whatever units it lay in meanwhile.

A run becomes parts, one for each unit in its time; parts are what rows of versions store. Nothing here writes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from campaigns.models import PartnerOrg
from communes.models import ResidentialArea, ResidentialAreaMembership, Succession, Unit
from models_selfmgmt.models import ModelInstance, ModelVersion, TypeMeasure

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Content:
    """What is said of a model for a while; amounts in thousandths, none where nobody said."""

    areas: frozenset[ResidentialArea] = frozenset()
    joined: frozenset[Unit] = frozenset()
    amounts: Mapping[TypeMeasure, int] = field(default_factory=dict)
    partner: PartnerOrg | None = None
    funding: str = ""


@dataclass(frozen=True)
class Place:
    """The unit that leads a model, and those that take part; None: what those before have become."""

    unit: Unit
    joined: frozenset[Unit] | None = None


@dataclass(frozen=True)
class Run:
    """`unit` is that of the first day; `moves` say where stored rows went on at a boundary."""

    start: date
    end: date | None
    unit: Unit
    content: Content
    moves: Mapping[date, Place] = field(default_factory=dict)

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True)
class Part:
    """A run as long as its units stay the same; `carried`: not its first."""

    start: date
    end: date | None
    unit: Unit
    content: Content
    carried: bool = False

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)


class NoSuccessor(Exception):
    """A unit ended and nothing goes on where it was."""

    def __init__(self, unit: Unit) -> None:
        super().__init__(str(unit))
        self.unit = unit


class Ground:
    """Where things lie and what followed, remembered for as long as one change (or load) takes."""

    def __init__(self) -> None:
        self._lines: dict[int, list[ResidentialAreaMembership]] = {}
        self._successions: dict[int, list[Succession]] = {}

    def lying(self, areas: Iterable[ResidentialArea], unit: Unit, day: date) -> frozenset[ResidentialArea]:
        """Those of `areas` that lie in `unit` on a day."""
        return frozenset(
            area
            for area in areas
            if any(line.unit_id == unit.pk and line.is_valid_on(day) for line in self._lines_of(area))
        )

    def last_days(self, areas: Iterable[ResidentialArea], unit: Unit, day: date) -> list[date]:
        """Of those that lie in `unit` on a day, where it is known until when."""
        lines = [line for area in areas for line in self._lines_of(area)]
        here = [line for line in lines if line.unit_id == unit.pk and line.is_valid_on(day)]
        return [line.valid_to for line in here if line.valid_to is not None]

    def next(self, unit: Unit, areas: Iterable[ResidentialArea], day: date) -> Unit:
        """What follows a unit that has ended: most of the residential areas decide, else its main successor."""
        if unit.is_valid_on(day):
            return unit
        found = [line for line in self._successions_of(unit) if line.successor.is_valid_on(day)]
        if not found:
            raise NoSuccessor(unit)
        areas = tuple(areas)
        best = max(found, key=lambda line: (len(self.lying(areas, line.successor, day)), line.main))
        return best.successor

    def _lines_of(self, area: ResidentialArea) -> list[ResidentialAreaMembership]:
        if area.pk not in self._lines:
            self._lines[area.pk] = list(area.memberships.all())
        return self._lines[area.pk]

    def _successions_of(self, unit: Unit) -> list[Succession]:
        if unit.pk not in self._successions:
            self._successions[unit.pk] = list(unit.successions.select_related("successor"))
        return self._successions[unit.pk]


def unfold(run: Run, ground: Ground) -> list[Part]:
    """Split a run where its unit, or one that takes part, became another, or a residential area or a measure ended."""
    parts: list[Part] = []
    start, unit, joined = run.start, run.unit, run.content.joined
    while True:
        ends = [one.valid_to for one in (unit, *joined) if one.valid_to is not None]
        ends += [day - DAY for day in run.moves if day > start]
        ends += ground.last_days(run.content.areas, unit, start)
        ends += [one.valid_to for one in run.content.amounts if one.valid_to is not None and one.valid_to >= start]
        last = min([*ends, *([run.end] if run.end else [])], default=None)
        areas = ground.lying(run.content.areas, unit, start)
        amounts = {measure: amount for measure, amount in run.content.amounts.items() if _counts(measure, start)}
        content = replace(run.content, areas=areas, joined=joined, amounts=amounts)
        parts.append(Part(start, last, unit, content, carried=bool(parts)))
        if last is None or last == run.end:
            return parts
        start = last + DAY
        move = run.moves.get(start)
        unit = move.unit if move else ground.next(unit, run.content.areas, start)
        if move and move.joined is not None:
            joined = move.joined
        else:  # one that became part of the leading commune joins it no more
            joined = frozenset(ground.next(one, (), start) for one in joined) - {unit}


def _counts(measure: TypeMeasure, day: date) -> bool:
    return measure.valid_to is None or day <= measure.valid_to


def unfold_all(runs: Iterable[Run], ground: Ground) -> list[Part]:
    return [part for run in runs for part in unfold(run, ground)]


def standing_rows(instance: ModelInstance) -> list[ModelVersion]:
    """The versions that are true, in their order, with all that hangs on them."""
    rows = ModelVersion.objects.standing().filter(instance=instance).select_related("unit__heir", "partner")
    lines = ("area_lines__residential_area__memberships", "joins__unit", "amounts__measure__indicator")
    return list(rows.prefetch_related(*lines).order_by("valid_from"))


def content_of(row: ModelVersion) -> Content:
    return Content(
        areas=frozenset(line.residential_area for line in row.area_lines.all()),
        joined=frozenset(line.unit for line in row.joins.all()),
        amounts={line.measure: line.thousandths for line in row.amounts.all()},
        partner=row.partner,
        funding=row.funding,
    )


def runs_of(rows: Sequence[ModelVersion]) -> list[Run]:
    """Read the runs back from their rows: a carried row goes on with the one before it."""
    runs: list[Run] = []
    for row in rows:
        content = content_of(row)
        if row.carried and runs and runs[-1].end == row.valid_from - DAY:
            before = runs[-1]
            moves = {**before.moves, row.valid_from: Place(row.unit, content.joined)}
            runs[-1] = replace(before, end=row.valid_to, moves=moves)
        else:
            runs.append(Run(row.valid_from, row.valid_to, row.unit, content))
    return runs


def cut(run: Run, last: date) -> Run:
    """The run until a day."""
    return replace(run, end=last, moves={day: place for day, place in run.moves.items() if day <= last})
