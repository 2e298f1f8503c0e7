"""What was asked of a unit: a figure, a range, a number, and who asked; and the tasks of a station's plan."""

from typing import Self

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, CampaignPhase
from communes.models import Scoped, Unit
from rollups.models import Indicator


class TargetQuerySet(models.QuerySet["Target"]):
    def read_by(self, user: Scoped) -> Self:
        """Targets on restricted figures are read by whoever reads these."""
        open_ones = Q(unit__in=Unit.objects.read_by(user), indicator__sensitivity=Indicator.Sensitivity.OPEN)
        return self.filter(open_ones | Q(unit__in=Unit.objects.restricted_of(user)))

    def standing(self) -> Self:
        """Those that hold: one that was given anew stays readable and asks no more."""
        return self.filter(voided=False)


class Target(models.Model):
    """One a unit, figure, range and assigner, apart from campaigns and in each campaign and phase.

    In these it has their days, and follows them when they are moved.
    """

    class Direction(models.TextChoices):
        AT_LEAST = "at_least", _("ít nhất")
        AT_MOST = "at_most", _("nhiều nhất")

    class Outcome(models.TextChoices):
        UNKNOWN = "", _("theo số liệu")
        EXCEEDED = "exceeded", _("vượt")
        REACHED = "reached", _("đạt")
        MISSED = "missed", _("chưa đạt")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="targets", verbose_name=_("đơn vị"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("chỉ tiêu"))
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    # Nothing where only the outcome was told: "hoàn thành vượt chỉ tiêu Công an thành phố giao".
    thousandths = models.BigIntegerField(_("số giao (phần nghìn)"), null=True)
    outcome = models.CharField(_("kết quả đã đánh giá"), max_length=8, choices=Outcome, blank=True)
    direction = models.CharField(_("mức"), max_length=8, choices=Direction, default=Direction.AT_LEAST)
    # Of a unit, or of a body that is no more: "Công an thành phố Bắc Kạn".
    assigner = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị giao")
    )
    assigner_name = models.CharField(_("đơn vị giao"), max_length=100, validators=[MinLengthValidator(3)])
    told_unit = models.CharField(_("đơn vị tính như văn bản ghi"), max_length=40, blank=True)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("đợt cao điểm")
    )
    phase = models.ForeignKey(
        CampaignPhase, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("giai đoạn")
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ghi"))
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    voided = models.BooleanField(_("đã thay"), default=False)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("chỉ tiêu giao")
        verbose_name_plural = pgettext_lazy("plural", "chỉ tiêu giao")
        ordering = ["-end", "indicator__order", "unit__sort_key", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="target_dates"),
            models.CheckConstraint(
                condition=Q(thousandths__isnull=False) | ~Q(outcome=""), name="target_says_something"
            ),
            models.CheckConstraint(
                condition=Q(phase__isnull=True) | Q(campaign__isnull=False), name="target_phase_of_a_campaign"
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "start", "end", "assigner_name"],
                condition=Q(voided=False, campaign__isnull=True),
                name="target_once",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "campaign", "assigner_name"],
                condition=Q(voided=False, campaign__isnull=False, phase__isnull=True),
                name="target_once_in_campaign",
            ),
            models.UniqueConstraint(
                fields=["unit", "indicator", "phase", "assigner_name"],
                condition=Q(voided=False, phase__isnull=False),
                name="target_once_in_phase",
            ),
        ]
        indexes = [models.Index(fields=["unit", "start", "end"], name="target_place")]

    def __str__(self) -> str:
        return f"{self.unit} {self.indicator} {self.start:%d/%m/%Y}–{self.end:%d/%m/%Y}"

    @property
    def plain(self) -> bool:
        """A number in the unit of its figure, and no more."""
        return self.thousandths is not None and self.thousandths >= 0 and not (self.outcome or self.told_unit)


class PlanTaskQuerySet(models.QuerySet["PlanTask"]):
    def read_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.read_by(user))


class PlanTask(models.Model):
    """A task of a station's plan for a campaign: proposed, approved by the head, done. Its words name nobody."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Chờ duyệt")
        APPROVED = "approved", _("Đang làm")
        DONE = "done", _("Đã xong")
        DROPPED = "dropped", _("Đã bỏ")

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plan_tasks", verbose_name=_("đơn vị"))
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="tasks", verbose_name=_("đợt cao điểm"))
    phase = models.ForeignKey(
        CampaignPhase, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("giai đoạn")
    )
    title = models.CharField(_("nội dung"), max_length=160)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="plan_tasks",
        verbose_name=_("phân công"),
    )  # fmt: skip
    state = models.CharField(_("trạng thái"), max_length=8, choices=State, default=State.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người đề xuất"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người duyệt")
    )
    done_on = models.DateField(_("xong ngày"), null=True)
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("việc trong kế hoạch")
        verbose_name_plural = pgettext_lazy("plural", "việc trong kế hoạch")
        ordering = ["state", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="proposed", approved_by__isnull=True)
                | Q(state__in=["approved", "done"], approved_by__isnull=False)
                | Q(state="dropped"),
                name="task_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) | (~Q(state="done") & Q(done_on__isnull=True)),
                name="task_done_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title
