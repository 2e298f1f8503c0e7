"""Campaigns: dated ranges of intensive work. What falls in one follows from date and place."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Unit
from periods.models import Range


class Campaign(Range):
    """A đợt cao điểm. What falls in it follows from date and place: records never point at it."""

    name = models.CharField(_("tên"), max_length=150)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="campaigns",
        verbose_name=_("phạm vi"),
        help_text=_("Bỏ trống: toàn quốc."),
    )

    class Meta:
        verbose_name = _("đợt cao điểm")
        verbose_name_plural = pgettext_lazy("plural", "đợt cao điểm")
        ordering = ["-start", "name"]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="campaign_dates")]

    def __str__(self) -> str:
        return self.name


class CampaignPhase(Range):
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="phases", verbose_name=_("đợt cao điểm"))
    name = models.CharField(_("tên"), max_length=100)

    class Meta:
        verbose_name = _("giai đoạn")
        verbose_name_plural = pgettext_lazy("plural", "giai đoạn")
        ordering = ["start"]
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="phase_dates")]

    def __str__(self) -> str:
        return self.name
