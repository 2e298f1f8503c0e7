"""Draw the shapes of a map: a hundred links, woven."""

from collections.abc import Sequence
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from dashboards.charts.maps import Shape
from dashboards.weaving import pieces, woven

register = template.Library()


@register.simple_tag
def shapes(found: Sequence[Shape], hatch: str) -> SafeString:
    """Shapes as links. `hatch`: the id of the pattern for what was not reported."""
    return mark_safe("".join(_shape(one, hatch) for one in found))  # noqa: S308 - own templates, escaped values


def _shape(one: Shape, hatch: str) -> str:
    words = escape(one.point.words)
    linked = bool(one.point.href)
    between = pieces("charts/_shape.html", "", look=one.look, hatch=hatch, linked=linked)
    return woven(between, [escape(one.point.href), words, one.path, words] if linked else [one.path, words])
