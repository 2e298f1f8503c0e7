"""The week of the grid, Monday to Sunday, and how people write a day of it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from campaigns.week.matching import Unclear
from communes.models import LEGACY_FROM
from communes.vietnamese import search_key

WEEKDAYS = {"t2": 0, "t3": 1, "t4": 2, "t5": 3, "t6": 4, "t7": 5, "cn": 6}
# A spreadsheet adds the hour to a date: 12/10/2025 00:00.
HOUR = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2})?$")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})$")
DAY = re.compile(r"(\d{1,2})(?:[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?)?$")


@dataclass(frozen=True)
class Week:
    """`last` is the last day on which something may be written: today, or the last day of the unit."""

    monday: date
    last: date

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> list[date]:
        """The days that may be written."""
        days = [self.monday + timedelta(days=place) for place in range(7)]
        return [day for day in days if day <= self.last]

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date | None:
        """The next Monday, unless it is still to come."""
        monday = self.monday + timedelta(days=7)
        return monday if monday <= self.last else None

    @property
    def words(self) -> str:
        return f"{self.monday:%d/%m} – {self.sunday:%d/%m/%Y}"


def day_in(text: str) -> date | None:
    """The day of an address, if it is one on which there are units."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return max(day, LEGACY_FROM) if day else None


def week_of(day: date, last: date) -> Week:
    """The week of a day; what is still to come is the last week."""
    day = min(day, last)
    return Week(day - timedelta(days=day.weekday()), last)


def read_day(text: str, week: Week) -> date:
    """Read "10", "10/11", "10/11/2025", "2025-11-10" or "T2" as a day of the week."""
    day = _weekday(text, week) or _number(HOUR.sub("", text.strip()), week)
    if day is None:
        raise Unclear(_("Ghi ngày trong tuần, ví dụ %(day)s.") % {"day": f"{week.monday:%d/%m}"})
    if not week.monday <= day <= week.sunday:
        raise Unclear(_("Ngày %(day)s không thuộc tuần %(week)s.") % {"day": f"{day:%d/%m/%Y}", "week": week.words})
    return day


def _weekday(text: str, week: Week) -> date | None:
    place = WEEKDAYS.get(search_key(text).replace("thu ", "t").replace("chu nhat", "cn"))
    return None if place is None else week.monday + timedelta(days=place)


def _number(text: str, week: Week) -> date | None:
    if found := ISO.match(text):
        return _date(*(int(part) for part in found.groups()))
    if not (found := DAY.match(text)):
        return None
    day, month, year = (int(part) if part else None for part in found.groups())
    if day is None:
        return None
    if year is not None and month is not None:
        return _date(year if year > 99 else 2000 + year, month, day)
    return _in_week(day, month, week)


def _in_week(day: int, month: int | None, week: Week) -> date | None:
    days = [week.monday + timedelta(days=place) for place in range(7)]
    for each in days:
        if each.day == day and month in (None, each.month):
            return each
    return _date(week.monday.year, month, day) if month else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
