"""Figures that stood out and that somebody has looked at. It changes no number; another number asks again."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from audit.actions import content, record_audit
from communes.models import Unit
from rollups.models import Indicator
from rollups.writer import touch


class LookedAt(models.Model):
    """Somebody said "đã kiểm tra" of a figure of a unit in a range, when it was this number."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("chỉ tiêu"))
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    thousandths = models.BigIntegerField(_("số lượng (phần nghìn)"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người kiểm tra"))
    at = models.DateTimeField(_("kiểm tra lúc"), default=timezone.now)

    class Meta:
        app_label = "returns"
        verbose_name = _("số liệu đã kiểm tra lại")
        verbose_name_plural = pgettext_lazy("plural", "số liệu đã kiểm tra lại")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "start", "end", "thousandths"], name="looked_at_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="looked_at_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.end:%d/%m/%Y}"


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
