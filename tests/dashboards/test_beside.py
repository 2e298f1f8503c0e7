"""A place beside itself before, beside others, beside the average of those like it: the figures are the dashboards'."""

import random
import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.http import Http404, QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from accounts.models import User
from communes.models import Unit
from dashboards import places, selectors
from dashboards.beside.asking import Beside, open_place, open_unit
from dashboards.beside.reading import read_beside
from dashboards.beside.table import table_of
from dashboards.places import Place
from dashboards.stamps import forget
from dashboards.tables import Row, Show, Status, Table
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, count, leaves, of_unit, random_query, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
SEEDS = range(3)
MONTH = "period=month-2026-10"


def compared(asked: Beside, query: str) -> Table:
    state = state_of(asked.place, query)
    return table_of(asked.place, state, read_beside(asked, state), fold=asked.everything)


def of_user(user: User, slug: str, query: str, *others: str) -> Table:
    return compared(open_unit(user, slug, _with(*others)), query)


def _with(*others: str) -> QueryDict:
    return QueryDict("&".join(f"with={slug}" for slug in others))


def by_key(table: Table) -> dict[str, Row]:
    return {row.href.split("/figures/")[1].split("/")[0]: row for row in table.all_rows}


def own_page(place: Place, query: str) -> dict[str, Row]:
    """The table by figures of a place's own page."""
    return by_key(selectors.dashboard(place, state_of(place, f"{query}&by=indicator")).table)


def address(slug: str, *others: str, query: str = MONTH) -> str:
    more = "".join(f"&with={other}" for other in others)
    return f"{reverse('unit_beside', args=[slug])}?{query}{more}"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lens", ["today", "recorded"])
def test_the_figures_are_those_of_each_page(world: World, seed: int, lens: str) -> None:
    story([*leaves(world.province), *leaves(world.foreign.province or world.province, every=40)], seed, records=900)
    query = f"{random_query(random.Random(seed))}&lens={lens}"
    slugs = [world.commune.slug, world.giao_hieu.slug, BAC_KAN, world.foreign.slug]
    opened = {slug: of_unit(world.bo, slug) for slug in [*slugs, THAI_NGUYEN]}
    for asked in [open_unit(world.bo, THAI_NGUYEN, _with(*slugs)), open_place(places.nation(world.bo), _with(*slugs))]:
        own = own_page(asked.place, query)
        others = [own_page(opened[slug], query) for slug in slugs]
        for key, row in by_key(compared(asked, query)).items():
            if key not in own:
                continue
            now, _checked, before, last_year, *_changes = own[key].values
            assert row.values[:1] + row.values[1::2][:2] == (now, before, last_year)
            for value, other in zip(row.values[5:], others, strict=False):
                # A page leaves out parts that counted nothing.
                assert value == other[key].values[0] if key in other else not value


def test_the_changes_are_those_of_the_page(world: World) -> None:
    story(leaves(world.province), seed=4, records=900)
    place = of_unit(world.tinh, THAI_NGUYEN)
    rows = by_key(of_user(world.tinh, THAI_NGUYEN, "period=month-2026-3"))
    for number, base in [(2, "previous"), (4, "year")]:
        own = own_page(place, f"period=month-2026-3&compare={base}")
        for key, row in rows.items():
            assert (row.values[number], row.why_of(number)) == (own[key].values[5], own[key].why)


def test_all_figures_are_there_on_demand(world: World) -> None:
    story(leaves(world.province), seed=2)
    asked = open_unit(world.tinh, world.commune.slug, QueryDict("figures=all"))
    own = own_page(of_unit(world.tinh, world.commune.slug), "period=year-2025")
    rows = by_key(compared(asked, "period=year-2025"))
    assert {key: row.values[0] for key, row in rows.items()} == {key: own[key].values[0] for key in rows}
    assert len(rows) > 40
    assert "patrol_villages_covered" in rows


