"""What is asked of one unit, in a campaign or apart from any: in words, with what was reached until today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from communes.models import Unit
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Catalogue, Question, catalogue, window
from targets.goals import elapsed, goal_of, heirs_of, words
from targets.models import Target
from targets.reaching import reached_of
from targets.stands import Stand, pace_of, percent_of, stand_of
from targets.waiting import Wait, Waits, waits_of

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
    pages = {one.pk: one for one in known.indicators}
    figures = dict.fromkeys(pages[one.indicator_id] for one in begun if one.indicator_id in pages)
    asked = Question(dict.fromkeys(heirs_of([unit]), 0), [window(days, today) for days in ranges])
    found = reached_of([asked] if figures else [], list(figures), known)

    def reached(target: Target) -> int | None:
        if target.start > today or target.indicator_id not in pages:
            return None
        days = _begun(target, today)
        if waits.get((target.indicator_id, days)) == Wait.ELSEWHERE:
            return None
        return found.value(0, ranges.index(days), 0, pages[target.indicator_id], days)

    asking = ((pages.get(one.indicator_id, one.indicator), _begun(one, today)) for one in begun)
    waits = waits_of(asking, unit, today)
    return [_asked(one, reached(one), pages, today, waits) for one in targets]


def _begun(target: Target, today: date) -> Days:
    """What of its range has begun."""
    return Days(target.start, max(min(target.end, today), target.start))


def _asked(target: Target, reached: int | None, pages: Mapping[int, Indicator], today: date, waits: Waits) -> Asked:
    goal, figure, passed = goal_of(target), target.indicator, elapsed(Days(target.start, target.end), today)
    left = max((target.end - today).days, 0)
    wait = waits.get((figure.pk, _begun(target, today)))
    begun = target.start <= today
    counted = figure.pk in pages
    said = begun and counted
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
