"""The board of a campaign in a place: each target against what was reached, the pace for the rest, who is behind."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignPhase
from communes.models import Level, Station, Unit
from rollups.models import How, Indicator
from rollups.ranges import Days
from rollups.selectors import Catalogue, Question, catalogue, window
from targets.goals import Goal, Goals, elapsed, heirs_of, of_campaign, sum_of, words
from targets.reaching import Reached, reached_of
from targets.stands import Stand, pace_of, percent_of, stand_of
from targets.waiting import Wait, Waits, waits_of

PLACE, UNITS = range(2)  # questions
IN_PART, SO_FAR = range(2)  # windows: of the phase or campaign, since the campaign began
WHOLE = 0


@dataclass(frozen=True)
class UnitLine:
    """A unit against its target: thousandths, nothing where it reported nothing or was asked for nothing."""

    unit: Unit
    reached: int | None
    wanted: int | None
    stand: Stand


@dataclass(frozen=True)
class Row:
    """A figure against its target; `pace`: thousandths a week for the rest.

    All but `so_far` (since the beginning) and `in_part` (in the phase that was chosen) is of the days of the target:
    those of the phase, or of the campaign as a `whole` where the phase asks nothing of its own.
    """

    indicator: Indicator
    goal: Goal
    own: bool  # not the sum of its units'
    reached: int | None
    so_far: int | None
    in_part: int | None
    whole: bool
    passed: int  # percent of those days: where the mark of the target stands
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
        return percent_of(self.reached, self.goal, self.indicator)

    @property
    def measured(self) -> bool:
        return self.goal.measures(self.indicator)

    @property
    def words(self) -> str:
        """What no number beside it says."""
        return words(replace(self.goal, wanted=None) if self.beside else self.goal, self.indicator)

    @property
    def beside(self) -> bool:
        """Whether what was asked for stands right behind the number; a share has two of its own."""
        return self.measured and self.indicator.how != How.RATIO

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
    part: Days  # of the phase, or of the campaign
    rows: Sequence[Row]
    units: int
    reported: int

    @property
    def left(self) -> int:
        return _left(self.days, self.on)

    @property
    def part_left(self) -> int:
        return _left(self.part, self.on)

    @property
    def many(self) -> bool:
        return self.units > 1

    @property
    def elapsed(self) -> str:
        """In whole months, as reviews say it: "1 tháng đầu"."""
        start, after = self.days.start, self.on + timedelta(days=1)
        whole = (after.year - start.year) * 12 + after.month - start.month - (after.day < start.day)
        return _("%(months)s tháng đầu") % {"months": whole} if whole > 0 and self.left else ""

    @property
    def begun(self) -> bool:
        return self.on >= self.part.start


def board(campaign: Campaign, place: Unit, phase: CampaignPhase | None, on: date) -> Board:
    """Read a campaign in a place as of a day: two queries of places, one of targets a level, one of totals.

    With a phase its targets, and behind them those of the whole campaign: one query more a level. Of the time before
    its first day it tells what is asked for, and no more.
    """
    days, phases = Days(campaign.start, campaign.end), list(campaign.phases.all())
    spans = [Days(phase.start, phase.end) if phase else days, days]
    today, on = on, min(on, days.end)
    ranges = [Days(one.start, max(min(on, one.end), one.start)) for one in spans]
    units = units_of(place, ranges[SO_FAR].end)
    of_units, of_place = heirs_of(units), heirs_of([place])
    known = catalogue()
    given = [_given(campaign, one, of_place, of_units, known) for one in ([phase, None] if phase else [None])]
    asked = [(number, one) for number, each in enumerate(given) for one in known.indicators if one.pk in each.goals]
    measured = {one: number for number, one in reversed(asked)}
    figures = [one for number, one in asked if measured[one] == number]
    windows = [window(one, on) for one in ranges[: len(given)]]
    of_whole = dict.fromkeys(of_place, WHOLE)
    questions = [Question(of_whole, [window(one, on) for one in ranges]), Question(of_units, windows)]
    reached = reached_of(questions if on >= days.start else [], figures, known)
    waits = waits_of(((one, ranges[measured[one]]) for one in figures), place, today)
    found = [_Found(reached, ranges, waits, spans, on, number) for number in range(len(given))]
    rows = [_row(one, given[measured[one]], found[measured[one]], place, units) for one in figures]
    reported = sum(map(found[IN_PART].reported, units))
    return Board(campaign, place, phase, phases, on, days, spans[IN_PART], rows, len(units), reported)


@dataclass(frozen=True)
class _Given:
    """The targets of a campaign or of a phase: the place's own, those of its units, and what they come to."""

    own: Goals
    below: Goals
    goals: Mapping[int, Goal]


