"""One judgement of what is told: not reported, or not asked for yet, is not zero."""

from datetime import date

import pytest

from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Sums
from rollups.told import Unasked, cut, ended, told, unasked

BEGUN = date(2025, 8, 15)
FIGURE, COUNT, STOCK = (
    Indicator(pk=1, aggregation="sum", presence_id=2, since=BEGUN),
    Indicator(pk=2, aggregation="sum"),
    Indicator(pk=3, aggregation="last", source="register", since=BEGUN),
)
PLACES = {1: 0, 2: 1, 3: 2}
JULY, ACROSS, AFTER = (
    Days(date(2025, 7, 15), date(2025, 8, 14)),
    Days(date(2025, 7, 15), date(2025, 8, 15)),
    Days(BEGUN, date(2025, 9, 14)),
)


def sums(figure: int = 0, count: int = 1000, reports: int = 0) -> Sums:
    return Sums((figure, count, 7000), (), reports, 0, 0)


@pytest.mark.parametrize(("days", "value"), [(JULY, None), (ACROSS, 0), (AFTER, 0)])
def test_nothing_is_told_of_days_on_which_nobody_was_asked(days: Days, value: int | None) -> None:
    assert told(sums(), PLACES, FIGURE, days) == value
    assert told(sums(count=0, reports=1000), PLACES, FIGURE, days) is None
    assert told(None, PLACES, FIGURE, days) is None


def test_a_range_that_begins_before_is_cut_and_a_stock_is_of_its_last_day() -> None:
    figures = [FIGURE, COUNT, STOCK]
    assert cut(figures, [JULY]) == [(FIGURE, BEGUN), (STOCK, BEGUN)]
    assert cut(figures, [AFTER, ACROSS]) == [(FIGURE, BEGUN)]
    assert cut(figures, [AFTER]) == []


def test_a_share_is_asked_for_since_both_its_parts_are() -> None:
    share = Indicator(pk=4, aggregation="ratio", numerator=FIGURE, denominator=COUNT)
    assert cut([share], [JULY]) == [(share, BEGUN)]


@pytest.mark.parametrize(
    ("days", "figure", "stock"),
    [
        (JULY, None, Unasked.ENDED),  # a stock is of its last day
        (Days(date(2025, 7, 15), date(2025, 7, 31)), None, None),
        (Days(date(2025, 8, 1), date(2025, 8, 31)), Unasked.ENDED, Unasked.ENDED),
    ],
)
def test_nobody_is_asked_after_the_last_day(days: Days, figure: Unasked | None, stock: Unasked | None) -> None:
    last = date(2025, 7, 31)
    flow, kept = Indicator(pk=1, aggregation="sum", until=last), Indicator(pk=3, aggregation="last", until=last)
    assert (unasked(flow, days), unasked(kept, days)) == (figure, stock)
    assert told(sums(reports=1000), PLACES, flow, days) == (None if figure else 0)
    share = Indicator(pk=4, aggregation="ratio", numerator=COUNT, denominator=flow)
    assert unasked(share, days) == figure
    cuts = ended([flow, share, COUNT], [days])
    assert cuts == ([] if days.end == last else [(flow, last), (share, last)])
