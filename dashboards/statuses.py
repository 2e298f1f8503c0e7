"""What is known of the lines of a page and of its place: who has reported, what is verified."""

from collections import Counter
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from communes.models import Kind
from dashboards.coverage import Reported
from dashboards.members import Line, Member
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import State
from dashboards.tables import Status
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import Sums


def status_of_line(line: Line, reading: Reading) -> tuple[Status | None, str]:
    """The status of a unit; of an area, a district or a province with how many of its units have reported.

    Of a period that nobody owes yet there is nothing to know.
    """
    if reading.ahead(reading.now):
        return None, ""
    if line.alone and reading.ended(line.members[0]):
        return None, _("Đã kết thúc trước cuối kỳ")
    if not line.alone:
        return _status_of_many(line, reading)
    member = line.members[0]
    status = reading.status(member, reading.now)
    if status == Status.MISSING and _without_station(member):
        return None, _no_station(member)
    sums = reading.member_sums(member, reading.now)
    return status, _partial(sums, reading.due(member, reading.now)) if status == Status.PARTIAL else ""


def _status_of_many(line: Line, reading: Reading) -> tuple[Status | None, str]:
    count = reading.reported_of(line, reading.now)
    if not count.units:
        many = reading.place.level == "nation"
        return None, _("Chưa có Công an cấp xã") if many else _no_station(line.members[0])
    text = count.text
    if count.missing == count.units:
        return Status.MISSING, text
    if not count.whole:
        return Status.PARTIAL, text
    return _checked(reading.line_sums(line, reading.now)), text


def _checked(sums: Sums | None) -> Status:
    verified = sums is not None and sums.verified_reports == sums.reports
    return Status.VERIFIED if verified else Status.PROVISIONAL


def _without_station(member: Member) -> bool:
    return not member.station and member.valid_to is None


def _no_station(member: Member) -> str:
    return _("Không có Công an %(kind)s") % {"kind": str(Kind(member.kind).label).lower()}


def _partial(sums: Sums | None, due: int) -> str:
    return _("%(months)s/%(due)s tháng báo cáo") % {"months": sums.months if sums else 0, "due": due}


def status_of(place: Place, state: State, reading: Reading) -> tuple[Status | None, str]:
    """Of all numbers of a place in the range: are they verified, and how much of them is. Nothing before it is owed."""
    if reading.ahead(state.days):
        return None, ""
    sums = reading.place_sums(state.days)
    if reading.presence is not None:
        return (Status.MISSING if not reading.reported(state.days).full else None), ""
    if sums is None or not sums.reports:
        return Status.MISSING, ""
    if sums.verified_reports == sums.reports:
        return Status.VERIFIED, ""
    percent = grouped(100 * sums.verified_reports // sums.reports * 1000)
    return Status.PROVISIONAL, _("đã duyệt %(percent)s %% số phiếu") % {
        "percent": percent
    } if sums.verified_reports else ""


def standing(reading: Reading) -> Sequence[Line]:
    """The lines of which somebody may have to be reminded: of the nation the provinces at the end of the range."""
    if reading.place.level != "nation" or not reading.recorded:
        return reading.lines
    return [line for line in reading.lines if line.members[0].lived_on(reading.now.end)]


def standings(place: Place, reading: Reading, reported: Reported) -> Mapping[Status, int]:
    """How many lines of its usual table have reported in part, and how many nothing."""
    if place.level == "commune":
        return {}
    if place.level == "nation":
        found = Counter(status_of_line(line, reading)[0] for line in standing(reading))
        return {status: found[status] for status in (Status.PARTIAL, Status.MISSING)}
    return {Status.PARTIAL: reported.partial, Status.MISSING: reported.missing}


def listed(place: Place, state: State, reading: Reading) -> Sequence[Line]:
    """The lines that a table shows: all, or those of the standing that the address asks for."""
    if not place.narrows(state):
        return reading.lines
    owing = [line for line in standing(reading) if not line.alone or reading.owing(line, reading.now)]
    return [line for line in owing if status_of_line(line, reading)[0] == state.status]


def missing_words(place: Place, reading: Reading, days: Days) -> str:
    """What a period that is compared with lacks: units without a report, or days before the unit was there."""
    if reading.recorded and days.start < place.valid_from <= days.end:
        return _("chỉ có từ %(day)s") % {"day": f"{place.valid_from:%d/%m/%Y}"}
    if place.level != "commune":
        count = reading.reported(days)
        if count.whole:
            return ""
        return _("%(count)s đơn vị báo cáo") % {"count": count.text}
    sums, due = reading.place_sums(days), reading.due_of_place(days)
    return (
        _("báo cáo %(months)s/%(due)s tháng") % {"months": sums.months, "due": due}
        if sums and sums.months < due
        else ""
    )
