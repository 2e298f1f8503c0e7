"""What a station says of itself: dated snapshots of its readiness. Yes and no, never headcounts."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Dated, DatedQuerySet, Scoped, Unit, dates_in_order


class Office(models.TextChoices):
    NONE = "none", _("Chưa có trụ sở độc lập")
    UNDER_CONSTRUCTION = "under_construction", _("Đang xây dựng trụ sở")
    INDEPENDENT = "independent", _("Có trụ sở độc lập")


class ReadinessQuerySet(DatedQuerySet):
    def read_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.read_by(user))

    def standing(self) -> Self:
        """Those that count: what was a mistake stays readable and counts nothing."""
        return self.filter(voided=False)


class Readiness(Dated):
    """How a station stands from a day on, until the next snapshot or its unit's end."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="readiness", verbose_name=_("đơn vị"))
    office = models.CharField(_("trụ sở"), max_length=20, choices=Office)
    housing = models.BooleanField(_("nhà ở công vụ"))
    staffed = models.BooleanField(_("bố trí đủ biên chế theo định mức"))
    investigator = models.BooleanField(_("có Điều tra viên"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    voided = models.BooleanField(_("ghi nhầm"), default=False)

    objects = ReadinessQuerySet.as_manager()

    class Meta:
        verbose_name = _("hiện trạng trụ sở, biên chế")
        verbose_name_plural = pgettext_lazy("plural", "hiện trạng trụ sở, biên chế")
        ordering = ["-valid_from", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True, voided=False), name="readiness_one_open"
            ),
            models.UniqueConstraint(
                fields=["unit", "valid_from"], condition=Q(voided=False), name="readiness_once_a_day"
            ),
            dates_in_order("readiness_dates"),
            models.CheckConstraint(condition=Q(office__in=list(Office)), name="readiness_office_known"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.valid_from:%d/%m/%Y}"
