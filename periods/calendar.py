"""Days and ranges of the calendar: pure functions."""

import calendar
from datetime import date, timedelta

from rollups.ranges import Days

TREND = 13  # a year and the same period before it
WEEK = 7
# Nothing is recorded before; also keeps arithmetic on years away from the edge of the calendar.
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)


def week(day: date) -> Days:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(day.weekday())
    return Days(monday, monday + timedelta(WEEK - 1))


def months_so_far(year: int, months: int) -> Days:
    """The first months of a calendar year, as "7 tháng đầu năm" is counted: 1/1–31/7."""
    return Days(date(year, 1, 1), date(year, months, calendar.monthrange(year, months)[1]))


def year_before(days: Days) -> Days:
    """The same dates a year earlier; 29 February becomes the 28th, the end of February (not as one day) its end."""
    start, end = _year_before(days.start), _year_before(days.end)
    ends_february = days.end.month == 2 and (days.end + timedelta(1)).month == 3
    if ends_february and days.start < days.end:
        end = date(end.year, 3, 1) - timedelta(1)
    return Days(start, end)


def _year_before(day: date) -> date:
    year = day.year - 1
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def as_long_before(days: Days) -> Days:
    """The same number of days just before."""
    return days.shifted(-len(days))


def elapsed(days: Days, today: date) -> int:
    """How many of its days have begun."""
    return max(0, min(len(days), (today - days.start).days + 1))


def first_days(days: Days, number: int) -> Days:
    """At most that many days from its start."""
    return Days(days.start, min(days.end, days.start + timedelta(number - 1)))
