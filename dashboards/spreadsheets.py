"""Tables as .xlsx: the rows and figures of the page, numbers as numbers, "chưa báo cáo" in words."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from campaigns import spreadsheets
from campaigns.spreadsheets import Cell, write_table
from dashboards.frame import Frame
from dashboards.tables import COMPARED, ROUGH, WHY_WORDS, Column, Row, Show, Table, Why, status_words
from rollups.models import SCALE
from rollups.numbers import Share, english, is_exact, worded

WIDEST = 44


def spreadsheet(around: Frame, title: str, table: Table) -> IO[bytes]:
    """A sheet of one table, below what it is about."""
    names = [len(row.name) for row in table.rows] + [len(table.first)]
    heads = [spreadsheets.Column(table.first, width=min(WIDEST, max(names) + 3))]
    if table.units:
        heads.append(spreadsheets.Column(_("Đơn vị tính"), width=16))
    if table.status:
        heads.append(spreadsheets.Column(table.status, width=24))
    values = list(zip(*(row.values for row in table.all_rows), strict=True)) or [()] * len(table.columns)
    shares = [any(isinstance(value, Share) for value in of) for of in values]
    for column, of, shared in zip(table.columns, values, shares, strict=True):
        heads += [_number_column(column, of), *(two_columns(column.label) if shared else [])]
    marked = any(row.loose for row in table.all_rows)
    if marked:
        heads.append(spreadsheets.Column(_("Ghi chú"), width=40))
    rows = ([*_words(table, row), *_cells(table, row, shares), *_mark(marked, row)] for row in table.all_rows)
    return write_table(heads, rows, title=title, notes=_notes(around, table))


def _notes(around: Frame, table: Table) -> list[str]:
    notes = [table.title, around.period, around.boundaries, *around.notes]
    if around.reported.units > 1:
        notes.append(around.who_reported)
    notes += table.notes
    if settings.DEMO:
        notes.append(_("Dữ liệu minh họa – không phải số liệu thực"))
    return notes


def _number_column(column: Column, values: Iterable[int | None]) -> spreadsheets.Column:
    """As many decimals as its longest number has."""
    rest = [abs(value) % SCALE for value in values if value is not None]
    needed = max((len(f"{one:03}".rstrip("0")) for one in rest), default=0)
    decimals = 1 if column.show in {Show.SHARE, Show.CHANGE} else column.decimals or needed
    label = f"{column.label}, ± %" if column.show == Show.CHANGE else column.label
    label = f"{ROUGH}{label}" if column.rough else label
    return spreadsheets.Column(label, kind="number", decimals=decimals)


def _words(table: Table, row: Row) -> list[Cell]:
    """The cells of a row before its numbers."""
    name = f"≈ {row.name}" if row.estimated else row.name
    found: list[Cell] = [f"    {name}" if row.part else name]
    if table.units:
        found.append(row.unit)
    if table.status:
        found.append(status_words(row))
    return found


def _cells(table: Table, row: Row, shares: Sequence[bool]) -> list[Cell]:
    found: list[Cell] = []
    for place, (column, value, shared) in enumerate(zip(table.columns, row.values, shares, strict=True)):
        found += [_cell(column, value, row.why_of(place)), *(two_cells(value) if shared else [])]
    return found


def number_cell(value: int, decimals: int = 0) -> Cell:
    """A number, or the words of one that was reported with a word: "gần 310"."""
    return Decimal(value) / SCALE if is_exact(value) else worded(value, decimals, english=english())


def two_columns(name: str) -> list[spreadsheets.Column]:
    """Behind the percentage of a share the two numbers that it is made of."""
    labels = (_("%(name)s: tử số"), _("%(name)s: mẫu số"))
    return [spreadsheets.Column(label % {"name": name}, kind="number", decimals=0) for label in labels]


def two_cells(value: int | None) -> list[Cell]:
    return [number_cell(value.part), number_cell(value.whole)] if isinstance(value, Share) else [None, None]


def _cell(column: Column, value: int | None, why: Why) -> Cell:
    """Not reported is said, never a zero. What cannot be compared stays empty beside its numbers; alone it says why."""
    if value is not None:
        return number_cell(value, column.decimals)
    if column.show == Show.AVERAGE:
        return None
    if column.show not in COMPARED:
        return _("chưa báo cáo")
    return _(WHY_WORDS[why]) if why == Why.NEW or column.show == Show.CHANGE else None


def _mark(marked: bool, row: Row) -> list[Cell]:
    return [row.doubt.words or None] if marked else []
