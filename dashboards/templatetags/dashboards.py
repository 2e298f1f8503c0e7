"""Draw the body of a table of numbers.

Twelve hundred cells cost a template 12 ms, cell by cell. Here the templates of a row and of each column's cell are
rendered with a mark where each value belongs, once for each language; rows are those pieces joined with escaped values.
"""

from collections.abc import Callable
from functools import lru_cache
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from dashboards.tables import Column, Row, Show, Status, Table, status_words, text_of
from dashboards.trends import Spark
from rollups.numbers import english

register = template.Library()
MARK = "\N{SYMBOL FOR UNIT SEPARATOR}"  # stands in no name and no number
Cell = Callable[[Row, int], str]


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """All rows of the body."""
    language = str(get_language())
    linked = pieces("row", language, linked=True, units=table.units, status=table.status)
    plain = pieces("row", language, linked=False, units=table.units, status=table.status)
    statuses = {status: pieces("status", language, status=status.value)[0] for status in Status}
    columns = list(zip(*(row.values for row in table.rows), strict=True)) or [()] * len(table.columns)
    cells = [_cell_of(column, values, language) for column, values in zip(table.columns, columns, strict=True)]
    missing = [pieces("missing", language, **_look(column))[0] for column in table.columns]
    drawn: list[str] = []
    for row in table.rows:
        body = [
            none if value is None else cell(row, value)
            for cell, none, value in zip(cells, missing, row.values, strict=True)
        ]
        drawn.append(_woven(linked if row.href else plain, [*_head(table, row, statuses), "".join(body)]))
    return mark_safe("".join(drawn))  # noqa: S308 - templates of our own joined with escaped values


@register.simple_tag
def cell_text(table: Table, place: int) -> str:
    """A value of the total row in words."""
    if table.total is None:
        return ""
    return text_of(table.columns[place], table.total.values[place], table.total.estimated)


@register.simple_tag
def spark_line(spark: Spark, label: str) -> SafeString:
    """The small trend line of a tile, as a value that the tile can place."""
    return render_to_string("dashboards/_spark.html", {"spark": spark, "label": label})


@lru_cache(maxsize=512)
def pieces(name: str, language: str, **look: object) -> tuple[str, ...]:
    """What stands between the values; a catalogue is small, so each look is drawn once."""
    return tuple(render_to_string(f"dashboards/table/{name}.html", {**look, "mark": MARK}).strip().split(MARK))


def _look(column: Column) -> dict[str, object]:
    return {"label": column.label, "show": column.show.value, "bars": column.bars, "minor": column.minor}


def _woven(between: tuple[str, ...], values: list[str]) -> str:
    """There is one piece more than values."""
    return "".join([part for pair in zip(between, values, strict=False) for part in pair]) + between[-1]


def _head(table: Table, row: Row, statuses: dict[Status, str]) -> list[str]:
    """Values of row.html: class, sort key, address (if linked), name, unit and status where the table has them."""
    found = ["part" if row.part else "", escape(row.sort_key or row.name)]
    found += [escape(row.href), escape(row.name)] if row.href else [escape(row.name)]
    if table.units:
        found.append(escape(row.unit))
    if table.status:
        plain = escape(row.status_text)
        shown = statuses[row.status] + (f" {plain}" if plain else "") if row.status else plain
        found += [escape(status_words(row)), shown]
    return found


def _cell_of(column: Column, values: tuple[int | None, ...], language: str) -> Cell:
    """How a value of a column is drawn."""
    look, in_english = _look(column), english()
    if column.show == Show.RECORDS:
        linked, plain = pieces("cell", language, linked=True, **look), pieces("cell", language, **look)

        def records(row: Row, value: int) -> str:
            text = text_of(column, value, in_english=in_english)
            if not row.records:
                return _woven(plain, [str(value), text])
            return _woven(linked, [str(value), escape(row.records), text])

        return records
    top = max((value for value in values if value is not None), default=0)
    between = pieces("cell", language, **look)

    def number(row: Row, value: int) -> str:
        text = text_of(column, value, row.estimated, in_english)
        if not column.bars:
            return f"{between[0]}{value}{between[1]}{text}{between[2]}"
        share = 1000 * value // top / 10 if value > 0 else 0
        return f"{between[0]}{value}{between[1]}{share}{between[2]}{text}{between[3]}"

    return number
