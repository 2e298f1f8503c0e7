"""Spreadsheets hold what they were given: text stays text, days are days, numbers are numbers."""

from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from campaigns.spreadsheets import Column, clean, download, write_table

COLUMNS = [Column("Đơn vị"), Column("Ngày", kind="day"), Column("Số lượng", kind="number", decimals=1)]


def read(rows: Any, **options: Any) -> list[list[Any]]:
    file = write_table(COLUMNS, rows, title="Sổ ghi", **options)
    return CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()


def test_cells_have_their_types() -> None:
    table = read([["Xã Bằng Thành", date(2025, 7, 1), Decimal("18.5")], ["–", None, 0]], notes=["Từ ngày …"])
    assert table[0][0] == "Sổ ghi"
    assert table[3] == ["Đơn vị", "Ngày", "Số lượng"]
    assert table[4] == ["Xã Bằng Thành", date(2025, 7, 1), 18.5]
    assert table[5] == ["–", "", 0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "http://x.vn", "{=1}", "1"])
def test_text_is_never_live(text: str) -> None:
    file = write_table([Column("Chữ")], [[text]], title=text)
    with ZipFile(file) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    file.seek(0)
    rows = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert str(rows[-1][0]).strip() == clean(text).strip()


def test_a_title_may_hold_what_a_sheet_cannot() -> None:
    assert write_table(COLUMNS, [], title="[a]:*?/\\'" + "x" * 40).read(2) == b"PK"


def test_the_file_name_keeps_its_diacritics() -> None:
    answer = download(write_table(COLUMNS, [], title="x"), "Sổ ghi")
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''S%E1%BB%95%20ghi.xlsx"
