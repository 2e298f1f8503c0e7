"""What is asked of one unit, in a campaign or apart from any: in words, with what was reached until today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Unit
from rollups.models import How, Indicator
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import Catalogue, Question, Sums, catalogue, read, window
from targets.goals import heirs_of
from targets.models import Target

MOST = 100


@dataclass(frozen=True)
class Asked:
    """A target in words; `reached`: thousandths so far, nothing where no total says it; `left`: days until the end.

    `counted`: its figure has a page, where more is said than one number.
    """

    target: Target
    text: str
    reached: int | None
    left: int
    counted: bool

    @property
    def begun(self) -> bool:
        return self.reached is not None


def words(target: Target) -> str:
    """What is asked for, as an order says it: "100 %", "giảm 5 %", "không có …", or what came of it: "vượt"."""
    outcome = str(Target.Outcome(target.outcome).label) if target.outcome else ""
    if target.thousandths is None:
        return outcome
    unit = target.told_unit or target.indicator.unit
    amount = {"n": grouped(abs(target.thousandths)), "unit": unit}
    if target.thousandths < 0:
        text = _("giảm %(n)s %(unit)s") % amount
    elif target.direction != Target.Direction.AT_MOST:
        text = f"{amount['n']} {unit}"
    elif target.thousandths == 0:
        text = _("không có %(unit)s") % amount
    else:
        text = _("nhiều nhất %(n)s %(unit)s") % amount
    return f"{text} ({outcome})" if outcome else text


def asked_of(user: User, unit: Unit, today: date) -> list[Asked]:
    """The targets that a person may know, the latest first, each with what was reached in its range."""
    rows = Target.objects.read_by(user).standing().filter(unit=unit)
    targets = list(rows.select_related("indicator", "campaign", "phase")[:MOST])
    begun = [one for one in targets if one.start <= today]
    ranges = list(dict.fromkeys(Days(one.start, min(one.end, today)) for one in begun))
    known = catalogue()
    pages = {one.pk for one in known.indicators}
    sums, places = _sums(unit, ranges, known, [one.indicator for one in begun], today)
    found = []
    for one in targets:
        days = Days(one.start, max(min(one.end, today), one.start))
        place = places.get(one.indicator_id)
        of_range = sums.get(ranges.index(days)) if days in ranges else None
        reached = _reached(of_range, place, places.get(one.indicator.presence_id or 0), one.indicator)
        found.append(Asked(one, words(one), reached, max((one.end - today).days, 0), one.indicator_id in pages))
    return found


def _sums(
    unit: Unit, ranges: Sequence[Days], known: Catalogue, figures: Sequence[Indicator], today: date
) -> tuple[dict[int, Sums], dict[int, int]]:
    """Totals of the unit and of those whose history it owns, by range, and where each figure stands in them."""
    wanted = {one.pk for one in figures}
    summed = [one for one in known.indicators if one.pk in wanted and one.how in {How.FLOW, How.STOCK}]
    if not summed:
        return {}, {}
    indicators = known.with_presences(summed, summed)
    nodes = dict.fromkeys(heirs_of([unit]), 0)
    answers = read([Question(nodes, [window(days, today) for days in ranges])], indicators, known.reports)
    sums = {number: found for number in range(len(ranges)) if (found := answers.sums.get((0, number, 0)))}
    return sums, {one.pk: place for place, one in enumerate(indicators)}


def _reached(sums: Sums | None, place: int | None, presence: int | None, indicator: Indicator) -> int | None:
    """Not reported is not zero."""
    if sums is None or place is None:
        return None
    told = sums.reports > 0 if indicator.presence_id is None else presence is not None and sums.all[presence] > 0
    return sums.all[place] if told else None
