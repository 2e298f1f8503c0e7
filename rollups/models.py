"""Indicators and their totals (docs/decisions/0002-totals.md).

Totals are integers in thousandths of the indicator's unit. `writer` is the only module that writes them.
"""

from enum import Enum

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Unit

SLOTS = 16  # columns of a Total row
SCALE = 1000  # thousandths
STOCK_SLOTS = 16_000  # stocks have blocks of their own, so that flows have no rows for years
ONE_HOLE = r"^[^{}]*\{\}[^{}]*$"  # in a phrase: {} once


class State(models.IntegerChoices):
    PROVISIONAL = 0, _("Sơ bộ")
    VERIFIED = 1, _("Đã duyệt")


class Grain(models.IntegerChoices):
    DAY = 1, _("ngày")
    HALF_MONTH = 2, _("nửa tháng")
    YEAR = 3, _("năm")  # of stocks alone


class How(Enum):
    """How a figure of a range comes about. A stock is everything up to the last day of the range."""

    FLOW = "flow"
    STOCK = "stock"
    DISTINCT_FLOW = "distinct_flow"
    DISTINCT_STOCK = "distinct_stock"
    RATIO = "ratio"

    @property
    def stock(self) -> bool:
        return self in {How.STOCK, How.DISTINCT_STOCK}

    @property
    def distinct(self) -> bool:
        return self in {How.DISTINCT_FLOW, How.DISTINCT_STOCK}


def how(aggregation: str, source: str) -> How:
    if aggregation == "distinct":
        return How.DISTINCT_STOCK if source == "register" else How.DISTINCT_FLOW
    return {"sum": How.FLOW, "last": How.STOCK, "ratio": How.RATIO}[aggregation]


