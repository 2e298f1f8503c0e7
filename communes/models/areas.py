"""Groupings of today's communes."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communes.models.dated import Dated, DatedQuerySet, Scoped, dates_in_order
from communes.models.units import Unit


def area_label(name: str, source: int | None) -> str:
    """An area that carries the name of a former district must not be taken for it."""
    return gettext("Địa bàn %(district)s cũ") % {"district": name[:1].lower() + name[1:]} if source else name


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
    # The former district whose name it bears; none as soon as it has a name of its own.
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
        return area_label(self.name, self.source_id)


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
        return f"{self.unit} – {self.area}"
