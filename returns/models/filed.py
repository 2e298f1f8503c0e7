"""The details of a record that is a return: whose, of which days, and its numbers with their words."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Record
from campaigns.models.details import Detail
from communes.models import Unit
from returns.models.forms import ReturnForm, ReturnLine
from returns.qualifiers import LEAST, RETURNED, WITH_NUMBER, Qualifier


def _words() -> Q:
    """What a number may be beside its word: a word that stands for a number is worth its least, another nothing."""
    plain = Q(qualifier__in=sorted(WITH_NUMBER - {Qualifier.NEARLY}))
    found = plain | Q(qualifier=Qualifier.NEARLY, thousandths__gt=0)
    for word in sorted(set(RETURNED) - WITH_NUMBER):
        found |= Q(qualifier=word, thousandths=LEAST.get(word, 0))
    return found


class Return(Detail):
    """A count for a period. It repeats of its record what must be unique: one that waits may stand beside it."""

    # A keyword of the language cannot be the name of the way back.
    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="period_return")
    form = models.ForeignKey(ReturnForm, models.PROTECT, related_name="returns", verbose_name=_("mẫu báo cáo"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    # The days of the period in which the unit was there; the record is of the last one.
    start = models.DateField(_("từ ngày"))
    end = models.DateField(_("đến ngày"))
    counts = models.BooleanField(_("được tính"), default=True)

    class Meta:
        verbose_name = _("báo cáo của kỳ")
        verbose_name_plural = pgettext_lazy("plural", "báo cáo của kỳ")
        constraints = [
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="return_dates"),
            models.UniqueConstraint(
                fields=["form", "unit", "end"], condition=Q(counts=True), name="return_once_a_period"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record_id}"


class ReturnAmount(models.Model):
    """A number of a return, also 0, and the word beside it."""

    period_return = models.ForeignKey(Return, models.CASCADE, related_name="amounts")
    line = models.ForeignKey(ReturnLine, models.PROTECT, related_name="amounts", verbose_name=_("dòng"))
    thousandths = models.PositiveBigIntegerField(_("số lượng (phần nghìn)"))
    qualifier = models.CharField(_("mức"), max_length=20, choices=Qualifier, default=Qualifier.EXACT)

    class Meta:
        verbose_name = _("số liệu của báo cáo")
        constraints = [
            models.UniqueConstraint(fields=["period_return", "line"], name="return_amount_once"),
            models.CheckConstraint(condition=_words(), name="return_amount_word"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.thousandths}"
