"""Provinces, districts and communes in their time, and what became of them."""

from functools import lru_cache
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from communes.models.dated import Dated, DatedQuerySet, Scoped, dates_in_order


class Level(models.TextChoices):
    PROVINCE = "province", _("Cấp tỉnh")
    DISTRICT = "district", _("Cấp huyện")
    COMMUNE = "commune", _("Cấp xã")


class Kind(models.TextChoices):
    TINH = "tinh", _("Tỉnh")
    THANH_PHO_TW = "thanh_pho_tw", _("Thành phố")
    HUYEN = "huyen", _("Huyện")
    QUAN = "quan", _("Quận")
    THI_XA = "thi_xa", _("Thị xã")
    THANH_PHO = "thanh_pho", _("Thành phố")
    XA = "xa", _("Xã")
    PHUONG = "phuong", _("Phường")
    THI_TRAN = "thi_tran", _("Thị trấn")
    DAC_KHU = "dac_khu", _("Đặc khu")


def name_with_kind(kind: str, name: str) -> str:
    """How a unit is called: "Xã Bằng Thành"; in English its kind comes last, except beside a number."""
    return _called(get_language(), kind, name)


@lru_cache(maxsize=4096)
def _called(language: str | None, kind: str, name: str) -> str:
    """Kept: a page of a province names each of its units, and beside each the same district and province."""
    words = {"kind": Kind(kind).label, "name": name}
    return f"{words['kind']} {name}" if name[:1].isdigit() else _("%(kind)s %(name)s") % words


class UnitQuerySet(DatedQuerySet):
    """`read_by`, `written_by` and `verified_by` are the scope verb: views reach units through nothing else."""

    def read_by(self, user: Scoped) -> Self:
        return self.filter(user.unit_condition("read"))

    def written_by(self, user: Scoped) -> Self:
        return self.filter(user.unit_condition("write"))

    def verified_by(self, user: Scoped) -> Self:
        return self.filter(user.unit_condition("verify"))

    def stood_in_by(self, user: Scoped) -> Self:
        """Units whose entries the user approves where no head of theirs can."""
        return self.filter(user.unit_condition("stand_in"))

    def managed_by(self, user: Scoped) -> Self:
        """Units whose accounts the user keeps."""
        return self.filter(user.unit_condition("accounts"))

    def kept_by(self, user: Scoped) -> Self:
        """Units whose residential areas the user keeps."""
        return self.filter(user.unit_condition("areas"))

    def administered_by(self, user: Scoped) -> Self:
        """Units whose areas and campaigns the user sets up."""
        return self.filter(user.unit_condition("administer"))

    def reported_by(self, user: Scoped) -> Self:
        """Units of which the user reports totals."""
        return self.filter(user.unit_condition("report"))

    def targeted_by(self, user: Scoped) -> Self:
        """Units to which the user gives targets."""
        return self.filter(user.unit_condition("target"))

    def judged_by(self, user: Scoped) -> Self:
        """Units that the user chooses as models, and decides on."""
        return self.filter(user.unit_condition("judge"))

    def restricted_of(self, user: Scoped) -> Self:
        """Units whose restricted figures the user reads."""
        return self.filter(user.unit_condition("restricted"))

    def restricted_kept_by(self, user: Scoped) -> Self:
        return self.filter(user.unit_condition("restricted_write"))

    def named(self, text_key: str) -> Self:
        """Units whose search key holds the words of `text_key` (already a search key)."""
        found = self
        for word in text_key.split():
            found = found.filter(search_key__contains=word)
        return found