def _given(
    campaign: Campaign,
    phase: CampaignPhase | None,
    of_place: Mapping[int, int],
    of_units: Mapping[int, int],
    known: Catalogue,
) -> _Given:
    own, below = (of_campaign(groups, campaign, phase) for groups in (of_place, of_units))
    return _Given(own, below, _of_place(own, below, known.indicators))


@dataclass(frozen=True)
class _Found:
    """What was read: totals, the days of windows, which figures nobody owes; `measured`: the window of its targets."""

    reached: Reached
    ranges: Sequence[Days]
    waits: Waits
    spans: Sequence[Days]
    on: date
    measured: int

    def begun(self, window: int) -> bool:
        return self.on >= self.spans[window].start

    @property
    def passed(self) -> float:
        return elapsed(self.spans[self.measured], self.on)

    @property
    def left(self) -> int:
        span = self.spans[self.measured]
        return (span.end - self.on).days if self.begun(self.measured) else len(span)

    def value(self, question: int, window: int, group: int, indicator: Indicator) -> int | None:
        # Elsewhere records of other kinds say nothing of it.
        if not self.begun(window) or self.wait(indicator) == Wait.ELSEWHERE:
            return None
        return self.reached.value(question, window, group, indicator, self.ranges[window])

    def wait(self, indicator: Indicator) -> Wait | None:
        return self.waits.get((indicator.pk, self.ranges[self.measured]))

    def reported(self, unit: Unit) -> bool:
        return self.begun(IN_PART) and self.reached.reports(UNITS, IN_PART, unit.pk) > 0


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


def _row(indicator: Indicator, given: _Given, found: _Found, place: Unit, units: Sequence[Unit]) -> Row:
    goal, reached = given.goals[indicator.pk], found.value(PLACE, found.measured, WHOLE, indicator)
    lines = [_line(unit, indicator, given.below, found) for unit in units]
    return Row(
        indicator=indicator,
        goal=goal,
        own=(place.pk, indicator.pk) in given.own,
        reached=reached,
        so_far=found.value(PLACE, SO_FAR, WHOLE, indicator),
        in_part=found.value(PLACE, IN_PART, WHOLE, indicator),
        whole=found.measured == SO_FAR,
        passed=round(100 * found.passed),
        pace=pace_of(goal, reached, indicator, found.left),
        stand=stand_of(reached, goal, indicator, found.passed, found.wait(indicator)),
        lines=[line for line in lines if line.wanted is not None or line.stand == Stand.SILENT],
    )


def _line(unit: Unit, indicator: Indicator, below: Goals, found: _Found) -> UnitLine:
    goal = below.get((unit.pk, indicator.pk))
    reached = found.value(UNITS, found.measured, unit.pk, indicator)
    stand = stand_of(reached, goal, indicator, found.passed, found.wait(indicator))
    return UnitLine(unit, reached, goal.wanted if goal else None, stand)


def _left(days: Days, on: date) -> int:
    return max((days.end - on).days, 0)


def _share(line: UnitLine) -> float:
    return (line.reached or 0) / line.wanted if line.wanted else 0.0
