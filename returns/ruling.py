"""Set the rules of a province. What is over stays as it was judged: nothing is changed before today."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.actions.errors import Refused
from communes.holding import hold_unit
from communes.models import Level, Unit
from returns.models import DayOff, ReportingRule
from rollups.writer import touch

LONGEST_HOLIDAY = 15  # days, ends of weeks among them: the longest Tết there was had eleven
FRIDAY = 4


@transaction.atomic
def set_rule(*, by: User, province: Unit, valid_from: date, grace: int, weekly_cut: int | None) -> ReportingRule:
    """From a day on; a rule of the same day is replaced."""
    _may(by, province)
    _check(valid_from)
    row = ReportingRule.objects.select_for_update(no_key=True).filter(province=province, valid_from=valid_from).first()
    before = content(row) if row else None
    row = row or ReportingRule(province=province, valid_from=valid_from)
    row.grace, row.weekly_cut, row.by, row.created_at = grace, weekly_cut, by, timezone.now()
    row.full_clean(exclude=["province", "by"])
    row.save()
    record_audit(by=by, action="set_reporting_rule", obj=row, unit=province, before=before, after=content(row))
    touch([province.pk])
    return row


@transaction.atomic
def add_days_off(*, by: User, province: Unit, start: date, end: date) -> list[DayOff]:
    """The days from Monday to Friday of a range that are not off yet."""
    _may(by, province)
    _check(start)
    if (end - start).days >= LONGEST_HOLIDAY:
        raise Refused(_("Một đợt nghỉ nhiều nhất %(days)s ngày.") % {"days": LONGEST_HOLIDAY}, "end")
    every = [start + timedelta(days=number) for number in range((end - start).days + 1)]
    known = set(DayOff.objects.filter(province=province, day__in=every).values_list("day", flat=True))
    days = [day for day in every if day.weekday() <= FRIDAY and day not in known]
    rows = DayOff.objects.bulk_create(DayOff(province=province, day=day, by=by) for day in days)
    for row in rows:
        record_audit(by=by, action="add_day_off", obj=row, unit=province, after=content(row))
    touch([province.pk])
    return rows


@transaction.atomic
def withdraw_day_off(*, by: User, province: Unit, pk: int) -> None:
    """One works on it after all. A second time changes nothing."""
    _may(by, province)
    day_off = DayOff.objects.filter(province=province, pk=pk).first()
    if day_off is None:
        return
    _check(day_off.day)
    record_audit(by=by, action="delete_day_off", obj=day_off, unit=province, before=content(day_off))
    day_off.delete()
    touch([province.pk])


def _may(by: User, province: Unit) -> None:
    if not Unit.objects.administered_by(by).filter(pk=province.pk, level=Level.PROVINCE, valid_to=None).exists():
        raise PermissionDenied
    hold_unit(province.pk)  # two who set rules do so one after the other


def _check(first: date) -> None:
    if first < timezone.localdate():
        raise Refused(_("Chỉ đặt từ hôm nay trở đi: kỳ đã qua giữ hạn nộp cũ."), "start")
