"""What is asked of one unit, in a campaign or apart from any: in words, with what was reached until today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from communes.models import Unit
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Catalogue, Question, Sums, catalogue, read, window
from rollups.told import told
from targets.goals import elapsed, goal_of, heirs_of, words
from targets.models import Target
from targets.stands import SUMMED, Stand, pace_of, percent_of, stand_of
from targets.waiting import Waits, waits_of

MOST = 100


@dataclass(frozen=True)
class Asked:
    """A target in words; `reached`: thousandths so far, nothing where no total says it; `left`: days until the end.

    `counted`: its figure has a page, where more is said than one number. `stand`, `percent` and `pace` (thousandths a
    week for the rest) are of one that has begun and that totals stand against; `passed`: percent of the range.
    """

    target: Target
    text: str
    reached: int | None
    left: int
    counted: bool
    stand: Stand
    percent: int | None
    pace: int | None
    passed: int

    @property
    def begun(self) -> bool:
        return self.reached is not None

    @property
    def mark(self) -> int:
        """Where the bar of what was reached ends, in percent: never beyond the bullet."""
        return min(self.percent or 0, 100)


def asked_of(
    user: User, unit: Unit, today: date, *, running: bool = False, known: Catalogue | None = None
) -> list[Asked]:
    """The targets that a person may know, the latest first, each with what was reached in its range.

    `running`: those alone whose range holds today, the next to end first. `known`: the figures, where they were read.
    """
    rows = Target.objects.read_by(user).standing().filter(unit=unit)
    if running:
        rows = rows.filter(start__lte=today, end__gte=today).order_by("end", "start", "indicator__order", "pk")
    targets = list(rows.select_related("indicator", "campaign", "phase")[:MOST])
    if not targets:
        return []
    begun = [one for one in targets if one.start <= today]
    ranges = list(dict.fromkeys(_begun(one, today) for one in begun))
    known = known or catalogue()
    pages = {one.pk for one in known.indicators}
    sums, places = _sums(unit, ranges, known, [one.indicator for one in begun], today)

    def reached(target: Target) -> int | None:
        days = _begun(target, today)
        return told(sums.get(days), places, target.indicator, days)

    waits = waits_of(((one.indicator, _begun(one, today)) for one in begun), unit, today)
    return [_asked(one, reached(one), places, today, one.indicator_id in pages, waits) for one in targets]


def _begun(target: Target, today: date) -> Days:
    """What of its range has begun."""
    return Days(target.start, max(min(target.end, today), target.start))


def _asked(
    target: Target, reached: int | None, places: Mapping[int, int], today: date, counted: bool, waits: Waits
) -> Asked:
    goal, figure, passed = goal_of(target), target.indicator, elapsed(Days(target.start, target.end), today)
    left = max((target.end - today).days, 0)
    wait = waits.get((figure.pk, _begun(target, today)))
    begun = target.start <= today
    said = begun and figure.pk in places
    return Asked(
        target=target,
        text=words(goal, figure),
        reached=reached,
        left=left,
        counted=counted,
        stand=stand_of(reached, goal, figure, passed, wait) if said else Stand.UNTOLD if begun else Stand.UNBEGUN,
        percent=percent_of(reached, goal, figure),
        pace=pace_of(goal, reached, figure, left) if said else None,
        passed=round(100 * passed),
    )


def _sums(
    unit: Unit, ranges: Sequence[Days], known: Catalogue, figures: Sequence[Indicator], today: date
) -> tuple[dict[Days, Sums], dict[int, int]]:
    """Totals of the unit and of those whose history it owns, by range, and where each figure stands in them."""
    wanted = {one.pk for one in figures}
    summed = [one for one in known.indicators if one.pk in wanted and one.how in SUMMED]
    if not summed:
        return {}, {}
    indicators = known.with_presences(summed, summed)
    nodes = dict.fromkeys(heirs_of([unit]), 0)
    answers = read([Question(nodes, [window(days, today) for days in ranges])], indicators, known.reports)
    sums = {days: found for number, days in enumerate(ranges) if (found := answers.sums.get((0, number, 0)))}
    return sums, {one.pk: place for place, one in enumerate(indicators)}
