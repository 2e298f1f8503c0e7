"""A table says of each number how many of its units have reported, as the dashboards do."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from dashboards import columns, places, selectors
from dashboards.places import Place
from dashboards.stamps import forget
from dashboards.state import State
from dashboards.tables import Status
from periods.presets import of_range
from pivots.grid import Row
from pivots.items import Item
from rollups.ranges import Days
from tests.campaigns.entries import recorded
from tests.dashboards.figures import THAI_NGUYEN, count, leaves, of_unit, state_of, story
from tests.pivots.tables import Asked, asked
from tests.returns.filing import tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
RANGES = ["period=year-2025", "period=month-2025-9", "from=2025-06-20&to=2025-09-09", "period=month-2026-12"]
LOG, TIPS, REGISTER = "patrol_sessions", "valuable_tips", "cameras_active"


def page_of(place: Place, state: State, figure: str, by: str = "") -> selectors.FigurePage:
    known = columns.known(place)
    return selectors.figure(place, replace(state, figure=True, by=by), known, known[figure])


def lines_of(page: selectors.FigurePage) -> dict[str, str]:
    """Of each unit of a figure's table what its status says, where it is one of some that have reported."""
    rows = page.table.rows if page.table is not None else []
    return {row.name: row.status_text for row in rows if row.status == Status.PARTIAL and row.values[0] is not None}


def whole_of(page: selectors.FigurePage) -> str:
    return "" if page.reported.whole or page.tile.missing else page.reported.text


def said(row: Row, place: int = 0) -> str:
    return row.part or (row.parts[place] if row.parts else "")


def days_of(one: Asked, item: Item) -> Days:
    return one.layout.ranges[item.window]


def entered(world: World) -> None:
    story(leaves(world.province), seed=4)
    recorded(world.lan, world.commune, tips(tips=3))
    recorded(world.minh, world.neighbour, tips(date(2025, 9, 14), tips=2))


CASES = [
    ("province", "area", "today"), ("province", "district", "recorded"), ("nation", "province", "today"),
    ("nation", "province", "recorded"),
]  # fmt: skip


@pytest.mark.parametrize("range_", RANGES)
@pytest.mark.parametrize(("level", "axis", "lens"), CASES)
def test_rows_say_what_the_dashboards_say(world: World, level: str, axis: str, lens: str, range_: str) -> None:
    entered(world)
    place = places.nation(world.bo) if level == "nation" else of_unit(world.tinh, THAI_NGUYEN)
    state = state_of(place, f"{range_}&lens={lens}")
    if axis not in place.breakdowns(state):
        return
    for figure in (LOG, TIPS):
        one = asked(place, f"{range_}&lens={lens}&rows={axis}&figures={figure}")
        page = page_of(place, state, figure, axis)
        assert {row.name: said(row) for row in one.grid.rows if said(row)} == lines_of(page)
        assert one.grid.total is not None
        assert said(one.grid.total) == whole_of(page)
        assert one.grid.reported[0].whole == page.reported


@pytest.mark.parametrize("range_", RANGES)
def test_figures_of_one_table_are_each_reported_by_their_own(world: World, range_: str) -> None:
    entered(world)
    place = of_unit(world.tinh, THAI_NGUYEN)
    state, keys = state_of(place, range_), (LOG, TIPS, REGISTER)
    one = asked(place, f"{range_}&rows=indicator" + "".join(f"&figures={key}" for key in keys))
    assert {row.item.figure.key for row in one.grid.rows if row.item.figure} == set(keys)
    for row in one.grid.rows:
        assert row.item.figure is not None
        assert said(row) == whole_of(page_of(place, state, row.item.figure.key))


@pytest.mark.parametrize("axis", ["month", "quarter", "week"])
@pytest.mark.parametrize("level", ["province", "nation", "commune"])
def test_each_period_says_what_its_own_page_says(world: World, level: str, axis: str) -> None:
    entered(world)
    slug = THAI_NGUYEN if level == "province" else world.commune.slug
    place = places.nation(world.bo) if level == "nation" else of_unit(world.bo, slug)
    state = state_of(place, "from=2025-07-15&to=2025-09-14")
    one = asked(place, f"from=2025-07-15&to=2025-09-14&rows={axis}&figures={LOG}&figures={TIPS}")
    for row in one.grid.all_rows:
        for at, key in enumerate((LOG, TIPS)):
            page = page_of(place, replace(state, choice=of_range(days_of(one, row.item))), key)
            if level == "commune":
                assert bool(said(row, at)) == (row.values[at] is not None and page.reported.partial == 1)
            else:
                assert said(row, at) == whole_of(page), (row.item, key)


