"""Counts are added and subtracted like numbers, cell by cell."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from rollups.counts import Counts

DAY = date(2025, 7, 1)
pairs = st.tuples(st.integers(-5, 5), st.integers(-5, 5))
cells = st.dictionaries(st.tuples(st.integers(1, 2), st.just(DAY), st.integers(1, 2)), pairs)
members = st.dictionaries(st.tuples(st.integers(1, 2), st.just(DAY), st.just(1), st.integers(1, 2)), pairs)
some_counts = st.builds(Counts, cells, members)


@given(some_counts, some_counts, some_counts)
def test_the_order_of_adding_does_not_matter(one: Counts, two: Counts, three: Counts) -> None:
    assert one + two == two + one
    assert (one + two) + three == one + (two + three)


@given(some_counts, some_counts)
def test_what_is_added_can_be_taken_away(one: Counts, two: Counts) -> None:
    assert one + two - two == one
    assert one - one == Counts()


@given(some_counts)
def test_no_zero_is_kept(counts: Counts) -> None:
    assert (0, 0) not in [*counts.totals.values(), *counts.members.values()]
    assert bool(counts) == (counts != Counts())


def test_all_and_verified_are_added_apart() -> None:
    one = Counts({(1, DAY, 7): (2000, 0)})
    two = Counts({(1, DAY, 7): (3000, 3000), (1, DAY, 8): (500, 0)})
    assert dict((one + two).totals) == {(1, DAY, 7): (5000, 3000), (1, DAY, 8): (500, 0)}


def test_verifying_changes_only_the_verified_sum() -> None:
    before, after = Counts({(1, DAY, 7): (2000, 0)}), Counts({(1, DAY, 7): (2000, 2000)})
    assert dict((after - before).totals) == {(1, DAY, 7): (0, 2000)}
