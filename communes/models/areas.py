"""Groupings of today's communes."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models.dated import Dated, DatedQuerySet, Scoped, dates_in_order
from communes.models.units import Unit


class AreaQuerySet(DatedQuerySet):
    def read_by(self, user: Scoped) -> Self:
        return self.filter(user.area_condition())

    def managed_by(self, user: Scoped) -> Self:
        """Areas that the user may give somebody to watch."""
        return self.filter(user.area_condition("accounts"))

    def administered_by(self, user: Scoped) -> Self:
        return self.filter(user.area_condition("administer"))


class Area(Dated):
    """A grouping of a province's communes of today (khu vực), by default the former district."""

    province = models.ForeignKey(Unit, models.PROTECT, related_name="areas", verbose_name=_("tỉnh"))
    name = models.CharField(_("tên"), max_length=100)
    source = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="areas_after", verbose_name=_("huyện cũ")
    )
    slug = models.SlugField(_("địa chỉ"), max_length=20, unique=True)
    sort_key = models.CharField(max_length=400, editable=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("khu vực")
        verbose_name_plural = pgettext_lazy("plural", "khu vực")
        ordering = ["sort_key"]
        constraints = [dates_in_order("area_dates")]

    def __str__(self) -> str:
        return self.name


class AreaMembership(Dated):
    """A commune lies in one area at a time."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="memberships", verbose_name=_("khu vực"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="area_memberships", verbose_name=_("đơn vị"))

    class Meta:
        verbose_name = _("đơn vị thuộc khu vực")
        verbose_name_plural = pgettext_lazy("plural", "đơn vị thuộc khu vực")
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="area_membership_one_open"
            ),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="area_membership_from"),
            dates_in_order("area_membership_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} ∈ {self.area}"
