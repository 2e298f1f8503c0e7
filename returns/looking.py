"""Say that a figure that stood out was looked at, which whoever wrote it cannot say alone."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from audit.actions import content, record_audit
from communes.holding import hold_unit
from communes.models import Unit, UnitQuerySet
from returns.models import LookedAt
from rollups.models import Indicator
from rollups.writer import touch


def cleared_by(user: User) -> UnitQuerySet:
    """Units whose figures a person clears: who approves there, and who reads them from above and writes nothing."""
    approved, read = Q(pk__in=Unit.objects.verified_by(user)), Q(pk__in=Unit.objects.read_by(user))
    found: UnitQuerySet = Unit.objects.filter(approved | (read & ~Q(pk__in=Unit.objects.written_by(user))))
    return found


@transaction.atomic
def say_looked_at(*, by: User, unit: Unit, indicator: Indicator, start: date, end: date, thousandths: int) -> LookedAt:
    """Of figures that all readers see; who was first stays."""
    is_open = indicator.sensitivity == Indicator.Sensitivity.OPEN
    if not is_open or not cleared_by(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    hold_unit(unit.pk)
    figure = {"unit": unit, "indicator": indicator, "start": start, "end": end, "thousandths": thousandths}
    row, new = LookedAt.objects.get_or_create(**figure, defaults={"by": by})
    if new:
        record_audit(by=by, action="record_looked_at", obj=row, unit=unit, after=content(row))
        if unit.province_id is not None:
            touch([unit.province_id])  # the pages of the province show it
    return row
