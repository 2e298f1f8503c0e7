"""Draw the body of a table of numbers.

Twelve hundred cells cost a template 12 ms, cell by cell. Here the templates of a row and of each column's cell are
rendered once, with a mark where each value belongs; the rows are those pieces joined with escaped values.
"""

from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from dashboards.spreadsheets import status_words
from dashboards.tables import Column, Row, Show, Status, Table, text_of
from dashboards.trends import Spark

register = template.Library()
MARK = "\N{SYMBOL FOR UNIT SEPARATOR}"  # stands in no name and no number
Pieces = list[str]


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """All rows of the body."""
    row, plain_row = _pieces("row", table=table, linked=True), _pieces("row", table=table)
    statuses = {status: _fixed("status", status=status) for status in Status}
    tops = [max((value for value in values if value is not None), default=0) for values in _columns(table)]
    cells = [
        (
            _pieces("cell", column=column),
            _pieces("cell", column=column, linked=True),
            _fixed("missing", column=column),
            column,
            top,
        )
        for column, top in zip(table.columns, tops, strict=True)
    ]
    drawn = []
    for one in table.rows:
        body = "".join(_cell(*cell, one, value) for cell, value in zip(cells, one.values, strict=True))
        drawn.append(_join(row if one.href else plain_row, [*_head(table, one, statuses), body]))
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


def _columns(table: Table) -> list[tuple[int | None, ...]]:
    return list(zip(*(row.values for row in table.rows), strict=True)) if table.rows else [()] * len(table.columns)


def _pieces(name: str, **context: object) -> Pieces:
    return render_to_string(f"dashboards/table/{name}.html", {**context, "mark": MARK}).strip().split(MARK)


def _fixed(name: str, **context: object) -> str:
    return render_to_string(f"dashboards/table/{name}.html", context).strip()


def _join(pieces: Pieces, values: list[str]) -> str:
    """Weave pieces and values; there is one piece more."""
    woven = [part for pair in zip(pieces, values, strict=False) for part in pair]
    return "".join([*woven, pieces[-1]])


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


def _cell(pieces: Pieces, linked: Pieces, missing: str, column: Column, top: int, row: Row, value: int | None) -> str:
    if value is None:
        return missing
    text = text_of(column, value, row.estimated)
    if column.show == Show.RECORDS and row.records:
        return _join(linked, [str(value), escape(row.records), text])
    if column.bars:
        share = round(100 * max(value, 0) / top, 1) if top > 0 else 0
        return _join(pieces, [str(value), str(share), text])
    return _join(pieces, [str(value), text])
