"""What a province asks of the time of reports: dated rules, and the days on which nobody works."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Unit

MOST_GRACE = 20  # working days: a month


class Weekday(models.IntegerChoices):
    MONDAY = 0, _("Thứ Hai")
    TUESDAY = 1, _("Thứ Ba")
    WEDNESDAY = 2, _("Thứ Tư")
    THURSDAY = 3, _("Thứ Năm")
    FRIDAY = 4, _("Thứ Sáu")
    SATURDAY = 5, _("Thứ Bảy")
    SUNDAY = 6, _("Chủ nhật")


class ReportingRule(models.Model):
    """Holds for periods that end from its day on, until another follows. Before the first nothing is late."""

    province = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    valid_from = models.DateField(_("từ ngày"))
    # Decree 09/2019, Art. 8: at least one working day between the end of a period and the deadline.
    grace = models.PositiveSmallIntegerField(
        _("số ngày làm việc sau kỳ"), validators=[MinValueValidator(1), MaxValueValidator(MOST_GRACE)]
    )
    weekly_cut = models.PositiveSmallIntegerField(_("ngày chốt báo cáo tuần"), choices=Weekday, null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người đặt"))
    created_at = models.DateTimeField(_("ghi lúc"), default=timezone.now)

    class Meta:
        verbose_name = _("quy định hạn nộp báo cáo")
        verbose_name_plural = pgettext_lazy("plural", "quy định hạn nộp báo cáo")
        ordering = ["-valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["province", "valid_from"], name="reporting_rule_once"),
            models.CheckConstraint(condition=Q(grace__gte=1, grace__lte=MOST_GRACE), name="reporting_rule_grace"),
            models.CheckConstraint(
                condition=Q(weekly_cut__isnull=True) | Q(weekly_cut__lte=Weekday.SUNDAY), name="reporting_rule_weekday"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.province} {self.valid_from:%d/%m/%Y}"


class DayOff(models.Model):
    """A day of the week on which a province does not work: Tết, other feasts, days given in exchange."""

    province = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("tỉnh"))
    day = models.DateField(_("ngày"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người ghi"))

    class Meta:
        verbose_name = _("ngày nghỉ")
        verbose_name_plural = pgettext_lazy("plural", "ngày nghỉ")
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["province", "day"], name="day_off_once")]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    @property
    def weekday(self) -> str:
        return str(Weekday(self.day.weekday()).label)
