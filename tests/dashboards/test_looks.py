"""The looks of a table of units: shaded by amount, or as changes. The figures are those of the plain table."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from dashboards import columns, places, selectors
from dashboards.changes import share
from dashboards.charts.steps import STEADY, STRONG, moved
from dashboards.places import Place
from dashboards.tables import Row, Table, Why
from rollups.models import Indicator
from tests.dashboards.figures import THAI_NGUYEN, count, leaves, of_unit, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ADDRESS = f"/dashboards/units/{THAI_NGUYEN}/"
QUERIES = ["period=month-2026-3", "period=year-2025&by=area", "period=quarter-2026-1&compare=previous"]


def table(place: Place, query: str) -> Table:
    return selectors.dashboard(place, state_of(place, query)).table


def row_of(found: Table, name: str) -> Row:
    return next(row for row in found.rows if row.name == name)


def cells(text: str, name: str) -> list[str]:
    """The cells of a unit's numbers as the page has them."""
    row = re.search(rf"<tr[^>]*><th[^>]*>(?:<a [^>]*>)?{name}<.*?</tr>", text, re.S)
    assert row is not None
    return re.findall(r'<td class="num.*?</td>', row[0], re.S)


@pytest.mark.parametrize("query", QUERIES)
def test_shaded_figures_are_the_figures(world: World, query: str) -> None:
    story(leaves(world.province), seed=3, records=900)
    place = of_unit(world.tinh, THAI_NGUYEN)
    plain, heat = table(place, query), table(place, f"{query}&show=heat")
    assert [row.values for row in heat.all_rows] == [row.values for row in plain.all_rows]
    for number, column in enumerate(heat.columns):
        assert column.scale is not None
        values = sorted(row.values[number] for row in heat.rows if row.values[number] is not None)  # type: ignore[type-var]
        steps = [column.scale.of(value) for value in values if value is not None]
        assert steps == sorted(steps)


@pytest.mark.parametrize("query", QUERIES)
def test_changes_are_those_between_the_two_plain_tables(world: World, query: str) -> None:
    story(leaves(world.province), seed=4, records=1500)
    place = of_unit(world.tinh, THAI_NGUYEN)
    base = state_of(place, query).base.days
    by = "&by=area" if "area" in query else ""
    plain, before = table(place, query), table(place, f"from={base.start}&to={base.end}{by}")
    found = table(place, f"{query}&show=change")
    for row in [*found.rows, found.total]:
        assert row is not None
        now, then = (row_of(one, row.name) if row is not found.total else one.total for one in (plain, before))
        assert now is not None
        assert then is not None
        assert row.values == tuple(share(*pair) for pair in zip(now.values, then.values, strict=True))


