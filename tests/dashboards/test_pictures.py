"""Maps, falls, small trends, calendar and sentence say what the table says."""

import random
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from communes.models import AreaMembership, Shape, Unit
from dashboards import places, selectors
from dashboards.places import Place
from dashboards.tables import Column, text_of
from rollups.ranges import Days
from rollups.selectors import catalogue
from tests.dashboards.figures import THAI_NGUYEN, count, leaves, of_unit, random_query, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
KEY = "patrol_sessions"


def page(place: Place, query: str) -> Any:
    return selectors.dashboard(place, state_of(place, query))


def figure(place: Place, query: str) -> Any:
    known = catalogue()
    return selectors.figure(place, replace(state_of(place, query), figure=True), known, known[KEY])


def column_of(found: Any) -> dict[str, int | None]:
    """Unit → value of the focus in the table."""
    keys = [column.href.split("/figures/")[1].split("/")[0] for column in found.table.columns]
    return {row.name: row.values[keys.index(KEY)] for row in found.table.rows}


def on_map(found: Any) -> dict[str, int | None]:
    shapes = [shape for one in found.maps for shape in [*one.map.shapes, *(inset.shape for inset in one.map.insets)]]
    return {shape.point.name: shape.point.value for shape in shapes}


@pytest.mark.parametrize("seed", range(3))
def test_the_map_holds_every_row_of_the_table_with_its_value(world: World, seed: int) -> None:
    story(leaves(world.province), seed)
    found = page(of_unit(world.tinh, THAI_NGUYEN), random_query(random.Random(seed)))
    assert on_map(found) == column_of(found)


def test_the_map_of_the_nation_holds_all_provinces_and_its_far_islands(world: World) -> None:
    found = page(places.nation(world.bo), "period=month-2026-11")
    assert on_map(found) == column_of(found)
    assert [inset.name for inset in found.maps[0].map.insets] == ["Hoàng Sa", "Trường Sa"]


def test_a_range_over_july_2025_as_recorded_has_two_maps(world: World) -> None:
    story(leaves(world.province), 1)
    found = page(of_unit(world.tinh, THAI_NGUYEN), "from=2025-05-01&to=2025-08-31&lens=recorded")
    before, after = found.maps
    assert (
        len(before.map.shapes)
        == Unit.objects.filter(leaf=True, province__heir=world.province, valid_to__isnull=False).count()
    )
    assert len(after.map.shapes) == 92
    assert "vòng tròn" in before.note


def test_an_area_table_leaves_the_communes_on_the_map(world: World) -> None:
    story(leaves(world.province), 2)
    place = of_unit(world.tinh, THAI_NGUYEN)
    apart = page(place, "period=year-2026")
    assert on_map(page(place, "period=year-2026&by=area")) == on_map(apart)


def test_boundaries_take_the_place_of_the_note(world: World) -> None:
    place = of_unit(world.tinh, THAI_NGUYEN)
    assert "gần đúng" in page(place, "").maps[0].note
    for cell in Shape.objects.filter(unit__province=world.province):
        cell.pk, cell.source = None, Shape.Source.BOUNDARIES
        cell.save()
    assert page(of_unit(world.tinh, THAI_NGUYEN), "").maps[0].note == ""


