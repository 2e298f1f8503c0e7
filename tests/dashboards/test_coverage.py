"""Who has reported: n of N units at every level, now and in what a period is compared with."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from python_calamine import load_workbook

from communes.models import AreaMembership, Unit
from dashboards import asking, places, selectors
from dashboards.coverage import Counting, Reported
from dashboards.members import family
from dashboards.places import Place
from dashboards.stamps import forget
from dashboards.tables import Row, Status
from rollups import selectors as totals
from rollups.ranges import Days
from rollups.selectors import catalogue
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, TODAY, count, leaves, of_unit, random_query, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = range(4)


def page(place: Place, query: str) -> selectors.Dashboard:
    return selectors.dashboard(place, state_of(place, query))


def row_of(found: selectors.Dashboard, name: str) -> Row:
    return next(row for row in found.table.rows if row.name == name)


def test_one_record_of_one_commune_is_not_the_report_of_its_province(world: World) -> None:
    count(world.commune, "2026-09-20")
    found = page(places.nation(world.bo), "period=month-2026-10")
    thai_nguyen, hanoi = row_of(found, "Tỉnh Thái Nguyên"), row_of(found, "Thành phố Hà Nội")
    assert (thai_nguyen.status, thai_nguyen.status_text) == (Status.PARTIAL, "1/92")
    assert (hanoi.status, hanoi.status_text) == (Status.MISSING, "0/126")
    assert (found.reported.full, found.reported.units) == (1, 3319)
    assert found.standings == {Status.PARTIAL: 1, Status.MISSING: 33}


def test_a_province_has_reported_when_all_its_communes_have(world: World) -> None:
    for unit in Unit.objects.filter(leaf=True, province=world.province):
        count(unit, "2026-09-20", "2026-10-20")
    row = row_of(page(places.nation(world.bo), "from=2026-09-15&to=2026-11-14"), "Tỉnh Thái Nguyên")
    assert (row.status, row.status_text) == (Status.PROVISIONAL, "92/92")


def test_an_area_says_how_many_of_its_communes_have_reported(world: World) -> None:
    count(world.commune, "2026-09-20")
    found = page(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-10&by=area")
    shown = {row.name: (row.status, row.status_text) for row in found.table.rows}
    assert shown["Địa bàn huyện Pác Nặm cũ"] == (Status.PARTIAL, "1/3")
    assert shown["Địa bàn huyện Ba Bể cũ"] == (Status.MISSING, "0/5")


def test_a_district_that_ended_counts_the_communes_of_its_last_day(world: World) -> None:
    count(world.giao_hieu, "2025-06-20")
    found = page(of_unit(world.tinh, THAI_NGUYEN), "period=month-2025-7&lens=recorded&by=district")
    row = row_of(found, "Huyện Pác Nặm (đến 30/06/2025)")
    assert (row.status, row.status_text) == (Status.PARTIAL, "1/10")
    assert found.reported == Reported(missing=92)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lens", ["today", "recorded"])
def test_the_nation_counts_as_the_page_of_each_province_does(world: World, seed: int, lens: str) -> None:
    """Two ways to count: in the database for the nation, unit by unit for the province."""
    story(leaves(world.province), seed, records=600)
    query = f"{random_query(random.Random(seed))}&lens={lens}"
    nation = page(places.nation(world.bo), query)
    for slug in (THAI_NGUYEN, BAC_KAN):
        place = of_unit(world.bo, slug)
        rows = [row for row in nation.table.rows if slug in row.href]
        own = page(place, query).reported
        if place.lensed or rows:
            assert [row.status_text for row in rows] == [own.text]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lens", ["today", "recorded"])
def test_a_period_compared_with_is_counted_as_its_own_page_does(world: World, seed: int, lens: str) -> None:
    story(leaves(world.province), seed, records=600)
    place = of_unit(world.tinh, THAI_NGUYEN)
    state = state_of(place, f"{random_query(random.Random(seed))}&lens={lens}")
    known = catalogue()
    found = asking.read_page(place, state, known, [known["patrol_sessions"]])
    for base in (state.before, state.last_year):
        own = page(place, f"from={base.days.start}&to={base.days.end}&lens={place.lens(state)}")
        assert found.reported(base.days) == own.reported


def test_a_write_in_one_province_counts_that_one_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    read = totals.read

    def watched(*questions: Any, census: Any, **flags: Any) -> Any:
        asked.append(census and list(census.provinces))
        return read(*questions, census=census, **flags)

    monkeypatch.setattr(asking, "read", watched)
    forget()
    for day in ("2026-09-20", "2026-09-21"):
        count(world.commune, day)
        for _ in range(2):
            found = page(places.nation(world.bo), "period=month-2026-10")
    assert [one and len(one) for one in asked] == [34, None, 1, None]
    assert asked[2] == [world.province.pk]
    assert row_of(found, "Tỉnh Thái Nguyên").status_text == "1/92"
    count(world.foreign, "2026-09-22")
    assert row_of(page(places.nation(world.bo), "period=month-2026-10"), "Thành phố Hà Nội").status_text == "1/126"


def test_an_area_is_counted_anew_when_the_day_takes_a_unit_from_it(world: World) -> None:
    """Between two days nothing is written, so nothing but the day tells what is remembered from what is so."""
    AreaMembership.objects.filter(unit=world.commune).update(valid_to=TODAY)
    place, days = places.area(world.hung, world.area.slug), Days(date(2025, 6, 15), date(2025, 9, 14))

    def units(today: date) -> tuple[int, int]:
        state = replace(state_of(place, "period=quarter-2025-3&lens=recorded"), today=today)
        found = family(place, state)
        counting = Counting(place, state, found, [totals.window(days, today)])
        asked = totals.Question(found.groups(days), counting.windows)
        answers = totals.read([asked], [], catalogue().reports, census=counting.census, verified=False)
        return len(found.listed), counting.counts(answers)[days, totals.ALL].units

    assert units(TODAY) == (3, 3)
    assert units(TODAY + timedelta(days=1)) == (2, 2)


@pytest.mark.parametrize("seen", [TODAY, None])
def test_a_census_uses_the_key_whole(world: World, seen: date | None) -> None:
    """Each unit and run is one range of the primary key, however many units there are."""
    known = catalogue()
    windows = [totals.window(Days(date(2024, 1, 3), date(2025, 12, 20)), TODAY)]
    census = totals.Census(windows, provinces=[world.province.pk], seen=seen)
    asked = [totals.Question({world.province.pk: 1}, windows)]
    sql, params = totals.statement(asked, [], known.reports, census=census)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", params)
        plan = " ".join(" ".join(str(cell) for cell in row) for row in cursor.fetchall())
    if connection.vendor == "sqlite":
        assert plan.count("unit_id=? AND block=? AND grain=? AND day>? AND day<?") == 2
        assert "SCAN t" not in plan
    else:
        assert "Seq Scan on rollups_total" not in plan.partition("SubPlan 2")[2]


def test_a_special_zone_without_police_is_no_commune_without_police(world: World) -> None:
    zone = Unit.objects.get(name="Hoàng Sa", valid_to__isnull=True)
    assert zone.province is not None
    row = row_of(page(of_unit(world.bo, zone.province.slug), "period=month-2026-10"), zone.full_name)
    assert (row.status, row.status_text) == (None, "Không có Công an đặc khu")


def test_a_change_says_how_much_of_its_base_was_reported(world: World) -> None:
    for unit in (world.commune, world.neighbour):
        count(unit, "2026-09-20", "2026-10-20")
    count(world.commune, "2025-10-20")
    place = of_unit(world.tinh, THAI_NGUYEN)
    moved = page(place, "period=month-2026-11").tiles[0].moved
    assert moved.note == "so với tháng 11/2025; chỉ 1/92 đơn vị báo cáo cả hai kỳ, chỉ để tham khảo"
    known = catalogue()
    state = state_of(place, "period=month-2026-11")
    found = selectors.figure(place, state, known, known["patrol_sessions"])
    assert found.table is not None
    assert found.table.notes[0] == "Kỳ trước: Tháng 10/2026, 15/09–14/10/2026; 2/92 đơn vị báo cáo."


def test_the_change_of_a_commune_says_which_months_its_base_lacks(world: World) -> None:
    count(world.commune, "2026-06-20", "2026-07-20", "2026-08-20", "2025-06-20", "2025-07-20")
    found = page(of_unit(world.tinh, world.commune.slug), "period=quarter-2026-3")
    assert found.tiles[0].moved.note == "so với quý 3/2025; kỳ so sánh báo cáo 2/3 tháng"
    assert page(of_unit(world.tinh, world.commune.slug), "period=month-2026-7").tiles[0].moved.note.endswith("7/2025")


def test_a_row_whose_base_is_reported_in_part_is_marked(world: World) -> None:
    months = ["2026-06-20", "2026-07-20", "2026-08-20"]
    count(world.commune, *months, "2025-06-20")
    count(world.neighbour, *months, *(day.replace("2026", "2025") for day in months))
    place, known = of_unit(world.tinh, THAI_NGUYEN), catalogue()
    found = selectors.figure(place, state_of(place, "period=quarter-2026-3"), known, known["patrol_sessions"])
    assert found.table is not None
    assert [row.name for row in found.table.rows if row.loose] == [world.commune.full_name]
    assert found.table.notes[-1].startswith("* ")


def narrowed(client: Client, address: str) -> tuple[int, int, int]:
    """What the head of a page counts, how many rows the list behind has, how many its spreadsheet."""
    text = client.get(address).content.decode()
    link = re.search(r'class="standing" href="([^"]*status=missing[^"]*)#units"[^>]*>.*?<span>(\d+)', text, re.S)
    assert link is not None
    listed = client.get(link[1].replace("&amp;", "&")).content.decode()
    body = re.search(r'id="t-units".*?<tbody>(.*?)</tbody>', listed, re.S)
    file = re.search(r'href="([^"]*table.xlsx[^"]*)"', listed)
    assert body is not None
    assert file is not None
    content = client.get(file[1].replace("&amp;", "&")).content
    sheet = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    return int(link[2]), body[1].count("<tr"), sum(str(row[1]).startswith("Chưa báo cáo") for row in sheet)


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("bo", "/dashboards/?period=month-2026-10"),
        ("tinh", f"/dashboards/units/{THAI_NGUYEN}/?period=month-2026-10&by=area"),
        ("tinh", f"/dashboards/units/{THAI_NGUYEN}/?period=month-2025-7&lens=recorded"),
        ("tinh", f"/dashboards/units/{THAI_NGUYEN}/figures/patrol_sessions/?period=month-2026-10"),
        ("tinh", f"/dashboards/units/{BAC_KAN}/?period=month-2025-7"),
    ],
)
def test_the_count_of_who_is_silent_leads_to_their_list(
    world: World, browse: Callable[..., Client], person: str, address: str
) -> None:
    count(world.giao_hieu, "2025-06-20")
    count(world.commune, "2025-07-02", "2026-09-20")
    shown, rows, cells = narrowed(browse(getattr(world, person)), address)
    assert shown == rows == cells > 1


def test_a_list_of_the_silent_has_no_total_and_a_way_back(world: World, browse: Callable[..., Client]) -> None:
    count(world.commune, "2026-09-20")
    address = f"/dashboards/units/{THAI_NGUYEN}/?period=month-2026-10"
    text = browse(world.tinh).get(f"{address}&status=partial").content.decode()
    assert "Không có đơn vị nào như vậy trong kỳ này" in text
    text = browse(world.tinh).get(f"{address}&status=missing").content.decode()
    assert "<tfoot>" not in text
    assert f'href="{address}#units"' in text
    assert 'name="status" value="missing"' in text


def test_units_that_ended_before_the_end_are_told_apart_from_the_silent(world: World) -> None:
    """Head, list of the silent, legend, rows and `status=missing` speak of the units that are there at the end."""
    count(world.giao_hieu, "2025-03-20")
    count(world.commune, "2025-09-20")
    place = of_unit(world.tinh, THAI_NGUYEN)
    state = state_of(place, "period=year-2025&lens=recorded")
    found = selectors.dashboard(place, state)
    assert (found.reported.units, found.standings[Status.MISSING]) == (92, 91)
    assert found.silence is not None
    assert found.silence.all == 91
    rows = {row.name: row for row in found.table.rows}
    assert sum(row.status == Status.MISSING for row in rows.values()) == 91
    old = next(row for name, row in rows.items() if name.startswith(world.giao_hieu.full_name))
    assert (old.status, old.status_text, old.values[0]) == (None, "Đã kết thúc trước cuối kỳ", 1000)
    before, now = found.maps
    assert (before.map.missing, now.map.missing) == (0, 91)
    assert before.map.off
    assert before.off.startswith("Đã kết thúc")
    missing = selectors.dashboard(place, state_of(place, "period=year-2025&lens=recorded&status=missing"))
    assert len(missing.table.rows) == 91
