"""Weeks, months so far, the year before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from periods.calendar import as_long_before, elapsed, first_days, months_so_far, week, year_before
from rollups.ranges import Days

DAYS = st.dates(date(2001, 1, 1), date(2090, 12, 31))


def days(start: str, end: str) -> Days:
    return Days(date.fromisoformat(start), date.fromisoformat(end))


@given(DAYS)
def test_a_week_runs_from_monday_to_sunday_and_holds_its_day(day: date) -> None:
    found = week(day)
    assert day in found
    assert (found.start.weekday(), len(found)) == (0, 7)


def test_months_so_far_are_months_of_the_calendar() -> None:
    assert months_so_far(2024, 7) == days("2024-01-01", "2024-07-31")
    assert months_so_far(2024, 2) == days("2024-01-01", "2024-02-29")


@pytest.mark.parametrize(
    ("start", "end", "earlier_start", "earlier_end"),
    [
        ("2026-11-15", "2026-12-14", "2025-11-15", "2025-12-14"),
        ("2024-02-15", "2024-02-29", "2023-02-15", "2023-02-28"),
        ("2025-02-15", "2025-02-28", "2024-02-15", "2024-02-29"),
        ("2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28"),
        ("2025-02-28", "2025-02-28", "2024-02-28", "2024-02-28"),
        ("2026-01-01", "2026-07-31", "2025-01-01", "2025-07-31"),
    ],
)
def test_the_year_before(start: str, end: str, earlier_start: str, earlier_end: str) -> None:
    assert year_before(days(start, end)) == days(earlier_start, earlier_end)


@given(DAYS, st.integers(0, 400))
def test_as_long_before_ends_on_the_eve(start: date, length: int) -> None:
    one = Days(start, start + timedelta(length))
    before = as_long_before(one)
    assert len(before) == len(one)
    assert before.end == one.start - timedelta(1)


def test_elapsed_counts_the_days_that_have_begun() -> None:
    month = days("2026-11-15", "2026-12-14")
    assert [elapsed(month, date(2026, *day)) for day in [(11, 14), (11, 15), (11, 22), (12, 31)]] == [0, 1, 8, 30]
    assert first_days(month, 8) == days("2026-11-15", "2026-11-22")
    assert first_days(month, 90) == month
