"""The details of each kind of record. Only counts: no names, no addresses of people, no free text."""

from decimal import Decimal

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.catalogues import (
    Audience,
    ForceKind,
    GiftKind,
    ItemRule,
    ItemUnit,
    LinkedMovement,
    Mode,
    PartnerOrg,
    SessionForm,
    Topic,
)
from campaigns.models.records import Record
from communes.privacy import no_personal_data_in_a_paper
from rollups.models import SCALE

# Latin letters with the marks of Vietnamese, also where these come as characters of their own.
# What a typewriter has between numbers too, but no phone or identity card whose groups are parted by it.
NUMBER_OF_A_PAPER = (
    r"^(?=.*[0-9])(?!.*[0-9]{3,}[,;:+&]\s?[0-9]{3,}[,;:+&]\s?[0-9]{3})"
    r"[0-9A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036fḀ-ỹ /.\-–_:,;()&+]+\Z"
)


class Shift(models.TextChoices):
    EVENING = "evening", _("Tối (18–22 giờ)")
    NIGHT = "night", _("Đêm (22–5 giờ)")
    MORNING = "morning", _("Sáng (5–12 giờ)")
    AFTERNOON = "afternoon", _("Chiều (12–18 giờ)")


class Detail(models.Model):
    record = models.OneToOneField(Record, models.CASCADE, primary_key=True, related_name="%(class)s")

    class Meta:
        abstract = True


class Patrol(Detail):
    """A patrol outing (buổi tuần tra)."""

    shift = models.CharField(_("ca"), max_length=10, choices=Shift)
    reminders = models.PositiveIntegerField(_("lượt nhắc nhở"), default=0)
    incidents = models.PositiveIntegerField(_("vụ việc phát hiện"), default=0)

    class Meta:
        verbose_name = _("buổi tuần tra")
        verbose_name_plural = pgettext_lazy("plural", "tuần tra")

    def __str__(self) -> str:
        return f"{self.record_id}"


class PatrolForce(models.Model):
    """Attendances (lượt) of one kind of force in a patrol."""

    patrol = models.ForeignKey(Patrol, models.CASCADE, related_name="forces")
    force_kind = models.ForeignKey(ForceKind, models.PROTECT, related_name="+", verbose_name=_("lực lượng"))
    attendances = models.PositiveIntegerField(_("lượt người"))

    class Meta:
        verbose_name = _("lực lượng tham gia")
        constraints = [models.UniqueConstraint(fields=["patrol", "force_kind"], name="patrol_force_once")]

    def __str__(self) -> str:
        return f"{self.force_kind}: {self.attendances}"


class PropagandaSession(Detail):
    """A propaganda session (buổi tuyên truyền), maybe a launch (phát động)."""

    form = models.ForeignKey(SessionForm, models.PROTECT, related_name="+", verbose_name=_("hình thức"))
    topics = models.ManyToManyField(Topic, related_name="+", verbose_name=_("nội dung"))
    audiences = models.ManyToManyField(Audience, related_name="+", verbose_name=_("đối tượng"), blank=True)
    partners = models.ManyToManyField(PartnerOrg, related_name="+", verbose_name=_("đơn vị phối hợp"), blank=True)
    launch = models.BooleanField(_("phát động phong trào"), default=False)
    linked_movement = models.ForeignKey(
        LinkedMovement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lồng ghép phong trào")
    )
    attendances = models.PositiveIntegerField(_("lượt người dự"), default=0)
    households = models.PositiveIntegerField(_("hộ gia đình"), default=0)

    class Meta:
        verbose_name = _("buổi tuyên truyền")
        verbose_name_plural = pgettext_lazy("plural", "tuyên truyền")

    def __str__(self) -> str:
        return f"{self.record_id}"


class WeaponHandover(Detail):
    """Weapons, explosives and support tools that came in (tiếp nhận)."""

    mode = models.CharField(_("hình thức"), max_length=18, choices=Mode)
    receipt_number = models.CharField(
        _("số biên bản"),
        max_length=30,
        blank=True,
        # As it stands on the paper: 12, 12/BB-CAX, BB-Pác Nặm 03. The form knows the places around: it refuses names.
        validators=[
            RegexValidator(
                NUMBER_OF_A_PAPER,
                _("Ghi số của biên bản như trên giấy, có ít nhất một chữ số, ví dụ 12/BB-CAX."),
            ),
            no_personal_data_in_a_paper,
        ],
    )

    class Meta:
        verbose_name = _("lần tiếp nhận vũ khí")
        verbose_name_plural = pgettext_lazy("plural", "tiếp nhận vũ khí")

    def __str__(self) -> str:
        return f"{self.record_id}"


class HandoverItem(models.Model):
    """One kind of thing in one unit of count. It keeps the rule of its day."""

    handover = models.ForeignKey(WeaponHandover, models.CASCADE, related_name="items")
    item_unit = models.ForeignKey(ItemUnit, models.PROTECT, related_name="+", verbose_name=_("loại và đơn vị"))
    thousandths = models.PositiveBigIntegerField(_("số lượng (phần nghìn)"))
    # The rule of its day; rules in use do not change, so it says for ever what the line counts as.
    rule = models.ForeignKey(ItemRule, models.PROTECT, related_name="lines", editable=False)

    class Meta:
        verbose_name = _("dòng vũ khí")
        constraints = [models.UniqueConstraint(fields=["handover", "item_unit"], name="handover_item_once")]

    def __str__(self) -> str:
        return f"{self.item_unit}: {self.quantity}"

    @property
    def quantity(self) -> Decimal:
        return Decimal(self.thousandths) / SCALE


class GiftLine(models.Model):
    """Gifts given in exchange, counted."""

    handover = models.ForeignKey(WeaponHandover, models.CASCADE, related_name="gifts")
    gift_kind = models.ForeignKey(GiftKind, models.PROTECT, related_name="+", verbose_name=_("quà"))
    count = models.PositiveIntegerField(_("số suất"))

    class Meta:
        verbose_name = _("dòng quà")
        constraints = [models.UniqueConstraint(fields=["handover", "gift_kind"], name="gift_line_once")]

    def __str__(self) -> str:
        return f"{self.gift_kind}: {self.count}"
