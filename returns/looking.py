"""Say that a figure that stood out was looked at."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.models import User
from audit.actions import content, record_audit
from communes.models import Unit
from returns.models import LookedAt
from rollups.models import Indicator
from rollups.writer import touch


@transaction.atomic
def say_looked_at(*, by: User, unit: Unit, indicator: Indicator, start: date, end: date, thousandths: int) -> LookedAt:
    """Whoever may look may say so, of figures that all readers see; who was first stays."""
    is_open = indicator.sensitivity == Indicator.Sensitivity.OPEN
    if not is_open or not Unit.objects.read_by(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    Unit.objects.select_for_update().get(pk=unit.pk)
    figure = {"unit": unit, "indicator": indicator, "start": start, "end": end, "thousandths": thousandths}
    row, new = LookedAt.objects.get_or_create(**figure, defaults={"by": by})
    if new:
        record_audit(by=by, action="record_looked_at", obj=row, unit=unit, after=content(row))
        if unit.province_id is not None:
            touch([unit.province_id])  # the pages of the province show it
    return row
