"""The ranges that people choose from, what they are compared with, and the windows of a trend.

A choice is named by a token that stands in addresses: `month-2026-12`, `quarter-2026-4`, `half-2026-2`, `year-2026`,
`week-2026-11-16` (its Monday), `months-2026-7` (the first 7 months); rooms above add their own kinds (`campaign-3`). A
range without a name is given by its dates, in fields of their own or in its token (`range-2026-11-15-2026-12-14`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from django.utils.translation import gettext as _

from periods.calendar import (
    EARLIEST,
    LATEST,
    TREND,
    as_long_before,
    elapsed,
    first_days,
    months_so_far,
    week,
    year_before,
)
from periods.models import Period, month_name, period_name
from rollups.ranges import Days

SAME_WEEK = timedelta(weeks=52)  # a week is compared with the week of the same days a year before
RANGE, WEEK, MONTHS = "range", "week", "months"
STORED = (Period.Kind.MONTH, Period.Kind.QUARTER, Period.Kind.HALF, Period.Kind.YEAR)


@dataclass(frozen=True, slots=True)
class Choice:
    """A range with its token; a name where neither says it (a campaign)."""

    token: str
    days: Days
    name: str = ""

    @property
    def kind(self) -> str:
        return self.token.partition("-")[0]

    @property
    def label(self) -> str:
        """Its name. Made when asked: a page knows two hundred periods and names thirty."""
        name, which = self._names
        return f"{name} ({which})" if which else name

    @property
    def text(self) -> str:
        """Its name with its days, where the name does not tell them."""
        name, which = self._names
        if self.kind in {RANGE, WEEK}:
            return name
        return f"{name} ({which}, {range_text(self.days)})" if which else f"{name} ({range_text(self.days)})"

    @property
    def _names(self) -> tuple[str, str]:
        """Its name, and what tells it from another of that name: half-years and months run by two calendars."""
        if self.name or self.kind == RANGE:
            return self.name or range_text(self.days), ""
        numbers = [int(part) for part in self.token.split("-")[1:]]
        if self.kind == WEEK:
            return _("Tuần %(range)s") % {"range": range_text(week(date(*numbers)))}, ""
        if self.kind == MONTHS:
            return _months_name(*numbers), _("dương lịch")
        year, number = (*numbers, 1)[:2]
        return period_name(self.kind, year, number), _("kỳ báo cáo") if self.kind == Period.Kind.HALF else ""

    @property
    def short(self) -> str:
        """A few characters for an axis."""
        year, number = (*self.token.split("-")[1:], "", "")[:2]
        if self.kind == Period.Kind.MONTH:
            return f"{number}/{year}"
        if self.kind == Period.Kind.QUARTER:
            return _("Q%(number)s/%(year)s") % {"number": number, "year": year}
        if self.kind == Period.Kind.HALF:
            return (_("6T cuối %(year)s") if number == "2" else _("6T đầu %(year)s")) % {"year": year}
        if self.kind in {Period.Kind.YEAR, MONTHS}:
            return year
        return f"{self.days.start:%d/%m}"


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    choices: tuple[Choice, ...]


def range_text(days: Days) -> str:
    """Write "15/11/2026–14/12/2026", one day alone, or as few years as needed."""
    if days.start == days.end:
        return _day(days.start)
    if days.start.year == days.end.year:
        return f"{days.start:%d/%m}–{_day(days.end)}"
    return f"{_day(days.start)}–{_day(days.end)}"


def _day(day: date) -> str:
    """Dates are written alike in every language here; this is asked a hundred times a page."""
    return f"{day:%d/%m/%Y}"


def _months_name(year: int, months: int) -> str:
    if months == 1:
        return month_name(year, months)
    if months == 12:
        return _("Cả năm %(year)s") % {"year": year}
    return _("%(months)s tháng đầu năm %(year)s") % {"months": months, "year": year}


def of_week(day: date) -> Choice:
    days = week(day)
    return Choice(f"{WEEK}-{days.start}", days)


def of_months(year: int, months: int) -> Choice:
    return Choice(f"{MONTHS}-{year}-{months}", months_so_far(year, months))


def of_range(days: Days) -> Choice:
    return Choice(RANGE, days)


def range_token(days: Days) -> str:
    return f"{RANGE}-{days.start}-{days.end}"


def of_period(kind: str, year: int, number: int, days: Days) -> Choice:
    return Choice(f"{kind}-{year}" if kind == Period.Kind.YEAR else f"{kind}-{year}-{number}", days)


class Calendar:
    """The stored periods, and what rooms above add (campaigns), as choices."""

    def __init__(self, periods: Iterable[Choice], extra: Iterable[Choice] = ()) -> None:
        self.stored: dict[str, list[Choice]] = {kind: [] for kind in STORED}
        for one in sorted(periods, key=lambda one: one.days):
            self.stored[one.kind].append(one)
        self.extra = list(extra)
        self.by_token = {one.token: one for one in chain(self.extra, *self.stored.values())}
        # The shortest kind comes first: its name stands where two stored periods have the same days.
        self.by_days = {one.days: one for kind in reversed(STORED) for one in reversed(self.stored[kind])}

    def month_of(self, day: date) -> Choice:
        """The reporting month of a day; the week where no month is stored."""
        return next((one for one in self.stored[Period.Kind.MONTH] if day in one.days), of_week(day))

    def usual(self, day: date, *, over: bool) -> Choice:
        """The reporting month of a day; for the last day of what is over, the last month that it lived whole."""
        month = self.month_of(day)
        return self.before(month) if over and month.days.end > day else month

    def resolve(self, token: str) -> Choice | None:
        """The choice of a token, or nothing where it names none. `month-2026-09` is as good as `month-2026-9`."""
        kind, _dash, rest = token.partition("-")
        if not re.fullmatch(r"\d{1,9}(-\d{1,4}){0,5}", rest):
            return None
        numbers = [int(part) for part in rest.split("-")]
        known = self.by_token.get("-".join([kind, *map(str, numbers)]))
        try:
            found = known or _computed(kind, numbers)
        except ValueError:
            return None
        return self.within(found.days) if found and found.kind == RANGE else found

    def within(self, days: Days) -> Choice:
        """A range by its dates; one that is a stored period carries its name."""
        return self.by_days.get(days) or of_range(days)

    def groups(self, today: date, chosen: Choice) -> list[Group]:
        """What the picker offers: recent ones first, and the chosen one in any case."""
        months = self._recent(Period.Kind.MONTH, today, 13)
        offered = [
            Group(_("Tháng báo cáo"), months),
            Group(_("Quý"), self._recent(Period.Kind.QUARTER, today, 5)),
            Group(_("6 tháng"), self._recent(Period.Kind.HALF, today, 3)),
            Group(_("Năm"), self._recent(Period.Kind.YEAR, today, 4)),
            Group(_("Từ đầu năm"), _so_far(today)),
            Group(_("Tuần"), tuple(of_week(today - timedelta(weeks=back)) for back in range(6))),
            Group(_("Đợt cao điểm"), tuple(self.extra)),
        ]
        offered = [group for group in offered if group.choices]
        if chosen.kind != RANGE and not any(chosen in group.choices for group in offered):
            offered.insert(0, Group(_("Đang xem"), (chosen,)))
        return offered

    def _recent(self, kind: str, today: date, number: int) -> tuple[Choice, ...]:
        begun = [one for one in self.stored[kind] if one.days.start <= today]
        return tuple(reversed(begun[-number:]))

    def before(self, choice: Choice) -> Choice:
        """The period before: of the same kind where it is stored, else as many days."""
        if choice.kind in self.stored:
            earlier = [one for one in self.stored[choice.kind] if one.days.end < choice.days.start]
            if earlier:
                return earlier[-1]
        if choice.kind == WEEK:
            return of_week(choice.days.start - timedelta(1))
        return of_range(as_long_before(choice.days))

    def last_year(self, choice: Choice) -> Choice:
        """The same period of the year before."""
        kind, _dash, rest = choice.token.partition("-")
        if kind in self.stored:
            year, *number = rest.split("-")
            stored = self.by_token.get("-".join([kind, str(int(year) - 1), *number]))
            if stored:
                return stored
        if kind == WEEK:
            return of_week(choice.days.start - SAME_WEEK)
        if kind == MONTHS:
            return of_months(choice.days.start.year - 1, choice.days.end.month)
        # By its dates, also where a stored month has them: nobody compares a campaign with "Tháng 1/2024".
        return of_range(year_before(choice.days))

    def trend(self, choice: Choice) -> list[Choice]:
        """Up to 13 windows that end with the chosen one, the oldest first; none reaches before all records.

        The first months of a year are followed by the same months of the years before.
        """
        step = self.last_year if choice.kind == MONTHS else self.before
        windows = [choice]
        while len(windows) < TREND:
            earlier = step(windows[-1])
            if earlier.days.start < EARLIEST or (earlier.kind != windows[-1].kind and choice.kind in self.stored):
                break
            windows.append(earlier)
        return windows[::-1]


def like_for_like(choice: Choice, other: Choice, last: date) -> Choice:
    """Cut what a period is compared with to as many days as it has until `last`.

    A month that runs is not a whole one, nor is that in which a unit ended.
    """
    begun = elapsed(choice.days, last)
    if begun == len(choice.days) or begun == 0:
        return other
    return Choice(other.token, first_days(other.days, begun), other.label if other.kind == RANGE else other.name)


def _so_far(today: date) -> tuple[Choice, ...]:
    """The first months of this year, up to this one."""
    return tuple(of_months(today.year, month) for month in range(today.month, 0, -1))


def _computed(kind: str, numbers: list[int]) -> Choice | None:
    match kind, numbers:
        case "week", [year, month, day]:
            return of_week(_bounded(date(year, month, day)))
        case "range", [*start, year, month, day] if len(start) == 3:
            return of_range(Days(_bounded(date(*start)), _bounded(date(year, month, day))))
        case "months", [year, months] if EARLIEST.year <= year <= LATEST.year:
            return of_months(year, months) if 1 <= months <= 12 else None
    return None


def _bounded(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"{day} lies outside all records")
    return day
