"""Changes behind which fewer than half of the units stand: told with a hollow mark and a reason, never as firm."""

import re
from typing import Any

import pytest

from communes.models import Unit
from dashboards import places, selectors
from dashboards.places import Place
from dashboards.templatetags.dashboards import cell_text
from tests.dashboards.figures import THAI_NGUYEN, count, of_unit, state_of
from tests.dashboards.test_pictures import figure
from tests.world import World

pytestmark = pytest.mark.django_db
OCTOBER = "period=month-2026-10"
BOTH = ("2025-09-20", "2026-09-20", "2026-09-21")


def page(place: Place, query: str = OCTOBER) -> Any:
    return selectors.dashboard(place, state_of(place, query))


def some(world: World, number: int) -> None:
    """So many of the province's 92 units report this month and the one a year before."""
    for unit in Unit.objects.filter(leaf=True, province=world.province).order_by("code")[:number]:
        count(unit, *BOTH)


def test_a_change_of_few_units_has_a_hollow_arrow_and_says_how_few(world: World) -> None:
    some(world, 45)
    moved = page(of_unit(world.tinh, THAI_NGUYEN)).tiles[0].moved
    assert (moved.text, moved.firm) == ("△\N{NO-BREAK SPACE}100\N{NO-BREAK SPACE}%", False)
    assert moved.note == "so với tháng 10/2025; chỉ 45/92 đơn vị báo cáo cả hai kỳ, chỉ để tham khảo"


def test_a_change_of_half_of_the_units_is_firm(world: World) -> None:
    some(world, 46)
    moved = page(of_unit(world.tinh, THAI_NGUYEN)).tiles[0].moved
    assert (moved.text, moved.firm) == ("▲\N{NO-BREAK SPACE}100\N{NO-BREAK SPACE}%", True)
    assert moved.note == "so với tháng 10/2025; kỳ đó 46/92 đơn vị báo cáo"


def test_units_that_report_only_one_of_the_two_do_not_count(world: World) -> None:
    units = Unit.objects.filter(leaf=True, province=world.province).order_by("code")
    for unit in units[:60]:
        count(unit, "2026-09-20")
    for unit in units[32:]:
        count(unit, "2025-09-20")
    assert "chỉ 28/92 đơn vị" in page(of_unit(world.tinh, THAI_NGUYEN)).tiles[0].moved.note


def test_of_the_nation_it_says_at_most_how_many(world: World) -> None:
    count(world.commune, *BOTH)
    found = page(places.nation(world.bo))
    assert "nhiều nhất 1/3.319 đơn vị báo cáo cả hai kỳ" in found.tiles[0].moved.note
    assert found.falls is not None
    assert not found.falls.bars


def test_the_sentence_to_copy_compares_nothing(world: World) -> None:
    count(world.commune, *BOTH)
    said = page(of_unit(world.tinh, THAI_NGUYEN)).quick
    assert "tăng" not in said
    assert "Không so sánh với cùng kỳ năm trước (15/09–14/10/2025): chỉ 1/92 đơn vị báo cáo cả hai kỳ." in said


def test_a_commune_with_few_months_of_the_base_is_told_so(world: World) -> None:
    count(world.commune, "2025-02-20", *[f"2026-{month:02}-20" for month in range(1, 11)])
    moved = page(of_unit(world.lan, world.commune.slug), "period=year-2026&by=indicator").tiles[0].moved
    assert not moved.firm
    assert "tháng" in moved.note


def test_totals_of_tables_are_starred_with_the_reason_below(world: World) -> None:
    count(world.commune, *BOTH)
    table = figure(of_unit(world.tinh, THAI_NGUYEN), OCTOBER).table
    assert cell_text(table, 5).endswith("%*")
    assert table.notes[-1] == "* Tổng số: chỉ 1/92 đơn vị báo cáo cả hai kỳ, tăng giảm chỉ để tham khảo."


def test_a_province_of_few_units_has_no_colour(world: World) -> None:
    count(world.commune, *BOTH)
    table = page(places.nation(world.bo), f"{OCTOBER}&show=change").table
    row = next(row for row in table.rows if row.name == world.province.full_name)
    assert (row.loose, row.thin) == (True, True)


def test_a_page_tells_it_in_its_marks(world: World, client: Any) -> None:
    count(world.commune, *BOTH)
    client.force_login(world.bo)
    for query in (OCTOBER, f"{OCTOBER}&show=projector", f"{OCTOBER}&show=change"):
        text = client.get(f"/dashboards/?{query}").content.decode()
        assert "△" in text
        assert "▲\N{NO-BREAK SPACE}100" not in text.split("<table")[0]
        assert re.search(r'class="[^"]*\bthin\b', text)
