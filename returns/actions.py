"""Write totals that were reported, and restricted figures. A new word replaces the old one, which stays readable."""

from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.actions.errors import Refused
from campaigns.actions.words import check_words
from communes.holding import hold_unit
from communes.models import LEGACY_FROM, Unit, UnitQuerySet
from returns.models import ReportedTotal, RestrictedFigure, Said
from returns.papers import check_paper
from returns.selectors import reportable
from rollups.models import Indicator
from rollups.writer import touch

S = TypeVar("S", bound=Said)


@transaction.atomic
def report_total(*, by: User, unit: Unit, kind: str, **figure: Any) -> ReportedTotal:
    """Say what an open figure was, of a unit and a range; what was said of the same before is replaced."""
    unit = _locked(Unit.objects.reported_by(by), unit)
    if not reportable(unit).filter(pk=figure["indicator"].pk).exists():
        raise Refused(_("Không ghi số liệu báo cáo tổng của chỉ tiêu này."), "indicator")
    same = ReportedTotal.objects.standing().filter(kind=kind)
    row = _say(same, ReportedTotal(unit=unit, by=by, kind=kind, **figure))
    record_audit(by=by, action="report_total", obj=row, unit=unit, after=content(row))
    return row


@transaction.atomic
def withdraw_total(*, by: User, total: ReportedTotal, reason: str) -> ReportedTotal:
    """Take a total back, with the reason. A second time changes nothing."""
    unit = _locked(Unit.objects.reported_by(by), total.unit)
    total = ReportedTotal.objects.select_for_update(no_key=True).get(pk=total.pk)
    if not total.voided:
        before = content(total)
        _void(total, reason)
        record_audit(by=by, action="withdraw_total", obj=total, unit=unit, before=before, reason=reason.strip())
    return total


@transaction.atomic
def record_restricted(*, by: User, unit: Unit, indicator: Indicator, **figure: Any) -> RestrictedFigure:
    """Write a restricted figure. The trail says that it changed and not to what: auditors read the trail."""
    unit = _locked(Unit.objects.restricted_kept_by(by), unit)
    if indicator.sensitivity != Indicator.Sensitivity.RESTRICTED or not indicator.active:
        raise Refused(_("Chỉ tiêu này chưa được bật."), "indicator")
    row = _say(RestrictedFigure.objects.standing(), RestrictedFigure(unit=unit, by=by, indicator=indicator, **figure))
    record_audit(by=by, action="record_restricted", obj=row, unit=unit, after={"indicator": indicator.key})
    return row


@transaction.atomic
def withdraw_restricted(*, by: User, figure: RestrictedFigure, reason: str) -> RestrictedFigure:
    unit = _locked(Unit.objects.restricted_kept_by(by), figure.unit)
    figure = RestrictedFigure.objects.select_for_update(no_key=True).get(pk=figure.pk)
    if not figure.voided:
        _void(figure, reason)
        key = {"indicator": figure.indicator.key}
        record_audit(by=by, action="withdraw_restricted", obj=figure, unit=unit, before=key, reason=reason.strip())
    return figure


def _locked(allowed: UnitQuerySet, unit: Unit) -> Unit:
    """The unit, if the person may; two who write of it write one after the other."""
    if not allowed.filter(pk=unit.pk).exists():
        raise PermissionDenied
    return hold_unit(unit.pk)


def _say(standing: Any, row: S) -> S:
    check_days(row.unit, row.start, row.end)
    check_words(told_unit=row.told_unit)
    try:
        check_paper(row.paper, row.unit)
    except ValidationError as problem:
        raise Refused(problem.messages[0], "paper") from None
    same = {"unit": row.unit, "indicator": row.indicator, "start": row.start, "end": row.end}
    for old in standing.filter(**same).select_for_update(no_key=True):
        row.replaced, old.voided = True, True
        old.save(update_fields=["voided"])
    row.save(force_insert=True)
    _tell(row.unit)
    return row


def check_days(unit: Unit, start: date | None, end: date) -> None:
    if end > timezone.localdate():
        raise Refused(_("Chỉ ghi số liệu đến hôm nay."), "end")
    for field, day in (("start", start), ("end", end)):
        if day is not None and day < LEGACY_FROM:
            raise Refused(_("Ghi ngày từ %(first)s trở đi.") % {"first": f"{LEGACY_FROM:%d/%m/%Y}"}, field)
    if end < unit.valid_from or (unit.valid_to and (start or end) > unit.valid_to):
        beyond = "start" if start and end >= unit.valid_from else "end"
        raise Refused(_("%(unit)s không có trong những ngày này.") % {"unit": unit.full_name}, beyond)


def _void(row: Said, reason: str) -> None:
    if not reason.strip():
        raise Refused(_("Xin cho biết lý do."), "reason")
    check_words(reason=reason)
    row.voided = True
    row.save(update_fields=["voided"])
    _tell(row.unit)


def _tell(unit: Unit) -> None:
    """The pages of the province show it."""
    if unit.province_id is not None:
        touch([unit.province_id])
