"""What is asked of one unit now, whoever asked: each target against what was reached so far."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Answers, Window
from targets.board import Row, Stand, pace_of, stand_of, value_of
from targets.goals import Goal, added, elapsed
from targets.models import Target


@dataclass(frozen=True)
class Asked:
    """A figure that a unit shall reach in a range, before any number is read."""

    indicator: Indicator
    goal: Goal
    days: Days
    campaign: int | None
    name: str  # of the campaign or its phase


@dataclass(frozen=True)
class Standing:
    """The same with its numbers."""

    asked: Asked
    row: Row
    passed: int  # of the range, in percent: where the mark of the target stands

    @property
    def behind(self) -> bool:
        return self.row.stand in {Stand.BEHIND, Stand.SILENT}


def asked_now(user: User, unit: int, own: Collection[int], known: Collection[Indicator], today: date) -> list[Asked]:
    """The targets of a unit (and of those whose history it owns) whose range runs, the next to end first."""
    rows = Target.objects.read_by(user).standing().filter(unit__in=own, start__lte=today, end__gte=today)
    ranges: dict[tuple[Days, int | None, str], list[Target]] = defaultdict(list)
    for row in rows.select_related("indicator", "campaign", "phase"):
        name = str(row.phase or row.campaign or "")
        ranges[Days(row.start, row.end), row.campaign_id, name].append(row)
    open_ones = {one.pk: one for one in known}
    found = [
        Asked(open_ones[figure], goal, days, campaign, name)
        for (days, campaign, name), targets in ranges.items()
        for (_unit, figure), goal in added(targets, dict.fromkeys(own, unit)).items()
        if figure in open_ones and goal.wanted is not None
    ]
    return sorted(found, key=lambda one: (one.days.end, one.days.start, one.indicator.order))


def windows_of(asked: Sequence[Asked], today: date) -> list[Window]:
    """What of their ranges has begun, each once."""
    return list(dict.fromkeys(_begun(one, today) for one in asked))


def standings(
    asked: Sequence[Asked], indicators: Sequence[Indicator], answers: Answers, question: int, first: int, today: date
) -> list[Standing]:
    """`first`: the number of the first of their windows in the question, which has one group, 0."""
    number = {each: first + place for place, each in enumerate(windows_of(asked, today))}
    place_of = {one.pk: place for place, one in enumerate(indicators)}
    return [_standing(one, answers, (question, number[_begun(one, today)], 0), place_of, today) for one in asked]


def _begun(one: Asked, today: date) -> Window:
    return Window(Days(one.days.start, min(one.days.end, today)))


def _standing(
    one: Asked, answers: Answers, key: tuple[int, int, int], place_of: dict[int, int], today: date
) -> Standing:
    reached = value_of(answers.sums.get(key), place_of[one.indicator.pk])
    passed = elapsed(one.days, today)
    pace = pace_of(one.goal, reached, (one.days.end - today).days)
    row = Row(one.indicator, one.goal, reached, None, pace, stand_of(reached, one.goal, passed), ())
    return Standing(one, row, round(100 * passed))
