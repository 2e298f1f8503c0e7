"""Tables that somebody keeps under a name. The address is the table; a saved one only names it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from communes.models import Area, Unit

LONGEST_NAME = 80


class SavedTableQuerySet(models.QuerySet["SavedTable"]):
    def owned_by(self, user: User) -> Self:
        """A saved table is its owner's alone; others are given its address."""
        return self.filter(owner=user)


class SavedTable(models.Model):
    """A query of the own table, of a unit, an area or (neither) the nation."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_tables", verbose_name=_("người lưu")
    )
    name = models.CharField(_("tên bảng"), max_length=LONGEST_NAME)
    sort_key = models.CharField(max_length=400, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị"))
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("khu vực"))
    query = models.TextField(_("lựa chọn"))
    latest = models.BooleanField(_("luôn lấy kỳ mới nhất"), default=False)
    created_at = models.DateTimeField(_("lưu lúc"), default=timezone.now, editable=False)

    objects = SavedTableQuerySet.as_manager()

    class Meta:
        verbose_name = _("bảng đã lưu")
        verbose_name_plural = pgettext_lazy("plural", "bảng đã lưu")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_table_name_once"),
            models.CheckConstraint(condition=Q(unit__isnull=True) | Q(area__isnull=True), name="saved_table_one_place"),
        ]

    def __str__(self) -> str:
        return self.name
