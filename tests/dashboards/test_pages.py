"""The pages as browsers get them: cost, links, spreadsheets, conditional answers."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from dashboards import asking
from dashboards.stamps import forget
from rollups import selectors
from rollups.models import Total
from rollups.ranges import runs
from rollups.selectors import Question
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded, weapon_handover
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, leaves, story
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
RANGES = [
    "period=month-2026-10",
    "period=year-2025",
    "from=2025-01-03&to=2026-05-20",
    "period=month-2025-2&lens=recorded",
]


def pages(world: World) -> dict[str, str]:
    """Who opens which page."""
    unit, area = world.commune.slug, world.area.slug
    return {
        reverse("nation"): "bo",
        reverse("nation_figure", args=["patrol_sessions"]): "bo",
        reverse("unit_dashboard", args=[THAI_NGUYEN]): "tinh",
        reverse("unit_dashboard", args=[BAC_KAN]): "tinh",
        reverse("unit_dashboard", args=["060-2000"]): "tinh",
        reverse("unit_dashboard", args=[unit]): "lan",
        reverse("unit_figure", args=[THAI_NGUYEN, "guns_collected"]): "tinh",
        reverse("unit_figure", args=[THAI_NGUYEN, "patrol_villages_covered"]): "tinh",
        reverse("unit_figure", args=[unit, "patrol_sessions"]): "lan",
        reverse("area_dashboard", args=[area]): "hung",
        reverse("area_figure", args=[area, "patrol_sessions"]): "hung",
        reverse("nation_beside"): "bo",
        reverse("unit_beside", args=[THAI_NGUYEN]): "bo",
        reverse("unit_beside", args=[unit]): "tinh",
        reverse("area_beside", args=[area]): "hung",
    }


@pytest.mark.parametrize(
    "query", [*RANGES, "by=indicator", "by=area", "by=trend", "show=change", "by=origin&period=year-2025"]
)
def test_a_page_takes_at_most_eight_queries(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    for address, person in pages(world).items():
        client = browse(getattr(world, person))
        forget()
        with django_assert_max_num_queries(8):
            assert client.get(f"{address}?{query}").status_code == 200, address


@pytest.mark.parametrize("query", [*RANGES, "by=indicator"])
def test_rows_read_are_bounded_by_units_and_months(
    world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    """At most 2 rows a month and 32 days for each unit, window and block; counted, not trusted."""
    story(leaves(world.province, every=5), seed=3, records=900)
    asked: list[tuple[list[Question], int]] = []
    read = selectors.read

    def watched(questions: list[Question], indicators: list[Any], *rest: Any, **flags: Any) -> Any:
        asked.append((questions, len({one.slot // 16 for one in indicators} | {0})))
        return read(questions, indicators, *rest, **flags)

    monkeypatch.setattr(asking, "read", watched)
    for address, person in pages(world).items():
        browse(getattr(world, person)).get(f"{address}?{query}")
    assert len(asked) == len(pages(world))
    for questions, blocks in asked:
        for question in (one for one in questions if not one.members):
            for window in question.windows:
                month_count = (window.days.end.year - window.days.start.year) * 12 + 1
                month_count += window.days.end.month - window.days.start.month
                ranges = Q(pk__in=[])
                for run in runs(window.days):
                    ranges |= Q(grain=run.grain, day__range=(run.first, run.last))
                rows = Total.objects.filter(ranges, unit__in=list(question.nodes), block__lt=blocks).count()
                assert rows <= blocks * len(question.nodes) * (2 * month_count + 32)


def rows_of_page(text: str) -> list[list[str]]:
    """Names and numbers of the table, as the page shows them (missing: "–")."""
    body = re.search(r'id="t-units".*?<tbody>(.*?)</tbody>.*?<tfoot>(.*?)</tfoot>', text, re.S)
    assert body is not None
    rows = re.findall(r"<tr.*?</tr>", body[1] + body[2], re.S)
    found = []
    for row in rows:
        name = re.search(r"<th.*?>(.*?)</th>", row, re.S)
        cells = re.findall(r'<td class="num.*?</td>', row, re.S)
        assert name is not None
        words = [re.sub(r"<[^>]+>|\s+", "", re.sub(r'<span class="visually.*?</span>', "", cell)) for cell in cells]
        found.append([re.sub(r"<[^>]+>", "", name[1]).strip(), *words])
    return found


@pytest.mark.parametrize("query", ["period=month-2026-3", "period=year-2025&lens=recorded&by=district"])
def test_the_spreadsheet_holds_the_rows_and_figures_of_the_page(world: World, browse: Browse, query: str) -> None:
    story(leaves(world.province), seed=5)
    client = browse(world.tinh)
    page = client.get(f"{reverse('unit_dashboard', args=[THAI_NGUYEN])}?{query}")
    file = client.get(f"{reverse('unit_table', args=[THAI_NGUYEN])}?{query}")
    sheet = load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    top = next(place for place, row in enumerate(sheet) if row[0] in {"Đơn vị", "Huyện"})
    shown = []
    for row in sheet[top + 1 :]:
        numbers = ["–" if cell == "chưa báo cáo" else f"{cell:,.3f}".rstrip("0").rstrip(".") for cell in row[2:]]
        shown.append([str(row[0]), *(cell.translate(str.maketrans(",.", ".,")) for cell in numbers)])
    assert shown == rows_of_page(page.content.decode())
    assert "–" in shown[0] + shown[1] + shown[2]
    assert any("Thái Nguyên" in str(cell) for cell in sheet[0])


def test_the_count_of_records_behind_a_figure_is_the_figure(world: World, browse: Browse) -> None:
    guns = {item_unit("flintlock"): 3000}
    for day in (date(2026, 9, 14), date(2026, 9, 15), date(2026, 10, 14)):
        recorded(world.lan, world.commune, patrol(on=day))
        recorded(world.lan, world.commune, weapon_handover(on=day, items=guns))
    recorded(world.lan, world.commune, propaganda_session(on=date(2026, 9, 20)))
    client = browse(world.tinh)
    for key in ("patrol_sessions", "guns_collected", "reports"):
        page = client.get(f"{reverse('unit_figure', args=[THAI_NGUYEN, key])}?period=month-2026-10").content.decode()
        link = re.search(rf'<a href="([^"]*/records/[^"]*{world.commune.slug}[^"]*)">(\d+)</a>', page)
        assert link is not None
        for address in (link[1], re.search(r'class="button" href="([^"]*/records/[?][^"]*)"', page)[1]):  # type: ignore[index]
            listed = client.get(address.replace("&amp;", "&"))
            assert len(set(re.findall(r"/records/([0-9a-f-]{36})/", listed.content.decode()))) == int(link[2])


def counts_and_lists(client: Client, address: str) -> list[tuple[int, int]]:
    """For each line that leads to its records: the count it shows, and how many the list has."""
    page = client.get(address).content.decode()
    found = re.findall(r'<a href="([^"]*/records/[?][^"]*)">(\d+)</a>', page)
    lists = [client.get(link.replace("&amp;", "&")).content.decode() for link, _count in found]
    records = [len(set(re.findall(r"/records/([0-9a-f-]{36})/", text))) for text in lists]
    return [(int(count), number) for (_link, count), number in zip(found, records, strict=True)]


@pytest.mark.parametrize("query", ["by=origin", "lens=recorded", "lens=today&by=area", "lens=recorded&by=district"])
def test_each_line_leads_to_its_own_records(world: World, browse: Browse, query: str) -> None:
    for unit, day in [(world.giao_hieu, date(2025, 6, 20)), (world.commune, date(2025, 7, 2))] * 2:
        recorded(world.lan, unit, patrol(on=day))
    recorded(world.minh, world.neighbour, patrol(on=date(2025, 7, 3)))
    slug = world.commune.slug if query == "by=origin" else THAI_NGUYEN
    address = f"{reverse('unit_figure', args=[slug, 'patrol_sessions'])}?period=month-2025-7&{query}"
    pairs = counts_and_lists(browse(world.tinh), address)
    assert sum(count for count, _listed in pairs) == (4 if query == "by=origin" else 5)
    assert all(count == listed for count, listed in pairs)


def test_the_records_of_an_area_are_those_of_its_communes(world: World, browse: Browse) -> None:
    recorded(world.lan, world.giao_hieu, patrol(on=date(2025, 6, 20)))
    recorded(world.lan, world.commune, patrol(on=date(2025, 7, 2)))
    recorded(world.minh, world.neighbour, patrol(on=date(2025, 7, 3)))
    client = browse(world.hung)
    for lens, count in (("today", 3), ("recorded", 2)):
        page = client.get(
            f"{reverse('area_figure', args=[world.area.slug, 'patrol_sessions'])}?period=month-2025-7&lens={lens}"
        )
        link = re.search(r'class="button" href="([^"]*/records/[?][^"]*)"', page.content.decode())
        assert link is not None
        listed = client.get(link[1].replace("&amp;", "&"))
        assert len(set(re.findall(r"/records/([0-9a-f-]{36})/", listed.content.decode()))) == count


def test_a_figure_of_the_past_counts_the_records_of_the_lineage(world: World, browse: Browse) -> None:
    recorded(world.lan, world.giao_hieu, patrol(on=date(2025, 6, 20)))
    recorded(world.lan, world.commune, patrol(on=date(2025, 7, 2)))
    client = browse(world.lan)
    page = client.get(f"{reverse('unit_figure', args=[world.commune.slug, 'patrol_sessions'])}?period=month-2025-7")
    link = re.search(r'href="([^"]*/records/[?][^"]*)"', page.content.decode())
    assert link is not None
    assert parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)["lens"] == ["today"]
    listed = client.get(link[1].replace("&amp;", "&"))
    assert len(set(re.findall(r"/records/([0-9a-f-]{36})/", listed.content.decode()))) == 2


def test_a_range_that_is_none_is_refused_and_kept(world: World, browse: Browse) -> None:
    address = reverse("unit_dashboard", args=[world.commune.slug])
    answer = browse(world.lan).get(f"{address}?from=2026-05-03&to=2026-04-01")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in text
    assert 'value="2026-05-03"' in text
    assert browse(world.lan).get(f"{address}?period=month-2026-13").status_code == 422


def test_other_days_are_asked_for_without_a_reproach(world: World, browse: Browse) -> None:
    """The choice "Khoảng ngày khác…" opens the two fields; nobody has typed anything yet."""
    address, client = reverse("unit_dashboard", args=[world.commune.slug]), browse(world.lan)
    page = client.get(f"{address}?period=month-2026-3").content.decode()
    choice = re.search(r'<option value="(range-[^"]+)">', page)
    assert choice is not None
    for token, start in [(choice[1], "2026-02-15"), ("range", "")]:
        answer = client.get(address, {"period": token, "compare": "year"})
        text = answer.content.decode()
        assert (answer.status_code, "field-error" in text) == (200, False)
        assert f'name="from" id="id_from" value="{start}' in text
        assert f'<option value="{choice[1] if start else "range"}' in text


def test_the_days_that_are_typed_count_and_not_those_of_the_choice(world: World, browse: Browse) -> None:
    address = reverse("unit_dashboard", args=[world.commune.slug])
    asked = {"period": "range-2026-02-15-2026-03-14", "from": "2026-05-01", "to": "2026-05-09"}
    assert "01/05–09/05/2026" in browse(world.lan).get(address, asked).content.decode()
    assert browse(world.lan).get(address, asked | {"to": ""}).status_code == 422
    assert browse(world.lan).get(address, {"period": "range-2026-02-15-2026-02-14"}).status_code == 422


def test_figures_with_nothing_in_them_are_folded_and_in_the_sheet(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, patrol(on=date(2026, 9, 20)))
    address = reverse("unit_dashboard", args=[world.commune.slug])
    text = browse(world.lan).get(f"{address}?period=month-2026-10").content.decode()
    shown, folded = (re.search(rf'id="{name}".*?<tbody>(.*?)</tbody>', text, re.S) for name in ("t-units", "t-folded"))
    assert shown is not None
    assert folded is not None
    assert "Tuần tra, kiểm soát" in shown[1]
    assert "Súng các loại giao nộp, thu hồi" in folded[1]
    assert f"chưa có số liệu ({folded[1].count('<tr')})" in text
    file = browse(world.lan).get(f"{reverse('unit_table', args=[world.commune.slug])}?period=month-2026-10")
    sheet = load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    assert "Súng các loại giao nộp, thu hồi" in {str(row[0]) for row in sheet}


@pytest.mark.parametrize(
    "query",
    ["from=abc&to=2026-01-01", "from=2026-01-01", "from=0001-01-01&to=9999-12-31", "lens=x", "period=year-9999999999"],
)
def test_nonsense_in_the_address_is_refused(world: World, browse: Browse, query: str) -> None:
    answer = browse(world.lan).get(f"{reverse('unit_dashboard', args=[world.commune.slug])}?{query}")
    assert answer.status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "/dashboards/units/99999-2025/",
        "/dashboards/areas/none/",
        f"/dashboards/units/{THAI_NGUYEN}/figures/none/",
        f"/dashboards/units/{THAI_NGUYEN}/figures/serious_crimes/",
        f"/dashboards/units/{THAI_NGUYEN}/figures/valuable_tips/",
    ],
)
def test_what_is_not_there_is_not_found(world: World, browse: Browse, address: str) -> None:
    assert browse(world.bo).get(address).status_code == 404


def test_the_nation_does_not_count_villages(world: World, browse: Browse) -> None:
    """The same village could be counted twice only across provinces; the nation asks them one at a time."""
    assert browse(world.bo).get(reverse("nation_figure", args=["patrol_villages_covered"])).status_code == 404


def test_the_switch_of_boundaries_shows_where_they_differ(world: World, browse: Browse) -> None:
    client, address = browse(world.tinh), reverse("unit_dashboard", args=[THAI_NGUYEN])
    assert 'name="lens"' in client.get(f"{address}?period=month-2025-7").content.decode()
    assert 'name="lens"' not in client.get(f"{address}?period=month-2025-8").content.decode()
    old = reverse("unit_dashboard", args=[BAC_KAN])
    assert 'name="lens"' not in client.get(f"{old}?period=month-2025-7").content.decode()
