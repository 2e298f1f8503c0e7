"""Figures that stood out and that somebody has looked at. It changes no number; another number asks again."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Unit
from rollups.models import Indicator


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
        verbose_name = _("số liệu đã kiểm tra lại")
        verbose_name_plural = pgettext_lazy("plural", "số liệu đã kiểm tra lại")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "indicator", "start", "end", "thousandths"], name="looked_at_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="looked_at_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.end:%d/%m/%Y}"