@pytest.mark.parametrize("query", [MONTH, "period=quarter-2026-3", "period=month-2025-8&lens=recorded"])
def test_the_average_is_a_recount_of_those_that_reported_all(world: World, query: str) -> None:
    story(leaves(world.province, every=2), seed=7, records=3000)
    place = of_unit(world.tinh, THAI_NGUYEN)
    kinds = dict(Unit.objects.filter(valid_to=None).values_list("slug", "kind"))
    page = selectors.dashboard(place, state_of(place, query)).table
    like = [
        row for row in page.rows if kinds.get(row.href.split("/")[3]) == "xa" and world.commune.slug not in row.href
    ]
    full = [row for row in like if row.status in {Status.PROVISIONAL, Status.VERIFIED}]
    found = of_user(world.tinh, world.commune.slug, query)
    assert found.columns[-1].label == f"Trung bình {len(full)}/{len(like)} xã"
    for number, row in enumerate(found.rows):
        total = sum(one.values[number] or 0 for one in full)
        assert row.values[-1] == int(total / len(full) / 100 + 0.5) * 100


def test_the_average_of_provinces_is_of_those_whose_communes_all_reported(world: World) -> None:
    hanoi = world.foreign.province
    assert hanoi is not None
    for unit in Unit.objects.filter(province=hanoi, leaf=True):
        count(unit, "2026-09-20")
    count(world.commune, "2026-09-20")
    found = of_user(world.bo, BAC_KAN.replace(BAC_KAN, "04-2025"), MONTH)
    assert found.columns[-1].label == "Trung bình 1/33 tỉnh, thành phố"
    assert by_key(found)["patrol_sessions"].values[-1] == 126_000


def test_without_anybody_like_it_there_is_no_average(world: World) -> None:
    count(world.commune, "2026-09-20")
    found = of_user(world.tinh, world.commune.slug, MONTH)
    assert all(column.show != Show.AVERAGE for column in found.columns)
    assert "Không có trung bình: 0/76 xã khác đã báo cáo đủ trong kỳ." in found.notes


def averaged(table: Table) -> bool:
    return any("rung bình" in text for text in [*table.notes, *(one.label for one in table.columns)])


def test_the_average_is_for_whoever_reads_all_of_the_province(world: World) -> None:
    for unit in Unit.objects.filter(leaf=True, province=world.province)[::3]:
        count(unit, "2026-09-20")
    for person, sees in [("lan", False), ("dung", False), ("hung", False), ("tinh", True), ("thu", True), ("bo", True)]:
        assert averaged(of_user(getattr(world, person), world.commune.slug, MONTH)) == sees, person
    assert not averaged(of_user(world.tinh, THAI_NGUYEN, MONTH))


def test_a_special_zone_a_group_and_what_ended_have_no_average(world: World) -> None:
    zone = Unit.objects.get(name="Phú Quốc", kind="dac_khu", valid_to=None)
    for unit in Unit.objects.filter(leaf=True, province__in=[zone.province, world.province]):
        count(unit, "2026-09-20")
    for slug in (zone.slug, world.giao_hieu.slug, "060-2000"):
        assert not averaged(of_user(world.bo, slug, MONTH))
    assert not averaged(compared(open_place(places.area(world.bo, world.area.slug), QueryDict()), MONTH))
    assert not averaged(compared(open_place(places.nation(world.bo), QueryDict()), MONTH))


def test_a_unit_that_cannot_be_read_is_not_found(world: World, browse: Browse) -> None:
    for person, other in [("tinh", world.foreign.slug), ("lan", world.neighbour.slug), ("bo", "99999-2025")]:
        own = address(world.commune.slug, other)
        for page in (own, own.replace("/beside/", "/beside/table.xlsx")):
            assert browse(getattr(world, person)).get(page).status_code == 404
        with pytest.raises(Http404):
            open_unit(getattr(world, person), world.commune.slug, _with(other))


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


def test_an_estimate_carries_its_sign(world: World) -> None:
    rough = Unit.objects.filter(province=world.province, valid_to=None, leaf=True, estimated=True).first()
    assert rough is not None
    columns = of_user(world.tinh, THAI_NGUYEN, "period=month-2025-6", rough.slug).columns
    assert [column.rough for column in columns] == [False] * 5 + [True]


def test_the_choices_are_kept_in_every_link(world: World, browse: Browse) -> None:
    page = address(THAI_NGUYEN, world.commune.slug)
    text = browse(world.tinh).get(f"{page}&figures=all").content.decode()
    assert text.count(f'<input type="hidden" name="with" value="{world.commune.slug}">') == 2
    assert f'href="{page.replace("&", "&amp;")}#units"' in text
    assert f"table.xlsx?{MONTH}&amp;with={world.commune.slug}&amp;figures=all" in text
    assert f'class="icon-button" href="{address(THAI_NGUYEN).replace("&", "&amp;")}&amp;figures=all"' in text
