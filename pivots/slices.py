"""A range cut into periods: each as far as it lies in the range, and nothing of the range left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from periods.presets import WEEK, Calendar, Choice, of_range, of_week, range_text
from pivots.axes import Axis
from rollups.ranges import Days

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slice:
    """A period, and the days of it that lie in the range."""

    choice: Choice
    days: Days
    running: bool = False  # it has begun and is not over

    @property
    def label(self) -> str:
        """Its name; a period that the range cuts says where: "Tháng 12/2026 (từ 01/12)"."""
        return f"{self.choice.label} ({self.cut})" if self.cut else self.choice.label

    @property
    def head(self) -> str:
        """As short as the head of a column needs it."""
        name = range_text(self.choice.days) if self.choice.kind == WEEK else self.choice.label
        return f"{name} ({self.cut})" if self.cut else name

    @property
    def cut(self) -> str:
        start, end = f"{self.days.start:%d/%m}", f"{self.days.end:%d/%m}"
        late, early = self.days.start > self.choice.days.start, self.days.end < self.choice.days.end
        if self.running:
            return _("từ %(start)s đến nay") % {"start": start} if late else _("đến nay")
        if late and early:
            return _("từ %(start)s đến %(end)s") % {"start": start, "end": end}
        if late:
            return _("từ %(start)s") % {"start": start}
        return _("đến %(end)s") % {"end": end} if early else ""


def slices(axis: Axis, days: Days, calendar: Calendar, today: date) -> list[Slice]:
    """The periods of a kind that touch a range, the oldest first; what has not begun by `today` has nothing to show."""
    whole = _weeks(days) if axis == Axis.WEEK else calendar.stored[axis.value]
    parts = [(one, one.days.clipped(days.start, days.end)) for one in whole]
    named = [Slice(one, part, part.start <= today < part.end) for one, part in parts if part is not None]
    found = _without_gaps(named, days)
    return [one for one in found if one.days.start <= today] or found


def _weeks(days: Days) -> list[Choice]:
    first = of_week(days.start)
    number = ((days.end - first.days.start).days // 7) + 1
    return [of_week(first.days.start + timedelta(weeks=week)) for week in range(number)]


def _without_gaps(found: Sequence[Slice], days: Days) -> list[Slice]:
    """Days that no stored period holds stand by their dates: the columns must not hold less than their total."""
    whole: list[Slice] = []
    start = days.start
    for one in found:
        if start < one.days.start:
            whole.append(_gap(start, one.days.start - DAY))
        whole.append(one)
        start = max(start, one.days.end + DAY)
    return [*whole, _gap(start, days.end)] if start <= days.end else whole


def _gap(start: date, end: date) -> Slice:
    days = Days(start, end)
    return Slice(of_range(days), days)
