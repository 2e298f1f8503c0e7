"""Rankings and calendars."""

from datetime import date

from dashboards.charts.days import LEFT, STEP, TOP, day_grid
from dashboards.charts.points import Point
from dashboards.charts.ranking import ranking
from dashboards.charts.steps import amounts
from dashboards.tables import Status
from rollups.ranges import Days

SCALE = amounts([1000, 2000], str)


def point(value: int | None) -> Point:
    return Point("Xã An", value, str(value), Status.MISSING if value is None else Status.VERIFIED)


def test_bars_and_marks_share_one_scale_from_zero() -> None:
    bars = ranking([point(50), point(0), point(None)], [100, None, 25], ["", "", ""])
    assert [(bar.length, bar.mark) for bar in bars] == [(50.0, 100.0), (0.0, None), (None, 25.0)]


def test_bars_of_nothing_have_no_length() -> None:
    assert [bar.length for bar in ranking([point(0), point(None)], [None, None], ["", ""])] == [0.0, None]


def test_a_day_without_an_entry_is_blank_and_one_ahead_says_so() -> None:
    days = Days(date(2026, 11, 16), date(2026, 11, 29))  # two weeks from Monday
    grid = day_grid(days, {date(2026, 11, 17): 2000}, SCALE, date(2026, 11, 22))
    tuesday, sunday, next_monday = grid.days[1], grid.days[6], grid.days[7]
    assert (tuesday.x, tuesday.y, tuesday.step) == (LEFT, TOP + STEP, 5)
    assert (sunday.step, sunday.ahead, sunday.y) == (None, False, TOP + 6 * STEP)
    assert (next_monday.x, next_monday.y, next_monday.ahead) == (LEFT + STEP, TOP, True)


def test_a_month_that_is_nearly_over_has_no_room_for_its_name() -> None:
    grid = day_grid(Days(date(2026, 10, 29), date(2026, 12, 5)), {}, SCALE, date(2026, 12, 31))
    assert [day.month for _x, day in grid.months] == [11, 12]


def test_months_are_named_where_their_first_week_begins() -> None:
    grid = day_grid(Days(date(2026, 10, 1), date(2026, 12, 5)), {}, SCALE, date(2026, 12, 31))
    assert [day.month for _x, day in grid.months] == [10, 11, 12]
    assert len(grid.rows) == 4
