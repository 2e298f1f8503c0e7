"""Totals by the day."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction

from communes.models import Unit
from rollups import selectors
from rollups.counts import Counts
from rollups.days import by_day, last_days
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.writer import apply

pytestmark = pytest.mark.django_db
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 16), date(2026, 11, 17), date(2026, 11, 20)
Write = Callable[[Unit, date, int], None]


@pytest.fixture
def reports() -> Indicator:
    return selectors.catalogue().reports


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.get(slug="01864-2025")


@pytest.fixture
def write(reports: Indicator) -> Write:
    def add(unit: Unit, day: date, value: int) -> None:
        with transaction.atomic():
            apply(Counts({(unit.pk, day, reports.pk): (value, 0)}))

    return add


def test_the_last_day_passes_over_what_was_taken_back(unit: Unit, reports: Indicator, write: Write) -> None:
    for day, value in [(MONDAY, 1000), (FRIDAY, 1000), (FRIDAY, -1000)]:
        write(unit, day, value)
    assert last_days({unit.pk: unit.pk}, reports) == {unit.pk: MONDAY}


def test_the_last_day_of_a_group_is_that_of_its_latest_unit(unit: Unit, reports: Indicator, write: Write) -> None:
    before = unit.lineage.exclude(pk=unit.pk)[0]
    write(before, date(2025, 6, 2), 1000)
    write(unit, TUESDAY, 1000)
    assert last_days({before.pk: unit.pk, unit.pk: unit.pk}, reports) == {unit.pk: TUESDAY}
    assert last_days({before.pk: before.pk}, reports) == {before.pk: date(2025, 6, 2)}


def test_who_never_entered_anything_has_no_last_day(unit: Unit, reports: Indicator) -> None:
    assert last_days({unit.pk: unit.pk}, reports) == {}
    assert last_days({}, reports) == {}


def test_each_day_adds_up_its_units(unit: Unit, reports: Indicator, write: Write) -> None:
    other = Unit.objects.get(slug="01870-2000")
    write(unit, MONDAY, 2000)
    write(unit, FRIDAY, 1000)
    write(other, date(2025, 6, 2), 5000)
    assert by_day([unit.pk, other.pk], reports, Days(MONDAY, FRIDAY)) == {MONDAY: 2000, FRIDAY: 1000}
    assert by_day([unit.province_id or 0], reports, Days(MONDAY, MONDAY)) == {MONDAY: 2000}


def test_more_than_a_year_is_refused(unit: Unit, reports: Indicator) -> None:
    with pytest.raises(ValueError, match="year"):
        by_day([unit.pk], reports, Days(date(2025, 1, 1), date(2026, 1, 2)))
