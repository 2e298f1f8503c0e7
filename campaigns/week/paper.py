"""The printable A5 logbook: the columns of the week, empty lines, and the numbers that may be written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from campaigns.forms.choices import Choices
from campaigns.kinds.spec import KindSpec
from campaigns.week.calendar import Week, day_in, week_of
from campaigns.week.columns import Column, columns_of
from campaigns.week.pages import last_day
from communes.models import Unit

MOST_SHEETS = 30
AHEAD = 366  # days
# Letters of the lists that find room below the lines; longer ones fill the back of the sheet.
SHORT_LISTS = 700


@dataclass(frozen=True)
class Logbook:
    """`week` is printed at the head; without it the week is left to be written."""

    unit: Unit
    spec: KindSpec
    columns: list[Column]
    week: Week | None
    sheets: range
    most_sheets: ClassVar[int] = MOST_SHEETS

    @property
    def title(self) -> str:
        return str(self.spec.week.title) if self.spec.week else ""

    @property
    def lines(self) -> range:
        return range(1, self.spec.week.lines + 1) if self.spec.week else range(0)

    @property
    def lists(self) -> list[Column]:
        """Columns with choices: what may be written in them, and the numbers for it."""
        return [column for column in self.columns if column.choices]

    @property
    def lists_apart(self) -> bool:
        return sum(len(choice.name) + 5 for column in self.lists for choice in column.choices) > SHORT_LISTS


def logbook_of(*, unit: Unit, spec: KindSpec, query: Mapping[str, str]) -> Logbook:
    """Make the logbook of the week in the query, or one to be dated by hand; `sheets` says how many."""
    day, wanted = day_in(query.get("from", "")), query.get("sheets", "")
    last = last_day(unit)
    # Paper is printed for weeks to come too; nothing is planned in it.
    week = week_of(day or last, last + timedelta(days=AHEAD) if day else last)
    number = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 1
    sheets = range(1, min(max(number, 1), MOST_SHEETS) + 1)
    return Logbook(unit, spec, columns_of(spec, Choices(unit), week), week if day else None, sheets)
