"""The other looks of a table of units: the more, the darker; or how much more or less than before."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from dashboards.changes import comparisons, share, why_none
from dashboards.charts.steps import amounts
from dashboards.doubts import of_line, of_place
from dashboards.notes import period_note, sign_notes
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import Look, State
from dashboards.statuses import listed
from dashboards.tables import Column, Row, Show, Table, Why, texts_of
from rollups.models import Indicator


def dressed(table: Table, place: Place, state: State, reading: Reading, indicators: Sequence[Indicator]) -> Table:
    """The table in the look that the address asks for."""
    if state.show == Look.HEAT:
        return shaded(table)
    if state.show == Look.CHANGE:
        return moved(table, place, state, reading, indicators)
    return table


def shaded(table: Table) -> Table:
    """Each column in five steps of its own; totals have none."""
    shown = []
    for number, column in enumerate(table.columns):
        values = [row.values[number] for row in table.rows]
        scale = amounts((value for value in values if value is not None), str)
        shown.append(replace(column, bars=False, scale=scale))
    notes = [_("Mỗi cột tô theo thang riêng, mỗi bậc có số đơn vị gần bằng nhau; số 0 không tô."), *table.notes]
    return replace(table, columns=shown, look=Look.HEAT.value, notes=notes)


def moved(table: Table, place: Place, state: State, reading: Reading, indicators: Sequence[Indicator]) -> Table:
    """Each number as what it is more or less than in the period compared with; the numbers themselves in the titles."""
    lines = listed(place, state, reading)
    bases = [reading.side_by_side(reading.line_sums(line, state.base.days), indicators) for line in lines]
    doubts = [of_line(line, reading, state.base.days) for line in lines]
    rows = _moved(table.columns, table.rows, bases)
    rows = [replace(row, doubt=doubt) for row, doubt in zip(rows, doubts, strict=True)]
    total = table.total
    if total is not None:
        amount = [reading.of_place(state.base.days, one) for one in indicators]
        (total,) = _moved(table.columns, [total], [tuple(None if one is None else one.all for one in amount)])
    shown = [replace(column, bars=False, show=Show.CHANGE) for column in table.columns]
    notes = _notes(place, state, reading, rows)
    dressed = replace(table, columns=shown, rows=rows, total=total, look=Look.CHANGE.value, notes=notes)
    return with_thin_total(dressed, state, reading)


def with_thin_total(table: Table, state: State, reading: Reading) -> Table:
    """The table with its total marked, where too few units stand behind its changes; with the reason below."""
    doubt = of_place(reading, state.base.days)
    if not doubt.thin or table.total is None:
        return table
    note = _("* Tổng số: %(words)s, tăng giảm chỉ để tham khảo.") % {"words": doubt.words}
    return replace(table, total=replace(table.total, doubt=doubt), notes=[*table.notes, note])


def _moved(columns: Sequence[Column], rows: Sequence[Row], bases: Sequence[tuple[int | None, ...]]) -> list[Row]:
    """Rows of shares, with why there is none and both numbers in words."""
    against = _("kỳ so sánh %(number)s")
    words = []
    for number, column in enumerate(columns):
        now = texts_of(column, [row.values[number] for row in rows])
        before = texts_of(column, [base[number] for base in bases])
        words.append([f"{one}; {against % {'number': other}}" for one, other in zip(now, before, strict=True)])
    behind = zip(*words, strict=True) if words else [()] * len(rows)
    return [
        replace(
            row,
            values=tuple(share(now, then) for now, then in zip(row.values, base, strict=True)),
            whys=tuple(
                why_none(now, then) or (Why.ZERO if now == then == 0 else Why.KNOWN)
                for now, then in zip(row.values, base, strict=True)
            ),
            titles=titles,
        )
        for row, base, titles in zip(rows, bases, behind, strict=True)
    ]


def _notes(place: Place, state: State, reading: Reading, rows: Sequence[Row]) -> list[str]:
    base, words = next(pair for pair in comparisons(state) if pair[0] == state.base)
    whys = {why for row in rows for why in row.whys}
    signs = sign_notes(whys, loose=any(row.loose for row in rows))
    return [period_note(_("Kỳ so sánh"), base, words, place, reading), *signs]
