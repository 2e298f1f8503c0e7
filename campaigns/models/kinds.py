"""Kinds of activity that administrators define: what is asked of them is rows, and so no kind needs code."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.catalogues import Catalogue
from communes.models import Dated, DatedQuerySet, Unit, dates_in_order, within_calendar
from rollups.models import Indicator

if TYPE_CHECKING:
    from accounts.models import User

MOST_COUNTS = 8
# Keys of kinds that have code of their own, and of the tables of records: an address means one kind.
RESERVED = ("patrol", "propaganda_session", "weapon_handover", "activity", "return")


class ChoiceList(Catalogue):
    """A list to choose from. One that parts a figure (`whole`) has a figure for each of its choices."""

    whole = models.OneToOneField(
        Indicator, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("chi tiết của")
    )

    class Meta(Catalogue.Meta):
        verbose_name = _("danh sách lựa chọn")
        verbose_name_plural = pgettext_lazy("plural", "danh sách lựa chọn")
        constraints = [dates_in_order("choice_list_dates"), within_calendar("choicelist_days")]


class ListedChoice(Catalogue):
    list = models.ForeignKey(ChoiceList, models.PROTECT, related_name="choices", verbose_name=_("danh sách"))
    indicator = models.OneToOneField(
        Indicator, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("chỉ tiêu")
    )

    class Meta(Catalogue.Meta):
        verbose_name = _("mục của danh sách")
        verbose_name_plural = pgettext_lazy("plural", "mục của danh sách")
        constraints = [dates_in_order("listed_choice_dates"), within_calendar("listedchoice_days")]


class ActivityKindQuerySet(DatedQuerySet):
    def in_log(self, unit: Unit) -> "ActivityKindQuerySet":
        """Those of the nation, and those of the province that the unit lies in or whose history it is."""
        heirs = Unit.objects.filter(pk=unit.province_id or unit.pk).order_by().values("heir")
        return self.filter(Q(province__isnull=True) | Q(province=unit.province_id) | Q(province__in=heirs))

    def of_reader(self, user: "User") -> "ActivityKindQuerySet":
        """Those of the nation, and those of provinces where the person reads something."""
        read = Unit.objects.read_by(user).filter(province=OuterRef("province"))
        return self.filter(Q(province__isnull=True) | Exists(read))


class ActivityKind(Catalogue):
    """A kind of the nation or of one province. `indicator` counts its records, `coverage` their residential areas."""

    class Areas(models.TextChoices):
        NEVER = "never", _("không ghi")
        MAY = "may", _("ghi nếu có")
        MUST = "must", _("phải ghi")

    province = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("phạm vi"),
        help_text=_("Bỏ trống: toàn quốc."),
    )
    indicator = models.OneToOneField(
        Indicator, models.PROTECT, editable=False, related_name="+", verbose_name=_("chỉ tiêu đếm số phiếu")
    )
    areas = models.CharField(_("khu dân cư"), max_length=5, choices=Areas, default=Areas.MAY)
    coverage = models.OneToOneField(
        Indicator, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("chỉ tiêu độ phủ")
    )
    numbered = models.BooleanField(_("ghi số văn bản"), default=False)

    objects = ActivityKindQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Catalogue.Meta):
        verbose_name = _("loại việc")
        verbose_name_plural = pgettext_lazy("plural", "loại việc")
        constraints = [
            models.CheckConstraint(condition=~Q(key__in=RESERVED), name="activity_kind_key_of_its_own"),
            models.CheckConstraint(
                condition=Q(coverage__isnull=True) | ~Q(areas="never"), name="activity_kind_coverage_needs_areas"
            ),
            dates_in_order("activity_kind_dates"),
            within_calendar("activitykind_days"),
        ]

    @property
    def source(self) -> str:
        """What its figures say of what feeds them."""
        return f"activity:{self.key}"


class ActivityCount(Dated):
    """A number that the form asks for. Rows in use are closed and followed, never edited."""

    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="counts", verbose_name=_("loại việc"))
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("chỉ tiêu"))
    order = models.PositiveSmallIntegerField(
        _("thứ tự"), validators=[MinValueValidator(1), MaxValueValidator(MOST_COUNTS)]
    )
    required = models.BooleanField(_("bắt buộc"), default=False)
    # Then it is the sum of its parts, each with a figure of its own.
    split = models.ForeignKey(
        ChoiceList, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tách theo")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu của loại việc")
        verbose_name_plural = pgettext_lazy("plural", "số liệu của loại việc")
        ordering = ["kind", "order", "valid_from"]
        constraints = [
            # The database lets no two of one place meet on a day: never more than eight at a time.
            models.CheckConstraint(condition=Q(order__range=(1, MOST_COUNTS)), name="activity_count_one_of_eight"),
            models.UniqueConstraint(
                fields=["kind", "order"], condition=Q(valid_to__isnull=True), name="activity_count_place_open"
            ),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(valid_to__isnull=True), name="activity_count_figure_open"
            ),
            models.UniqueConstraint(fields=["indicator", "valid_from"], name="activity_count_from"),
            dates_in_order("activity_count_dates"),
            within_calendar("activitycount_days"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.indicator}"


class ActivityChoice(Dated):
    """What labels a record: choices of a list, or of a catalogue that other forms share."""

    class Shared(models.TextChoices):
        PARTNERS = "partners", _("Đơn vị phối hợp")
        MOVEMENTS = "movements", _("Phong trào lồng ghép")

    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="choices", verbose_name=_("loại việc"))
    key = models.SlugField(_("khóa"), max_length=40, editable=False)
    label_vi = models.CharField(_("câu hỏi"), max_length=60)
    label_en = models.CharField(_("câu hỏi tiếng Anh"), max_length=60)
    list = models.ForeignKey(
        ChoiceList, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("danh sách")
    )
    shared = models.CharField(_("hoặc danh mục chung"), max_length=10, choices=Shared, blank=True)
    several = models.BooleanField(_("chọn nhiều"), default=False)
    required = models.BooleanField(_("bắt buộc"), default=False)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("lựa chọn của loại việc")
        verbose_name_plural = pgettext_lazy("plural", "lựa chọn của loại việc")
        ordering = ["kind", "order", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="activity_choice_key"),
            models.UniqueConstraint(
                fields=["kind", "list"], condition=Q(valid_to__isnull=True), name="activity_choice_list_open"
            ),
            models.CheckConstraint(
                condition=Q(list__isnull=True) ^ Q(shared=""), name="activity_choice_from_one_source"
            ),
            dates_in_order("activity_choice_dates"),
            within_calendar("activitychoice_days"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return (translation.get_language() == "en" and self.label_en) or self.label_vi
