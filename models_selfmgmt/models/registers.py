"""Who keeps a register: without one, nothing is not zero."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models import Dated, DatedQuerySet, Unit, dates_in_order


class ModelRegister(Dated):
    """A unit keeps its register from a day to a day: the presence of all stocks of models."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="model_registers", verbose_name=_("đơn vị"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("sổ mô hình")
        verbose_name_plural = pgettext_lazy("plural", "sổ mô hình")
        constraints = [
            dates_in_order("model_register_dates"),
            models.UniqueConstraint(fields=["unit", "valid_from"], name="model_register_from"),
            models.UniqueConstraint(
                fields=["unit"], condition=Q(valid_to__isnull=True), name="model_register_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.valid_from:%d/%m/%Y}"
