"""What the page of a week shows and takes."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import ClassVar

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.forms.choices import Choices
from campaigns.kinds.registry import of_log
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record, RecordKind
from campaigns.week.calendar import Week, day_in, week_of
from campaigns.week.columns import Column, columns_of
from campaigns.week.rows import MORE_ROWS, MOST_ROWS, Row, blank_rows, form_of, number_in, rows_from, store
from campaigns.week.shown import Shown, records_of
from campaigns.week.twins import Twins
from communes.models import Unit

# What its writer says of a row that repeats a record.
OTHER, SAME = "other", "same"


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    current: bool


@dataclass
class WeekPage:
    """The log of one kind in one unit and week; `complaint` is about the whole sending.

    `sent` are records with the numbers of their rows, `passed` is the highest number among the rows that are gone.
    """

    unit: Unit
    spec: KindSpec
    week: Week
    offers: Choices
    columns: list[Column]
    rows: list[Row]
    sent: list[tuple[int, Record]] = field(default_factory=list)
    passed: int = 0
    complaint: str = ""
    dropped: int = 0  # rows that repeated a record, as their writer said
    most_rows: ClassVar[int] = MOST_ROWS

    @property
    def add_page(self) -> str:
        return self.spec.add_address(self.unit)

    @property
    def spare(self) -> Row:
        """The row that the browser copies when it needs one more."""
        return Row(self.columns)

    @property
    def last(self) -> int:
        """The highest number in use: the next row gets the one after it."""
        return max([self.passed, *(row.number for row in self.rows)])

    @property
    def wrong(self) -> list[tuple[int, Row]]:
        """The refused rows with their numbers in the grid."""
        return [(row.number, row) for row in self.rows if row.reasons]

    @property
    def doubled(self) -> list[tuple[int, Row]]:
        """The rows that say what is recorded already, with their numbers: other outings, or the same twice?"""
        return [(row.number, row) for row in self.rows if row.twin]

    @property
    def wild(self) -> list[tuple[int, Row]]:
        """The rows with numbers that are hard to believe, with their numbers."""
        return [(row.number, row) for row in self.rows if row.asked]

    @property
    def is_refused(self) -> bool:
        return bool(self.complaint or self.wrong or self.doubled or self.wild)

    @property
    def numbered(self) -> list[Column]:
        """The columns whose choices have numbers to write instead."""
        return [column for column in self.columns if any(choice.code for choice in column.choices)]

    def tabs(self) -> list[Tab]:
        """The one that is shown, where it is none of every day, so that a phone shows it; then those of every day."""
        shown = [tab for spec, tab in self._kinds if tab.current and spec.kind == RecordKind.ACTIVITY]
        return [*shown, *(tab for spec, tab in self._kinds if spec.kind != RecordKind.ACTIVITY)]

    @property
    def others(self) -> list[Tab]:
        days = self.week.days or [self.week.monday]
        return [
            tab
            for spec, tab in self._kinds
            if spec.kind == RecordKind.ACTIVITY and not tab.current and any(spec.is_offered(day) for day in days)
        ]

    @cached_property
    def _kinds(self) -> list[tuple[KindSpec, Tab]]:
        day, kinds = self.week.monday.isoformat(), [spec for spec in of_log(self.unit) if spec.week]
        return [(spec, self._tab(spec, day)) for spec in kinds]

    def _tab(self, spec: KindSpec, day: str) -> Tab:
        address = reverse("week_entry", args=[self.unit.slug, spec.key])
        return Tab(str(spec.name), f"{address}?from={day}", spec.key == self.spec.key)

    def records(self, reader: User) -> list[Shown]:
        return records_of(reader, self.offers, self.spec, self.week, self.columns)


def week_page(*, unit: Unit, spec: KindSpec, start: str) -> WeekPage:
    """Open the week that holds the day `start`, else the last one that may be written."""
    last = last_day(unit)
    offers, week = Choices(unit), week_of(day_in(start) or last, last)
    columns = columns_of(spec, offers, week)
    return WeekPage(unit, spec, week, offers, columns, blank_rows(columns))


def last_day(unit: Unit) -> date:
    """The last day that may be written: today, or the last of a unit that has ended."""
    today = timezone.localdate()
    return min(today, unit.valid_to) if unit.valid_to else today


def add_rows(page: WeekPage, data: QueryDict) -> None:
    """Keep what was typed and add empty rows below."""
    _read_rows(page, data)
    page.rows += blank_rows(page.columns, max(0, min(MORE_ROWS, MOST_ROWS - len(page.rows))), after=page.last)


def send_rows(page: WeekPage, data: QueryDict, *, by: User) -> None:
    """Store the rows that are right, each for itself; the others stay with their reasons."""
    _read_rows(page, data)
    filled = [row for row in page.rows if not row.is_empty]
    if not page.complaint and not filled:
        page.complaint = _("Chưa có dòng nào được ghi.")
    if not page.complaint:
        twins = Twins(by=by, offers=page.offers, spec=page.spec, week=page.week)
        asked, again = set(data.getlist("asked")), str(data.get("again", ""))
        for row in filled:
            _send_row(page, row, twins, answer=again if str(row.uuid) in asked else "", by=by)
    page.rows = page.rows or blank_rows(page.columns, after=page.last)


def _send_row(page: WeekPage, row: Row, twins: Twins, *, answer: str, by: User) -> None:
    """Store a row that is right. One that repeats a record waits for the answer: "other" stores it, "same" drops it."""
    form = form_of(row, spec=page.spec, offers=page.offers)
    if form is None:
        return
    row.twin = twins.of(row.uuid, form.place, form.content) if answer != OTHER else None
    if row.twin is not None:
        if answer == SAME:
            _take_out(page, row)
            page.dropped += 1
        return
    record = store(row, form, by=by)
    if record is not None:
        twins.add(record, form.content)
        page.sent.append((row.number, record))
        _take_out(page, row)


def _take_out(page: WeekPage, row: Row) -> None:
    page.passed = max(page.passed, row.number)
    page.rows.remove(row)


def _read_rows(page: WeekPage, data: QueryDict) -> None:
    page.rows, page.passed = rows_from(data, page.columns), number_in(data.get("last", ""))
    if len(page.rows) > MOST_ROWS:
        page.complaint = _("Mỗi lần gửi nhiều nhất %(most)s dòng.") % {"most": MOST_ROWS}
