"""How units look on a map."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communes.models.units import Unit


class Shape(models.Model):
    """The outline of a unit as a map draws it, in the national grid (communes.shapes.grid)."""

    class Source(models.TextChoices):
        BOUNDARIES = "boundaries", _("Ranh giới đã nạp")
        CELLS = "cells", _("Gần đúng, từ tọa độ và diện tích")

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="shapes", verbose_name=_("đơn vị"))
    source = models.CharField(_("nguồn"), max_length=10, choices=Source)
    path = models.TextField()  # SVG path data: absolute starts, relative steps
    left = models.IntegerField()
    top = models.IntegerField()
    right = models.IntegerField()
    bottom = models.IntegerField()
    # Where a name fits: the middle of the widest place inside, and how wide it is.
    label_x = models.IntegerField()
    label_y = models.IntegerField()
    label_width = models.IntegerField()

    class Meta:
        verbose_name = _("hình trên bản đồ")
        verbose_name_plural = pgettext_lazy("plural", "hình trên bản đồ")
        constraints = [models.UniqueConstraint(fields=["unit", "source"], name="shape_once")]

    def __str__(self) -> str:
        return f"{self.unit} ({self.source})"
