"""What is far from the usual: a unit's period against its own twelve before.

The usual is the median of the periods that it reported; how far it strays is the median of the distances from it
(where it usually has none: what it had when there was something). A number is asked about where it lies farther away
than three times that, than half of the usual, and than a floor: two outings instead of one are no news.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from typing import Any

from django.db.models import DateTimeField, QuerySet, Value

from accounts.models import User
from dashboards import columns
from dashboards.members import Above, Member, above, family
from dashboards.places import Place
from dashboards.state import State
from returns.looking import cleared_by
from returns.models import LookedAt
from rollups.models import SCALE, How, Indicator
from rollups.ranges import Days
from rollups.selectors import Answers, Question, Window, read

LEAST_PERIODS = 6  # fewer tell nothing of what is usual
SPREADS = 3
FLOOR = 5 * SCALE
Looks = Mapping[tuple[int, int, int], tuple[str, datetime]]  # a unit, figure and number: by whom and when


@dataclass(frozen=True, slots=True)
class Usual:
    """In thousandths: the median of the periods before, and from where to where a number is no news."""

    median: int
    low: int
    high: int
    periods: int


@dataclass(frozen=True, slots=True)
class Outlier:
    """A number of a unit that asks for a second look; `by` and `at` when somebody has taken it."""

    unit: Member
    indicator: Indicator
    value: int
    usual: Usual
    by: str = ""
    at: datetime | None = None

    @property
    def above(self) -> bool:
        return self.value > self.usual.high

    @property
    def distance(self) -> float:
        """From the usual, in widths of what is no news: the farthest comes first."""
        width = self.usual.high - self.usual.median
        return abs(self.value - self.usual.median) / width

    @property
    def key(self) -> tuple[int, int, int]:
        return self.unit.pk, self.indicator.pk, self.value


@dataclass(frozen=True)
class Outliers:
    """Those that wait for a look, the farthest first, and those that somebody has looked at.

    `cleared`: the units whose numbers the reader may say so of.
    """

    waiting: Sequence[Outlier]
    looked_at: Sequence[Outlier]
    units: int
    above: Above
    cleared: frozenset[int] = frozenset()


def usual_of(before: Iterable[int]) -> Usual | None:
    """Of the numbers of the periods that were reported; nothing where they are too few."""
    found = sorted(before)
    if len(found) < LEAST_PERIODS:
        return None
    middle = int(median(found))
    spread = int(median([abs(one - middle) for one in found] if middle else [one for one in found if one] or [0]))
    width = max(SPREADS * spread, middle // 2, FLOOR)
    return Usual(middle, max(middle - width, 0), middle + width, len(found))


def outliers_in(place: Place, state: State) -> Outliers:
    """Read a place in its period: the units with a station, their figures, thirteen periods."""
    found, known = family(place, state), columns.known(place, tuple(columns.TOGETHER))
    units = [one for one in found.listed if one.station]
    trend = state.calendar.trend(state.choice)
    if state.ahead or len(trend) <= LEAST_PERIODS:
        return Outliers((), (), len(units), above(place, found))
    figures = [one for one in columns.together(known) if one.how == How.FLOW]
    span = Days(min(one.days.start for one in trend), state.days.end)
    question = Question(found.groups(span), [Window(one.days) for one in trend])
    answers = read([question], figures, known.reports, verified=False)
    every = [one for unit in units for one in _of_unit(unit, figures, answers, len(trend), running=state.runs)]
    seen, cleared = _looked_at(every, state.days, place.user)
    marks = [replace(one, by=seen[one.key][0], at=seen[one.key][1]) if one.key in seen else one for one in every]
    marks.sort(key=lambda one: (-one.distance, one.unit.sort_key, one.indicator.order))
    waiting, seen_ones = [one for one in marks if not one.by], [one for one in marks if one.by]
    return Outliers(waiting, seen_ones, len(units), above(place, found), cleared)


def _of_unit(
    unit: Member, figures: Sequence[Indicator], answers: Answers, periods: int, *, running: bool
) -> Iterable[Outlier]:
    """A period without a report is missing, not low; one that runs can only be too high."""
    told = [answers.sums.get((0, number, unit.pk)) for number in range(periods)]
    now, before = told[-1], [sums for sums in told[:-1] if sums is not None and sums.reports]
    if now is None or not now.reports:
        return
    for place, indicator in enumerate(figures):
        usual, value = usual_of(sums.all[place] for sums in before), now.all[place]
        if usual and (value > usual.high or (value < usual.low and not running)):
            yield Outlier(unit, indicator, value, usual)


def _looked_at(every: Sequence[Outlier], days: Days, user: User) -> tuple[Looks, frozenset[int]]:
    """Who looked at which number; and the units whose numbers the user may clear: in one query, rows without a look."""
    units = {one.unit.pk for one in every}
    rows: QuerySet[Any] = LookedAt.objects.order_by().filter(unit__in=units, start=days.start, end=days.end)
    cleared: QuerySet[Any] = cleared_by(user).order_by().filter(pk__in=units)
    none = {"number": Value(0), "amount": Value(0), "word": Value(""), "then": Value(None, DateTimeField())}
    found = rows.values_list("unit", "indicator", "thousandths", "by__name", "at").union(
        cleared.annotate(**none).values_list("pk", *none), all=True
    )
    looks: dict[tuple[int, int, int], tuple[str, datetime]] = {}
    clears = set()
    for unit, indicator, value, name, at in found if units else ():
        if at is None:
            clears.add(unit)
        else:
            looks[unit, indicator, value] = name, at
    return looks, frozenset(clears)
