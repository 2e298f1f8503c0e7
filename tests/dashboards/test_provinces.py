"""The ministry's table: beside every total of a province how many of its units stand behind it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from python_calamine import load_workbook

from accounts.models import User
from dashboards.stamps import forget
from models_selfmgmt.actions import open_register
from rollups.models import Indicator
from stations.readiness import Standing, record_readiness
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.test_stocks import row_of
from tests.models_selfmgmt.entries import opened, said
from tests.world import World

Browse = Callable[[User], Client]
PAGE = "/dashboards/provinces/"
QUERY = "from=2026-01-15&to=2026-02-14"
DAY = date(2026, 1, 20)
READY = Standing(office="independent", housing=True, staffed=False, investigator=True)


@pytest.fixture
def told(world: World) -> World:
    """Bằng Thành logs a patrol, keeps three cameras and says how its station stands."""
    recorded(world.lan, world.commune, patrol(on=DAY))
    opened(world.dung, world.commune, DAY, said(cameras_active=3))
    record_readiness(by=world.dung, unit=world.commune, since=DAY, standing=READY, seen=0)
    return world


def test_coverage_stands_beside_the_totals(told: World, browse: Browse) -> None:
    html = browse(told.bo).get(f"{PAGE}?{QUERY}").content.decode()
    shown = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in row_of(html, "Tỉnh Thái Nguyên")]
    logs, models, readiness = shown[1:5], shown[5:9], shown[9:15]
    assert logs[:2] == ["1/92 (1,1 %)", "1"]
    assert models[0] == "1/92 (1,1 %)"
    assert models[2] == "3"
    assert readiness[0] == "1/92 (1,1 %)"
    assert [one.partition(" ")[0] for one in readiness[1:]] == ["1/77", "0/77", "1/77", "0/77", "1/92"]
    assert [one.partition(" ")[0] for one in shown[15:]] == ["1/92", "5"]


def test_on_a_phone_each_group_begins_with_the_count_of_its_units(told: World, browse: Browse) -> None:
    html = browse(told.bo).get(f"{PAGE}?{QUERY}").content.decode()
    for name in ("Tỉnh Thái Nguyên", "Tỉnh An Giang", ">Toàn quốc</th>"):
        row = html[html.index(name, html.index("<table")) :].partition("</tr>")[0]
        leading = re.findall(r'<td class="num leads" data-label="([^"]*)"', row)
        assert leading == ["Sổ ghi", "Sổ mô hình", "Trụ sở, biên chế", "Khu dân cư"]


def test_what_says_who_reported_says_so_when_it_is_off(told: World, browse: Browse) -> None:
    before = browse(told.bo).get(f"{PAGE}?{QUERY}").content.decode()
    Indicator.objects.filter(key__endswith="_registers").update(active=False)
    forget()
    html = browse(told.bo).get(f"{PAGE}?{QUERY}").content.decode()
    for name in ("Tỉnh Thái Nguyên", "Tỉnh An Giang", ">Toàn quốc</th>"):
        assert row_of(html, name) == row_of(before, name)


def test_who_keeps_nothing_is_missing_not_zero(told: World, browse: Browse) -> None:
    html = browse(told.bo).get(f"{PAGE}?{QUERY}").content.decode()
    shown = row_of(html, "Tỉnh An Giang")
    assert [shown[place].partition(" ")[0] for place in (1, 5, 9, 15)] == ["0/102"] * 4
    assert all(cell.startswith("–") for place, cell in enumerate(shown) if place not in (0, 1, 5, 9, 15))


def test_the_nation_adds_them_up(told: World, browse: Browse) -> None:
    html = browse(told.bo).get(f"{PAGE}?{QUERY}").content.decode()
    shown = row_of(html, ">Toàn quốc</th>")
    assert [shown[place].partition(" ")[0] for place in (1, 5, 9)] == ["1/3.319"] * 3


def test_an_empty_register_counts_as_kept(world: World, browse: Browse) -> None:
    open_register(by=world.dung, unit=world.commune, since=DAY)
    html = browse(world.bo).get(f"{PAGE}?{QUERY}").content.decode()
    shown = row_of(html, "Tỉnh Thái Nguyên")
    assert (shown[5].partition(" ")[0], shown[6]) == ("1/92", "0")


def test_the_sheet_holds_both_numbers_of_each(told: World, browse: Browse) -> None:
    content = browse(told.bo).get(f"{PAGE}table.xlsx?{QUERY}").content
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    row = next(row for row in rows if row[0] == "Tỉnh Thái Nguyên")
    assert [Decimal(str(cell)) for cell in row[1:5]] == [Decimal("1.1"), 1, 92, 1]


def test_only_who_reads_the_nation_opens_it(world: World, browse: Browse) -> None:
    for person in (world.tinh, world.lan, world.hung, world.quan):
        assert browse(person).get(PAGE).status_code == 404
    assert PAGE in browse(world.bo).get("/dashboards/").content.decode()


def test_it_takes_few_queries(told: World, browse: Browse, django_assert_max_num_queries: Any) -> None:
    client = browse(told.bo)
    forget()
    with django_assert_max_num_queries(8):
        assert client.get(f"{PAGE}?{QUERY}").status_code == 200


def test_a_period_that_is_none_is_refused(world: World, browse: Browse) -> None:
    assert browse(world.bo).get(f"{PAGE}?period=nonsense").status_code == 422
