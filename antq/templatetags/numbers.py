"""Filters that write numbers as people here do; `rollups.numbers` formats them."""

from django import template

from rollups.models import SCALE
from rollups.numbers import english, grouped, worded

register = template.Library()
NONE = "–"  # not reported: never a zero


@register.filter
def figure(thousandths: int | None, decimals: int = 0) -> str:
    """A total in thousandths, a share with its two numbers; nothing is an en dash."""
    return NONE if thousandths is None else worded(thousandths, decimals, english=english())


@register.filter
def whole(value: int | None) -> str:
    """A plain count."""
    return NONE if value is None else grouped(value * SCALE)
