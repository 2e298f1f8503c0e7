"""The stored periods, and the ranges that people choose from."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from periods.models import Period
from periods.presets import Calendar, Choice, like_for_like, of_period, of_range
from rollups.ranges import Days

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def calendar() -> Calendar:
    rows = Period.objects.values_list("kind", "year", "number", "start", "end")
    campaign = Choice("campaign-3", Days(date(2024, 12, 15), date(2025, 2, 14)), "Cao điểm Tết")
    return Calendar(
        [of_period(kind, year, number, Days(start, end)) for kind, year, number, start, end in rows], [campaign]
    )


def chosen(calendar: Calendar, token: str) -> Choice:
    found = calendar.resolve(token)
    assert found is not None
    return found


@pytest.mark.parametrize("kind", Period.Kind.values)
def test_stored_periods_follow_each_other_without_a_gap(kind: str) -> None:
    rows = list(Period.objects.filter(kind=kind).order_by("start"))
    assert rows[0].start == date(2018, 12, 15)
    assert rows[-1].end == date(2030, 12, 14)
    for one, following in pairwise(rows):
        assert following.start == one.end + timedelta(1)


@pytest.mark.parametrize(
    ("kind", "year", "number", "name", "start", "end"),
    [
        ("month", 2026, 12, "Tháng 12/2026", "2026-11-15", "2026-12-14"),
        ("month", 2026, 1, "Tháng 1/2026", "2025-12-15", "2026-01-14"),
        ("month", 2024, 3, "Tháng 3/2024", "2024-02-15", "2024-03-14"),
        ("quarter", 2026, 1, "Quý 1/2026", "2025-12-15", "2026-03-14"),
        ("quarter", 2026, 4, "Quý 4/2026", "2026-09-15", "2026-12-14"),
        ("half", 2026, 1, "6 tháng đầu năm 2026", "2025-12-15", "2026-06-14"),
        ("half", 2026, 2, "6 tháng cuối năm 2026", "2026-06-15", "2026-12-14"),
        ("year", 2026, 1, "Năm 2026", "2025-12-15", "2026-12-14"),
    ],
)
def test_periods_are_stored_as_decree_09_says(
    kind: str, year: int, number: int, name: str, start: str, end: str
) -> None:
    found = Period.objects.get(kind=kind, year=year, number=number)
    assert (str(found), str(found.start), str(found.end)) == (name, start, end)


@pytest.mark.parametrize(
    ("token", "label", "before", "last_year"),
    [
        ("month-2026-1", "Tháng 1/2026", "Tháng 12/2025", "Tháng 1/2025"),
        ("month-2026-01", "Tháng 1/2026", "Tháng 12/2025", "Tháng 1/2025"),
        ("quarter-2026-1", "Quý 1/2026", "Quý 4/2025", "Quý 1/2025"),
        (
            "half-2026-1",
            "6 tháng đầu năm 2026 (kỳ báo cáo)",
            "6 tháng cuối năm 2025 (kỳ báo cáo)",
            "6 tháng đầu năm 2025 (kỳ báo cáo)",
        ),
        ("year-2026", "Năm 2026", "Năm 2025", "Năm 2025"),
        ("week-2026-11-18", "Tuần 16/11–22/11/2026", "Tuần 09/11–15/11/2026", "Tuần 17/11–23/11/2025"),
        (
            "months-2026-7",
            "7 tháng đầu năm 2026 (dương lịch)",
            "03/06–31/12/2025",
            "7 tháng đầu năm 2025 (dương lịch)",
        ),
        ("months-2024-1", "Tháng 1/2024 (dương lịch)", "01/12–31/12/2023", "Tháng 1/2023 (dương lịch)"),
        ("months-2024-12", "Cả năm 2024 (dương lịch)", "31/12/2022–31/12/2023", "Cả năm 2023 (dương lịch)"),
        ("range-2026-11-02-2026-11-20", "02/11–20/11/2026", "14/10–01/11/2026", "02/11–20/11/2025"),
        ("campaign-3", "Cao điểm Tết", "14/10–14/12/2024", "15/12/2023–14/02/2024"),
    ],
)
def test_choices_and_what_they_are_compared_with(
    calendar: Calendar, token: str, label: str, before: str, last_year: str
) -> None:
    one = chosen(calendar, token)
    assert (one.label, calendar.before(one).label, calendar.last_year(one).label) == (label, before, last_year)


def test_no_two_choices_of_the_picker_have_one_name(calendar: Calendar) -> None:
    """Months and half-years run by the calendar and by the reporting periods."""
    offered = [one for group in calendar.groups(TODAY, chosen(calendar, "months-2026-6")) for one in group.choices]
    assert len({one.label for one in offered}) == len(offered)
    assert chosen(calendar, "half-2026-1").text == "6 tháng đầu năm 2026 (kỳ báo cáo, 15/12/2025–14/06/2026)"
    assert chosen(calendar, "months-2026-6").text == "6 tháng đầu năm 2026 (dương lịch, 01/01–30/06/2026)"


def test_an_axis_has_short_words_of_the_trade(calendar: Calendar) -> None:
    shorts = [chosen(calendar, token).short for token in ("half-2026-1", "half-2026-2", "quarter-2026-4")]
    assert shorts == ["6T đầu 2026", "6T cuối 2026", "Q4/2026"]


NO_PERIODS = [
    "",
    "month",
    "month-2026-13",
    "month-1999-1",
    "week-2026-02-30",
    "week-1999-01-04",
    "months-2026-0",
    "range-2026-11-20-2026-11-02",
    "range-2026-11-20",
    "x-1",
]


@pytest.mark.parametrize("token", [*NO_PERIODS, "campaign-4"])
def test_what_names_no_period_is_none(calendar: Calendar, token: str) -> None:
    assert calendar.resolve(token) is None


@pytest.mark.parametrize("token", ["month-2026-12", "quarter-2026-4", "week-2026-11-16", "months-2026-7", "campaign-3"])
def test_a_trend_is_thirteen_windows_that_end_with_the_choice(calendar: Calendar, token: str) -> None:
    trend = calendar.trend(chosen(calendar, token))
    assert len(trend) == 13
    assert trend[-1].token in {token, "range"}
    for one, following in pairwise(trend):
        assert one.days.end < following.days.start


def test_a_trend_of_months_begins_with_the_same_month_of_last_year(calendar: Calendar) -> None:
    month = chosen(calendar, "month-2026-12")
    assert calendar.trend(month)[0] == calendar.last_year(month)


def test_a_trend_stops_where_nothing_is_stored(calendar: Calendar) -> None:
    assert [one.label for one in calendar.trend(chosen(calendar, "year-2021"))] == ["Năm 2019", "Năm 2020", "Năm 2021"]


def test_dates_of_a_stored_period_carry_its_name(calendar: Calendar) -> None:
    assert calendar.within(Days(date(2026, 11, 15), date(2026, 12, 14))).token == "month-2026-12"
    assert calendar.within(Days(date(2026, 11, 15), date(2026, 12, 13))).token == "range"
    for kind in Period.Kind:
        assert [calendar.within(one.days) for one in calendar.stored[kind]] == calendar.stored[kind]


def test_a_month_that_runs_is_compared_with_as_many_days(calendar: Calendar) -> None:
    month = chosen(calendar, "month-2026-12")
    before = like_for_like(month, calendar.before(month), TODAY)
    assert before.days == Days(date(2026, 10, 15), date(2026, 10, 22))
    over = chosen(calendar, "month-2026-11")
    assert like_for_like(over, calendar.before(over), TODAY) == calendar.before(over)


def test_the_picker_offers_the_choice_in_any_case(calendar: Calendar) -> None:
    old = chosen(calendar, "month-2021-3")
    groups = calendar.groups(TODAY, old)
    assert groups[0].choices == (old,)
    assert not any(old in group.choices for group in groups[1:])
    labels = [group.label for group in calendar.groups(TODAY, of_range(old.days))]
    assert labels == ["Tháng báo cáo", "Quý", "6 tháng", "Năm", "Từ đầu năm", "Tuần", "Đợt cao điểm"]
    assert chosen(calendar, "month-2027-1") not in calendar.groups(TODAY, old)[1].choices
