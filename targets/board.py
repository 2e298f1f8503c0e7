"""The board of a campaign in a place: each target against what was reached, the pace for the rest, who is behind."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import inf

from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignPhase
from communes.models import Level, Station, Unit
from rollups.models import How, Indicator
from rollups.numbers import Qualified, is_exact
from rollups.ranges import Days
from rollups.selectors import Answers, Question, catalogue, read, window
from rollups.told import told
from targets.goals import Goal, Goals, elapsed, heirs_of, of_campaign, sum_of, words
from targets.waiting import Wait, Waits, waits_of

PLACE, UNITS = range(2)  # questions
SO_FAR, IN_PHASE = range(2)  # windows
WHOLE = 0
WEEK = 7
SUMMED = {How.FLOW, How.STOCK}  # the reader adds these up; shares and distinct figures it cannot
# And where indicators stand in sums, days of windows, which figures nobody owes.
Found = tuple[Answers, Mapping[int, int], Sequence[Days], Waits]


class Stand(StrEnum):
    """`UNBEGUN` … `LATER`: nobody owes a number (targets.waiting).

    `UNTOLD`: no number says it: no sum holds the figure, or its target is nothing that sums stand against.
    """

    REACHED = "reached"
    AHEAD = "ahead"
    BEHIND = "behind"
    SILENT = "silent"
    UNBEGUN = "unbegun"
    UNASKED = "unasked"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    LATER = "later"
    UNTOLD = "untold"


@dataclass(frozen=True)
class UnitLine:
    """A unit against its target: thousandths, nothing where it reported nothing or was asked for nothing."""

    unit: Unit
    reached: int | None
    wanted: int | None
    stand: Stand


@dataclass(frozen=True)
class Row:
    """A figure: since the beginning, in the phase, against the target; `pace`: thousandths a week for the rest."""

    indicator: Indicator
    goal: Goal
    so_far: int | None
    in_phase: int | None
    pace: int | None
    stand: Stand
    lines: Sequence[UnitLine]

    @property
    def mark(self) -> int:
        """Where the bar of what was reached ends, in percent: never beyond the bullet."""
        return min(self.percent or 0, 100)

    @property
    def percent(self) -> int | None:
        """Whole percents of the target."""
        return percent_of(self.so_far, self.goal, self.indicator)

    @property
    def measured(self) -> bool:
        return self.goal.measures(self.indicator)

    @property
    def words(self) -> str:
        """What no number beside it says."""
        return words(replace(self.goal, wanted=None) if self.measured else self.goal, self.indicator)

    @property
    def counts(self) -> Mapping[Stand, int]:
        return Counter(line.stand for line in self.lines)

    @property
    def ahead(self) -> list[UnitLine]:
        return [line for line in self.lines if line.stand in {Stand.AHEAD, Stand.REACHED}]

    @property
    def behind(self) -> list[UnitLine]:
        return sorted((line for line in self.lines if line.stand == Stand.BEHIND), key=_share)

    @property
    def untold(self) -> list[UnitLine]:
        """Those that reported with a word, which may lie on either side of what was asked."""
        return [line for line in self.lines if line.stand == Stand.UNTOLD and self.measured and line.wanted is not None]

    @property
    def silent(self) -> list[UnitLine]:
        return [line for line in self.lines if line.stand == Stand.SILENT]


@dataclass(frozen=True)
class Board:
    campaign: Campaign
    place: Unit
    phase: CampaignPhase | None
    phases: Sequence[CampaignPhase]
    on: date
    days: Days  # of the campaign
    rows: Sequence[Row]
    units: int
    reported: int

    @property
    def left(self) -> int:
        return max((self.days.end - self.on).days, 0)

    @property
    def many(self) -> bool:
        return self.units > 1

    @property
    def passed(self) -> int:
        """How much of the campaign has passed, in percent: where the mark of each target stands."""
        return round(100 * elapsed(self.days, self.on))

    @property
    def elapsed(self) -> str:
        """In whole months, as reviews say it: "1 tháng đầu"."""
        start, after = self.days.start, self.on + timedelta(days=1)
        whole = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
        return _("%(months)s tháng đầu") % {"months": whole} if whole > 0 and self.left else ""

    @property
    def begun(self) -> bool:
        return self.on >= self.days.start


def board(campaign: Campaign, place: Unit, phase: CampaignPhase | None, on: date) -> Board:
    """Read a campaign in a place as of a day: two queries of places, one of targets a level, one of totals.

    Of the time before its first day it tells what is asked for, and no more.
    """
    days, phases = Days(campaign.start, campaign.end), list(campaign.phases.all())
    today, on = on, min(on, days.end)
    so_far = Days(days.start, max(on, days.start))
    part = Days(phase.start, max(min(on, phase.end), phase.start)) if phase else so_far
    units = units_of(place, so_far.end)
    of_units, of_place = heirs_of(units), {place.pk: WHOLE}
    below = of_campaign(of_units, campaign, phase)
    known = catalogue()
    goals = _of_place(of_campaign(heirs_of([place]), campaign, phase), below, known.indicators)
    indicators = [one for one in known.indicators if one.pk in goals]
    summed = known.with_presences([one for one in indicators if one.how in SUMMED], indicators)
    ranges = (so_far, part)
    windows = [window(one, on) for one in ranges]
    questions = [Question(of_place, windows), Question(of_units, windows[:1])]
    begun = on >= days.start
    answers = read(questions, summed, known.reports) if begun else Answers({}, {}, {})
    places = {one.pk: number for number, one in enumerate(summed)}
    reported = sum(
        (sums := answers.sums.get((UNITS, SO_FAR, one.pk))) is not None and sums.reports > 0 for one in units
    )
    passed = elapsed(days, on)
    found = (answers, places, ranges, waits_of(((one, so_far) for one in indicators), place, today))
    left = (days.end - on).days if begun else len(days)
    rows = [_row(one, goals[one.pk], below, found, units, passed, left) for one in indicators]
    return Board(campaign, place, phase, phases, on, days, rows, len(units), reported)


def units_of(place: Unit, on: date) -> list[Unit]:
    """The units with a station that the place holds on the day; a commune holds itself."""
    if place.leaf and place.level != Level.PROVINCE:
        return [place]
    below = {"province": place} if place.level == Level.PROVINCE else {"parent": place}
    stations = Station.objects.valid_on(on).filter(**{f"unit__{name}": value for name, value in below.items()})
    return list(Unit.objects.filter(pk__in=stations.values("unit")).order_by("sort_key"))


def _of_place(own: Goals, below: Goals, indicators: Sequence[Indicator]) -> dict[int, Goal]:
    """The place's own targets; where it has none, the sum of its units', never across who gave them and how."""
    found = {indicator: goal for (_group, indicator), goal in own.items()}
    for indicator in indicators:
        goals = [goal for (_group, of), goal in below.items() if of == indicator.pk]
        if goals and indicator.pk not in found:
            found[indicator.pk] = sum_of(goals, indicator)
    return found


def _row(
    indicator: Indicator,
    goal: Goal,
    below: Goals,
    found: Found,
    units: Sequence[Unit],
    passed: float,
    days_left: int,
) -> Row:
    so_far = _value(found, (PLACE, SO_FAR, WHOLE), indicator)
    lines = [_line(unit, indicator, below, found, passed) for unit in units]
    return Row(
        indicator=indicator,
        goal=goal,
        so_far=so_far,
        in_phase=_value(found, (PLACE, IN_PHASE, WHOLE), indicator),
        pace=pace_of(goal, so_far, indicator, days_left),
        stand=stand_of(so_far, goal, indicator, passed, _wait(found, indicator)),
        lines=[line for line in lines if line.wanted is not None or line.stand == Stand.SILENT],
    )


def _line(unit: Unit, indicator: Indicator, below: Goals, found: Found, passed: float) -> UnitLine:
    goal = below.get((unit.pk, indicator.pk))
    reached = _value(found, (UNITS, SO_FAR, unit.pk), indicator)
    stand = stand_of(reached, goal, indicator, passed, _wait(found, indicator))
    return UnitLine(unit, reached, goal.wanted if goal else None, stand)


def _wait(found: Found, indicator: Indicator) -> Wait | None:
    *_read, ranges, waits = found
    return waits.get((indicator.pk, ranges[SO_FAR]))


def _value(found: Found, key: tuple[int, int, int], indicator: Indicator) -> int | None:
    answers, places, ranges, _waits = found
    if _wait(found, indicator) == Wait.ELSEWHERE:
        return None  # that there are records of other kinds says nothing of it
    return told(answers.sums.get(key), places, indicator, ranges[key[1]])


def stand_of(
    reached: int | None, goal: Goal | None, indicator: Indicator, passed: float, wait: Wait | None = None
) -> Stand:
    """Of a number with a sign what is true of all that it may be: "hơn 310" of 300 has reached it."""
    if wait in {Wait.UNBEGUN, Wait.ELSEWHERE}:
        return Stand(wait)
    if indicator.how not in SUMMED:
        return Stand.UNTOLD
    if reached is None:
        return Stand(wait) if wait is not None else Stand.SILENT
    if goal is None or goal.wanted is None or not goal.measures(indicator):
        return Stand.UNTOLD
    found = {_stand(one, goal.wanted, passed, at_most=goal.at_most) for one in _bounds(reached)}
    return found.pop() if len(found) == 1 else Stand.UNTOLD if Stand.BEHIND in found else Stand.AHEAD


def _bounds(reached: int) -> tuple[float, float]:
    """The least and the most that a number may stand for."""
    if not isinstance(reached, Qualified):
        return reached, reached
    return 0 if reached.below else reached, inf if reached.above else reached


def _stand(reached: float, wanted: int, passed: float, *, at_most: bool) -> Stand:
    if at_most:
        return Stand.AHEAD if reached <= wanted else Stand.BEHIND
    if reached >= wanted:
        return Stand.REACHED
    return Stand.AHEAD if reached >= wanted * passed else Stand.BEHIND


def percent_of(reached: int | None, goal: Goal, indicator: Indicator) -> int | None:
    if reached is None or not is_exact(reached) or not goal.wanted or not goal.measures(indicator):
        return None
    return 100 * reached // goal.wanted


def pace_of(goal: Goal, so_far: int | None, indicator: Indicator, days_left: int) -> int | None:
    """What is left by the weeks that are left, rounded up to a tenth."""
    if goal.wanted is None or goal.at_most or not goal.measures(indicator) or days_left <= 0 or not is_exact(so_far):
        return None
    left = goal.wanted - (so_far or 0)
    if left <= 0:
        return None
    a_week = Fraction(left * WEEK, days_left)
    return -(-a_week.numerator // (a_week.denominator * 100)) * 100


def _share(line: UnitLine) -> float:
    return (line.reached or 0) / line.wanted if line.wanted else 0.0
