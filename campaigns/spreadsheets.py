"""The one writer of spreadsheets: text is always text, whatever it begins with."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count
from typing import IO, Literal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

Cell = str | int | Decimal | date | None
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# XML knows no control characters; a spreadsheet program would refuse the whole file.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # characters in a cell
HEAD = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"}
NAME_OF_SHEET = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Column:
    """`width` in characters; `decimals` of numbers, None for as many as they have."""

    name: str
    width: int = 14
    kind: Literal["text", "number", "day"] = "text"
    decimals: int | None = None

    @property
    def format(self) -> dict[str, str]:
        if self.kind == "day":
            return {"num_format": "dd/mm/yyyy", "align": "left"}
        if self.kind == "number":
            # An open number of decimals would leave a lone comma behind whole numbers.
            return {"num_format": "#,##0" + ("." + "0" * self.decimals if self.decimals else "")}
        return {"num_format": "@"}


def count_column(name: str, decimals: int = 0) -> Column:
    return Column(name, width=min(max(len(name) // 2, 10), 22), kind="number", decimals=decimals)


@dataclass(frozen=True)
class Sum:
    """A last row: what one column adds up to, and the words before it."""

    place: int
    value: Decimal
    words: str


@dataclass(frozen=True)
class Table:
    """A sheet; `name` is that of its tab, where it is not the title. `rows` are read as they are written."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]
    notes: Sequence[str] = ()
    name: str = ""
    sum: "Sum | None" = None


def write_table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, title: str, notes: Sequence[str] = ()
) -> IO[bytes]:
    """Write one table into a file of its own; give it, rewound."""
    return write_tables([Table(title, columns, rows, notes)])


def write_tables(tables: Iterable[Table]) -> IO[bytes]:
    """Write a sheet a table, a row at a time, into a temporary file; give it, rewound."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 — the answer that sends it closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    names: set[str] = set()
    for table in tables:
        _write(book, book.add_worksheet(_name(table.name or table.title, names)), table)
    book.close()
    file.seek(0)
    return file


def _name(wanted: str, used: set[str]) -> str:
    """A name that a spreadsheet program takes and that no other sheet of the book has."""
    name = plain = NAME_OF_SHEET.sub(" ", wanted)[:31].strip() or "1"
    for number in count(2):
        if name.casefold() not in used:
            break
        name = f"{plain[:27]} {number}"
    used.add(name.casefold())
    return name


def _write(book: xlsxwriter.Workbook, sheet: "xlsxwriter.worksheet.Worksheet", table: Table) -> None:
    """Write a title, notes, a head and rows."""
    columns, notes = table.columns, table.notes
    bold, head = book.add_format({"bold": True, "font_size": 13}), book.add_format(HEAD)
    formats = [book.add_format(column.format) for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.write_string(0, 0, clean(table.title), bold)
    for place, note in enumerate(notes, 1):
        sheet.write_string(place, 0, clean(note))
    top = len(notes) + 2
    for place, column in enumerate(columns):
        sheet.write_string(top, place, clean(column.name), head)
    sheet.freeze_panes(top + 1, 1)
    line = top
    for line, row in enumerate(table.rows, top + 1):
        for place, (cell, form) in enumerate(zip(row, formats, strict=True)):
            write_cell(sheet, line, place, cell, form)
    if table.sum is not None:
        _add_up(book, sheet, line + 2, table.sum, table.columns[table.sum.place])


def _add_up(
    book: xlsxwriter.Workbook, sheet: "xlsxwriter.worksheet.Worksheet", line: int, added: Sum, column: Column
) -> None:
    """Write the sum, below an empty row: whoever sorts or filters the rows above does not take it along."""
    sheet.write_string(line, 0, clean(added.words), book.add_format({"bold": True}))
    sheet.write_number(line, added.place, added.value, book.add_format({**column.format, "bold": True}))


def write_cell(sheet: "xlsxwriter.worksheet.Worksheet", line: int, place: int, cell: Cell, form: object) -> None:
    match cell:
        case None:
            pass
        case str():
            sheet.write_string(line, place, clean(cell), form)
        case date():
            sheet.write_datetime(line, place, cell, form)
        case _:
            sheet.write_number(line, place, cell, form)


def clean(text: str) -> str:
    return CONTROL.sub("", text)[:LONGEST]


def download(file: IO[bytes], name: str) -> HttpResponse:
    """Answer with a spreadsheet, and close its file; `name` may have diacritics."""
    response = HttpResponse(file, content_type=MEDIA_TYPE)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
