"""What happened to a model on a day: it was launched, strengthened, stopped; somebody looked at it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Unit
from models_selfmgmt.models.instances import ModelInstance


class EventKind(models.TextChoices):
    SURVEYED = "surveyed", _("Khảo sát")
    ESTABLISHED = "established", _("Ra mắt")
    STRENGTHENED = "strengthened", _("Củng cố, kiện toàn")
    REPLICATED = "replicated", _("Nhân rộng")
    STOPPED = "stopped", _("Ngừng hoạt động")


class Grade(models.TextChoices):
    GOOD = "good", _("Tốt")
    FAIR = "fair", _("Khá")
    AVERAGE = "average", _("Trung bình")
    WEAK = "weak", _("Yếu")


class Happening(models.Model):
    """A mistake is voided with a reason; nothing is rewritten."""

    # The unit of that day, as of records.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    on = models.DateField(_("ngày"))
    voided = models.BooleanField(_("đã hủy"), default=False)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["on", "pk"]


class ModelEvent(Happening):
    """An establishment that is known by its day counts as a new model on that day."""

    instance = models.ForeignKey(ModelInstance, models.PROTECT, related_name="events", verbose_name=_("mô hình"))
    kind = models.CharField(_("việc"), max_length=12, choices=EventKind)

    class Meta(Happening.Meta):
        verbose_name = _("việc của mô hình")
        verbose_name_plural = pgettext_lazy("plural", "việc của mô hình")
        constraints = [
            models.UniqueConstraint(
                fields=["instance", "kind", "on"], condition=Q(voided=False), name="model_event_once_a_day"
            ),
            models.UniqueConstraint(
                fields=["instance"], condition=Q(voided=False, kind="established"), name="model_established_once"
            ),
            models.CheckConstraint(condition=Q(voided=False) | ~Q(reason=""), name="model_event_voided_with_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


class ModelInspection(Happening):
    """How good it was found. A force is graded by the year."""

    instance = models.ForeignKey(ModelInstance, models.PROTECT, related_name="inspections", verbose_name=_("mô hình"))
    grade = models.CharField(_("chất lượng"), max_length=8, choices=Grade)
    equipment_checked = models.BooleanField(_("thiết bị đạt"), null=True)
    year = models.PositiveSmallIntegerField(_("xếp loại năm"), null=True)

    class Meta(Happening.Meta):
        verbose_name = _("lần kiểm tra mô hình")
        verbose_name_plural = pgettext_lazy("plural", "lần kiểm tra mô hình")
        constraints = [
            models.UniqueConstraint(
                fields=["instance", "year"],
                condition=Q(voided=False, year__isnull=False),
                name="model_inspection_once_a_year",
            ),
            models.CheckConstraint(
                condition=Q(voided=False) | ~Q(reason=""), name="model_inspection_voided_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_grade_display()} {self.on:%d/%m/%Y}"
