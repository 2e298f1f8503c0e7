"""The details of a record of a defined kind: amounts and labels, as the rows of its kind ask for them."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models.catalogues import LinkedMovement, PartnerOrg
from campaigns.models.details import NUMBER_OF_A_PAPER, Detail
from campaigns.models.kinds import ActivityChoice, ActivityCount, ActivityKind, ListedChoice
from communes.privacy import no_personal_data_in_a_paper


class Activity(Detail):
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="activities", verbose_name=_("loại việc"))
    number = models.CharField(
        _("số văn bản"),
        max_length=30,
        blank=True,
        # As it stands on the paper: 12, 12/KH-UBND. The form knows the places around: it refuses names.
        validators=[
            RegexValidator(
                NUMBER_OF_A_PAPER,
                _("Ghi số của văn bản như trên giấy, có ít nhất một chữ số, ví dụ 12/KH-UBND."),
            ),
            no_personal_data_in_a_paper,
        ],
    )

    class Meta:
        verbose_name = _("việc")
        verbose_name_plural = pgettext_lazy("plural", "việc")

    def __str__(self) -> str:
        return f"{self.record_id}"


class ActivityAmount(models.Model):
    """A number of a record: of a count, or of one part of a count that is split."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="amounts")
    count = models.ForeignKey(ActivityCount, models.PROTECT, related_name="amounts", verbose_name=_("số liệu"))
    choice = models.ForeignKey(ListedChoice, models.PROTECT, null=True, related_name="+", verbose_name=_("phần"))
    thousandths = models.PositiveBigIntegerField(_("số lượng (phần nghìn)"))

    class Meta:
        verbose_name = _("số liệu của phiếu")
        constraints = [
            models.UniqueConstraint(fields=["activity", "count", "choice"], name="activity_amount_part_once"),
            models.UniqueConstraint(
                fields=["activity", "count"], condition=Q(choice__isnull=True), name="activity_amount_once"
            ),
            models.CheckConstraint(condition=Q(thousandths__gt=0), name="activity_amount_above_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.count_id}: {self.thousandths}"


class ActivityLabel(models.Model):
    """What a record is labelled with: a choice of a list, a partner or a linked movement."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="labels")
    choice = models.ForeignKey(ActivityChoice, models.PROTECT, related_name="labels", verbose_name=_("lựa chọn"))
    listed = models.ForeignKey(ListedChoice, models.PROTECT, null=True, related_name="+")
    partner = models.ForeignKey(PartnerOrg, models.PROTECT, null=True, related_name="+")
    movement = models.ForeignKey(LinkedMovement, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lựa chọn của phiếu")
        constraints = [
            models.UniqueConstraint(fields=["activity", "choice", "listed"], name="activity_label_listed_once"),
            models.UniqueConstraint(fields=["activity", "choice", "partner"], name="activity_label_partner_once"),
            models.UniqueConstraint(fields=["activity", "choice", "movement"], name="activity_label_movement_once"),
            models.CheckConstraint(
                condition=Q(listed__isnull=False, partner__isnull=True, movement__isnull=True)
                | Q(listed__isnull=True, partner__isnull=False, movement__isnull=True)
                | Q(listed__isnull=True, partner__isnull=True, movement__isnull=False),
                name="activity_label_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.row)

    @property
    def row(self) -> ListedChoice | PartnerOrg | LinkedMovement:
        found = self.listed or self.partner or self.movement
        if found is None:
            raise LookupError("a label is one thing")
        return found
