"""A table as .xlsx: the rows and figures of its page, numbers as numbers, "chưa báo cáo" in words."""

from collections.abc import Iterable, Sequence
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from campaigns import spreadsheets
from campaigns.spreadsheets import Cell, write_table
from dashboards.spreadsheets import number_cell, two_cells, two_columns
from pivots.grid import Column, Grid, Row
from pivots.lacks import words
from pivots.page import Page
from rollups.models import SCALE
from rollups.numbers import Share

WIDEST = 44


def spreadsheet(page: Page, grid: Grid) -> IO[bytes]:
    """A sheet of one table, below what it is about."""
    names = [len(row.name) for row in grid.all_rows] + [len(grid.first)]
    heads = [spreadsheets.Column(grid.first, width=min(WIDEST, max(names) + 3))]
    if grid.units:
        heads.append(spreadsheets.Column(_("Đơn vị tính"), width=16))
    values = list(zip(*(row.values for row in grid.all_rows), strict=True)) or [()] * len(grid.columns)
    shares = [any(isinstance(value, Share) for value in of) for of in values]
    partial = _partial(grid)
    for column, of, shared, part in zip(grid.columns, values, shares, partial, strict=True):
        heads += [_number_column(column, of), *(two_columns(column.label) if shared else [])]
        heads += [_part_column(column, grid)] if part else []
    rows = ([*_words(grid, row), *_cells(row, shares, partial)] for row in grid.all_rows)
    return write_table(heads, rows, title=f"{page.title} – {page.frame.name}", notes=notes(page))


def notes(page: Page) -> list[str]:
    found = [page.frame.name, page.frame.period, page.frame.boundaries, *page.reported, *page.notes]
    if settings.DEMO:
        found.append(_("Dữ liệu minh họa – không phải số liệu thực"))
    return found


def _partial(grid: Grid) -> list[bool]:
    """Behind which columns it stands who has reported: where not all have, once for the same units and days."""
    said, found = set(), []
    for place, column in enumerate(grid.columns):
        parts = tuple(row.parts[place] if row.parts else "" for row in grid.all_rows)
        key = (column.item.line, column.item.window, parts)
        found.append(any(parts) and key not in said)
        said.add(key)
    return found


def _part_column(column: Column, grid: Grid) -> spreadsheets.Column:
    name = column.label if len(grid.reported) > 1 and column.figure is not None else column.item.label
    words = _("Đã báo cáo (một phần)")
    return spreadsheets.Column(f"{name} – {words}" if name else words, width=16)


def _number_column(column: Column, values: Iterable[int | None]) -> spreadsheets.Column:
    """As many decimals as its longest number has."""
    rest = [abs(value) % SCALE for value in values if value is not None]
    needed = max((len(f"{one:03}".rstrip("0")) for one in rest), default=0)
    return spreadsheets.Column(column.label, kind="number", decimals=column.decimals or needed)


def _words(grid: Grid, row: Row) -> list[Cell]:
    """The cells of a row before its numbers."""
    name = f"≈ {row.name}" if any(row.rough) else row.name
    figure = row.item.figure
    return [name, figure.unit if figure is not None else ""] if grid.units else [name]


def _cells(row: Row, shares: Sequence[bool], partial: Sequence[bool]) -> list[Cell]:
    """Not reported is said, never a zero; so is what nobody owes."""
    found: list[Cell] = []
    parts = row.parts or ("",) * len(row.values)
    for value, shared, lack, part, said in zip(row.values, shares, row.why, parts, partial, strict=True):
        found += [words(lack) if value is None else number_cell(value), *(two_cells(value) if shared else [])]
        found += [part or None] if said else []
    return found
