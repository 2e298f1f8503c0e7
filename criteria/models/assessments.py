"""How a unit stands against a set: what it says of itself, the choice of the province, and its decision."""

from typing import Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Record
from communes.models import LATEST, LEGACY_FROM, ResidentialArea, Scoped, Unit
from criteria.models.sets import CriteriaSet, Criterion, Purpose
from rollups.models import Indicator, State


class Stage(models.TextChoices):
    """Where an assessment is, as its dates say."""

    ASSESSING = "assessing", _("Đang tự đánh giá")
    CHOSEN = "chosen", _("Được chọn làm điểm")
    SENT = "sent", _("Chờ xét")
    NOMINATED = "nominated", _("Chờ kết luận")
    RECOGNISED = "recognised", _("Được công nhận")
    NOT_RECOGNISED = "not_recognised", _("Chưa được công nhận")
    VOIDED = "voided", _("Đã bỏ")


class Step(models.TextChoices):
    """What happens to an assessment, one row each in its history."""

    OPENED = "opened", _("Lập bản đánh giá")
    SENT = "sent", _("Gửi kết quả tự đánh giá")
    RETURNED = "returned", _("Trả lại")
    NOMINATED = "nominated", _("Chọn, đề nghị")
    UNCHOSEN = "unchosen", _("Thôi chọn")
    DECIDED = "decided", _("Kết luận")
    REOPENED = "reopened", _("Xét lại")
    VOIDED = "voided", _("Bỏ bản đánh giá")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def read_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.read_by(user))

    def filled_by(self, user: Scoped) -> Self:
        """Those of the units whose head the user is."""
        return self.filter(unit__in=Unit.objects.kept_by(user))

    def judged_by(self, user: Scoped) -> Self:
        return self.filter(unit__in=Unit.objects.judged_by(user))

    def standing(self) -> Self:
        return self.filter(voided=False)

    def at(self, stage: str) -> Self:
        """Those at a stage; the property of the same name says it of one."""
        known = {"sent": Q(sent_on__isnull=False), "nominated": Q(nominated_on__isnull=False)}
        undecided = Q(outcome="", voided=False)
        return self.filter(
            {
                Stage.ASSESSING: undecided & ~known["sent"] & ~known["nominated"],
                Stage.CHOSEN: undecided & ~known["sent"] & known["nominated"],
                Stage.SENT: undecided & known["sent"] & ~known["nominated"],
                Stage.NOMINATED: undecided & known["sent"] & known["nominated"],
                Stage.RECOGNISED: Q(outcome="recognised", voided=False),
                Stage.NOT_RECOGNISED: Q(outcome="not_recognised", voided=False),
                Stage.VOIDED: Q(voided=True),
            }[Stage(stage)]
        )


