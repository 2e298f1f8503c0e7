"""The printable A5 logbook: the columns of the week, empty lines, and the numbers that may be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from django.utils.translation import gettext as _

from campaigns.forms.choices import Choices
from campaigns.models import RecordKind
from campaigns.week.calendar import Week, day_in, week_of
from campaigns.week.columns import Column, columns_of
from campaigns.week.pages import last_day
from communes.models import Unit

MOST_SHEETS = 30
AHEAD = 366  # days
# Lines of a sheet: as many as a pen needs.
LINES = {RecordKind.PATROL: 10, RecordKind.PROPAGANDA_SESSION: 7, RecordKind.WEAPON_HANDOVER: 8}
# Letters of the lists that find room below the lines; longer ones fill the back of the sheet.
SHORT_LISTS = 700


@dataclass(frozen=True)
class Logbook:
    """`week` is printed at the head; without it the week is left to be written."""

    unit: Unit
    kind: RecordKind
    columns: list[Column]
    week: Week | None
    sheets: range
    most_sheets: ClassVar[int] = MOST_SHEETS

    @property
    def title(self) -> str:
        return {
            RecordKind.PATROL: _("Sổ tuần tra"),
            RecordKind.PROPAGANDA_SESSION: _("Sổ tuyên truyền"),
            RecordKind.WEAPON_HANDOVER: _("Sổ tiếp nhận vũ khí"),
        }[self.kind]

    @property
    def lines(self) -> range:
        return range(1, LINES[self.kind] + 1)

    @property
    def lists(self) -> list[Column]:
        """Columns with choices: what may be written in them, and the numbers for it."""
        return [column for column in self.columns if column.choices]

    @property
    def lists_apart(self) -> bool:
        return sum(len(choice.name) + 5 for column in self.lists for choice in column.choices) > SHORT_LISTS


def logbook_of(*, unit: Unit, kind: RecordKind, query: Mapping[str, str]) -> Logbook:
    """Make the logbook of the week in the query, or one to be dated by hand; `sheets` says how many."""
    day, wanted = day_in(query.get("from", "")), query.get("sheets", "")
    last = last_day(unit)
    # Paper is printed for weeks to come too; nothing is planned in it.
    week = week_of(day or last, last + timedelta(days=AHEAD) if day else last)
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 1
    sheets = range(1, min(max(number, 1), MOST_SHEETS) + 1)
    return Logbook(unit, kind, columns_of(kind, Choices(unit), week), week if day else None, sheets)