class Unit(Dated):
    """A province, district or commune for as long as it existed under one code, name and parent."""

    code = models.CharField(_("mã"), max_length=5)
    name = models.CharField(_("tên"), max_length=100)
    level = models.CharField(_("cấp"), max_length=8, choices=Level)
    kind = models.CharField(_("loại"), max_length=12, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("trực thuộc")
    )
    # Itself for a province: one column answers "all of the province" at every level.
    province = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="members", verbose_name=_("tỉnh")
    )
    # The open unit that owns this unit's history by the rule main-successor; itself while open. Written by the loader
    # and the reorganisation alone.
    heir = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="lineage", verbose_name=_("kế thừa")
    )
    # Its history depends on the rule: a divided unit stands somewhere behind it. Written together with `heir`.
    estimated = models.BooleanField(_("số liệu cũ là ước tính"), default=False, editable=False)
    from_known = models.BooleanField(_("biết ngày bắt đầu"), default=True)
    leaf = models.BooleanField(_("có sổ ghi"), default=False)
    slug = models.SlugField(_("địa chỉ"), max_length=12, unique=True, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    search_key = models.CharField(max_length=200, editable=False)
    lon = models.FloatField(_("kinh độ"), null=True, blank=True)
    lat = models.FloatField(_("vĩ độ"), null=True, blank=True)
    area_km2 = models.FloatField(_("diện tích (km²)"), null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("đơn vị hành chính")
        verbose_name_plural = pgettext_lazy("plural", "đơn vị hành chính")
        ordering = ["sort_key", "valid_from"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="unit_code_from"),
            models.UniqueConstraint(fields=["code"], condition=Q(valid_to__isnull=True), name="unit_one_open"),
            dates_in_order("unit_dates"),
            models.CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent__isnull=True)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
                name="unit_has_parent",
            ),
        ]
        indexes = [models.Index(fields=["search_key"], name="unit_search")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return name_with_kind(self.kind, self.name)

    @property
    def described(self) -> str:
        """With the province and the last day, where a list holds units of one name: needs `province` to be read."""
        words = self.full_name if self.province_id in {self.pk, None} else f"{self.full_name}, {self.province}"
        if self.valid_to is None:
            return words
        return _("%(unit)s (đến %(day)s)") % {"unit": words, "day": f"{self.valid_to:%d/%m/%Y}"}

    @property
    def station_name(self) -> str:
        """How its police is called: "Công an xã Bằng Thành"."""
        kind = str(self.get_kind_display()).lower()
        return _("Công an %(kind)s %(name)s") % {"kind": kind, "name": self.name}

    @property
    def is_open(self) -> bool:
        return self.valid_to is None


class UnitOfLevel(models.Manager["Unit"]):
    """The rows of one level, for the proxies that the admin lists."""

    def __init__(self, level: str) -> None:
        super().__init__()
        self.level = level

    def get_queryset(self) -> UnitQuerySet:
        return UnitQuerySet(self.model, using=self._db).filter(level=self.level)


class Province(Unit):
    objects = UnitOfLevel(Level.PROVINCE)  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name = _("tỉnh, thành phố")
        verbose_name_plural = pgettext_lazy("plural", "tỉnh, thành phố")


class District(Unit):
    objects = UnitOfLevel(Level.DISTRICT)  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name = _("huyện (đến 30/6/2025)")
        verbose_name_plural = pgettext_lazy("plural", "huyện (đến 30/6/2025)")


class Commune(Unit):
    objects = UnitOfLevel(Level.COMMUNE)  # type: ignore[assignment,misc]

    class Meta:
        proxy = True
        verbose_name = _("xã, phường, đặc khu")
        verbose_name_plural = pgettext_lazy("plural", "xã, phường, đặc khu")


class Succession(models.Model):
    """What became of a unit. A divided one has several successors, of which one is `main` and owns its history."""

    class Rule(models.TextChoices):
        ONLY = "only", _("duy nhất")
        SAME_NAME = "same_name", _("cùng tên")
        CONTAINS_POINT = "contains_point", _("chứa điểm trung tâm")
        SOURCE_DEFAULT = "source_default", _("theo nguồn")
        DECIDED = "decided", _("được chỉ định")

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions", verbose_name=_("đơn vị trước"))
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins", verbose_name=_("đơn vị sau"))
    main = models.BooleanField(_("kế thừa số liệu"))
    rule = models.CharField(_("căn cứ"), max_length=14, choices=Rule)
    divided = models.BooleanField(_("bị chia tách"))

    class Meta:
        verbose_name = _("kế thừa đơn vị")
        verbose_name_plural = pgettext_lazy("plural", "kế thừa đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.UniqueConstraint(fields=["predecessor"], condition=Q(main=True), name="succession_one_main"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