class Assessment(models.Model):
    """A unit against a set, over a range. What the head says comes first or after the choice; the decision last."""

    class Outcome(models.TextChoices):
        NONE = "", _("chưa kết luận")
        RECOGNISED = "recognised", _("công nhận")
        NOT_RECOGNISED = "not_recognised", _("chưa công nhận")

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)
    set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="assessments", verbose_name=_("bộ tiêu chí"))
    # Copied from the set, which never changes: rules of the database and totals ask for it.
    purpose = models.CharField(_("dùng để xét"), max_length=5, choices=Purpose)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assessments", verbose_name=_("đơn vị"))
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    # Provisional until it is decided, as everything that counts.
    state = models.PositiveSmallIntegerField(_("trạng thái"), choices=State, default=State.PROVISIONAL)
    sent_on = models.DateField(_("gửi ngày"), null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người gửi")
    )
    nominated_on = models.DateField(_("chọn ngày"), null=True)
    nominated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người chọn")
    )
    decided_on = models.DateField(_("kết luận ngày"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("người kết luận")
    )
    outcome = models.CharField(_("kết luận"), max_length=14, choices=Outcome, blank=True)
    version = models.PositiveIntegerField(_("lần sửa"), default=1)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người lập"))
    created_at = models.DateTimeField(_("lập lúc"), default=timezone.now)
    updated_at = models.DateTimeField(_("sửa lúc"), default=timezone.now)
    voided = models.BooleanField(_("đã bỏ"), default=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản đánh giá")
        verbose_name_plural = pgettext_lazy("plural", "bản đánh giá")
        ordering = ["-end", "unit__sort_key", "pk"]
        indexes = [models.Index(fields=["unit", "end"], name="assessment_place")]
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="assessment_dates"),
            models.CheckConstraint(condition=Q(start__gte=LEGACY_FROM, end__lte=LATEST), name="assessment_days"),
            models.UniqueConstraint(fields=["unit", "set", "end"], condition=Q(voided=False), name="assessment_once"),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{step}_on__isnull": True, f"{step}_by__isnull": True})
                    | Q(**{f"{step}_on__isnull": False, f"{step}_by__isnull": False}),
                    name=f"assessment_{step}_by_someone",
                )
                for step in ("sent", "nominated", "decided")
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True, outcome="", state=State.PROVISIONAL)
                | (Q(decided_on__isnull=False, state=State.VERIFIED) & ~Q(outcome="")),
                name="assessment_decided_with_outcome",
            ),
            models.CheckConstraint(
                # Sent it is; the paper that decided may be older than what was typed of it.
                condition=Q(decided_on__isnull=True) | Q(sent_on__isnull=False, decided_on__gte=F("end")),
                name="assessment_decided_after_its_range",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(purpose="safe") | Q(nominated_on__isnull=False),
                name="assessment_decided_after_choice",
            ),
            models.CheckConstraint(
                condition=Q(nominated_on__isnull=True) | Q(purpose="model"), name="assessment_choice_of_models"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "recognised", "not_recognised"]), name="assessment_outcome_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("sent_by")),
                name="assessment_decider_is_not_sender",
            ),
            models.CheckConstraint(
                condition=Q(voided=False) | Q(sent_on__isnull=True, nominated_on__isnull=True),
                name="assessment_voided_before_it_counts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.set} – {self.unit.full_name} {self.start:%d/%m/%Y}–{self.end:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("assessment", args=[self.uuid])

    @property
    def open(self) -> bool:
        """Whether the head still fills it in."""
        return self.sent_on is None and not self.voided

    @property
    def stage(self) -> Stage:
        if self.voided:
            return Stage.VOIDED
        if self.outcome:
            return Stage(self.outcome)
        if self.sent_on is None:
            return Stage.CHOSEN if self.nominated_on else Stage.ASSESSING
        return Stage.NOMINATED if self.nominated_on else Stage.SENT


class AssessmentLine(models.Model):
    """What the head says of one criterion: met or not, nothing until it is answered."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="lines")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+", verbose_name=_("tiêu chí"))
    met = models.BooleanField(_("đạt"), null=True)
    note = models.CharField(_("ghi chú"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("dòng đánh giá")
        ordering = ["assessment", "criterion__number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "criterion"], name="assessmentline_once")]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.criterion.number}"


class AreaResult(models.Model):
    """Whether a residential area passed."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="areas")
    residential_area = models.ForeignKey(
        ResidentialArea, models.PROTECT, related_name="+", verbose_name=_("khu dân cư")
    )
    passed = models.BooleanField(_("đạt"))

    class Meta:
        verbose_name = _("kết quả của khu dân cư")
        ordering = ["assessment", "residential_area__sort_key"]
        constraints = [models.UniqueConstraint(fields=["assessment", "residential_area"], name="arearesult_once")]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.residential_area}"


class Evidence(models.Model):
    """What proves a line: a record of the unit, or a figure of it over a range. Never a copy of a number."""

    line = models.ForeignKey(AssessmentLine, models.CASCADE, related_name="evidence")
    record = models.ForeignKey(Record, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("phiếu"))
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chỉ tiêu")
    )
    start = models.DateField(_("từ ngày"), null=True, blank=True)
    end = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = pgettext_lazy("plural", "minh chứng")
        ordering = ["line", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(record__isnull=False, indicator__isnull=True, start__isnull=True, end__isnull=True)
                | Q(record__isnull=True, indicator__isnull=False, start__isnull=False, end__gte=F("start")),
                name="evidence_record_or_figure",
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True) | Q(start__gte=LEGACY_FROM, end__lte=LATEST), name="evidence_days"
            ),
            models.UniqueConstraint(
                fields=["line", "record"], condition=Q(record__isnull=False), name="evidence_record_once"
            ),
            models.UniqueConstraint(
                fields=["line", "indicator", "start", "end"],
                condition=Q(indicator__isnull=False),
                name="evidence_figure_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} – {self.record or self.indicator}"


class AssessmentStep(models.Model):
    """The history of an assessment; rows are only added."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="steps")
    step = models.CharField(_("việc"), max_length=9, choices=Step)
    outcome = models.CharField(max_length=14, choices=Assessment.Outcome, blank=True)
    on = models.DateField(_("ngày"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người làm"))
    at = models.DateTimeField(_("ghi lúc"), default=timezone.now)
    paper = models.CharField(_("số văn bản"), max_length=30, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("bước xét")
        ordering = ["assessment", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(step__in=["returned", "unchosen", "reopened", "voided"]) | ~Q(reason=""),
                name="assessmentstep_back_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", "recognised", "not_recognised"]), name="assessmentstep_outcome_known"
            ),
            models.CheckConstraint(condition=~Q(paper__contains="\n"), name="assessmentstep_paper_in_a_line"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.on:%d/%m/%Y}"
