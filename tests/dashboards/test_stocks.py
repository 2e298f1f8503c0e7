"""Stocks on the pages of leaders: the value on the last day, missing where no register is kept, never summed."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from accounts.models import User
from communes.models import Unit
from stations.readiness import Standing, record_readiness
from tests.campaigns.entries import patrol, recorded
from tests.world import World

Browse = Callable[[User], Client]
KEY = "stations_independent_office"
OFFICE = Standing(office="independent", housing=True, staffed=True, investigator=True)
BUILDING = Standing(office="under_construction", housing=True, staffed=True, investigator=True)
DAYS = "from=2025-07-01&to=2025-09-30"


@pytest.fixture
def station(world: World) -> Unit:
    """Bằng Thành builds an office and has it since 15 August 2025; the neighbour logs, and keeps no register."""
    first = record_readiness(by=world.dung, unit=world.commune, since=date(2025, 7, 1), standing=BUILDING, seen=0)
    record_readiness(by=world.dung, unit=world.commune, since=date(2025, 8, 15), standing=OFFICE, seen=first.pk)
    recorded(world.minh, world.neighbour, patrol(on=date(2025, 8, 1)))
    return world.commune


def row_of(html: str, name: str) -> list[str]:
    """The cells of a table's row, in words."""
    row = next(row for row in re.findall(r"<tr.*?</tr>", html, re.S) if name in row)
    cells = re.findall(r"<t[hd].*?</t[hd]>", row, re.S)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in cells]


def test_a_figure_page_shows_the_value_on_the_last_day(world: World, station: Unit, browse: Browse) -> None:
    client = browse(world.tinh)
    address = f"/dashboards/units/{world.province.slug}/figures/{KEY}/"
    html = client.get(f"{address}?{DAYS}").content.decode()
    assert row_of(html, "Bằng Thành")[2] == "1"
    assert row_of(html, "Tổng số")[2] == "1"
    assert "1/92 đơn vị đã báo cáo" in html
    before = client.get(f"{address}?from=2025-07-01&to=2025-08-14").content.decode()
    assert row_of(before, "Bằng Thành")[2] == "0"


def test_without_a_register_it_is_missing_not_zero(world: World, station: Unit, browse: Browse) -> None:
    address = f"/dashboards/units/{world.province.slug}/figures/{KEY}/?{DAYS}"
    html = browse(world.tinh).get(address).content.decode()
    status, value = row_of(html, world.neighbour.name)[1:3]
    assert (status, value[0]) == ("Chưa báo cáo", "–")


def test_a_station_that_logs_nothing_still_has_its_register(world: World, station: Unit, browse: Browse) -> None:
    html = browse(world.lan).get(f"/dashboards/units/{station.slug}/figures/{KEY}/?{DAYS}").content.decode()
    assert re.search(r'class="figure-value"[^>]*>\s*<span>1</span>', html)


def test_periods_of_an_own_table_are_never_added(world: World, station: Unit, browse: Browse) -> None:
    address = f"/tables/units/{world.province.slug}/?{DAYS}&rows=commune&columns=month&figures={KEY}"
    html = browse(world.tinh).get(address).content.decode()
    values = row_of(html, "Bằng Thành")[1:]
    assert values[0] == "0"
    assert set(values[2:]) == {"1"}


def test_it_stands_in_the_table_by_indicator(world: World, station: Unit, browse: Browse) -> None:
    html = browse(world.lan).get(f"/dashboards/units/{station.slug}/?{DAYS}&by=indicator").content.decode()
    assert row_of(html, "Công an cấp xã có trụ sở độc lập")[2] == "1"
