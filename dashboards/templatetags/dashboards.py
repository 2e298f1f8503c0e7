"""Draw the body of a table of numbers.

Twelve hundred cells cost a template 12 ms, cell by cell. Here the templates of a row and of each column's cell are
rendered with a mark where each value belongs, once for each language; rows are those pieces joined with escaped values.
"""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dashboards.charts.steps import STEPS, Scale, moved, top_of
from dashboards.charts.trend import Spark
from dashboards.frame import Frame
from dashboards.stamps import remembered
from dashboards.tables import (
    COMPARED,
    ROUGH,
    WHY_WORDS,
    Column,
    Row,
    Show,
    Status,
    Table,
    Why,
    roughly,
    status_words,
    text_of,
    texts_of,
)
from dashboards.weaving import pieces, woven

register = template.Library()
STEADY_STEP = 3  # without a colour
_ABSENT = {Show.AVERAGE: "no_average"}  # what stands where a value is not there, unless it was not reported


@register.simple_tag
def table_rows(table: Table) -> SafeString:
    """All rows of the body: drawn column by column, then joined row by row."""
    language = str(get_language())
    linked = pieces("dashboards/table/row.html", language, linked=True, units=table.units, status=table.status)
    plain = pieces("dashboards/table/row.html", language, linked=False, units=table.units, status=table.status)
    statuses = {status: (pieces("dashboards/table/status.html", language, status=status.value)[0]) for status in Status}
    columns = [_cells(column, place, table.rows) for place, column in enumerate(table.columns)]
    bodies = map("".join, zip(*columns, strict=True)) if columns else [""] * len(table.rows)
    drawn = [
        woven(linked if row.href else plain, [*_head(table, row, statuses), body])
        for row, body in zip(table.rows, bodies, strict=True)
    ]
    return mark_safe("".join(drawn))  # noqa: S308 - templates of our own joined with escaped values


@register.simple_tag
def period_options(frame: Frame) -> SafeString:
    """The choices of the picker: forty of them, the same for a day."""
    key = ("options", frame.place.key, frame.state.today, frame.chosen, frame.state.days, get_language())
    context = {"groups": frame.groups, "chosen": frame.chosen, "range": frame.range}
    return remembered(frame.place.stamp.settings, key, lambda: render_to_string("dashboards/_options.html", context))


@register.simple_tag
def cell_text(table: Table, place: int) -> str:
    """A value of the total row in words."""
    if table.total is None:
        return ""
    column, value = table.columns[place], table.total.values[place]
    if value is None and column.show == Show.RECORDS:
        return ""
    if value is None and column.show in {Show.SHARE, Show.CHANGE} and table.total.why_of(place) == Why.NEW:
        return _(WHY_WORDS[Why.NEW])
    text = text_of(column, value, table.total.estimated)
    return f"{text}*" if table.total.loose and column.show in COMPARED and value is not None else text


@register.simple_tag
def spark_line(spark: Spark, label: str) -> SafeString:
    """The small trend line of a tile, as a value that the tile can place."""
    return render_to_string("dashboards/_spark.html", {"spark": spark, "label": label})


def _look(column: Column) -> dict[str, object]:
    label = column.card or column.label
    return {
        "label": label, "show": column.show.value, "bars": column.bars, "minor": column.minor, "leads": column.leads,
    }  # fmt: skip


def _head(table: Table, row: Row, statuses: dict[Status, str]) -> list[str]:
    """Values of row.html: class, sort key, address (if linked), name, unit and status where the table has them."""
    look = "part" if row.part else "silent" if row.status == Status.MISSING else ""
    found = [look, escape(row.sort_key or row.name)]
    found += [escape(row.href), escape(row.name)] if row.href else [escape(row.name)]
    if table.units:
        found.append(escape(row.unit))
    if table.status:
        plain = escape(row.status_text)
        shown = statuses[row.status] + (f" {plain}" if plain else "") if row.status else plain
        found += [escape(status_words(row)), shown]
    return found


def _changes(column: Column, place: int, rows: Sequence[Row], language: str) -> list[str]:
    """The cells of a column of changes: why there is none, and which are not of like with like."""
    look, values = _look(column), [row.values[place] for row in rows]
    none = {
        why: pieces("dashboards/table/none.html", language, why=why.value, words=WHY_WORDS[why], **look)[0]
        for why in Why
    }
    drawn = {loose: pieces("dashboards/table/cell.html", language, loose=loose, **look) for loose in (False, True)}
    texts = texts_of(column, values)
    return [
        none[row.why_of(place)] if value is None else woven(drawn[row.loose], [str(value), text, *_reason(row)])
        for row, value, text in zip(rows, values, texts, strict=True)
    ]


