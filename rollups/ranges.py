"""Ranges of days, and the buckets that add up to them."""

from dataclasses import dataclass
from datetime import date, timedelta

from rollups.models import Grain

BEGINNING = date(1900, 1, 1)  # nothing that is counted began before
SECOND_HALF = 15  # half-months start on the 1st and the 15th: a reporting month is two of them


@dataclass(frozen=True, order=True, slots=True)
class Days:
    """From a day to a day, both inclusive."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"{self.start} is after {self.end}")

    def __len__(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def shifted(self, days: int) -> "Days":
        return Days(self.start + timedelta(days), self.end + timedelta(days))

    def clipped(self, start: date, end: date | None) -> "Days | None":
        """The part that lies within other dates (no end: open)."""
        first, last = max(self.start, start), min(self.end, end or self.end)
        return Days(first, last) if first <= last else None


@dataclass(frozen=True, slots=True)
class Run:
    """Buckets of one grain whose first days lie from `first` to `last`."""

    grain: Grain
    first: date
    last: date


def half_month_of(day: date) -> date:
    """The first day of its half-month."""
    return day.replace(day=SECOND_HALF if day.day >= SECOND_HALF else 1)


def next_half_month(start: date) -> date:
    """The half-month after the one that starts on `start`."""
    if start.day < SECOND_HALF:
        return start.replace(day=SECOND_HALF)
    return (start.replace(day=28) + timedelta(4)).replace(day=1)


def half_month_before(start: date) -> date:
    return half_month_of(start - timedelta(1))


def runs(days: Days) -> list[Run]:
    """Split a range into its whole half-months and at most two runs of days."""
    first = half_month_of(days.start)
    if first < days.start:
        first = next_half_month(first)
    beyond = half_month_of(days.end + timedelta(1))  # the first half-month that is not whole
    if first >= beyond:
        return [Run(Grain.DAY, days.start, days.end)]
    found = [Run(Grain.HALF_MONTH, first, half_month_before(beyond))]
    if days.start < first:
        found.insert(0, Run(Grain.DAY, days.start, first - timedelta(1)))
    if beyond <= days.end:
        found.append(Run(Grain.DAY, beyond, days.end))
    return found


def runs_until(day: date) -> list[Run]:
    """Split everything up to a day into years, half-months of its year and days."""
    year, half = day.replace(month=1, day=1), half_month_of(day + timedelta(1))
    found = [Run(Grain.YEAR, BEGINNING, year.replace(year=year.year - 1))]
    if half.year > day.year:  # the last day of a year
        return [Run(Grain.YEAR, BEGINNING, year)]
    if half > year:
        found.append(Run(Grain.HALF_MONTH, year, half_month_before(half)))
    if half <= day:
        found.append(Run(Grain.DAY, half, day))
    return found


def reporting_months(days: Days) -> list[Days]:
    """Cut a range where reporting months begin (on the 15th)."""
    parts: list[Days] = []
    start = days.start
    while True:
        following = next_half_month(half_month_of(start))
        if following.day != SECOND_HALF:
            following = next_half_month(following)
        if following > days.end:
            return [*parts, Days(start, days.end)]
        parts.append(Days(start, following - timedelta(1)))
        start = following
