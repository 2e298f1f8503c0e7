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
from rollups.selectors import Question, catalogue, window
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

    `reached`: in the phase where one was chosen, and all but `so_far` is of it; else since the beginning, as `so_far`.
    """

    indicator: Indicator
    goal: Goal
    own: bool  # not the sum of its units'
    reached: int | None
    so_far: int | None
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
    def passed(self) -> int:
        """How much of the phase or campaign has passed, in percent: where the mark of each target stands."""
        return round(100 * elapsed(self.part, self.on))

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

    Of the time before its first day it tells what is asked for, and no more.
    """
    days, phases = Days(campaign.start, campaign.end), list(campaign.phases.all())
    part = Days(phase.start, phase.end) if phase else days
    today, on = on, min(on, days.end)
    ranges = [Days(one.start, max(min(on, one.end), one.start)) for one in (part, days)]
    units = units_of(place, ranges[SO_FAR].end)
    of_units, of_place = heirs_of(units), heirs_of([place])
    below = of_campaign(of_units, campaign, phase)
    known = catalogue()
    own = of_campaign(of_place, campaign, phase)
    goals = _of_place(own, below, known.indicators)
    indicators = [one for one in known.indicators if one.pk in goals]
    windows = [window(one, on) for one in ranges]
    questions = [Question(dict.fromkeys(of_place, WHOLE), windows), Question(of_units, windows[:1])]
    reached = reached_of(questions if on >= days.start else [], indicators, known)
    waits = waits_of(((one, ranges[IN_PART]) for one in indicators), place, today)
    found = _Found(reached, ranges, waits, part, on)
    rows = [_row(one, goals[one.pk], below, found, units, (place.pk, one.pk) in own) for one in indicators]
    return Board(campaign, place, phase, phases, on, days, part, rows, len(units), sum(map(found.reported, units)))


@dataclass(frozen=True)
class _Found:
    """What was read: totals, the days of windows, which figures nobody owes."""

    reached: Reached
    ranges: Sequence[Days]
    waits: Waits
    part: Days
    on: date

    @property
    def begun(self) -> bool:
        return self.on >= self.part.start

    @property
    def passed(self) -> float:
        return elapsed(self.part, self.on)

    @property
    def left(self) -> int:
        return (self.part.end - self.on).days if self.begun else len(self.part)

    def value(self, question: int, window: int, group: int, indicator: Indicator) -> int | None:
        # Elsewhere records of other kinds say nothing of it.
        if (window == IN_PART and not self.begun) or self.wait(indicator) == Wait.ELSEWHERE:
            return None
        return self.reached.value(question, window, group, indicator, self.ranges[window])

    def wait(self, indicator: Indicator) -> Wait | None:
        return self.waits.get((indicator.pk, self.ranges[IN_PART]))

    def reported(self, unit: Unit) -> bool:
        return self.begun and self.reached.reports(UNITS, IN_PART, unit.pk) > 0


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


def _row(indicator: Indicator, goal: Goal, below: Goals, found: _Found, units: Sequence[Unit], own: bool) -> Row:
    reached = found.value(PLACE, IN_PART, WHOLE, indicator)
    lines = [_line(unit, indicator, below, found) for unit in units]
    return Row(
        indicator=indicator,
        goal=goal,
        own=own,
        reached=reached,
        so_far=found.value(PLACE, SO_FAR, WHOLE, indicator),
        pace=pace_of(goal, reached, indicator, found.left),
        stand=stand_of(reached, goal, indicator, found.passed, found.wait(indicator)),
        lines=[line for line in lines if line.wanted is not None or line.stand == Stand.SILENT],
    )


def _line(unit: Unit, indicator: Indicator, below: Goals, found: _Found) -> UnitLine:
    goal = below.get((unit.pk, indicator.pk))
    reached = found.value(UNITS, IN_PART, unit.pk, indicator)
    stand = stand_of(reached, goal, indicator, found.passed, found.wait(indicator))
    return UnitLine(unit, reached, goal.wanted if goal else None, stand)


def _left(days: Days, on: date) -> int:
    return max((days.end - on).days, 0)


def _share(line: UnitLine) -> float:
    return (line.reached or 0) / line.wanted if line.wanted else 0.0
