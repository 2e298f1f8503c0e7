"""What is known: who has reported, what is verified."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dashboards.members import Line, Member
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import State
from dashboards.tables import Status
from rollups.numbers import grouped
from rollups.selectors import Sums


@dataclass(frozen=True, slots=True)
class Reported:
    """Of the units with a station at the end of the range: how many reported all that was due, some, nothing."""

    full: int
    partial: int
    missing: int

    @property
    def units(self) -> int:
        return self.full + self.partial + self.missing

    @property
    def percent(self) -> int:
        return 100 * self.full // self.units if self.units else 0


def status_of_sums(sums: Sums | None, due: int) -> Status:
    if sums is None or not sums.reports:
        return Status.MISSING
    if sums.months < due:
        return Status.PARTIAL
    return Status.VERIFIED if sums.verified_reports == sums.reports else Status.PROVISIONAL


def status_of_line(line: Line, reading: Reading) -> tuple[Status | None, str]:
    """The status of a unit; of an area or a district how many of its units have reported."""
    if not line.alone:
        count = _counted(line.members, reading)
        return None, f"{count.full}/{count.units}" if count.units else ""
    member = line.members[0]
    status = status_of_member(member, reading)
    if status == Status.MISSING and not member.station and member.valid_to is None:
        return None, _("Không có Công an cấp xã")
    sums = reading.member_sums(member, reading.now.days)
    return status, _partial(sums, reading.due(member)) if status == Status.PARTIAL else ""


def status_of_member(member: Member, reading: Reading) -> Status:
    return status_of_sums(reading.member_sums(member, reading.now.days), reading.due(member))


def _partial(sums: Sums | None, due: int) -> str:
    return _("%(months)s/%(due)s tháng") % {"months": sums.months if sums else 0, "due": due}


def status_of(place: Place, state: State, reading: Reading) -> tuple[Status, str]:
    """Of all numbers of a place in the range: are they verified, and how much of them is."""
    sums = reading.place_sums(state.days)
    if sums is None or not sums.reports:
        return Status.MISSING, ""
    if sums.verified_reports == sums.reports:
        return Status.VERIFIED, ""
    percent = grouped(100 * sums.verified_reports // sums.reports * 1000)
    return Status.PROVISIONAL, _("đã duyệt %(percent)s %%") % {"percent": percent} if sums.verified_reports else ""


def reported(place: Place, state: State, reading: Reading) -> Reported:
    """Of the units that have a station at the end of the range (of the nation: its provinces)."""
    if place.level != "commune":
        return _counted([member for line in reading.lines for member in line.members], reading)
    due = len(reading.now.due) if place.lensed else reading.now.due_within(place.valid_from, place.valid_to)
    return _tally([status_of_sums(reading.place_sums(state.days), due)])


def _counted(members: Sequence[Member], reading: Reading) -> Reported:
    return _tally([status_of_member(member, reading) for member in members if member.station])


def _tally(found: Sequence[Status]) -> Reported:
    missing, partial = found.count(Status.MISSING), found.count(Status.PARTIAL)
    return Reported(len(found) - missing - partial, partial, missing)
