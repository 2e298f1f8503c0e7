"""Filters that write numbers as people here do; `rollups.numbers` formats them."""

from django import template

from rollups.models import SCALE
from rollups.numbers import english, grouped, worded

register = template.Library()
NONE = "–"  # not reported: never a zero


@register.filter
def figure(thousandths: int | None, decimals: int = 0) -> str:
    """A total in thousandths; nothing is an en dash."""
    return NONE if thousandths is None else grouped(thousandths, decimals)


@register.filter
def told(thousandths: int | None) -> str:
    """The same, a share with its two numbers: "78/102 (76,5 %)"."""
    return NONE if thousandths is None else worded(thousandths, 0, english=english())


@register.filter
def whole(value: int | None) -> str:
    """A plain count."""
    return NONE if value is None else grouped(value * SCALE)
