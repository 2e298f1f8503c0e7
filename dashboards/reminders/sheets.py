"""Đôn đốc as .xlsx: the rows of the page."""

from collections.abc import Sequence
from typing import IO

from django.conf import settings
from django.utils.translation import gettext as _

from campaigns.spreadsheets import Cell, Column, write_table
from dashboards.frame import Frame
from dashboards.reminders.letters import Names
from dashboards.reminders.owed import Owed
from dashboards.reminders.pages import Group


def sheet_of(around: Frame, owed: Sequence[Owed], notes: Sequence[str]) -> IO[bytes]:
    """Who owes what since when; days are days."""
    dated = any(one.deadline for one in owed)
    columns = [
        Column(_("Đơn vị"), width=34),
        Column(_("Khu vực"), width=34),
        Column(_("Còn thiếu"), width=44),
        Column(_("Thiếu từ ngày"), kind="day"),
        *([Column(_("Hạn nộp"), kind="day")] if dated else []),
        Column(_("Ngày ghi gần nhất"), width=20, kind="day"),
    ]
    title = _("Đôn đốc – %(place)s") % {"place": around.name}
    names = Names()
    return write_table(columns, (_cells(one, names, dated) for one in owed), title=title, notes=_known(around, notes))


def calls_sheet_of(around: Frame, groups: Sequence[Group], notes: Sequence[str]) -> IO[bytes]:
    """Whom to call about what, with room for what was answered."""
    columns = [
        Column(_("Khu vực"), width=34),
        Column(_("Đơn vị"), width=34),
        Column(_("Trưởng Công an cấp xã"), width=30),
        Column(_("Còn thiếu"), width=44),
        Column(_("Đã gọi"), width=12),
        Column(_("Kết quả"), width=44),
    ]
    rows: list[list[Cell]] = [
        [group.name, one.name, one.head or _("chưa có tài khoản"), ", ".join(one.what), None, None]
        for group in groups
        for one in group.debtors
    ]
    title = _("Danh sách gọi – %(place)s") % {"place": around.name}
    return write_table(columns, rows, title=title, notes=_known(around, notes))


def _known(around: Frame, notes: Sequence[str]) -> list[str]:
    known = [around.period, around.boundaries, around.who_reported, *notes]
    return [*known, _("Dữ liệu minh họa – không phải số liệu thực")] if settings.DEMO else known


def _cells(one: Owed, names: Names, dated: bool) -> list[Cell]:
    area = one.unit.area.name if one.unit.area else ""
    last: Cell = one.last or _("chưa từng ghi")
    return [one.unit.name, area, ", ".join(names.of(one.what)), one.since, *([one.deadline] if dated else []), last]
