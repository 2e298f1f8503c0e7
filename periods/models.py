"""Stored ranges of days."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

IN_A_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}
YEARS = (2000, 2099)


class Range(models.Model):
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))

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
        verbose_name_plural = pgettext_lazy("plural", "kỳ báo cáo")
        ordering = ["start"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "number"], name="period_once"),
            models.UniqueConstraint(fields=["kind", "start"], name="period_start"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="period_dates"),
            # Names of months are looked up by their number.
            models.CheckConstraint(
                condition=reduce(or_, (Q(kind=kind, number__range=(1, last)) for kind, last in IN_A_YEAR.items())),
                name="period_number",
            ),
            models.CheckConstraint(condition=Q(year__range=YEARS), name="period_year"),
        ]

    def __str__(self) -> str:
        return period_name(self.kind, self.year, self.number)


# Whole words, so that another language has names of months where Vietnamese has numbers.
MONTHS = (
    _("Tháng 1"),
    _("Tháng 2"),
    _("Tháng 3"),
    _("Tháng 4"),
    _("Tháng 5"),
    _("Tháng 6"),
    _("Tháng 7"),
    _("Tháng 8"),
    _("Tháng 9"),
    _("Tháng 10"),
    _("Tháng 11"),
    _("Tháng 12"),
)


def month_name(year: int, number: int) -> str:
    return str(_("%(month)s/%(year)s")) % {"month": MONTHS[number - 1], "year": year}


def period_name(kind: str, year: int, number: int) -> str:
    """Name a period by its end: "Tháng 12/2026" runs from 15/11 to 14/12."""
    if kind == Period.Kind.MONTH:
        return month_name(year, number)
    if kind == Period.Kind.QUARTER:
        words = _("Quý %(number)s/%(year)s")
    elif kind == Period.Kind.YEAR:
        words = _("Năm %(year)s")
    else:
        words = _("6 tháng cuối năm %(year)s") if number == 2 else _("6 tháng đầu năm %(year)s")
    return str(words) % {"number": number, "year": year}
