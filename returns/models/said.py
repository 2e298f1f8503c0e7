"""Figures that were reported as totals: beside the sums of records, never in them."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Unit
from returns.qualifiers import WITH_NUMBER, Qualifier
from rollups.models import Indicator


class SaidQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Those that hold: what was a mistake, or was said anew, stays readable and holds no more."""
        return self.filter(voided=False)

    def open(self) -> Self:
        """Of figures that everybody may know."""
        return self.standing().filter(indicator__sensitivity=Indicator.Sensitivity.OPEN)

    def switched_on(self) -> Self:
        """Of figures that an administrator has switched on, and not off again."""
        return self.standing().filter(indicator__active=True)


class Said(models.Model):
    """What somebody said a figure was, of a place and a range (no start: up to the day)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("chỉ tiêu"))
    start = models.DateField(_("từ ngày"), null=True, blank=True)
    end = models.DateField(_("đến ngày"))
    thousandths = models.BigIntegerField(_("số lượng (phần nghìn)"), null=True)
    qualifier = models.CharField(_("mức"), max_length=20, choices=Qualifier, default=Qualifier.EXACT)
    # As it was told, where that is not the unit of the indicator: "lượt" beside "buổi".
    told_unit = models.CharField(_("đơn vị tính như đã ghi"), max_length=40, blank=True)
    open_list = models.BooleanField(_("còn nữa (…)"), default=False)
    paper = models.CharField(_("số văn bản"), max_length=30, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    voided = models.BooleanField(_("đã bỏ"), default=False)

    replaced = False  # set by the action: something was said of the same before

    class Meta:
        abstract = True

    @staticmethod
    def rules(name: str) -> list[models.BaseConstraint]:
        """Each stands in the database too."""
        numbered = Q(qualifier__in=sorted(WITH_NUMBER))
        return [
            models.CheckConstraint(condition=Q(start__isnull=True) | Q(end__gte=F("start")), name=f"{name}_dates"),
            models.CheckConstraint(
                condition=Q(numbered, thousandths__isnull=False) | (~numbered & Q(thousandths__isnull=True)),
                name=f"{name}_number",
            ),
            models.CheckConstraint(condition=Q(thousandths__gte=0), name=f"{name}_least"),
            models.CheckConstraint(
                condition=~Q(qualifier=Qualifier.NEARLY, thousandths=0), name=f"{name}_nearly_something"
            ),
        ]

    @staticmethod
    def once(name: str, *more: str) -> list[models.BaseConstraint]:
        """One of a place, figure and range holds; nothing equals nothing here, which databases see otherwise."""
        fields = ["unit", "indicator", "end", *more]
        return [
            models.UniqueConstraint(fields=[*fields, "start"], condition=Q(voided=False), name=f"{name}_once"),
            models.UniqueConstraint(
                fields=fields, condition=Q(voided=False, start__isnull=True), name=f"{name}_once_until"
            ),
        ]


class ReportedTotal(Said):
    """A total that a unit reported of itself, or that was published. It stands beside what records add up to."""

    class Kind(models.TextChoices):
        SELF_REPORTED = "self_reported", _("Đơn vị tự báo cáo")
        PUBLISHED = "published", _("Đã công bố")

    kind = models.CharField(_("nguồn"), max_length=13, choices=Kind)

    objects = SaidQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu báo cáo tổng")
        verbose_name_plural = pgettext_lazy("plural", "số liệu báo cáo tổng")
        ordering = ["-end", "indicator__order", "pk"]
        constraints = [
            *Said.rules("reported"),
            *Said.once("reported", "kind"),
        ]
        indexes = [models.Index(fields=["unit", "indicator", "end"], name="reported_place")]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.end:%d/%m/%Y}"


class RestrictedFigure(Said):
    """Criminal statistics and persons under care, as counts of a province. Off until an indicator is switched on."""

    objects = SaidQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu hạn chế")
        verbose_name_plural = pgettext_lazy("plural", "số liệu hạn chế")
        ordering = ["-end", "indicator__order", "pk"]
        constraints = [
            *Said.rules("restricted"),
            *Said.once("restricted"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.end:%d/%m/%Y}"
