"""The audit trail: one row for each action on an object. Triggers in the database refuse to change or delete it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Scoped, Unit
from communes.vietnamese import search_key


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def read_by(self, user: Scoped) -> Self:
        condition = user.unit_condition("audit")
        # A national auditor also reads what belongs to no unit: accounts, catalogues.
        return self.filter(unit__in=Unit.objects.filter(condition)) if condition else self.all()

    def named(self, text: str) -> Self:
        """Rows whose title, unit or actor has every word of `text`, with or without marks."""
        found = self
        for word in text.split():
            found = found.filter(search_key__contains=search_key(word))
        return found


class AuditEntry(models.Model):
    class Channel(models.TextChoices):
        WEB = "web", _("Trang web")
        ADMIN = "admin", _("Trang quản trị")
        COMMAND = "command", _("Lệnh máy chủ")

    at = models.DateTimeField(_("lúc"), auto_now_add=True)
    # Rows of one action share it: an action on many objects leaves one row each.
    operation = models.UUIDField(_("thao tác"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người làm")
    )
    # Copied, because accounts and grants change after the fact.
    actor_name = models.CharField(_("tên đăng nhập"), max_length=60, blank=True)
    actor_roles = models.CharField(_("vai trò"), max_length=120, blank=True)
    channel = models.CharField(_("kênh thực hiện"), max_length=7, choices=Channel)
    ip = models.GenericIPAddressField(_("địa chỉ IP"), null=True)
    action = models.CharField(_("việc"), max_length=40)
    object_type = models.CharField(_("đối tượng"), max_length=60)
    # Empty for a table as a whole.
    object_id = models.CharField(_("mã đối tượng"), max_length=40, blank=True)
    # What the object was called then, with the receipt that a record shows; and the words by which the row is found.
    title = models.CharField(_("tên đối tượng"), max_length=200, blank=True, default="")
    search_key = models.CharField(max_length=600, editable=False, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("đơn vị"))
    before = models.JSONField(_("trước"), null=True)
    after = models.JSONField(_("sau"), null=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng nhật ký")
        verbose_name_plural = pgettext_lazy("plural", "nhật ký")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_object")]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} – {self.actor_name or _('máy chủ')}"
