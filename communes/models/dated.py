"""Rows that are valid from a day to a day, and who looks at them."""

from datetime import date
from typing import Any, Protocol, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

# No public list says when the legacy units began; they stand since this day, with `from_known` false.
LEGACY_FROM = date(2000, 1, 1)
# No day that somebody types lies after it: ranges are counted on from their last day.
LATEST = date(2099, 12, 31)
# The day on which districts ended and every commune became a new unit.
REORGANISED_ON = date(2025, 7, 1)


class Scoped(Protocol):
    """Whoever looks: the account says which units it may see (accounts stands above this room)."""

    def unit_condition(self, verb: str) -> Q: ...
    def area_condition(self, verb: str = "read") -> Q: ...


def valid_on(day: date, prefix: str = "") -> Q:
    """Rows of a dated table that are valid on `day` (both ends inclusive)."""
    until = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gte": day})
    return Q(**{f"{prefix}valid_from__lte": day}) & until


class DatedQuerySet(models.QuerySet[Any]):
    def valid_on(self, day: date) -> Self:
        return self.filter(valid_on(day))

    def valid_within(self, start: date, end: date) -> Self:
        """Rows valid on some day of the range."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=start), valid_from__lte=end)


class Dated(models.Model):
    """From a day to a day, both inclusive; no end means still valid."""

    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến ngày"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def dates_in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message=_("Ngày kết thúc phải từ ngày bắt đầu trở đi."),
    )


def within_calendar(name: str) -> models.CheckConstraint:
    """Days with which the calendar can reckon: there is one after each."""
    return models.CheckConstraint(
        condition=Q(valid_from__range=(LEGACY_FROM, LATEST)) & (Q(valid_to__isnull=True) | Q(valid_to__lte=LATEST)),
        name=name,
        violation_error_message=_("Chọn ngày từ năm 2000 đến năm 2099."),
    )
