"""Numbers as people here write them: 1.234,5. The only place that formats one for the screen."""

from decimal import Decimal

from django import template
from django.utils import translation

from rollups.models import SCALE

register = template.Library()
NONE = "–"  # not reported: never a zero


def grouped(thousandths: int, decimals: int = 0) -> str:
    """Format thousandths with at most three decimals in the marks of the current language."""
    value = Decimal(thousandths) / SCALE
    text = f"{value:,.{decimals}f}" if decimals else f"{value:,.3f}".rstrip("0").rstrip(".")
    if translation.get_language() != "en":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", "−")


@register.filter
def figure(thousandths: int | None, decimals: int = 0) -> str:
    """A total in thousandths; nothing is an en dash."""
    return NONE if thousandths is None else grouped(thousandths, decimals)


@register.filter
def whole(value: int | None) -> str:
    """A plain count."""
    return NONE if value is None else grouped(value * SCALE)
