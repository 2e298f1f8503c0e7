"""The calendar of a unit that keeps a log: on which days it entered something."""

from dataclasses import dataclass
from datetime import date, timedelta

from dashboards.charts.days import DayGrid, day_grid
from dashboards.charts.steps import amounts
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import State
from dashboards.tables import Column, text_of
from rollups.days import LONGEST, by_day
from rollups.models import Indicator
from rollups.ranges import Days

SHORTEST = 13 * 7  # days: a month alone says little


@dataclass(frozen=True)
class Diary:
    days: Days
    grid: DayGrid
    entered: int  # days with an entry
    passed: int  # days that have come
    rows: list[tuple[date, str]]  # the days with an entry, and how much


def diary(place: Place, state: State, reading: Reading, indicator: Indicator) -> Diary | None:
    """The days of the range, or as many before its end as make a picture; of one unit alone."""
    if place.level != "commune":
        return None
    days = _days(state)
    signs = [one for one in reading.indicators if one.pk in {indicator.below_id, indicator.above_id}]
    signs.sort(key=lambda one: one.pk == indicator.above_id)
    values = {day: value for day, value in by_day(reading.nodes, indicator, days, signs).items() if value}
    column = Column("", decimals=indicator.decimals)
    scale = amounts(values.values(), lambda value: text_of(column, value))
    last = min(days.end, state.last)
    return Diary(
        days=days,
        grid=day_grid(days, values, scale, state.last),
        entered=len(values),
        passed=max(0, (last - days.start).days + 1),
        rows=[(day, text_of(column, value)) for day, value in values.items()],
    )


def _days(state: State) -> Days:
    end = state.days.end
    start = min(state.days.start, end - timedelta(SHORTEST - 1))
    return Days(max(start, end - timedelta(LONGEST - 1)), end)
