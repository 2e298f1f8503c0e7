"""Forms of returns that administrators define: what is asked for, of whom and how often are rows."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.catalogues import Catalogue
from campaigns.models.kinds import ActivityKindQuerySet
from communes.models import Dated, DatedQuerySet, Unit, dates_in_order
from rollups.models import Indicator

MOST_LINES = 20


class Every(models.TextChoices):
    """How often. All but the weeks are stored periods."""

    WEEK = "week", _("Hằng tuần")
    MONTH = "month", _("Hằng tháng")
    QUARTER = "quarter", _("Hằng quý")
    HALF = "half", _("6 tháng một lần")
    YEAR = "year", _("Hằng năm")


class ReturnForm(Catalogue):
    """A form of the nation or of one province. `presence` counts its returns: it says who has reported its figures."""

    province = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("phạm vi"),
        help_text=_("Bỏ trống: toàn quốc."),
    )
    every = models.CharField(_("kỳ báo cáo"), max_length=7, choices=Every, default=Every.MONTH)
    presence = models.OneToOneField(
        Indicator, models.PROTECT, editable=False, related_name="+", verbose_name=_("chỉ tiêu đếm số báo cáo")
    )
    # It has no lines: it says of the log that nothing happened, and counts as a record of it.
    about_log = models.BooleanField(_("báo không phát sinh"), default=False, editable=False)

    objects = ActivityKindQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Catalogue.Meta):
        verbose_name = _("mẫu báo cáo")
        verbose_name_plural = pgettext_lazy("plural", "mẫu báo cáo")
        constraints = [
            dates_in_order("return_form_dates"),
            models.UniqueConstraint(
                fields=["about_log"], condition=Q(about_log=True), name="return_form_about_log_one"
            ),
            models.CheckConstraint(
                condition=Q(about_log=False) | Q(province__isnull=True), name="return_form_about_log_of_nation"
            ),
        ]

    @property
    def source(self) -> str:
        """What its figures say of what feeds them."""
        return f"return:{self.key}"

    @property
    def page_key(self) -> str:
        """Names it among the kinds of records: no defined kind has such a key."""
        return page_key(self.key)


def page_key(form: str) -> str:
    return f"return-{form}"


class ReturnLine(Dated):
    """A number that the form asks for. Rows in use are closed and followed, never edited."""

    form = models.ForeignKey(ReturnForm, models.PROTECT, related_name="lines", verbose_name=_("mẫu báo cáo"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("chỉ tiêu"))
    order = models.PositiveSmallIntegerField(
        _("thứ tự"), validators=[MinValueValidator(1), MaxValueValidator(MOST_LINES)]
    )
    # Then "gần", "hơn", "nhiều" may stand beside the number, or in its place; the figure has its companions.
    qualified = models.BooleanField(_("được ghi gần, hơn, nhiều"), default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("dòng của mẫu báo cáo")
        verbose_name_plural = pgettext_lazy("plural", "dòng của mẫu báo cáo")
        ordering = ["form", "order", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(order__range=(1, MOST_LINES)), name="return_line_one_of_twenty"),
            models.UniqueConstraint(
                fields=["form", "order"], condition=Q(valid_to__isnull=True), name="return_line_place_open"
            ),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(valid_to__isnull=True), name="return_line_figure_open"
            ),
            models.UniqueConstraint(fields=["indicator", "valid_from"], name="return_line_from"),
            dates_in_order("return_line_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.form}: {self.indicator}"