def test_a_page_names_the_figures_that_others_report(world: World, browse: Browse) -> None:
    entered(world)
    keys = ["patrol_attendances", "patrol_reminders", "propaganda_sessions", "guns_collected", LOG, TIPS]
    figures = "".join(f"&figures={key}" for key in keys)
    said = browse(world.tinh).get(f"{AREAS}?period=month-2025-9{figures}").context["page"].reported
    assert len(said) == 2
    assert re.search(r" và 1 chỉ tiêu khác: \d+/92 đơn vị đã báo cáo$", said[0])
    assert said[1] == "Tin có giá trị: 1/92 đơn vị đã báo cáo"


def test_areas_by_months_say_it_in_each_cell(world: World) -> None:
    entered(world)
    place = of_unit(world.tinh, THAI_NGUYEN)
    one = asked(place, f"period=quarter-2025-3&rows=area&columns=month&figures={LOG}")
    state = state_of(place, "period=quarter-2025-3")
    for at, column in enumerate(one.grid.columns):
        page = page_of(place, replace(state, choice=of_range(days_of(one, column.item))), LOG, "area")
        assert {row.name: said(row, at) for row in one.grid.rows if said(row, at)} == lines_of(page)


def test_what_is_not_due_yet_is_not_called_partial(world: World) -> None:
    place = of_unit(world.tinh, THAI_NGUYEN)
    count(world.commune, "2026-11-20")
    one = asked(place, f"period=month-2026-12&rows=indicator&figures={LOG}&figures={TIPS}")
    assert [reported.whole.text for reported in one.grid.reported] == ["1/92", "–"]


def test_the_nation_counts_its_units_in_few_periods_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    count(world.commune, "2025-08-20")
    monkeypatch.setattr("pivots.standing.MOST_COUNTED", 3)
    for range_, told in (("period=quarter-2025-3", False), ("from=2025-07-15&to=2025-09-14", True)):
        grid = asked(places.nation(world.bo), f"{range_}&rows=month&figures={LOG}").grid
        assert grid.uncounted is not told
        assert [bool(said(row)) for row in grid.all_rows if row.values[0] is not None][:-1] == [told]
        assert grid.reported[0].whole.full + grid.reported[0].whole.partial == 1


AREAS = f"/tables/units/{THAI_NGUYEN}/"
QUERY = f"period=quarter-2025-3&rows=area&columns=month&figures={LOG}"


def test_page_and_spreadsheet_say_it(world: World, browse: Browse) -> None:
    entered(world)
    client = browse(world.tinh)
    text = client.get(f"{AREAS}?{QUERY}").content.decode()
    assert re.search(r"<span>\d+/92 đơn vị đã báo cáo</span>", text)
    assert "Một phần, ví dụ 4/5: số đơn vị, hoặc số tháng, đã báo cáo đủ trên số phải báo cáo." in text
    table = text.partition("<tbody>")[2]
    shown = re.findall(r'<small class="of">.*?(\d+/\d+(?: tháng)?)</small>', table)
    sheet = load_workbook(BytesIO(client.get(f"{AREAS}table.xlsx?{QUERY}").content)).get_sheet_by_index(0).to_python()
    top = next(place for place, row in enumerate(sheet) if row[0] == "Khu vực")
    parts = [place for place, head in enumerate(sheet[top]) if "Đã báo cáo" in str(head)]
    assert sorted(shown) == sorted(str(row[place]) for row in sheet[top + 1 :] for place in parts if row[place])
    assert any("/92 đơn vị đã báo cáo" in str(row[0]) for row in sheet[:top])


def test_one_period_says_it_beside_the_name(world: World, browse: Browse) -> None:
    entered(world)
    text = browse(world.tinh).get(f"{AREAS}?period=month-2025-9&rows=area").content.decode()
    assert re.search(r'</a> <small class="of">một phần \d+/\d+</small></th>', text)
    assert '<small class="of"><span' not in text


@pytest.mark.parametrize("rows", ["area", "indicator", "month"])
def test_it_costs_no_further_query(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries, rows: str
) -> None:
    client = browse(world.tinh)
    query = f"period=year-2025&rows={rows}&figures={LOG}&figures={TIPS}&figures={REGISTER}"
    forget()
    with django_assert_max_num_queries(8):
        assert client.get(f"{AREAS}?{query}").status_code == 200