def test_a_change_has_its_step_its_sign_and_both_numbers(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20", "2026-09-21", "2026-09-22", "2025-09-20", "2025-09-21")
    count(world.neighbour, "2026-09-20", "2025-09-20", "2025-09-21")
    text = browse(world.tinh).get(f"{ADDRESS}?period=month-2026-10&show=change").content.decode()
    up, down = (cells(text, unit.full_name)[0] for unit in (world.commune, world.neighbour))
    assert 'class="num div-5"' in up
    assert 'title="3; kỳ so sánh 2">▲\N{NO-BREAK SPACE}50\N{NO-BREAK SPACE}%' in up
    assert 'class="num div-1"' in down
    assert 'title="1; kỳ so sánh 2">▼\N{NO-BREAK SPACE}50\N{NO-BREAK SPACE}%' in down


def test_why_there_is_no_change_is_said(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20")
    count(world.neighbour, "2026-09-20")
    count(world.neighbour, "2025-09-20", key="propaganda_sessions")
    place = of_unit(world.tinh, THAI_NGUYEN)
    found = table(place, "period=month-2026-10&show=change")
    assert row_of(found, world.commune.full_name).whys[0] == Why.NO_BASE
    assert row_of(found, world.neighbour.full_name).whys[0] == Why.NEW
    text = browse(world.tinh).get(f"{ADDRESS}?period=month-2026-10&show=change").content.decode()
    assert "Kỳ so sánh chưa có số liệu: 1; kỳ so sánh –" in cells(text, world.commune.full_name)[0]
    assert ">mới<" in cells(text, world.neighbour.full_name)[0]
    assert "missing" in cells(text, "Xã Ba Bể")[0]
    assert found.notes[0] == "Kỳ so sánh: Tháng 10/2025, 15/09–14/10/2025; 1/92 đơn vị báo cáo."


def test_a_change_that_is_not_of_like_with_like_is_marked(world: World) -> None:
    months = ["2026-06-20", "2026-07-20", "2026-08-20"]
    count(world.commune, *months, "2025-06-20")
    found = table(of_unit(world.tinh, THAI_NGUYEN), "period=quarter-2026-3&show=change")
    assert row_of(found, world.commune.full_name).loose
    assert found.notes[-1].startswith("* ")


@pytest.mark.parametrize("show", ["heat", "change"])
def test_the_spreadsheet_shows_the_same(world: World, browse: Browse, show: str) -> None:
    count(world.commune, "2026-09-20", "2026-09-21", "2026-09-22", "2025-09-20", "2025-09-21")
    count(world.neighbour, "2026-09-20")
    query = f"period=month-2026-10&show={show}"
    file = browse(world.tinh).get(f"{reverse('unit_table', args=[THAI_NGUYEN])}?{query}").content
    sheet = load_workbook(BytesIO(file)).get_sheet_by_index(0).to_python()
    shown = {str(row[0]): row[2] for row in sheet if len(row) > 2}
    assert shown[world.commune.full_name] == (3 if show == "heat" else 50)
    assert shown[world.neighbour.full_name] == (1 if show == "heat" else "kỳ so sánh chưa có số liệu")
    assert shown["Xã Ba Bể"] == ("chưa báo cáo" if show == "heat" else "kỳ này chưa báo cáo")


def test_the_looks_lead_to_each_other_and_are_kept(world: World, browse: Browse) -> None:
    text = browse(world.tinh).get(f"{ADDRESS}?period=month-2026-10&show=heat").content.decode()
    assert f'href="{ADDRESS}?period=month-2026-10&amp;show=change#units"' in text
    assert f'href="{ADDRESS}?period=month-2026-10#units"' in text
    assert 'name="show" value="heat"' in text
    assert 'class="looks"' not in browse(world.tinh).get(f"{ADDRESS}?by=indicator&show=heat").content.decode()


def test_the_nation_has_them_too(world: World) -> None:
    count(world.commune, "2026-09-20", "2026-09-21", "2025-09-20")
    found = table(places.nation(world.bo), "period=month-2026-10&show=change")
    assert row_of(found, "Tỉnh Thái Nguyên").values[0] == 100_000


@pytest.mark.parametrize("show", ["figures", "heat", "change"])
def test_where_no_figure_is_in_use_there_are_rows_without_cells(world: World, browse: Browse, show: str) -> None:
    Indicator.objects.filter(key__in=columns.TOGETHER).update(active=False)
    count(world.commune, "2026-09-20", "2025-09-20", key="reports")
    text = browse(world.tinh).get(f"{ADDRESS}?period=month-2026-10&show={show}").content.decode()
    assert len(re.findall(r"<tr[^>]*><th scope=\"row\"", text)) >= 92
    assert (cells(text, world.commune.full_name), "quick-text" in text) == ([], False)


def test_an_unknown_look_is_refused(world: World, browse: Browse) -> None:
    assert browse(world.tinh).get(f"{ADDRESS}?show=gauge").status_code == 422


@pytest.mark.parametrize(
    ("part", "step"),
    [(-STRONG, 1), (1 - STRONG, 2), (-STEADY, 2), (1 - STEADY, 3), (0, 3), (STEADY, 4), (STRONG - 1, 4), (STRONG, 5)],
)
def test_steps_of_changes(part: int, step: int) -> None:
    assert moved(part) == step


def test_nothing_that_stays_nothing_is_told_quietly(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20", "2025-09-20")
    text = browse(world.tinh).get(f"{ADDRESS}?period=month-2026-10&show=change").content.decode()
    found = cells(text, world.commune.full_name)
    assert any("không đổi" in one and ">=<" in one for one in found)
    assert "0\N{NO-BREAK SPACE}%" not in "".join(one for one in found if "không đổi" in one)
