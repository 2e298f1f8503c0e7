"""What a register holds: an administrator's data, of the nation or of one province."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.catalogues import Catalogue
from communes.models import Dated, DatedQuerySet, Unit, dates_in_order
from rollups.models import Indicator

MOST_MEASURES = 8


class Group(models.TextChoices):
    MODEL = "model", _("Mô hình")
    EQUIPMENT = "equipment", _("Thiết bị, công trình")
    FORCE = "force", _("Lực lượng, tổ")


class ModelTypeQuerySet(DatedQuerySet):
    def of_province(self, province: int | None) -> Self:
        """Types of the nation, and those that a province has added."""
        return self.filter(Q(province__isnull=True) | Q(province=province))

    def in_use(self) -> Self:
        return self.filter(active=True)


class ModelType(Catalogue):
    """A type of model. Its figures are its own: nothing else counts them (Indicator.fed_by)."""

    province = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("của tỉnh"),
        help_text=_("Bỏ trống: dùng cho toàn quốc."),
    )  # fmt: skip
    group = models.CharField(_("nhóm"), max_length=9, choices=Group, default=Group.MODEL)
    self_management = models.BooleanField(
        _("là mô hình tự quản"), default=False, help_text=_("Tính vào tổng số mô hình tự quản về ANTT.")
    )
    named = models.BooleanField(
        _("có tên riêng"), default=True, help_text=_("Không: tên là loại và khu dân cư, không nhập được chữ.")
    )
    across = models.BooleanField(
        _("gồm nhiều xã, phường"), default=False, help_text=_("Tính một lần, ở đơn vị chủ trì.")
    )
    active = models.BooleanField(_("đang dùng"), default=True)
    # What its instances count as: those in use (a stock), those established in a range, the residential areas.
    in_use_indicator = models.OneToOneField(
        Indicator, models.PROTECT, related_name="+", editable=False, verbose_name=_("chỉ tiêu đang hoạt động")
    )
    new_indicator = models.OneToOneField(
        Indicator, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("chỉ tiêu xây dựng mới")
    )
    places_indicator = models.OneToOneField(
        Indicator, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("chỉ tiêu khu dân cư")
    )

    objects = ModelTypeQuerySet.as_manager()  # type: ignore[misc]

    class Meta(Catalogue.Meta):
        verbose_name = _("loại mô hình")
        verbose_name_plural = pgettext_lazy("plural", "loại mô hình")
        constraints = [dates_in_order("model_type_dates")]


class ModelTypeAlias(models.Model):
    """Another name of a type, as papers write it: both are found and mean one."""

    type = models.ForeignKey(ModelType, models.PROTECT, related_name="aliases", verbose_name=_("loại mô hình"))
    name = models.CharField(_("tên gọi khác"), max_length=120)
    search_key = models.CharField(max_length=240, editable=False)

    class Meta:
        verbose_name = _("tên gọi khác")
        verbose_name_plural = pgettext_lazy("plural", "tên gọi khác")
        ordering = ["search_key"]
        constraints = [
            models.UniqueConstraint(fields=["type", "search_key"], name="model_alias_once"),
            models.CheckConstraint(condition=~Q(search_key=""), name="model_alias_has_words"),
        ]

    def __str__(self) -> str:
        return self.name


class TypeMeasure(Dated):
    """Something that is counted of each instance: devices, lamps, members. A row in use is closed and followed."""

    type = models.ForeignKey(ModelType, models.PROTECT, related_name="measures", verbose_name=_("loại mô hình"))
    indicator = models.ForeignKey(
        Indicator,
        models.PROTECT,
        related_name="+",
        verbose_name=_("chỉ tiêu"),
        limit_choices_to={"aggregation": "last"},
    )
    name_vi = models.CharField(_("tên ngắn"), max_length=60)
    name_en = models.CharField(_("tên ngắn tiếng Anh"), max_length=60)
    # One of eight places, so that there are never more.
    order = models.PositiveSmallIntegerField(
        _("thứ tự"), validators=[MinValueValidator(1), MaxValueValidator(MOST_MEASURES)]
    )
    decimals = models.PositiveSmallIntegerField(_("số lẻ"), default=0, validators=[MaxValueValidator(3)])
    within = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("trong số"),
        help_text=_("Ví dụ: số camera đang hoạt động, trong số camera."),
    )  # fmt: skip

    # What is left of the whole: broken ones.
    rest_vi = models.CharField(_("phần còn lại"), max_length=40, blank=True, help_text=_("Ví dụ: hỏng."))
    rest_en = models.CharField(_("phần còn lại, tiếng Anh"), max_length=40, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("số liệu của loại mô hình")
        verbose_name_plural = pgettext_lazy("plural", "số liệu của loại mô hình")
        ordering = ["type", "order", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["type", "order", "valid_from"], name="type_measure_from"),
            models.UniqueConstraint(
                fields=["type", "order"], condition=Q(valid_to__isnull=True), name="type_measure_one_open"
            ),
            models.UniqueConstraint(
                fields=["indicator"], condition=Q(valid_to__isnull=True), name="type_measure_indicator_once"
            ),
            models.CheckConstraint(condition=Q(decimals__lte=3), name="type_measure_decimals"),
            models.CheckConstraint(condition=Q(order__range=(1, MOST_MEASURES)), name="type_measure_of_eight"),
            models.CheckConstraint(
                condition=Q(within__isnull=True) | ~Q(within=F("id")), name="type_measure_not_of_itself"
            ),
            dates_in_order("type_measure_dates"),
        ]

    def __str__(self) -> str:
        return f"{self.type}: {self.name}"

    @property
    def name(self) -> str:
        return (translation.get_language() == "en" and self.name_en) or self.name_vi

    @property
    def rest(self) -> str:
        return (translation.get_language() == "en" and self.rest_en) or self.rest_vi