def test_falls_name_those_that_fell_the_largest_first(world: World) -> None:
    one, two, three = Unit.objects.filter(leaf=True, province=world.province).order_by("code")[:3]
    count(one, "2025-11-02", "2025-11-03", "2025-11-04", "2026-11-02")
    count(two, "2025-11-02", "2025-11-03", "2026-11-02")
    count(three, "2025-11-02", "2026-11-02", "2026-11-03")
    falls = page(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-11").falls
    assert [(bar.point.name, bar.point.value, bar.moved) for bar in falls.bars] == [
        (one.full_name, 1000, "−2 (−67\N{NO-BREAK SPACE}%)"),
        (two.full_name, 1000, "−1 (−50\N{NO-BREAK SPACE}%)"),
    ]
    assert (falls.compared, falls.more) == (3, 0)


def test_who_did_not_report_did_not_fall(world: World) -> None:
    count(world.commune, "2025-11-02")
    assert page(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-11").falls.bars == []


@pytest.mark.parametrize("seed", range(2))
def test_small_trends_end_with_the_figure_and_break_where_nothing_was_reported(world: World, seed: int) -> None:
    told = story(leaves(world.province), seed)
    place = of_unit(world.tinh, THAI_NGUYEN)
    found, now = figure(place, "period=month-2026-10&by=trend"), figure(place, "period=month-2026-10")
    assert [row.values[-1] for row in found.table.rows] == [row.values[0] for row in now.table.rows]
    assert found.table.total.values[-1] == now.table.total.values[0]
    days = state_of(place, "period=month-2026-10").calendar.trend(state_of(place, "period=month-2026-10").choice)
    line = list(world.commune.lineage.values_list("pk", flat=True))
    row = next(row for row in found.table.rows if row.name == world.commune.full_name)
    assert list(row.values) == [told.sum(line, one.days, KEY) for one in days]
    drawn = next(one for one in found.multiples if one.point.name == row.name)
    runs = "".join(" " if value is None else "x" for value in row.values).split()
    assert drawn.spark.line.count("M") == len(runs)


def test_the_calendar_counts_the_days_with_a_record(world: World) -> None:
    count(world.commune, "2026-11-02", "2026-11-03", "2026-10-20")
    count(world.giao_hieu, "2025-06-02")
    found = page(of_unit(world.lan, world.commune.slug), "period=month-2026-11").diary
    assert [day for day, _text in found.rows] == [date(2026, 10, 20), date(2026, 11, 2), date(2026, 11, 3)]
    assert found.days == Days(date(2026, 8, 16), date(2026, 11, 14))
    assert (found.entered, found.passed) == (3, 91)


def test_a_long_calendar_ends_with_its_range(world: World) -> None:
    found = page(of_unit(world.lan, world.commune.slug), "from=2024-01-01&to=2026-10-31").diary
    assert (len(found.days), found.days.end) == (366, date(2026, 10, 31))


def test_the_first_page_names_the_figure_that_fell_most(world: World, client: Any) -> None:
    units = [member.unit for member in world.area.memberships.select_related("unit")]
    for unit in units:
        count(unit, "2025-09-20", "2026-09-20")
        count(unit, "2025-09-21", key="propaganda_sessions")
    count(units[0], "2026-09-21", key="propaganda_sessions")
    place = places.area(world.hung, world.area.slug)
    found = page(place, "period=month-2026-10")
    assert found.focus.key == KEY
    assert found.falling is not None
    assert (found.falling.name, found.falling.text[0]) == (catalogue()["propaganda_sessions"].name, "▼")
    client.force_login(world.hung, backend="accounts.backends.GrantBackend")
    text = client.get(f"{place.href()}?period=month-2026-10").content.decode()
    link = re.search(r'Chỉ tiêu giảm nhiều nhất: <a href="([^"]+)">', text)
    assert link
    other = client.get(link[1].replace("&amp;", "&")).context["page"]
    assert (other.focus.key, other.falling) == ("propaganda_sessions", None)


def test_the_quick_report_tells_the_numbers_of_the_page(world: World) -> None:
    story(leaves(world.province), 3)
    place = of_unit(world.tinh, THAI_NGUYEN)
    found = page(place, "period=month-2026-10")
    words = text_of(Column(""), found.table.total.values[0])
    assert f"Công an cấp xã trên địa bàn tỉnh Thái Nguyên đã tổ chức {words} buổi tuần tra" in found.quick
    assert found.quick.startswith("Từ ngày 15/09 đến ngày 14/10/2026, ")
    assert f"{found.reported.missing}/{found.reported.units} đơn vị chưa báo cáo" in found.quick


def test_the_quick_report_tells_what_fell_to_zero(world: World) -> None:
    place = of_unit(world.lan, world.commune.slug)
    fallen = f"số liệu “{catalogue()['ammunition_collected'].name}”, giảm 1 viên (100 %)"
    count(world.commune, "2025-09-20", key="ammunition_collected")
    assert fallen not in page(place, "period=month-2026-10").quick  # nobody has reported
    count(world.commune, "2026-09-20")
    said = page(place, "period=month-2026-10").quick
    assert f"hông phát sinh {fallen}" in said
    assert catalogue()["patrol_incidents"].name not in said  # there was none then either


def test_the_quick_report_is_vietnamese_on_an_english_page(world: World, client: Any) -> None:
    count(world.commune, "2026-11-02")
    client.force_login(world.lan, backend="accounts.backends.GrantBackend")
    client.cookies["django_language"] = "en"
    html = client.get(f"/dashboards/units/{world.commune.slug}/?period=month-2026-11").content.decode()
    told = re.search(r'id="quick-text"[^>]*>([^<]*)<', html)
    assert told
    assert "Công an xã Bằng Thành đã tổ chức 1 buổi tuần tra, kiểm soát" in told[1]


def test_every_figure_is_told_with_a_verb(world: World) -> None:
    count(world.commune, "2026-11-02")
    known, place = catalogue(), of_unit(world.tinh, THAI_NGUYEN)
    state = replace(state_of(place, "period=month-2026-11"), figure=True)
    for one in known.indicators[:32]:
        told = selectors.figure(place, state, known, one).quick
        assert re.search(r" (đã (?!với|tại)|không phát sinh|ghi nhận|chưa báo cáo)", told), told


def test_what_fell_outside_every_area_has_no_page(world: World) -> None:
    AreaMembership.objects.filter(unit=world.commune).delete()
    count(world.commune, "2025-11-02", "2025-11-03", "2026-11-02")
    state = replace(state_of(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-11&by=area"), figure=True)
    for line in Unit.objects.filter(leaf=True, province=world.province).exclude(pk=world.commune.pk)[:92]:
        count(line, "2025-11-02", "2026-11-02")
    known = catalogue()
    falls = selectors.figure(of_unit(world.tinh, THAI_NGUYEN), state, known, known[KEY]).falls
    assert falls is not None
    assert [(bar.point.name, bar.point.href) for bar in falls.bars] == [("Chưa xếp khu vực", "")]
