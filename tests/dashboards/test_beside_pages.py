"""The pages of a comparison as browsers get them: scope, cost, search, tags, spreadsheets."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from communes.models import Unit
from dashboards.beside.asking import open_beside
from dashboards.kinds import UNIT
from dashboards.stamps import forget
from rollups.models import Indicator
from tests.dashboards.beside import MONTH, address, with_others
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, count, leaves, story
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def test_a_unit_that_cannot_be_read_is_not_found(world: World, browse: Browse) -> None:
    for person, other in [("tinh", world.foreign.slug), ("lan", world.neighbour.slug), ("bo", "99999-2025")]:
        own = address(world.commune.slug, other)
        for page in (own, own.replace("/beside/", "/beside/table.xlsx")):
            assert browse(getattr(world, person)).get(page).status_code == 404
        with pytest.raises(Http404):
            open_beside(getattr(world, person), UNIT, world.commune.slug, with_others(other))


def test_more_than_four_are_refused_with_the_first_four_kept(world: World, browse: Browse) -> None:
    slugs = list(Unit.objects.filter(province=world.province, valid_to=None, leaf=True).values_list("slug", flat=True))
    answer = browse(world.tinh).get(address(THAI_NGUYEN, *slugs[:5]))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "So sánh tối đa 4 đơn vị khác." in text
    chosen = re.findall(r'<li><a href="/dashboards/units/([^/]+)/', text)
    assert chosen == [THAI_NGUYEN, *slugs[:4]]  # after the way up


def test_the_place_itself_and_a_unit_named_twice_stand_once(world: World, browse: Browse) -> None:
    page = address(THAI_NGUYEN, THAI_NGUYEN, world.commune.slug, world.commune.slug)
    text = browse(world.tinh).get(page).content.decode()
    assert text.count('class="icon-button"') == 1


@pytest.mark.parametrize("query", [MONTH, "from=2025-01-03&to=2026-05-20", "period=month-2025-2&lens=recorded"])
@pytest.mark.parametrize("more", ["", "&figures=all", "&q=phu"])
def test_a_comparison_takes_at_most_eight_queries(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries, query: str, more: str
) -> None:
    others = [world.neighbour.slug, world.giao_hieu.slug, BAC_KAN]
    pages = [(address(slug, *others, query=query), "bo") for slug in (world.commune.slug, THAI_NGUYEN)]
    pages += [(address(world.commune.slug, query=query), "lan")]
    area = f"{reverse('area_beside', args=[world.area.slug])}?{query}"
    pages += [(area, "hung"), (f"{area}&with={world.foreign.slug}&with={BAC_KAN}", "bo")]
    pages += [(f"{reverse('nation_beside')}?{query}&with={THAI_NGUYEN}&with={world.commune.slug}", "bo")]
    for page, person in pages:
        client = browse(getattr(world, person))
        forget()
        with django_assert_max_num_queries(8):
            assert client.get(page + more).status_code == 200, page


def test_the_only_unit_of_a_name_is_added_at_once(world: World, browse: Browse) -> None:
    answer = browse(world.tinh).get(f"{address(THAI_NGUYEN, world.neighbour.slug)}&q=Giao+Hieu")
    assert answer.status_code == 302
    assert answer["Location"] == address(THAI_NGUYEN, world.neighbour.slug, world.giao_hieu.slug)


def test_several_are_offered_and_what_stands_there_is_not(world: World, browse: Browse) -> None:
    text = browse(world.tinh).get(f"{address(THAI_NGUYEN, world.commune.slug)}&q=bang").content.decode()
    offers = re.findall(r'<a class="row" href="([^"]+)"', text)
    assert len(offers) > 1
    assert all(f"with={world.commune.slug}&amp;with=" in offer for offer in offers)
    assert f"with={world.commune.slug}&amp;with={world.commune.slug}" not in text
    assert browse(world.tinh).get(offers[0].replace("&amp;", "&")).status_code == 200


def test_a_search_stays_in_the_scope(world: World, browse: Browse) -> None:
    text = browse(world.tinh).get(f"{address(THAI_NGUYEN)}&q=ba+dinh").content.decode()
    assert "Không tìm thấy đơn vị nào khác tên “ba dinh”" in text
    assert 'name="q"' not in browse(world.lan).get(address(world.commune.slug)).content.decode()


def again(client: Client, page: str, stamp: str) -> int:
    return client.get(page, HTTP_IF_NONE_MATCH=stamp).status_code


def test_a_write_in_the_second_province_makes_the_page_new(world: World, browse: Browse) -> None:
    client = browse(world.bo)
    near, far = address(world.commune.slug, world.neighbour.slug), address(world.commune.slug, world.foreign.slug)
    stamps = {page: client.get(page)["ETag"] for page in (near, far)}
    assert [again(client, page, stamp) for page, stamp in stamps.items()] == [304, 304]
    count(world.foreign, "2026-10-01")
    assert [again(client, page, stamp) for page, stamp in stamps.items()] == [304, 200]
    stamps = {page: client.get(page)["ETag"] for page in (near, far)}
    count(world.neighbour, "2026-10-01")
    assert [again(client, page, stamp) for page, stamp in stamps.items()] == [200, 200]


def test_an_average_of_provinces_is_new_with_any_of_them(world: World, browse: Browse) -> None:
    client = browse(world.bo)
    page, sheet = address(THAI_NGUYEN), reverse("unit_beside_table", args=[THAI_NGUYEN])
    stamps = {one: client.get(one)["ETag"] for one in (page, sheet)}
    assert [again(client, one, stamp) for one, stamp in stamps.items()] == [304, 304]
    count(world.foreign, "2026-10-01")
    assert [again(client, one, stamp) for one, stamp in stamps.items()] == [200, 200]


def cells(text: str) -> list[list[str]]:
    body = re.search(r'id="t-units".*?<tbody>(.*?)</tbody>', text, re.S)
    assert body is not None
    return [
        [
            re.sub(r"<[^>]+>|\s+", "", re.sub(r'<span class="visually.*?</span>', "", cell))
            for cell in re.findall(r'<td class="num.*?</td>', row, re.S)
        ]
        for row in re.findall(r"<tr.*?</tr>", body[1], re.S)
    ]


def shown(cell: Any, column: str) -> str:
    """A cell of a sheet as the page shows it."""
    if isinstance(cell, str):
        return {"chưa báo cáo": "–", "": "–"}.get(cell, cell.replace(" ", ""))
    text = f"{cell:,.3f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,")).replace("-", "−")
    return f"{'+' if cell > 0 else ''}{text}%" if column.startswith("Tỷ lệ") else text


def test_the_spreadsheet_holds_the_rows_and_figures_of_the_page(world: World, browse: Browse) -> None:
    story(leaves(world.province), seed=5, records=1500)
    client, page = browse(world.tinh), address(world.commune.slug, world.neighbour.slug, query="period=month-2026-3")
    file = client.get(page.replace("/beside/", "/beside/table.xlsx")).content
    sheet = load_workbook(BytesIO(file)).get_sheet_by_index(0).to_python()
    top = next(place for place, row in enumerate(sheet) if row[0] == "Chỉ tiêu")
    heads = [str(one) for one in sheet[top]]
    rows = [[shown(cell, head) for cell, head in zip(row[2:], heads[2:], strict=True)] for row in sheet[top + 1 :]]
    assert rows == cells(client.get(page).content.decode())
    assert len(rows) == 12
    assert heads[7] == world.neighbour.full_name


def test_a_number_is_drawn_against_the_average_or_last_year(world: World, browse: Browse) -> None:
    for unit in (world.commune, world.neighbour):
        count(unit, "2026-09-20", "2026-09-21", "2025-09-20")
    for person, words in [("tinh", "2 buổi; trung bình 2"), ("lan", "2 buổi; cùng kỳ 1")]:
        text = browse(getattr(world, person)).get(address(world.commune.slug)).content.decode()
        assert f'role="img" aria-label="{words}"' in text


def test_what_was_not_reported_is_a_dash_and_what_is_missing_is_said(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20")
    text = browse(world.tinh).get(address(THAI_NGUYEN, world.commune.slug, world.neighbour.slug)).content.decode()
    assert cells(text)[0] == ["1", "–", "–", "–", "–", "1", "–"]
    assert "Cùng kỳ năm trước: Tháng 10/2025, 15/09–14/10/2025; 0/92 đơn vị báo cáo." in text
    quarter = address(world.commune.slug, THAI_NGUYEN, query="period=quarter-2026-3")
    assert "Tỉnh Thái Nguyên: 0/92 đơn vị báo cáo." in browse(world.tinh).get(quarter).content.decode()


def test_what_nobody_was_asked_for_yet_is_a_dash_and_said(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20")
    Indicator.objects.filter(key="patrol_sessions").update(since=date(2026, 10, 15))
    forget()
    text = browse(world.tinh).get(address(THAI_NGUYEN, world.commune.slug)).content.decode()
    assert set(cells(text)[0]) == {"–"}
    assert "Tuần tra, kiểm soát (15/10/2026)." in text


def test_nobody_owes_a_report_of_what_has_not_begun(world: World, browse: Browse) -> None:
    page = address(world.commune.slug, world.neighbour.slug, THAI_NGUYEN, query="from=2098-01-01&to=2098-01-31")
    text = browse(world.tinh).get(page).content.decode()
    assert 'data-status="' not in text
    assert "rung bình" not in text


def test_the_choices_are_kept_in_every_link(world: World, browse: Browse) -> None:
    page = address(THAI_NGUYEN, world.commune.slug)
    text = browse(world.tinh).get(f"{page}&figures=all").content.decode()
    assert text.count(f'<input type="hidden" name="with" value="{world.commune.slug}">') == 2
    assert f'href="{page.replace("&", "&amp;")}#units"' in text
    assert f"table.xlsx?{MONTH}&amp;with={world.commune.slug}&amp;figures=all" in text
    assert f'class="icon-button" href="{address(THAI_NGUYEN).replace("&", "&amp;")}&amp;figures=all"' in text
