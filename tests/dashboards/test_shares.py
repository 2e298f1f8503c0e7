"""Shares are shown as so many of so many, with the percentage and what no part explains; each by its own whole."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from python_calamine import load_workbook

from accounts.models import Role, User
from communes.models import Kind, Unit
from rollups.numbers import Points, Share, worded
from rollups.writer import apply
from stations.models import Office, Readiness
from stations.readiness import Standing, counted, record_readiness
from tests.dashboards.test_stocks import row_of
from tests.models_selfmgmt.entries import opened, said
from tests.world import World, person

Browse = Callable[[User], Client]
FEBRUARY = "from=2025-02-01&to=2025-02-28"
OLD = "06-2000"  # Bắc Kạn
READY = Standing(office="independent", housing=True, staffed=True, investigator=True)


@pytest.fixture
def old(world: World) -> Unit:
    """The 108 stations of Bắc Kạn in February 2025: 78 of 102 with an office of their own, 22 build one."""
    province = Unit.objects.get(slug=OLD)
    units = Unit.objects.filter(province=province, leaf=True, valid_to__isnull=False).order_by("kind", "code")
    counts = {Office.INDEPENDENT: 78, Office.UNDER_CONSTRUCTION: 22, Office.NONE: 2}
    offices = [office for office, number in counts.items() for _each in range(number)]
    rows = []
    for unit in units:
        office = Office.INDEPENDENT if unit.kind == Kind.PHUONG else offices.pop()
        rows.append(
            Readiness(
                unit=unit, by=world.dung, valid_from=date(2025, 1, 1), valid_to=unit.valid_to, office=office,
                housing=True, staffed=True, investigator=True,
            )
        )  # fmt: skip
    with transaction.atomic():
        apply(counted(row.pk for row in Readiness.objects.bulk_create(rows)))
    return province


def text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def hero(html: str) -> str:
    found = re.search(r'class="figure-value".*?</p>', html, re.S)
    assert found is not None
    return text(found.group(0)).partition("> ")[2]


def page(client: Client, unit: Unit, key: str, query: str = FEBRUARY) -> str:
    return client.get(f"/dashboards/units/{unit.slug}/figures/{key}/?{query}").content.decode()


def test_a_share_knows_its_two_numbers() -> None:
    share = Share(78_000, 102_000)
    assert (int(share), share.part, share.whole, share.rest) == (76_500, 78_000, 102_000, 24_000)
    assert worded(share, 0, english=False) == "78/102 (76,5\N{NO-BREAK SPACE}%)"
    assert worded(Points(-1_500), 0, english=False) == "−1,5 điểm %".replace(" ", "\N{NO-BREAK SPACE}")
    assert sorted([Share(1, 3), Share(1, 2), Share(0, 9)])[0] == 0


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("stations_independent_office_pct", "78/102 76,5 %"),
        ("stations_office_under_construction_pct", "22/102 21,6 %"),
        ("stations_with_housing_pct", "95/95 100 %"),
        ("stations_fully_staffed_pct", "102/102 100 %"),
        ("stations_with_investigator_pct", "108/108 100 %"),
        ("stations_total", "102 đơn vị"),
        ("stations_all_total", "108 đơn vị"),
    ],
)
def test_each_share_has_its_own_whole(world: World, old: Unit, browse: Browse, key: str, shown: str) -> None:
    assert hero(page(browse(world.bo), old, key)).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_what_no_part_explains_is_shown(world: World, old: Unit, browse: Browse) -> None:
    for key in ("stations_independent_office_pct", "stations_total"):
        html = page(browse(world.bo), old, key)
        assert row_of(html, "Còn lại")[2].startswith("2/102")
        assert row_of(html, "đang xây dựng")[2].startswith("22/102")
        assert row_of(html, "Tổng số")[2].startswith("78/102" if key.endswith("pct") else "102")


def test_the_sentence_to_copy_says_both_numbers(world: World, old: Unit, browse: Browse) -> None:
    html = page(browse(world.bo), old, "stations_independent_office_pct")
    assert "tỷ lệ có trụ sở độc lập là 78/102 (76,5\N{NO-BREAK SPACE}%)" in html


def test_a_sheet_holds_two_numbers(world: World, old: Unit, browse: Browse) -> None:
    address = f"/dashboards/units/{OLD}/figures/stations_independent_office_pct/table.xlsx?{FEBRUARY}"
    rows = sheet(browse(world.bo), address)
    head = next(row for row in rows if row[0] == "Đơn vị")
    total = next(row for row in rows if row[0] == "Tổng số")
    first = head.index("Kỳ này")
    assert head[first : first + 3] == ["Kỳ này", "Kỳ này: tử số", "Kỳ này: mẫu số"]
    assert [Decimal(str(cell)) for cell in total[first : first + 3]] == [Decimal("76.5"), 78, 102]


def test_an_own_table_shows_and_exports_them(world: World, old: Unit, browse: Browse) -> None:
    client, query = browse(world.bo), f"rows=commune&figures=stations_independent_office_pct&{FEBRUARY}"
    html = client.get(f"/tables/units/{OLD}/?{query}").content.decode()
    assert row_of(html, "Tổng số")[1].startswith("78/102")
    rows = sheet(client, f"/tables/units/{OLD}/table.xlsx?{query}")
    total = next(row for row in rows if row[0] == "Tổng số")
    assert [Decimal(str(cell)) for cell in total[1:4]] == [Decimal("76.5"), 78, 102]


def test_an_own_table_asks_no_share_of_a_ward(world: World, old: Unit, browse: Browse) -> None:
    """It is none of the communes of which so many have an office: nothing is missing."""
    client, query = browse(world.bo), f"rows=commune&figures=stations_independent_office_pct&{FEBRUARY}"
    ward = Unit.objects.filter(province=old, leaf=True, valid_to__isnull=False, kind=Kind.PHUONG).earliest("sort_key")
    html = client.get(f"/tables/units/{OLD}/?{query}").content.decode()
    assert [text(cell) for cell in row_of(html, ward.full_name)[1:]] == ["không áp dụng"]
    assert "chưa báo cáo" not in html
    assert "Ô trống là không áp dụng" in html
    rows = sheet(client, f"/tables/units/{OLD}/table.xlsx?{query}")
    assert next(row for row in rows if row[0] == ward.full_name)[1] == "không áp dụng"


def sheet(client: Client, address: str) -> list[list[Any]]:
    return load_workbook(BytesIO(client.get(address).content)).get_sheet_by_index(0).to_python()


def test_villages_are_shared_by_the_residential_areas_of_the_day(world: World, browse: Browse) -> None:
    lit = said(world.villages[0], world.villages[1])
    opened(world.dung, world.giao_hieu, date(2024, 1, 1), lit, "security_lighting")
    client = browse(world.dung)
    assert hero(page(client, world.giao_hieu, "lighting_villages_pct")).startswith("2/3")
    assert hero(page(client, world.commune, "lighting_villages_pct", "from=2026-01-15&to=2026-02-14")).startswith("2/5")
    assert hero(page(client, world.giao_hieu, "villages_total")) == "3 thôn, bản"


def test_where_nobody_said_how_many_there_are_there_is_no_share(world: World, browse: Browse) -> None:
    minh = person("truong", "Lý Văn Trưởng", Role.STATION_HEAD, unit=world.neighbour)
    opened(minh, world.neighbour, date(2026, 1, 1), said(), "security_lighting")
    html = page(browse(world.minh), world.neighbour, "lighting_villages_pct", "from=2026-01-15&to=2026-02-14")
    assert "Chưa báo cáo" in hero(html)


def test_the_nation_has_the_shares_of_stations_and_none_of_what_is_counted_once(
    world: World, old: Unit, browse: Browse
) -> None:
    client = browse(world.bo)
    html = client.get(f"/dashboards/figures/stations_independent_office_pct/?{FEBRUARY}&lens=recorded").content.decode()
    assert row_of(html, "Bắc Kạn")[2].startswith("78/102")
    assert client.get(f"/dashboards/figures/lighting_villages_pct/?{FEBRUARY}").status_code == 404


ACROSS = "from=2025-06-15&to=2025-07-14"


@pytest.fixture
def across(world: World, old: Unit) -> Unit:
    """The new commune says the same as the old ones said; its neighbours say nothing."""
    record_readiness(by=world.dung, unit=world.commune, since=date(2025, 7, 1), standing=READY, seen=0)
    return world.province


def test_as_recorded_a_unit_that_ended_shows_its_last_day(world: World, across: Unit, browse: Browse) -> None:
    html = page(browse(world.tinh), across, "stations_independent_office", f"{ACROSS}&lens=recorded")
    gone, stays = row_of(html, "Xã Giáo Hiệu (đến 30/06/2025)"), row_of(html, ">Xã Bằng Thành<")
    assert gone[1] == "Đã kết thúc trước cuối kỳ"
    assert gone[2] in {"0", "1"}
    assert (stays[2], row_of(html, "Tổng số")[2]) == ("1", "1")
    assert "giá trị của ngày cuối cùng" in html


def test_its_own_page_shows_its_last_day_too(world: World, across: Unit, browse: Browse) -> None:
    assert hero(page(browse(world.bo), Unit.objects.get(slug=OLD), "stations_total", ACROSS)) == "102 đơn vị"
    rows = f"/tables/units/{across.slug}/?{ACROSS}&lens=recorded&rows=commune&figures=stations_all_total"
    html = browse(world.tinh).get(rows).content.decode()
    assert row_of(html, "Xã Giáo Hiệu (đến 30/06/2025)")[1] == "1"
    assert row_of(html, "Tổng số")[1] == "92"


def test_a_stock_is_estimated_by_its_day_alone(world: World, browse: Browse) -> None:
    divided = Unit.objects.filter(estimated=True, province=world.province, leaf=True).first()
    assert divided is not None
    client = browse(world.tinh)
    assert "≈" not in hero(page(client, divided, "stations_all_total", "from=2025-01-15&to=2025-12-14"))
    assert "≈" in hero(page(client, divided, "stations_all_total", FEBRUARY))
