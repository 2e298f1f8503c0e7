"""Versioned sets of criteria that a province (or, for all, an administrator) enters. antq has none of its own."""

from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Role, User
from communes.models import LATEST, LEGACY_FROM, Dated, DatedQuerySet, Kind, Unit, dates_in_order


class Purpose(models.TextChoices):
    MODEL = "model", _("Đơn vị điển hình")
    SAFE = "safe", _("An toàn về ANTT")


class AppliesTo(models.TextChoices):
    COMMUNE = "commune", _("Xã, thị trấn, đặc khu")
    WARD = "ward", _("Phường")
    ANY = "any", _("Mọi đơn vị cấp xã")
    AREA = "area", _("Khu dân cư")

    def fits(self, unit: Unit) -> bool:
        """Whether a unit is assessed by sets of this level; residential areas are assessed by their unit."""
        if self is AppliesTo.WARD:
            return unit.kind == Kind.PHUONG
        return unit.kind != Kind.PHUONG if self is AppliesTo.COMMUNE else True


class CriteriaSetQuerySet(DatedQuerySet):
    def read_by(self, user: User) -> Self:
        """Sets for all, and those of the provinces in which the person reads or sets up."""
        units = Unit.objects.read_by(user) | Unit.objects.administered_by(user)
        provinces = units.order_by().values("province")
        owned = Unit.objects.filter(pk__in=provinces, heir__isnull=False).order_by().values("heir")
        return self.filter(Q(province=None) | Q(province__in=provinces) | Q(province__in=owned))

    def entered_by(self, user: User) -> Self:
        """What a person may write: a province's own; sets for all belong to the administrator."""
        own = Q(province__in=Unit.objects.administered_by(user))
        return self.filter(own | Q(province=None) if user.has_role(Role.ADMINISTRATOR) else own)

    def of_unit(self, unit: Unit) -> Self:
        """Sets for all, and those of the unit's province then or now."""
        owner = unit.province.heir_id if unit.province else None
        return self.filter(Q(province=None) | Q(province=unit.province_id) | Q(province=owner, province__isnull=False))


class CriteriaSet(Dated):
    """A version of a set. One that has been used is closed and followed, never edited."""

    # The same for all versions of a set.
    key = models.SlugField(_("khóa"), max_length=80, editable=False)
    version = models.PositiveSmallIntegerField(_("phiên bản"), default=1, editable=False)
    name = models.CharField(_("tên bộ tiêu chí"), max_length=160)
    purpose = models.CharField(_("dùng để xét"), max_length=5, choices=Purpose)
    level = models.CharField(_("áp dụng cho"), max_length=7, choices=AppliesTo)
    # Which part of the residential areas must pass, in percent; none: these are not looked at one by one.
    share = models.PositiveSmallIntegerField(
        _("tỷ lệ khu dân cư phải đạt (%)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    paper = models.CharField(_("số văn bản"), max_length=30, blank=True)
    province = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="criteria_sets", verbose_name=_("tỉnh, thành phố")
    )
    example = models.BooleanField(_("ví dụ minh họa"), default=False, editable=False)
    edition = models.PositiveIntegerField(_("lần sửa"), default=1, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("người nhập"))
    created_at = models.DateTimeField(_("nhập lúc"), default=timezone.now)

    objects = CriteriaSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("bộ tiêu chí")
        verbose_name_plural = pgettext_lazy("plural", "bộ tiêu chí")
        ordering = ["purpose", "name", "-version"]
        constraints = [
            dates_in_order("criteriaset_dates"),
            models.CheckConstraint(
                condition=Q(valid_from__range=(LEGACY_FROM, LATEST))
                & (Q(valid_to__isnull=True) | Q(valid_to__lte=LATEST)),
                name="criteriaset_days",
            ),
            models.UniqueConstraint(fields=["province", "key", "version"], name="criteriaset_version"),
            models.UniqueConstraint(
                fields=["key", "version"], condition=Q(province__isnull=True), name="criteriaset_version_for_all"
            ),
            models.UniqueConstraint(
                fields=["province", "key"], condition=Q(valid_to__isnull=True), name="criteriaset_one_open"
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(valid_to__isnull=True, province__isnull=True),
                name="criteriaset_one_open_for_all",
            ),
            models.CheckConstraint(condition=~Q(paper__contains="\n"), name="criteriaset_paper_in_a_line"),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__range=(1, 100)), name="criteriaset_share_is_a_percentage"
            ),
            models.CheckConstraint(
                condition=~Q(level="area") | Q(share__isnull=False), name="criteriaset_of_areas_has_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.name} (v{self.version})"

    @property
    def of_areas(self) -> bool:
        """Whether its criteria are those of a residential area; else they are the unit's own."""
        return self.level == AppliesTo.AREA

    @property
    def used(self) -> bool:
        return self.assessments.exists()


class Criterion(models.Model):
    """One line of a set, under its heading if it has one."""

    set = models.ForeignKey(CriteriaSet, models.CASCADE, related_name="criteria", verbose_name=_("bộ tiêu chí"))
    number = models.PositiveSmallIntegerField(_("số"))
    group = models.CharField(_("nhóm"), max_length=160, blank=True)
    text = models.CharField(_("nội dung"), max_length=500)

    class Meta:
        verbose_name = _("tiêu chí")
        verbose_name_plural = pgettext_lazy("plural", "tiêu chí")
        ordering = ["set", "number"]
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="criterion_number"),
            models.CheckConstraint(condition=~Q(text=""), name="criterion_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"
