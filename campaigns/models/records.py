"""The one table of everything that is entered: lists, approval, locks and totals see this, details hang on it."""

from typing import Self
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Grant, Role
from communes.models import ResidentialArea, Scoped, Unit
from rollups.models import State

# Crockford's base 32: no letter that can be read as a digit.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class RecordKind(models.TextChoices):
    PATROL = "patrol", _("Tuần tra")
    PROPAGANDA_SESSION = "propaganda_session", _("Tuyên truyền")
    WEAPON_HANDOVER = "weapon_handover", _("Tiếp nhận vũ khí")
    ACTIVITY = "activity", _("Việc khác")  # of the kinds that are defined by rows
    RETURN = "return", _("Báo cáo số liệu")  # of a period (returns/)


class Hold(models.IntegerChoices):
    """Why a record waits and counts nothing."""

    NONE = 0, _("không")
    PERIOD_CLOSED = 1, _("gửi sau chốt")
    UNIT_DIVIDED = 2, _("đơn vị đã chia tách")


def _able_heads() -> models.QuerySet[Grant]:
    """Heads of the record's station, then or now, who neither wrote nor last edited it."""
    heads = Grant.objects.live_on(timezone.localdate()).filter(role=Role.STATION_HEAD, user__is_active=True)
    here = Q(unit=OuterRef("unit")) | Q(unit=OuterRef("unit__heir"))
    # Nothing compares with NULL in SQL: where nobody edited, the author stands twice.
    editor = Coalesce(OuterRef("edited_by"), OuterRef("author"))
    return heads.filter(here).exclude(user=OuterRef("author")).exclude(user=editor)


class RecordQuerySet(models.QuerySet["Record"]):
    def read_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.read_by(user))

    def written_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.written_by(user), deleted=False)

    def verified_by(self, user: Scoped) -> Self:
        """Those of the user's station, and those that nobody at their own station can approve."""
        own = Q(unit__in=Unit.objects.verified_by(user))
        return self.filter(own | (Q(unit__in=Unit.objects.stood_in_by(user)) & ~Exists(_able_heads())))

    def counted(self) -> Self:
        """Those that totals count."""
        return self.filter(deleted=False, hold=Hold.NONE)


class Record(models.Model):
    """One entry of a unit's log on a day, from its first moment known by its UUID."""

    # Made where the entry is made (a phone, a form) and used in addresses; the id is for joins.
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    kind = models.CharField(_("loại phiếu"), max_length=20, choices=RecordKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="records", verbose_name=_("đơn vị"), db_index=False)
    # The day it happened in Asia/Ho_Chi_Minh; a shift past midnight belongs to the day on which it began.
    on = models.DateField(_("ngày"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="records", verbose_name=_("người ghi")
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người sửa cuối")
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người duyệt")
    )
    state = models.PositiveSmallIntegerField(_("trạng thái"), choices=State, default=State.PROVISIONAL)
    version = models.PositiveIntegerField(_("lần sửa"), default=1)
    # Version and SHA-256 of the first content as sent (campaigns/digest.py): how a resend is known, also after an
    # edit or a deletion.
    first_digest = models.CharField(max_length=70)
    late = models.BooleanField(_("nộp muộn"), default=False)
    hold = models.PositiveSmallIntegerField(_("chờ xử lý"), choices=Hold, default=Hold.NONE)
    deleted = models.BooleanField(_("đã xóa"), default=False)
    delete_reason = models.CharField(_("lý do xóa"), max_length=300, blank=True)
    # The clock of the device is kept and decides nothing; the server's is `created_at`.
    device_at = models.DateTimeField(_("giờ trên máy"), null=True)
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    updated_at = models.DateTimeField(_("sửa lúc"), default=timezone.now)
    residential_areas = models.ManyToManyField(
        ResidentialArea, through="RecordArea", related_name="records", verbose_name=_("khu dân cư")
    )

    # Set by the action that received it once more; never stored.
    resent = False
    # Set by the action that wrote it: what stands no more because of it; never stored.
    withdrew: tuple["Record", ...] = ()

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("phiếu")
        verbose_name_plural = pgettext_lazy("plural", "phiếu")
        ordering = ["-on", "-created_at"]
        indexes = [
            models.Index(fields=["unit", "on", "kind"], name="record_unit_day"),
            models.Index(fields=["unit", "-updated_at"], name="record_unit_recent"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.PROVISIONAL, verified_by__isnull=True)
                | Q(state=State.VERIFIED, verified_by__isnull=False),
                name="record_verified_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=models.F("author")),
                name="record_verifier_is_not_author",
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True)
                | Q(edited_by__isnull=True)
                | ~Q(verified_by=models.F("edited_by")),
                name="record_verifier_is_not_editor",
            ),
            models.CheckConstraint(
                condition=Q(deleted=False) | ~Q(delete_reason=""), name="record_deleted_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y} – {self.unit.full_name}"

    def get_absolute_url(self) -> str:
        return reverse("record", args=[self.uuid])

    @property
    def receipt(self) -> str:
        return receipt(self.uuid)


class RecordArea(models.Model):
    """A residential area named by a record."""

    record = models.ForeignKey(Record, models.CASCADE, related_name="area_lines")
    residential_area = models.ForeignKey(ResidentialArea, models.PROTECT, related_name="record_lines")

    class Meta:
        verbose_name = _("khu dân cư của phiếu")
        constraints = [models.UniqueConstraint(fields=["record", "residential_area"], name="record_area_once")]

    def __str__(self) -> str:
        return str(self.residential_area)


def receipt(record_uuid: UUID) -> str:
    """Eight characters of base 32 from the first 40 bits: the phone can say it before anything is sent. Not unique."""
    bits = record_uuid.int >> (128 - 40)
    code = "".join(ALPHABET[(bits >> shift) & 31] for shift in range(35, -1, -5))
    return f"{code[:4]}-{code[4:]}"
