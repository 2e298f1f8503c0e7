"""The one writer of spreadsheets: text is always text, whatever it begins with."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Literal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

Cell = str | int | Decimal | date | None
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# XML knows no control characters; a spreadsheet program would refuse the whole file.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LONGEST = 32_767  # characters in a cell
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


def write_table(
    columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, title: str, notes: Sequence[str] = ()
) -> IO[bytes]:
    """Write a title, notes, a head and rows into a temporary file, a row at a time; give it, rewound."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 — the answer that sends it closes it
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(NAME_OF_SHEET.sub(" ", title)[:31].strip() or "1")
    bold, head = book.add_format({"bold": True, "font_size": 13}), book.add_format({"bold": True, "bottom": 1})
    formats = [book.add_format(column.format) for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.write_string(0, 0, clean(title), bold)
    for place, note in enumerate(notes, 1):
        sheet.write_string(place, 0, clean(note))
    top = len(notes) + 2
    for place, column in enumerate(columns):
        sheet.write_string(top, place, clean(column.name), head)
    sheet.freeze_panes(top + 1, 1)
    for line, row in enumerate(rows, top + 1):
        for place, (cell, form) in enumerate(zip(row, formats, strict=True)):
            write_cell(sheet, line, place, cell, form)
    book.close()
    file.seek(0)
    return file


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
