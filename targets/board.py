"""The board of a campaign in a place: each target against what was reached, the pace for the rest, who is behind."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _

from campaigns.models import Campaign, CampaignPhase
from communes.models import Level, Station, Unit
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Answers, Question, Sums, catalogue, read, window
from targets.goals import Goal, Goals, elapsed, heirs_of, of_campaign

PLACE, UNITS = range(2)  # questions
SO_FAR, IN_PHASE = range(2)  # windows
WHOLE = 0
WEEK = 7


class Stand(StrEnum):
    REACHED = "reached"
    AHEAD = "ahead"
    BEHIND = "behind"
    SILENT = "silent"


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
        if self.goal.wanted is None or self.so_far is None or not self.goal.wanted:
            return None
        return 100 * self.so_far // self.goal.wanted

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
        months = (self.on.year - self.days.start.year) * 12 + self.on.month - self.days.start.month
        whole = months - (self.on.day + 1 < self.days.start.day)
        return _("%(months)s tháng đầu") % {"months": whole} if whole and self.left else ""

    @property
    def begun(self) -> bool:
        return self.on >= self.days.start


def board(campaign: Campaign, place: Unit, phase: CampaignPhase | None, on: date) -> Board:
    """Read a campaign in a place as of a day: two queries of places, one of targets a level, one of totals."""
    days, phases = Days(campaign.start, campaign.end), list(campaign.phases.all())
    on = min(on, days.end)
    so_far = Days(days.start, max(on, days.start))
    part = Days(phase.start, max(min(on, phase.end), phase.start)) if phase else so_far
    units = units_of(place, on)
    of_units, of_place = heirs_of(units), {place.pk: WHOLE}
    below = of_campaign(of_units, campaign, phase)
    goals = _of_place(of_campaign(heirs_of([place]), campaign, phase), below, place)
    known = catalogue()
    indicators = [one for one in known.indicators if one.pk in goals]
    windows = [window(one, on) for one in (so_far, part)]
    questions = [Question(of_place, windows), Question(of_units, windows[:1])]
    answers = read(questions, known.with_presences(indicators, indicators), known.reports)
    reported = sum(
        (sums := answers.sums.get((UNITS, SO_FAR, one.pk))) is not None and sums.reports > 0 for one in units
    )
    passed = elapsed(days, on)
    rows = [
        _row(one, place_in, goals[one.pk], below, answers, units, passed, (days.end - on).days)
        for place_in, one in enumerate(indicators)
    ]
    return Board(campaign, place, phase, phases, on, days, rows, len(units), reported)


def units_of(place: Unit, on: date) -> list[Unit]:
    """The units with a station that the place holds on the day; a commune holds itself."""
    if place.leaf and place.level != Level.PROVINCE:
        return [place]
    below = {"province": place} if place.level == Level.PROVINCE else {"parent": place}
    stations = Station.objects.valid_on(on).filter(**{f"unit__{name}": value for name, value in below.items()})
    return list(Unit.objects.filter(pk__in=stations.values("unit")).order_by("sort_key"))


def _of_place(own: Goals, below: Goals, place: Unit) -> dict[int, Goal]:
    """The place's own targets; where it has none, the sum of its units'."""
    found = {indicator: goal for (_group, indicator), goal in own.items()}
    for indicator in {indicator for _group, indicator in below} - found.keys():
        goals = [goal for (_group, of), goal in below.items() if of == indicator]
        wanted = [goal.wanted for goal in goals if goal.wanted is not None]
        first = goals[0]
        found[indicator] = Goal(
            sum(wanted) if wanted else None, "", first.at_most, first.assigner, len(goals), first.told_unit
        )
    return found


def _row(
    indicator: Indicator,
    place_in: int,
    goal: Goal,
    below: Goals,
    answers: Answers,
    units: Sequence[Unit],
    passed: float,
    days_left: int,
) -> Row:
    so_far = value_of(answers.sums.get((PLACE, SO_FAR, WHOLE)), place_in)
    lines = [_line(unit, indicator, place_in, below, answers, passed) for unit in units]
    return Row(
        indicator=indicator,
        goal=goal,
        so_far=so_far,
        in_phase=value_of(answers.sums.get((PLACE, IN_PHASE, WHOLE)), place_in),
        pace=pace_of(goal, so_far, days_left),
        stand=stand_of(so_far, goal, passed),
        lines=[line for line in lines if line.wanted is not None or line.stand == Stand.SILENT],
    )


def _line(unit: Unit, indicator: Indicator, place_in: int, below: Goals, answers: Answers, passed: float) -> UnitLine:
    goal = below.get((unit.pk, indicator.pk))
    reached = value_of(answers.sums.get((UNITS, SO_FAR, unit.pk)), place_in)
    return UnitLine(unit, reached, goal.wanted if goal else None, stand_of(reached, goal, passed))


def value_of(sums: Sums | None, place_in: int) -> int | None:
    return sums.all[place_in] if sums is not None and sums.reports else None


def stand_of(reached: int | None, goal: Goal | None, passed: float) -> Stand:
    if reached is None:
        return Stand.SILENT
    if goal is None or goal.wanted is None:
        return Stand.AHEAD
    if goal.at_most:
        return Stand.AHEAD if reached <= goal.wanted else Stand.BEHIND
    if reached >= goal.wanted:
        return Stand.REACHED
    return Stand.AHEAD if reached >= goal.wanted * passed else Stand.BEHIND


def pace_of(goal: Goal, so_far: int | None, days_left: int) -> int | None:
    """What is left by the weeks that are left, rounded up to a tenth."""
    if goal.wanted is None or goal.at_most or days_left <= 0:
        return None
    left = goal.wanted - (so_far or 0)
    if left <= 0:
        return None
    a_week = Fraction(left * WEEK, days_left)
    return -(-a_week.numerator // (a_week.denominator * 100)) * 100


def _share(line: UnitLine) -> float:
    return (line.reached or 0) / line.wanted if line.wanted else 0.0
