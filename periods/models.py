"""Stored ranges of days."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Range(models.Model):
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến hết ngày"))

    class Meta:
        abstract = True


class Period(Range):
    """A reporting period. It is stored, never computed from the name of a month: rules differ and change."""

    class Kind(models.TextChoices):
        MONTH = "month", _("Tháng báo cáo")
        QUARTER = "quarter", _("Quý")
        HALF = "half", _("6 tháng")
        YEAR = "year", _("Năm")

    kind = models.CharField(_("loại"), max_length=7, choices=Kind)
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.PositiveSmallIntegerField(_("số thứ tự"), default=1)

    class Meta:
        verbose_name = _("kỳ báo cáo")
        verbose_name_plural = _("kỳ báo cáo")
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="period_once"),
            models.UniqueConstraint(fields=["kind", "start"], name="period_start"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="period_dates"),
        ]

    def __str__(self) -> str:
        names = {
            Period.Kind.MONTH: _("Tháng %(number)s/%(year)s"),
            Period.Kind.QUARTER: _("Quý %(number)s/%(year)s"),
            Period.Kind.HALF: _("6 tháng cuối năm %(year)s") if self.number == 2 else _("6 tháng đầu năm %(year)s"),
            Period.Kind.YEAR: _("Năm %(year)s"),
        }
        return str(names[Period.Kind(self.kind)]) % {"number": self.number, "year": self.year}
