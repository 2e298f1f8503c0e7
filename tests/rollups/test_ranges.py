"""Ranges and the buckets that add up to them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rollups.models import Grain
from rollups.ranges import Days, Run, half_month_of, next_half_month, reporting_months, runs

DAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
RANGES = st.tuples(DAYS, st.integers(0, 800)).map(lambda pair: Days(pair[0], pair[0] + timedelta(pair[1])))


def days_of(run: Run) -> list[date]:
    """Every day that a run covers."""
    last = run.last if run.grain == Grain.DAY else next_half_month(run.last) - timedelta(1)
    return [run.first + timedelta(step) for step in range((last - run.first).days + 1)]


@given(RANGES)
def test_runs_cover_each_day_once(days: Days) -> None:
    covered = [day for run in runs(days) for day in days_of(run)]
    assert covered == [days.start + timedelta(step) for step in range(len(days))]


@given(RANGES)
def test_half_month_runs_begin_and_end_on_half_months(days: Days) -> None:
    for run in runs(days):
        if run.grain == Grain.HALF_MONTH:
            assert run.first == half_month_of(run.first)
            assert run.last == half_month_of(run.last)


@given(RANGES)
def test_runs_hold_at_most_32_days(days: Days) -> None:
    assert sum(len(days_of(run)) for run in runs(days) if run.grain == Grain.DAY) <= 32


@given(RANGES)
def test_reporting_months_cut_a_range_on_the_15th(days: Days) -> None:
    parts = reporting_months(days)
    assert parts[0].start == days.start
    assert parts[-1].end == days.end
    for one, following in pairwise(parts):
        assert following.start == one.end + timedelta(1)
        assert following.start.day == 15


@given(RANGES)
def test_cutting_into_reporting_months_reads_no_more_days(days: Days) -> None:
    def day_rows(found: list[Run]) -> int:
        return sum(len(days_of(run)) for run in found if run.grain == Grain.DAY)

    assert sum(day_rows(runs(part)) for part in reporting_months(days)) == day_rows(runs(days))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-15", "2026-12-14", [(2, "2026-11-15", "2026-12-01")]),
        ("2026-11-14", "2026-12-14", [(1, "2026-11-14", "2026-11-14"), (2, "2026-11-15", "2026-12-01")]),
        ("2024-02-15", "2024-02-29", [(2, "2024-02-15", "2024-02-15")]),
        ("2024-02-15", "2024-02-28", [(1, "2024-02-15", "2024-02-28")]),
        ("2025-06-30", "2025-07-01", [(1, "2025-06-30", "2025-07-01")]),
        ("2025-06-15", "2025-06-30", [(2, "2025-06-15", "2025-06-15")]),
    ],
)
def test_runs_at_the_edges(start: str, end: str, expected: list[tuple[int, str, str]]) -> None:
    found = runs(Days(date.fromisoformat(start), date.fromisoformat(end)))
    assert [(run.grain.value, str(run.first), str(run.last)) for run in found] == expected
