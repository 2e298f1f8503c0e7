"""How firm a change is, judged once for tiles, sentences, rows, totals and rankings.

A comparison rests on what was reported in both ranges: of one unit its due months, of many the units that reported all
that was due in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.members import Line
from dashboards.reading import Reading
from dashboards.tables import SURE, Doubt, Status
from rollups.models import SCALE
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import Sums

LACKING = {Status.MISSING, Status.PARTIAL}


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a unit reported of what it owed in a range: months of months."""

    sums: Sums | None
    due: int

    @property
    def months(self) -> int:
        return self.sums.months if self.sums else 0

    @property
    def told(self) -> bool:
        return self.sums is not None and self.sums.reports > 0

    def words(self, words: str) -> list[str]:
        lacks = self.months < self.due
        return [words % {"months": self.months, "due": self.due}] if lacks else []


def of_line(line: Line, reading: Reading, base: Days) -> Doubt:
    """Of a row against `base`."""
    ranges = (reading.begun, base)
    lived = not reading.recorded or all(one.lived_through(days) for one in line.members for days in ranges)
    if line.alone:
        member = line.members[0]
        owed = [_Owed(reading.member_sums(member, days), reading.due(member, days)) for days in (reading.now, base)]
        return _of_unit(reading, owed, lived=lived)
    if reading.place.level == "nation":
        counts = [reading.reported_of(line, days) for days in (reading.now, base)]
        return _of_many(min(one.full for one in counts), counts[0].units, at_most=True, lived=lived)
    owing = reading.owing(line, reading.now)
    return _of_many(_whole_in_both([line], reading, base), len(owing), lived=lived)


def of_place(reading: Reading, base: Days) -> Doubt:
    """Of the numbers of a page itself against `base`."""
    place = reading.place
    if place.level == "commune":
        owed = [_Owed(reading.place_sums(days), reading.due_of_place(days)) for days in (reading.now, base)]
        began, ended = place.valid_from, place.valid_to
        ranges = (reading.begun, base)
        lived = all(began <= days.start and (ended is None or days.end <= ended) for days in ranges)
        return _of_unit(reading, owed, lived=lived or not reading.recorded)
    units = reading.reported(reading.now).units
    if place.level == "nation" or base not in reading.line_windows:
        # They were not read unit by unit in both.
        return _of_many(min(reading.reported(days).full for days in (reading.now, base)), units, at_most=True)
    return _of_many(_whole_in_both(reading.lines, reading, base), units)


def _of_unit(reading: Reading, owed: Sequence[_Owed], *, lived: bool) -> Doubt:
    """Where one of the two says nothing there is no change to be doubted; registers owe no months."""
    now, base = owed
    if reading.presence is not None or not (now.told and base.told):
        return SURE
    said = [
        *now.words(_("kỳ này mới báo cáo %(months)s/%(due)s tháng")),
        *base.words(_("kỳ so sánh báo cáo %(months)s/%(due)s tháng")),
    ]
    thin = any(2 * one.months < one.due for one in owed)
    said += [] if lived else [_("đơn vị không có trọn hai kỳ")]
    return Doubt(", ".join(said), thin, ranked=not said)


def _of_many(count: int, units: int, *, at_most: bool = False, lived: bool = True) -> Doubt:
    """Nine of ten units are enough to rank what they reached, as long as it is said who is not ranked."""
    thin, said = 2 * count < units, []
    if count < units:
        words = _("%(count)s đơn vị báo cáo cả hai kỳ")
        if at_most:
            words = _("nhiều nhất %(count)s đơn vị báo cáo cả hai kỳ")
        elif thin:
            words = _("chỉ %(count)s đơn vị báo cáo cả hai kỳ")
        said = [words % {"count": f"{grouped(count * SCALE)}/{grouped(units * SCALE)}"}]
    said += [] if lived else [_("đơn vị không có trọn hai kỳ")]
    return Doubt(", ".join(said), thin, ranked=lived and 10 * count >= 9 * units)


def _whole_in_both(lines: Sequence[Line], reading: Reading, base: Days) -> int:
    """How many of the units that owe a report of the range of the page reported all of both."""
    owing = [one for line in lines for one in reading.owing(line, reading.now)]
    return sum(all(reading.status(one, days) not in LACKING for days in (reading.now, base)) for one in owing)