def _reason(row: Row) -> list[str]:
    """Why its change has a star."""
    return [escape(row.doubt.words)] if row.loose else []


def _moves(column: Column, place: int, rows: Sequence[Row], language: str) -> list[str]:
    """The cells of a column of changes that stand alone: each with its colour, and both numbers behind it."""
    look = _look(column)
    drawn = {
        (step, loose): pieces("dashboards/table/moved.html", language, step=step, loose=loose, **look)
        for step in range(1, STEPS + 1)
        for loose in (False, True)
    }
    none = {
        why: pieces("dashboards/table/unmoved.html", language, why=why.value, words=WHY_WORDS[why], **look)
        for why in Why
    }
    texts = texts_of(column, [row.values[place] for row in rows])
    return [
        woven(none[row.whys[place]], [escape(row.titles[place])])
        if (value := row.values[place]) is None or row.whys[place] == Why.ZERO
        else woven(
            drawn[STEADY_STEP if row.thin else moved(value), row.loose],
            [str(value), escape(row.titles[place]), text, *_reason(row)],
        )
        for row, text in zip(rows, texts, strict=True)
    ]


def _shades(column: Column, scale: Scale, values: list[int | None], rows: Sequence[Row], language: str) -> list[str]:
    """The cells of a column in the steps of its scale; zero stays plain, so that it is not taken for little."""
    look = _look(column)
    missing = pieces("dashboards/table/missing.html", language, **look)[0]
    drawn = [pieces("dashboards/table/cell.html", language, step=step, **look) for step in range(STEPS + 1)]
    texts = texts_of(column, values)
    return [
        missing
        if value is None
        else woven(drawn[value and scale.of(value)], [str(value), roughly(text) if row.estimated else text])
        for row, value, text in zip(rows, values, texts, strict=True)
    ]


def _bullets(column: Column, place: int, rows: Sequence[Row], plain: list[str]) -> list[str]:
    """The cells of a column of bullet graphs; plain where there is nothing to hold against."""
    between = pieces("dashboards/table/bullet.html", str(get_language()), **_look(column))
    texts = _texts(column, place, rows)
    return [
        cell
        if (one := row.bullet) is None
        else woven(between, [str(row.values[place]), escape(one.words), str(one.length), str(one.mark), text])
        for row, cell, text in zip(rows, plain, texts, strict=True)
    ]


def _texts(column: Column, place: int, rows: Sequence[Row]) -> list[str]:
    """The values of a column in words; in a column of estimates without their sign where a row has none."""
    texts = texts_of(column, [row.values[place] for row in rows])
    if not column.rough:
        return texts
    return [text.removeprefix(ROUGH) if row.firm else text for row, text in zip(rows, texts, strict=True)]


def _cells(column: Column, place: int, rows: Sequence[Row]) -> list[str]:
    """The cells of a column."""
    language, look = str(get_language()), _look(column)
    values = [row.values[place] for row in rows]
    if column.show == Show.CHANGE:
        return _moves(column, place, rows, language)
    if column.scale is not None:
        return _shades(column, column.scale, values, rows, language)
    if column.show == Show.BULLET:
        return _bullets(column, place, rows, _cells(replace(column, show=Show.NUMBER), place, rows))
    if column.show in COMPARED:
        return _changes(column, place, rows, language)
    missing = pieces(f"dashboards/table/{_ABSENT.get(column.show, 'missing')}.html", language, **look)[0]
    between = pieces("dashboards/table/cell.html", language, **look)
    texts = _texts(column, place, rows)
    if column.show == Show.RECORDS:
        linked = pieces("dashboards/table/cell.html", language, linked=True, **look)
        see = _("xem")  # where nobody counted them
        return [
            woven(linked, [str(value or 0), escape(row.records), see if value is None else text])
            if row.records
            else missing
            if value is None
            else woven(between, [str(value), text])
            for row, value, text in zip(rows, values, texts, strict=True)
        ]
    if not column.bars:
        one, two, three = between
        return [missing if v is None else f"{one}{v}{two}{text}{three}" for v, text in zip(values, texts, strict=True)]
    one, two, three, four = between
    top = top_of(values)
    texts = [roughly(text) if row.estimated else text for row, text in zip(rows, texts, strict=True)]
    return [
        missing if v is None else f"{one}{v}{two}{max(1000 * v // top, 0) / 10}{three}{text}{four}"
        for v, text in zip(values, texts, strict=True)
    ]
