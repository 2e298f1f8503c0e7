"""Catalogues: an administrator's data, dated and never deleted."""

from django.db import models
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Dated, DatedQuerySet, dates_in_order, within_calendar
from rollups.models import Indicator


class Mode(models.TextChoices):
    """How a weapon came in: three ways that the law keeps apart."""

    VOLUNTARY_HANDOVER = "voluntary_handover", _("Vận động giao nộp")
    RECOVERY = "recovery", _("Thu hồi")
    SEIZURE = "seizure", _("Thu giữ")


class Catalogue(Dated):
    """A choice in a form, valid from a day to a day."""

    key = models.SlugField(_("khóa"), max_length=60, unique=True)
    name_vi = models.CharField(_("tên"), max_length=120)
    name_en = models.CharField(_("tên tiếng Anh"), max_length=120)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "key"]
        constraints = [within_calendar("%(class)s_days")]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return (translation.get_language() == "en" and self.name_en) or self.name_vi


class CountedCatalogue(Catalogue):
    """A choice that has figures of its own: a breakdown of the indicator that its records count."""

    indicator = models.OneToOneField(
        Indicator, models.PROTECT, related_name="+", editable=False, verbose_name=_("chỉ tiêu")
    )

    class Meta(Catalogue.Meta):
        abstract = True


class ForceKind(CountedCatalogue):
    """Who patrols: commune police, the grassroots team, self-management groups, … (kinds end by law)."""

    class Meta(CountedCatalogue.Meta):
        verbose_name = _("lực lượng")
        verbose_name_plural = pgettext_lazy("plural", "lực lượng")


class SessionForm(CountedCatalogue):
    class Meta(CountedCatalogue.Meta):
        verbose_name = _("hình thức tuyên truyền")
        verbose_name_plural = pgettext_lazy("plural", "hình thức tuyên truyền")


class Topic(CountedCatalogue):
    """A session with two topics counts once in each: the parts do not add up to the sessions."""

    class Meta(CountedCatalogue.Meta):
        verbose_name = _("nội dung tuyên truyền")
        verbose_name_plural = pgettext_lazy("plural", "nội dung tuyên truyền")


class GiftKind(CountedCatalogue):
    class Meta(CountedCatalogue.Meta):
        verbose_name = _("quà đổi vũ khí")
        verbose_name_plural = pgettext_lazy("plural", "quà đổi vũ khí")


class Audience(Catalogue):
    class Meta(Catalogue.Meta):
        verbose_name = _("đối tượng tuyên truyền")
        verbose_name_plural = pgettext_lazy("plural", "đối tượng tuyên truyền")


class PartnerOrg(Catalogue):
    class Meta(Catalogue.Meta):
        verbose_name = _("đơn vị phối hợp")
        verbose_name_plural = pgettext_lazy("plural", "đơn vị phối hợp")


class LinkedMovement(Catalogue):
    class Meta(Catalogue.Meta):
        verbose_name = _("phong trào lồng ghép")
        verbose_name_plural = pgettext_lazy("plural", "phong trào lồng ghép")


class LawGroup(Catalogue):
    """A group of the law on weapons of its time (Law 14/2017, then Law 42/2024)."""

    class Meta(Catalogue.Meta):
        verbose_name = _("nhóm theo luật")
        verbose_name_plural = pgettext_lazy("plural", "nhóm theo luật")


class ItemKind(Catalogue):
    class Meta(Catalogue.Meta):
        verbose_name = _("loại vũ khí, vật liệu")
        verbose_name_plural = pgettext_lazy("plural", "loại vũ khí, vật liệu")


class ItemLawGroup(Dated):
    """Which group of the law an item kind belongs to, and since when."""

    item_kind = models.ForeignKey(ItemKind, models.PROTECT, related_name="law_groups", verbose_name=_("loại"))
    law_group = models.ForeignKey(LawGroup, models.PROTECT, related_name="items", verbose_name=_("nhóm"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("xếp nhóm theo luật")
        verbose_name_plural = pgettext_lazy("plural", "xếp nhóm theo luật")
        constraints = [
            models.UniqueConstraint(fields=["item_kind", "valid_from"], name="item_law_group_from"),
            models.UniqueConstraint(
                fields=["item_kind"], condition=Q(valid_to__isnull=True), name="item_law_group_one_open"
            ),
            dates_in_order("item_law_group_dates"),
            within_calendar("itemlawgroup_days"),
        ]

    def __str__(self) -> str:
        return f"{self.item_kind}: {self.law_group}"


class ItemUnit(models.Model):
    """In what an item kind is counted. Units never convert into each other."""

    item_kind = models.ForeignKey(ItemKind, models.PROTECT, related_name="units", verbose_name=_("loại"))
    name_vi = models.CharField(_("đơn vị tính"), max_length=40)
    name_en = models.CharField(_("đơn vị tính tiếng Anh"), max_length=40)
    decimals = models.PositiveSmallIntegerField(_("số lẻ"), default=0)
    order = models.PositiveSmallIntegerField(_("thứ tự"), default=0)

    class Meta:
        verbose_name = _("đơn vị tính của loại")
        verbose_name_plural = pgettext_lazy("plural", "đơn vị tính của loại")
        ordering = ["item_kind__order", "order"]
        constraints = [models.UniqueConstraint(fields=["item_kind", "name_vi"], name="item_unit_once")]

    def __str__(self) -> str:
        return f"{self.item_kind} ({self.name})"

    @property
    def name(self) -> str:
        return (translation.get_language() == "en" and self.name_en) or self.name_vi


class ItemRule(Dated):
    """What a line of (item kind and unit, mode) counts as. A rule in use is closed and followed, never edited."""

    item_unit = models.ForeignKey(ItemUnit, models.PROTECT, related_name="rules", verbose_name=_("loại và đơn vị"))
    mode = models.CharField(_("hình thức"), max_length=18, choices=Mode)
    # The figure it feeds (at most one), and the figure of its own kind, unit and mode.
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="item_rules", verbose_name=_("tính vào")
    )
    detail = models.ForeignKey(
        Indicator, models.PROTECT, related_name="item_rule_details", editable=False, verbose_name=_("chi tiết")
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("quy tắc tính")
        verbose_name_plural = pgettext_lazy("plural", "quy tắc tính")
        constraints = [
            models.UniqueConstraint(fields=["item_unit", "mode", "valid_from"], name="item_rule_from"),
            models.UniqueConstraint(
                fields=["item_unit", "mode"], condition=Q(valid_to__isnull=True), name="item_rule_one_open"
            ),
            dates_in_order("item_rule_dates"),
            within_calendar("itemrule_days"),
        ]

    def __str__(self) -> str:
        return f"{self.item_unit}, {self.get_mode_display()} → {self.indicator or '–'}"