class Indicator(models.Model):
    """Something that is counted. Stored ones have a slot; the rest await their register or return."""

    class Aggregation(models.TextChoices):
        SUM = "sum", _("cộng dồn")
        LAST = "last", _("giá trị cuối kỳ")
        DISTINCT = "distinct", _("không trùng")
        RATIO = "ratio", _("tỷ lệ")

    class Source(models.TextChoices):
        LOG = "log", _("sổ ghi")
        REGISTER = "register", _("sổ đăng ký")
        RETURN = "return", _("báo cáo")

    class Group(models.TextChoices):
        ACTIVITY = "activity", _("Hoạt động")
        PROPAGANDA = "propaganda", _("Tuyên truyền")
        WEAPONS = "weapons", _("Vũ khí, vật liệu nổ, công cụ hỗ trợ")
        MODELS = "models", _("Mô hình")
        STATIONS = "stations", _("Trụ sở, lực lượng")
        EMULATION = "emulation", _("Thi đua")
        INFORMATION = "information", _("Tin báo, mâu thuẫn")
        CONTEXT = "context", _("Tình hình (hạn chế)")

    class Sensitivity(models.TextChoices):
        OPEN = "open", _("thường")
        RESTRICTED = "restricted", _("hạn chế")

    key = models.SlugField(_("khóa"), max_length=80, unique=True)
    name_vi = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120)
    unit_vi = models.CharField(_("đơn vị tính"), max_length=40)
    unit_en = models.CharField(_("đơn vị tính tiếng Anh"), max_length=40)
    decimals = models.PositiveSmallIntegerField(_("số lẻ"), default=0)
    group = models.CharField(_("nhóm"), max_length=12, choices=Group)
    aggregation = models.CharField(_("cách tổng hợp"), max_length=8, choices=Aggregation)
    source = models.CharField(_("nguồn"), max_length=8, choices=Source)
    sensitivity = models.CharField(_("mức độ"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN)
    active = models.BooleanField(_("đang dùng"), default=True)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)
    # A part of another indicator (guns by kind and mode): shown below it, never added to it again.
    breakdown_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="breakdown", verbose_name=_("chi tiết của")
    )
    # How a report tells it: {} stands for number and unit. One that is attached is told with another ("với 36 lượt").
    phrase = models.CharField(
        _("cách viết trong báo cáo"),
        max_length=160,
        blank=True,
        validators=[RegexValidator(ONE_HOLE, _("Viết {} một lần, ở chỗ số liệu, ví dụ: tổ chức {} tuần tra."))],
        help_text=_("{} là chỗ của số liệu và đơn vị tính, ví dụ: tổ chức {} tuần tra."),
    )
    attached_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="attached", verbose_name=_("viết kèm chỉ tiêu")
    )
    slot = models.PositiveSmallIntegerField(null=True, unique=True, editable=False)
    # What counts it, one thing for ever: "patrol", "activity:festival", "model:camera". Empty: nothing yet.
    fed_by = models.CharField(max_length=80, blank=True, editable=False)
    # Before and after these days nobody was asked for it, so that nothing is not zero. They follow from the rows that
    # feed it.
    since = models.DateField(_("ghi từ ngày"), null=True, blank=True)
    until = models.DateField(_("ghi đến ngày"), null=True, blank=True)
    # Whose positive count says that a unit has reported it; none: the records of the log.
    presence = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    # How many of the lines that count it stand below ("gần") and above ("hơn") what they say. They are sums like any
    # other, so the sign of every sum over any units and days follows; they are no figures of their own and not active.
    below = models.OneToOneField("self", models.PROTECT, null=True, blank=True, editable=False, related_name="below_of")
    above = models.OneToOneField("self", models.PROTECT, null=True, blank=True, editable=False, related_name="above_of")
    numerator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("tử số")
    )
    denominator = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("mẫu số")
    )

    class Meta:
        verbose_name = _("chỉ tiêu thống kê")
        verbose_name_plural = pgettext_lazy("plural", "chỉ tiêu thống kê")
        ordering = ["order", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(slot__isnull=True)
                | Q(aggregation="sum", slot__lt=STOCK_SLOTS)
                | Q(aggregation="last", slot__gte=STOCK_SLOTS),
                name="indicator_slot_of_its_class",
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(aggregation="ratio", numerator__isnull=False, denominator__isnull=False),
                name="indicator_ratio_of_two",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="indicator_asked_days",
            ),
            models.CheckConstraint(
                condition=Q(below__isnull=True, above__isnull=True) | Q(below__isnull=False, above__isnull=False),
                name="indicator_signs_of_two",
            ),
            models.CheckConstraint(
                condition=Q(phrase="") | Q(phrase__contains="{}"),
                name="indicator_phrase_has_a_hole",
                violation_error_message=_("Viết {} ở chỗ số liệu, ví dụ: tổ chức {} tuần tra."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return (translation.get_language() == "en" and self.name_en) or self.name_vi

    @property
    def how(self) -> How:
        return how(self.aggregation, self.source)

    @property
    def unit(self) -> str:
        return (translation.get_language() == "en" and self.unit_en) or self.unit_vi


class Bucket(models.Model):
    """A day or a half-month of one unit (or ancestor). Zero rows may stay behind; they mean nothing."""

    # Without a constraint in the database: it would double the time of a rebuild, and `rollups --verify` proves more.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    grain = models.PositiveSmallIntegerField(choices=Grain)
    day = models.DateField()  # first day of the bucket

    class Meta:
        abstract = True


class Total(Bucket):
    """Sixteen indicators a row: a00 … a15 over all counted records, v00 … v15 over the verified ones among them."""

    pk = models.CompositePrimaryKey("unit_id", "block", "grain", "day")
    block = models.PositiveSmallIntegerField()
    a00 = models.BigIntegerField(default=0)
    a01 = models.BigIntegerField(default=0)
    a02 = models.BigIntegerField(default=0)
    a03 = models.BigIntegerField(default=0)
    a04 = models.BigIntegerField(default=0)
    a05 = models.BigIntegerField(default=0)
    a06 = models.BigIntegerField(default=0)
    a07 = models.BigIntegerField(default=0)
    a08 = models.BigIntegerField(default=0)
    a09 = models.BigIntegerField(default=0)
    a10 = models.BigIntegerField(default=0)
    a11 = models.BigIntegerField(default=0)
    a12 = models.BigIntegerField(default=0)
    a13 = models.BigIntegerField(default=0)
    a14 = models.BigIntegerField(default=0)
    a15 = models.BigIntegerField(default=0)
    v00 = models.BigIntegerField(default=0)
    v01 = models.BigIntegerField(default=0)
    v02 = models.BigIntegerField(default=0)
    v03 = models.BigIntegerField(default=0)
    v04 = models.BigIntegerField(default=0)
    v05 = models.BigIntegerField(default=0)
    v06 = models.BigIntegerField(default=0)
    v07 = models.BigIntegerField(default=0)
    v08 = models.BigIntegerField(default=0)
    v09 = models.BigIntegerField(default=0)
    v10 = models.BigIntegerField(default=0)
    v11 = models.BigIntegerField(default=0)
    v12 = models.BigIntegerField(default=0)
    v13 = models.BigIntegerField(default=0)
    v14 = models.BigIntegerField(default=0)
    v15 = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("tổng")

    def __str__(self) -> str:
        return f"{self.unit_id} b{self.block} g{self.grain} {self.day}"


class DistinctTotal(Bucket):
    """How often a member (a residential area by its id) was named in a bucket: distinct counts, exact for any range."""

    pk = models.CompositePrimaryKey("unit_id", "indicator_id", "grain", "day", "member")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    member = models.BigIntegerField()
    refs = models.IntegerField(default=0)
    verified_refs = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("độ phủ")

    def __str__(self) -> str:
        return f"{self.unit_id} {self.indicator_id} g{self.grain} {self.day} {self.member}"


class Revision(models.Model):
    """Counts the changes of totals under a province: a page is unchanged while it is."""

    province = models.OneToOneField(Unit, models.PROTECT, primary_key=True, related_name="+")
    number = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("phiên bản số liệu")

    def __str__(self) -> str:
        return f"{self.province_id}: {self.number}"
