"""What lies in a unit: its police station and its residential areas."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models.dated import Dated, DatedQuerySet, dates_in_order, valid_on
from communes.models.units import Unit


class Station(Dated):
    """The police station of a unit that keeps a log. Not every unit has one (Hoàng Sa and Trường Sa have none)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stations", verbose_name=_("đơn vị"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("trụ sở Công an cấp xã")
        verbose_name_plural = pgettext_lazy("plural", "Công an cấp xã")
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(valid_to__isnull=True), name="station_one_open"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="station_from"),
            dates_in_order("station_dates"),
        ]

    def __str__(self) -> str:
        return self.unit.station_name


class ResidentialAreaQuerySet(models.QuerySet["ResidentialArea"]):
    def lying_in(self, units: "models.QuerySet[Unit]", day: date) -> Self:
        """Areas that lie in one of `units` on `day`."""
        here = ResidentialAreaMembership.objects.filter(valid_on(day), unit__in=units)
        return self.filter(pk__in=here.values("residential_area"))


class ResidentialArea(models.Model):
    """A thôn, bản or tổ dân phố. It keeps its identity while the commune above it changes."""

    class Kind(models.TextChoices):
        THON = "thon", _("Thôn")
        BAN = "ban", _("Bản")
        TO_DAN_PHO = "to_dan_pho", _("Tổ dân phố")
        KHAC = "khac", _("Khu dân cư")

    # As people call it, prefix and all: "Thôn Nà Muồng", "Tổ 4".
    name = models.CharField(_("tên"), max_length=100)
    kind = models.CharField(_("loại"), max_length=10, choices=Kind)
    # Invented for the demonstration; no public list of residential areas exists.
    invented = models.BooleanField(_("minh họa"), default=False)
    sort_key = models.CharField(max_length=400, editable=False)
    search_key = models.CharField(max_length=200, editable=False)

    objects = ResidentialAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("khu dân cư")
        verbose_name_plural = pgettext_lazy("plural", "khu dân cư")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class ResidentialAreaMembership(Dated):
    """In which unit a residential area lay, and when."""

    residential_area = models.ForeignKey(
        ResidentialArea, models.PROTECT, related_name="memberships", verbose_name=_("khu dân cư")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="residential_memberships", verbose_name=_("đơn vị"))

    class Meta:
        verbose_name = _("khu dân cư thuộc đơn vị")
        verbose_name_plural = pgettext_lazy("plural", "khu dân cư thuộc đơn vị")
        constraints = [
            models.UniqueConstraint(
                fields=["residential_area"], condition=Q(valid_to__isnull=True), name="residential_one_open"
            ),
            models.UniqueConstraint(fields=["residential_area", "valid_from"], name="residential_from"),
            dates_in_order("residential_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.residential_area} – {self.unit}"
