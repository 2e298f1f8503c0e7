"""A range cut into periods: each as far as it lies in the range, together all of it."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from periods.presets import Calendar, of_period
from pivots.axes import PERIODS, Axis
from pivots.slices import slices
from rollups.ranges import Days

TODAY = date(2026, 11, 22)
LATE = date(2099, 12, 31)
STORED = [
    of_period("month", 2026, 11, Days(date(2026, 10, 15), date(2026, 11, 14))),
    of_period("month", 2026, 12, Days(date(2026, 11, 15), date(2026, 12, 14))),
    of_period("quarter", 2026, 4, Days(date(2026, 9, 15), date(2026, 12, 14))),
    of_period("half", 2026, 2, Days(date(2026, 6, 15), date(2026, 12, 14))),
    of_period("year", 2026, 1, Days(date(2025, 12, 15), date(2026, 12, 14))),
]
CALENDAR = Calendar(STORED)
days = st.dates(date(2020, 1, 1), date(2032, 1, 1))


def labels(axis: Axis, start: str, end: str, today: date = LATE) -> list[str]:
    range_ = Days(date.fromisoformat(start), date.fromisoformat(end))
    return [one.label for one in slices(axis, range_, CALENDAR, today)]


@pytest.mark.parametrize("axis", PERIODS)
@given(start=days, length=st.integers(0, 900))
def test_the_parts_hold_every_day_once(axis: Axis, start: date, length: int) -> None:
    whole = Days(start, start + timedelta(length))
    found = slices(axis, whole, CALENDAR, LATE)
    assert found[0].days.start == whole.start
    assert found[-1].days.end == whole.end
    for one, following in pairwise(found):
        assert following.days.start == one.days.end + timedelta(1)


def test_a_period_that_the_range_cuts_says_where() -> None:
    assert labels(Axis.MONTH, "2026-11-01", "2026-12-10") == ["Tháng 11/2026 (từ 01/11)", "Tháng 12/2026 (đến 10/12)"]
    assert labels(Axis.MONTH, "2026-12-01", "2026-12-10") == ["Tháng 12/2026 (từ 01/12 đến 10/12)"]
    assert labels(Axis.MONTH, "2026-10-15", "2026-12-14") == ["Tháng 11/2026", "Tháng 12/2026"]
    assert labels(Axis.WEEK, "2026-11-18", "2026-11-22") == ["Tuần 16/11–22/11/2026 (từ 18/11)"]


def test_a_period_that_runs_says_so_and_what_has_not_begun_is_left_out() -> None:
    assert labels(Axis.MONTH, "2026-10-15", "2026-12-14", TODAY) == ["Tháng 11/2026", "Tháng 12/2026 (đến nay)"]
    assert labels(Axis.MONTH, "2026-11-20", "2026-12-14", TODAY) == ["Tháng 12/2026 (từ 20/11 đến nay)"]
    assert labels(Axis.MONTH, "2026-10-15", "2026-12-14", date(2026, 11, 14)) == ["Tháng 11/2026"]
    assert labels(Axis.WEEK, "2026-12-21", "2026-12-27", TODAY) == ["Tuần 21/12–27/12/2026"]


def test_days_of_no_stored_period_stand_by_their_dates() -> None:
    assert labels(Axis.MONTH, "2026-10-01", "2026-12-20") == [
        "01/10–14/10/2026",
        "Tháng 11/2026",
        "Tháng 12/2026",
        "15/12–20/12/2026",
    ]
    assert labels(Axis.YEAR, "2019-01-01", "2019-12-31") == ["01/01–31/12/2019"]
