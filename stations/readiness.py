"""Write how a station stands. Each snapshot holds until the next one; a mistake is voided, never overwritten."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.actions.errors import Refused
from communes.holding import hold_unit
from communes.models import Station, Unit
from rollups.counts import Counts
from rollups.sources import count_many
from rollups.writer import apply
from stations.counting import READINESS
from stations.models import Readiness

DAY = timedelta(days=1)


class Stale(Exception):
    """Somebody else wrote a snapshot after the page was opened."""


@dataclass(frozen=True)
class Standing:
    """What a snapshot says."""

    office: str
    housing: bool
    staffed: bool
    investigator: bool


@transaction.atomic
def record_readiness(*, by: User, unit: Unit, since: date, standing: Standing, seen: int) -> Readiness:
    """Say how the station stands since a day; `seen` is the newest snapshot that the writer saw (0: none).

    It holds until the next one, and no longer than its station.
    """
    unit = locked(by, unit)
    rows = list(Readiness.objects.standing().filter(unit=unit).order_by("valid_from"))
    if max((row.pk for row in rows), default=0) != seen:
        raise Stale
    last = check_day(unit, since).valid_to
    later = next((row for row in rows if row.valid_from > since), None)
    earlier = next((row for row in reversed(rows) if row.valid_from <= since), None)
    before = counted(row.pk for row in rows)
    if earlier is not None and earlier.valid_from == since:
        _void(by, earlier, _("Ghi lại cùng ngày"))
    elif earlier is not None:
        _end(earlier, soonest(earlier.valid_to, since - DAY))
    row = Readiness.objects.create(
        unit=unit,
        valid_from=since,
        valid_to=soonest(last, later.valid_from - DAY if later else None),
        by=by,
        office=standing.office,
        housing=standing.housing,
        staffed=standing.staffed,
        investigator=standing.investigator,
    )
    apply(counted([row.pk, *(one.pk for one in rows)]) - before)
    record_audit(by=by, action="record_readiness", obj=row, unit=unit, after=content(row))
    return row


@transaction.atomic
def void_readiness(*, by: User, snapshot: Readiness, reason: str) -> Readiness:
    """Take a mistake out; the snapshot before it holds on, within its station. Voiding twice changes nothing."""
    unit = locked(by, snapshot.unit)
    snapshot = Readiness.objects.select_for_update(no_key=True).get(pk=snapshot.pk)
    if snapshot.voided:
        return snapshot
    if not reason.strip():
        raise Refused(_("Xin cho biết lý do."), "reason")
    earlier = Readiness.objects.standing().filter(unit=unit, valid_from__lt=snapshot.valid_from).first()
    rows = [snapshot.pk, *([earlier.pk] if earlier else [])]
    before = counted(rows)
    _void(by, snapshot, reason.strip())
    if earlier is not None:
        station = unit.stations.valid_on(earlier.valid_from).get()
        _end(earlier, soonest(station.valid_to, snapshot.valid_to))
    apply(counted(rows) - before)
    return snapshot


def locked(by: User, unit: Unit) -> Unit:
    """The station's unit, for whoever keeps its registers; two people write one after the other."""
    unit = hold_unit(unit.pk)
    if not unit.leaf or not Unit.objects.kept_by(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    return unit


def check_day(unit: Unit, since: date) -> Station:
    """The station that the unit had on a day that may be told of."""
    if since > timezone.localdate():
        raise Refused(_("Chỉ ghi hiện trạng đến hôm nay."), "since")
    found: Station | None = unit.stations.valid_on(since).first()
    if found is None:
        raise Refused(_("Ngày này chưa có hoặc không còn %(unit)s.") % {"unit": unit.station_name}, "since")
    return found


def soonest(*days: date | None) -> date | None:
    """The earliest of last days; nothing says that there is none."""
    return min((day for day in days if day is not None), default=None)


def counted(rows: Iterable[int]) -> Counts:
    return count_many(READINESS, sorted(set(rows)))


def _end(row: Readiness, day: date | None) -> None:
    row.valid_to = day
    row.save(update_fields=["valid_to"])


def _void(by: User, row: Readiness, reason: str) -> None:
    before = content(row)
    row.voided = True
    row.save(update_fields=["voided"])
    record_audit(by=by, action="void_readiness", obj=row, unit=row.unit, before=before, reason=reason)
