"""Draw the body of an own table: up to twenty thousand cells, so rows are pieces of templates joined with values.

The templates of a row and of a cell are rendered with a mark where each value belongs, once for each language.
"""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from dashboards.tables import roughly
from dashboards.weaving import pieces, woven
from pivots.grid import Column, Grid, Row
from pivots.lacks import Lack, words
from pivots.shading import PLAIN
from rollups.numbers import english, worded

register = template.Library()
NONE = "–"  # not reported: never a zero


class Shown(NamedTuple):
    """A value of the total row in words."""

    text: str
    href: str
    lack: str
    why: str  # the lack in words
    part: str  # "4/5", where not all units stand behind it


@register.simple_tag
def grid_rows(grid: Grid) -> SafeString:
    """All rows of the body."""
    return mark_safe("".join(_row(row, grid) for row in grid.rows))  # noqa: S308 - our templates, escaped values


@register.simple_tag
def total_cells(grid: Grid) -> list[Shown]:
    if grid.total is None:
        return []
    texts = _texts(grid.total, grid.columns)
    return [
        Shown(text, "" if lack else href, lack.value, words(lack), part)
        for text, href, lack, part in zip(texts, grid.links, grid.total.why, _parts(grid.total), strict=True)
    ]


def _row(row: Row, grid: Grid) -> str:
    language, item = str(get_language()), row.item
    part = item.figure is not None and item.figure.breakdown_of_id is not None
    between = pieces(
        "pivots/table/row.html", language,
        linked=bool(item.href), units=grid.units, part=part, partial=bool(row.part),
    )  # fmt: skip
    words = [item.sort_key or item.label, *([item.href] if item.href else []), item.label]
    words += [row.part] if row.part else []
    if item.figure is not None:
        words.append(item.figure.unit)
    values = [*map(escape, words), _cells(row, grid.columns, language)]
    return woven(between, values)


def _cells(row: Row, columns: Sequence[Column], language: str) -> str:
    found = []
    steps = row.steps or (PLAIN,) * len(columns)
    texts, parts = _texts(row, columns), _parts(row)
    for value, text, column, step, lack, part in zip(row.values, texts, columns, steps, row.why, parts, strict=True):
        if lack:
            found.append(_empty(lack, language, total=column.total))
        else:
            drawn = pieces("pivots/table/cell.html", language, total=column.total, step=step, partial=bool(part))
            found.append(woven(drawn, [f"{value}", part, text] if part else [f"{value}", text]))
    return "".join(found)


def _empty(lack: Lack, language: str, *, total: bool) -> str:
    return pieces("pivots/table/empty.html", language, total=total, lack=lack.value, words=words(lack))[0]


def _parts(row: Row) -> Sequence[str]:
    """What is said of each cell alone."""
    return ("",) * len(row.values) if row.part or not row.parts else row.parts


def _texts(row: Row, columns: Sequence[Column]) -> list[str]:
    """The values of a row in words: the language is asked once."""
    marks, figure = english(), row.item.figure
    places = [figure.decimals] * len(columns) if figure is not None else [one.decimals for one in columns]
    texts = [
        NONE if value is None else worded(value, decimals, english=marks)
        for value, decimals in zip(row.values, places, strict=True)
    ]
    if not row.rough:
        return texts
    return [roughly(text) if rough else text for rough, text in zip(row.rough, texts, strict=True)]
