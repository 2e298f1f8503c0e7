"""What the press told of the stations of Bắc Kạn in February 2025 can be read off the sheet."""

from datetime import date
from typing import Any

import pytest

from communes.models import Unit
from rollups.checking import verify
from stations.sheet import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]

DAY = date(2025, 2, 28)


def test_the_sheet_of_old_bac_kan_is_the_one_of_the_press(told: Any) -> None:
    page = sheet(Unit.objects.get(slug="06-2000"), DAY)
    offices, building, housing, staffed, investigators = page.shares
    assert (offices.count, offices.among, building.count, building.among) == (78, 102, 22, 102)
    assert (page.rest, page.without_office) == (2, 2)
    assert (housing.count, housing.among) == (95, 95)
    assert (staffed.count, staffed.among) == (102, 102)
    assert (investigators.count, investigators.among) == (108, 108)
    assert [share.percent for share in (housing, staffed, investigators)] == [100_000] * 3
    assert offices.percent == 76_500


def test_stations_of_today_that_said_nothing_are_missing(told: Any) -> None:
    page = sheet(Unit.objects.get(slug="19-2025"), date(2025, 7, 1))
    assert len(page.lines) - page.reported == 6
    assert page.shares[0].missing > 0


def test_totals_equal_the_snapshots(told: Any) -> None:
    assert verify() == []
