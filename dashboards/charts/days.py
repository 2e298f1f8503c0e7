"""A calendar: weeks side by side, their days from Monday down."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dashboards.charts.steps import Scale
from rollups.ranges import Days

WEEK = 7
STEP, CELL = 22, 19  # from one day to the next, and how large a day is
TOP, LEFT = 20, 64  # room for the names of months and of days


@dataclass(frozen=True, slots=True)
class Day:
    """A day: a step where it has entries, none where it has not; `ahead`: it has not come."""

    x: int
    y: int
    day: date
    value: int | None
    step: int | None
    ahead: bool


@dataclass(frozen=True)
class DayGrid:
    width: int
    height: int
    days: list[Day]
    months: list[tuple[int, date]]  # where the first week of a month begins
    rows: list[tuple[int, date]]  # Monday, Wednesday, Friday, Sunday: where their names stand
    scale: Scale


def day_grid(days: Days, values: Mapping[date, int], scale: Scale, today: date) -> DayGrid:
    """Draw a range of at most a year."""
    monday = days.start - timedelta(days.start.weekday())
    found, months = [], []
    for number in range(len(days)):
        day = days.start + timedelta(number)
        week, weekday = divmod((day - monday).days, WEEK)
        value = values.get(day)
        x, y = LEFT + week * STEP, TOP + weekday * STEP
        found.append(Day(x, y, day, value, scale.of(value) if value else None, day > today))
        if day.day == 1 or number == 0:
            months.append((x, day))
    if len(months) > 1 and months[1][0] - months[0][0] < 3 * STEP:
        months.pop(0)  # no room for both names
    rows = [(TOP + place * STEP + CELL - 2, monday + timedelta(place)) for place in (0, 2, 4, 6)]
    weeks = (days.end - monday).days // WEEK + 1
    return DayGrid(LEFT + weeks * STEP, TOP + WEEK * STEP, found, months, rows, scale)
