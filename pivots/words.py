"""A table in a sentence: what stands in it, by what, from when to when."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dashboards.columns import TOGETHER
from periods.presets import range_text
from pivots.asking import Pivot
from pivots.axes import Axis
from rollups.models import Indicator

NAMED = 2  # figures that a heading names; more are counted


def heading(pivot: Pivot) -> str:
    """Say "Tuần tra, kiểm soát (buổi) theo xã, phường và tháng báo cáo"."""
    figures, by = figures_in_words(pivot), axes_in_words(pivot.axes)
    return _("%(figures)s theo %(axes)s") % {"figures": figures, "axes": by} if by else figures


def title(pivot: Pivot) -> str:
    """The heading with its days."""
    return f"{heading(pivot)}, {range_text(pivot.state.days)}"


def figures_in_words(pivot: Pivot) -> str:
    """One with its unit, two by their names, more by their number."""
    number = len(pivot.figures)
    if number > NAMED:
        return _("%(number)s chỉ tiêu") % {"number": number}
    if number > 1:
        return "; ".join(one.name for one in pivot.figures)
    return "".join(f"{one.name} ({one.unit})" for one in pivot.figures)


def short(figure: Indicator) -> str:
    """A figure in the head of a narrow column: "Tuần tra: buổi", "Súng"."""
    group, words = (str(one) for one in TOGETHER.get(figure.key, ("", "")))
    if not words:
        return figure.name
    return words if figure.group == Indicator.Group.WEAPONS else f"{group}: {words.lower()}"


def axes_in_words(axes: Sequence[Axis]) -> str:
    """Say "xã, phường và tháng báo cáo"."""
    if len(axes) < 2:
        return "".join(one.lowered for one in axes)
    first, second = axes
    return _("%(first)s và %(second)s") % {"first": first.lowered, "second": second.lowered}
