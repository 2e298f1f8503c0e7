"""Days of a week, as they are typed and pasted."""

from datetime import date

import pytest

from campaigns.week.calendar import Week, day_in, read_day, week_of
from campaigns.week.matching import Unclear

WEEK = Week(date(2025, 12, 29), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("29", date(2025, 12, 29)),
        ("1", date(2026, 1, 1)),
        ("01/01", date(2026, 1, 1)),
        ("31/12", date(2025, 12, 31)),
        ("31/12/2025", date(2025, 12, 31)),
        ("31.12.25", date(2025, 12, 31)),
        ("4-1-2026", date(2026, 1, 4)),
        ("2026-01-04", date(2026, 1, 4)),
        ("31/12/2025 00:00", date(2025, 12, 31)),
        ("2025-12-31T00:00:00", date(2025, 12, 31)),
        ("t2", date(2025, 12, 29)),
        ("Thứ 7", date(2026, 1, 3)),
        ("CN", date(2026, 1, 4)),
    ],
)
def test_it_reads(text: str, day: date) -> None:
    assert read_day(text, WEEK) == day


@pytest.mark.parametrize("text", ["hôm qua", "32", "12/2025/1", "31/02/2026", "45942", "15", "²"])
def test_it_says_how_a_day_is_written(text: str) -> None:
    with pytest.raises(Unclear, match="ví dụ 29/12"):
        read_day(text, WEEK)


@pytest.mark.parametrize("text", ["05/01/2026", "28/12", "2024-12-31"])
def test_it_refuses_another_week(text: str) -> None:
    with pytest.raises(Unclear, match="không thuộc tuần 29/12 – 04/01/2026"):
        read_day(text, WEEK)


def test_a_week_to_come_is_this_week() -> None:
    today = date(2026, 3, 4)
    assert week_of(date(2030, 1, 1), today) == Week(date(2026, 3, 2), today)
    assert week_of(date(2026, 2, 22), today).monday == date(2026, 2, 16)


def test_days_to_come_are_not_offered() -> None:
    week = Week(date(2026, 3, 2), date(2026, 3, 4))
    assert [day.day for day in week.days] == [2, 3, 4]
    assert week.after is None
    assert Week(date(2026, 2, 23), date(2026, 3, 4)).after == date(2026, 3, 2)


@pytest.mark.parametrize("text", ["", "x", "2025-02-30", "10/11/2025"])
def test_an_address_without_a_day_has_none(text: str) -> None:
    assert day_in(text) is None
