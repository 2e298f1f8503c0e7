"""One model, and what was true of it from a day to a day."""

from typing import Self
from uuid import uuid4

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import PartnerOrg
from communes.models import Dated, DatedQuerySet, ResidentialArea, Scoped, Unit, dates_in_order
from models_selfmgmt.models.types import ModelType, TypeMeasure
from rollups.models import State


class Funding(models.TextChoices):
    BUDGET = "budget", _("Ngân sách")
    COMMUNITY = "community", _("Xã hội hóa")
    ENTERPRISE = "enterprise", _("Doanh nghiệp")
    OTHER = "other", _("Khác")


class ModelInstanceQuerySet(models.QuerySet["ModelInstance"]):
    """The scope verb of the register: whoever reads a unit reads what lies or lay in it, or joins there; its head keeps
    what lies in it.
    """

    def read_by(self, user: Scoped) -> Self:
        units = Unit.objects.read_by(user).order_by().values("pk")
        lay = ModelVersion.objects.standing().filter(unit__in=units).order_by().values("instance")
        joins = VersionJoin.objects.filter(version__voided=False, unit__in=units).values("version__instance")
        return self.filter(Q(unit__in=units) | Q(pk__in=lay) | Q(pk__in=joins))

    def kept_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.kept_by(user).order_by().values("pk"))

    def planned(self) -> Self:
        """Surveyed and not launched: without a stage."""
        stages = ModelVersion.objects.standing().filter(instance=OuterRef("pk"))
        return self.filter(~Exists(stages), withdrawn=False)


class ModelInstance(models.Model):
    """A model, a team, a set of equipment: what its versions and events are of."""

    # Made where the entry is made, so that sending it twice makes one.
    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    type = models.ForeignKey(ModelType, models.PROTECT, related_name="instances", verbose_name=_("loại mô hình"))
    # Empty where the type takes no names: type and village stand for it.
    name = models.CharField(_("tên"), max_length=120, blank=True)
    search_key = models.CharField(max_length=240, blank=True, editable=False)
    # Where its last version lies, written together with the versions; of one that was only surveyed: its keeper's.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    version = models.PositiveIntegerField(_("lần sửa"), default=1)
    withdrawn = models.BooleanField(_("ghi nhầm"), default=False)
    withdraw_reason = models.CharField(_("lý do"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    updated_at = models.DateTimeField(_("sửa lúc"), default=timezone.now)

    # Set by the action that received it once more.
    resent = False

    objects = ModelInstanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("mô hình")
        verbose_name_plural = pgettext_lazy("plural", "mô hình")
        ordering = ["type__order", "search_key", "pk"]
        indexes = [models.Index(fields=["unit", "type"], name="model_unit_type")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn=False) | ~Q(withdraw_reason=""), name="model_withdrawn_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.type.name

    def get_absolute_url(self) -> str:
        return reverse("model", args=[self.uuid])


class ModelVersionQuerySet(DatedQuerySet):
    def standing(self) -> Self:
        return self.filter(voided=False)


class ModelVersion(Dated):
    """From a day to a day one thing was true. Rows are closed and followed or voided with a reason, never rewritten.

    Two triggers hold that it lies within its unit's life and that those of one instance never overlap.
    """

    instance = models.ForeignKey(ModelInstance, models.PROTECT, related_name="versions", verbose_name=_("mô hình"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="model_versions", verbose_name=_("đơn vị"))
    partner = models.ForeignKey(
        PartnerOrg, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị phối hợp")
    )
    funding = models.CharField(_("nguồn kinh phí"), max_length=10, choices=Funding, blank=True)
    # It begins because a unit became another: nothing else changed, it goes on with the one before.
    carried = models.BooleanField(_("chuyển theo đơn vị"), default=False)
    # All of a register is verified by its head; closing will lock rows.
    state = models.PositiveSmallIntegerField(_("trạng thái"), choices=State, default=State.VERIFIED)
    voided = models.BooleanField(_("đã hủy"), default=False)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)

    objects = ModelVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("giai đoạn của mô hình")
        verbose_name_plural = pgettext_lazy("plural", "giai đoạn của mô hình")
        ordering = ["valid_from", "pk"]
        indexes = [models.Index(fields=["unit", "valid_from"], name="model_version_unit_from")]
        constraints = [
            dates_in_order("model_version_dates"),
            models.UniqueConstraint(
                fields=["instance", "valid_from"], condition=Q(voided=False), name="model_version_from"
            ),
            models.UniqueConstraint(
                fields=["instance"], condition=Q(voided=False, valid_to__isnull=True), name="model_version_one_open"
            ),
            models.CheckConstraint(condition=Q(voided=False) | ~Q(reason=""), name="model_version_voided_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.instance} {self.valid_from:%d/%m/%Y}"


class VersionArea(models.Model):
    """A residential area that a version covers."""

    version = models.ForeignKey(ModelVersion, models.CASCADE, related_name="area_lines")
    residential_area = models.ForeignKey(ResidentialArea, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("khu dân cư của mô hình")
        constraints = [models.UniqueConstraint(fields=["version", "residential_area"], name="version_area_once")]

    def __str__(self) -> str:
        return str(self.residential_area)


class VersionJoin(models.Model):
    """A further commune of a model across boundaries: it counts in the commune that leads it."""

    version = models.ForeignKey(ModelVersion, models.CASCADE, related_name="joins")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("đơn vị cùng cụm")
        constraints = [models.UniqueConstraint(fields=["version", "unit"], name="version_join_once")]

    def __str__(self) -> str:
        return str(self.unit)


class ModelAmount(models.Model):
    """How much of a measure a version has; none where nobody said, which is not zero."""

    version = models.ForeignKey(ModelVersion, models.CASCADE, related_name="amounts")
    measure = models.ForeignKey(TypeMeasure, models.PROTECT, related_name="+")
    thousandths = models.BigIntegerField(_("số lượng × 1000"))

    class Meta:
        verbose_name = _("số liệu của mô hình")
        constraints = [
            models.UniqueConstraint(fields=["version", "measure"], name="model_amount_once"),
            models.CheckConstraint(condition=Q(thousandths__gte=0), name="model_amount_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.measure}: {self.thousandths / 1000:g}"
