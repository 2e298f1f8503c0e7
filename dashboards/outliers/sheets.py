"""Cần kiểm tra lại as .xlsx: the rows of the page."""

from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from campaigns.spreadsheets import Cell, Column, write_table
from dashboards.outliers.page import Mark, Page
from dashboards.spreadsheets import number_cell


def sheet_of(page: Page) -> IO[bytes]:
    """What stands out, first what nobody has looked at; numbers are numbers."""
    columns = [
        Column(_("Đơn vị"), width=34),
        Column(_("Chỉ tiêu"), width=44),
        Column(_("Số liệu"), width=14, kind="number"),
        Column(_("Đơn vị tính"), width=16),
        Column(_("So với thường lệ"), width=22),
        Column(_("Thường lệ"), width=44),
        Column(_("Đã kiểm tra"), width=30),
    ]
    around = page.frame
    notes = [
        around.period,
        around.boundaries,
        *([_("Dữ liệu minh họa – không phải số liệu thực")] if settings.DEMO else []),
    ]
    title = _("Cần kiểm tra lại – %(place)s") % {"place": around.name}
    return write_table(columns, (_cells(one) for one in (*page.waiting, *page.looked_at)), title=title, notes=notes)


def _cells(one: Mark) -> list[Cell]:
    beyond = _("cao hơn thường lệ") if one.above else _("thấp hơn thường lệ")
    return [one.unit, one.figure, number_cell(one.value), one.counted_in, beyond, one.usual, one.said]
