"""The pages as browsers get them: cost, links, limits, spreadsheets, refusals."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from dashboards.stamps import forget
from pivots.lacks import WORDS
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, leaves, story
from tests.pivots.tables import log
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
PROVINCE = f"/tables/units/{THAI_NGUYEN}/"
QUERIES = [
    "",
    "period=year-2025&rows=commune&columns=month&figures=patrol_sessions&figures=patrol_villages_covered&verified=on",
    "period=year-2025&lens=recorded&rows=week&columns=indicator",
    "period=year-2025&rows=indicator&columns=quarter",
]


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize("query", QUERIES)
def test_a_table_takes_at_most_eight_queries(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries, query: str
) -> None:
    places = {
        reverse("nation_pivot"): "bo",
        PROVINCE: "tinh",
        reverse("unit_pivot", args=[BAC_KAN]): "tinh",
        reverse("area_pivot", args=[world.area.slug]): "hung",
        reverse("unit_pivot", args=[world.commune.slug]): "lan",
    }
    for address, person in places.items():
        client = browse(getattr(world, person))
        for page in (address, f"{address}table.xlsx"):
            forget()
            with django_assert_max_num_queries(8):
                client.get(f"{page}?{query}")


def test_nothing_new_is_answered_without_reading_totals(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browse(world.tinh)
    tag = client.get(PROVINCE)["ETag"]
    with django_assert_max_num_queries(4):
        assert client.get(PROVINCE, HTTP_IF_NONE_MATCH=tag).status_code == 304


def test_the_usual_table_holds_the_leading_figures_of_the_reporting_month(world: World, browse: Browse) -> None:
    text = text_of(browse(world.tinh), PROVINCE)
    assert "<h1>4 chỉ tiêu theo xã, phường</h1>" in text
    assert len(re.findall(r'name="figures" value="[a-z_]+" checked', text)) == 4
    text = text_of(browse(world.lan), reverse("unit_pivot", args=[world.commune.slug]))
    assert "<h1>4 chỉ tiêu theo tuần</h1>" in text


def test_the_heading_says_what_stands_in_the_table(world: World, browse: Browse) -> None:
    query = "from=2025-12-15&to=2026-11-14&rows=commune&columns=month&figures=patrol_sessions"
    text = text_of(browse(world.tinh), f"{PROVINCE}?{query}")
    assert "<h1>Tuần tra, kiểm soát (buổi) theo xã, phường và tháng báo cáo</h1>" in text
    assert "theo xã, phường và tháng báo cáo, 15/12/2025–14/11/2026</caption>" in text


def test_names_lead_to_dashboards_and_figures_to_their_pages(world: World, browse: Browse) -> None:
    log(world)
    client = browse(world.tinh)
    text = text_of(client, f"{PROVINCE}?period=year-2025&rows=commune&columns=month&figures=patrol_sessions")
    for address in (
        reverse("unit_dashboard", args=[world.commune.slug]) + "?period=year-2025",
        reverse("unit_figure", args=[THAI_NGUYEN, "patrol_sessions"]) + "?period=year-2025",
        reverse("unit_figure", args=[THAI_NGUYEN, "patrol_sessions"]) + "?period=month-2025-8",
    ):
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200
    turned = re.search(r'class="turn" href="([^"]+)"', text)
    assert turned is not None
    text = text_of(client, turned[1].replace("&amp;", "&"))
    assert "theo tháng báo cáo và xã, phường" in text
    address = reverse("unit_figure", args=[world.commune.slug, "patrol_sessions"])
    assert f'href="{address}?period=year-2025"' in text


def rows_of_page(text: str) -> list[list[str]]:
    """Names and numbers as the page shows them."""
    table = re.search(r"<tbody>(.*?)</tbody>(?:.*?<tfoot>(.*?)</tfoot>)?", text, re.S)
    assert table is not None
    found = []
    for row in re.findall(r"<tr.*?</tr>", table[1] + (table[2] or ""), re.S):
        plain = re.sub(r'<span class="visually.*?</span>|<small class="of">.*?</small>', "", row)
        name = re.search(r"<th.*?>(.*?)</th>", plain, re.S)
        assert name is not None
        cells = [re.sub(r"<[^>]+>|[\s≈]", "", cell) for cell in re.findall(r'<td class="num.*?</td>', plain, re.S)]
        found.append([re.sub(r"<[^>]+>", "", name[1]).strip(), *cells])
    return found


def written(cell: Any) -> str:
    """A cell of a spreadsheet as the page writes it."""
    if cell in WORDS.values():
        return "–"
    return f"{cell:,.3f}".rstrip("0").rstrip(".").translate(str.maketrans(",.", ".,"))


@pytest.mark.parametrize(
    "query",
    [
        "period=year-2025&rows=commune&columns=month&figures=patrol_sessions&figures=guns_collected&verified=on",
        "period=year-2025&rows=week&figures=guns_collected&figures=firecrackers_collected",
        "period=year-2025&lens=recorded&rows=district&columns=quarter&figures=launch_sessions&grouped=on",
        "period=year-2025&rows=indicator&columns=month",
    ],
)
def test_the_spreadsheet_holds_the_rows_and_figures_of_the_page(world: World, browse: Browse, query: str) -> None:
    story(leaves(world.province), seed=5, records=900)
    client = browse(world.tinh)
    file = client.get(f"{PROVINCE}table.xlsx?{query}")
    assert file.status_code == 200
    sheet = load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    top = next(place for place, row in enumerate(sheet) if row[0] in {"Xã, phường", "Tuần", "Huyện", "Chỉ tiêu"})
    words = 2 if query.endswith("rows=indicator&columns=month") else 1
    numbers = [place for place, head in enumerate(sheet[top]) if place >= words and "Đã báo cáo" not in str(head)]
    shown = [[str(row[0]).removeprefix("≈ "), *(written(row[place]) for place in numbers)] for row in sheet[top + 1 :]]
    assert shown == rows_of_page(text_of(client, f"{PROVINCE}?{query}"))
    assert "2025" in " ".join(str(row[0]) for row in sheet[:top])


REFUSED = [
    ("rows=commune&columns=commune", "Cột phải khác dòng."),
    ("rows=commune&columns=area", "Dòng đã là đơn vị"),
    ("rows=month&columns=week", "Dòng đã là thời gian"),
    ("rows=indicator&columns=indicator", "Cột phải khác dòng."),
    ("rows=district&period=month-2026-3", "Huyện chỉ có theo địa giới tại thời điểm ghi"),
    ("rows=area&lens=recorded&period=year-2025", "Khu vực chỉ có theo địa giới hiện nay"),
    ("rows=province", "Không có cách chia này ở đây."),
    ("columns=nonsense", "Không có cách chia này ở đây."),
    ("figures=serious_crimes", "Ở đây không có chỉ tiêu “serious_crimes”"),
    ("figures=target_exceeded", "Ở đây không có chỉ tiêu"),
    ("period=month-2026-13", "Không có kỳ này."),
    ("from=2026-05-03&to=2026-04-01", "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
    ("from=abc&to=2026-01-01", "field-error"),
    ("lens=x", "Không có cách vẽ địa giới này."),
    ("rows=week&from=2010-01-01&to=2025-12-31", "tối đa 400"),
    ("rows=commune&columns=week&from=2021-01-01&to=2025-12-31", "tối đa 20.000"),
    ("rows=week&from=2000-01-01&to=2099-12-31", "tối đa 400"),
]


@pytest.mark.parametrize(("query", "reason"), REFUSED)
def test_what_cannot_be_is_refused_with_its_reason_beside_the_field(
    world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch, query: str, reason: str
) -> None:
    monkeypatch.setattr("pivots.reading.read", lambda *_args, **_flags: pytest.fail("totals were read"))
    client = browse(world.tinh)
    text = text_of(client, f"{PROVINCE}?{query}", status=422)
    assert reason in text
    assert "<tbody>" not in text
    assert client.get(f"{PROVINCE}table.xlsx?{query}").status_code == 422


def test_what_was_typed_stays(world: World, browse: Browse) -> None:
    query = "period=quarter-2026-3&rows=month&columns=week&figures=gifts_given&verified=on"
    text = text_of(browse(world.tinh), f"{PROVINCE}?{query}", status=422)
    assert '<option value="quarter-2026-3" selected>' in text
    assert '<option value="month" selected>' in text
    assert '<option value="week" selected>' in text
    assert 'value="gifts_given" checked' in text
    assert re.search(r'name="verified"[^>]*checked', text)
    assert 'aria-describedby="id_columns_error"' in text


def test_the_nation_does_not_count_villages(world: World, browse: Browse) -> None:
    address = reverse("nation_pivot")
    assert browse(world.bo).get(f"{address}?figures=patrol_villages_covered").status_code == 422


def test_a_place_of_nobodys_scope_is_not_there(world: World, browse: Browse) -> None:
    client = browse(world.lan)
    for address in (PROVINCE, "/tables/units/99999-2025/", "/tables/areas/none/", reverse("nation_pivot")):
        assert client.get(address).status_code == 404
    assert browse(world.quan).get(reverse("saved_tables")).status_code == 404


def test_the_navigation_leads_readers_to_their_widest_place(world: World, browse: Browse) -> None:
    starts = {
        "hung": reverse("area_pivot", args=[world.area.slug]),
        "tinh": PROVINCE,
        "bo": reverse("nation_pivot"),
    }
    for person, address in starts.items():
        assert f'href="{address}"' in text_of(browse(getattr(world, person)), reverse("record_list"))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("period=month-2026-3&from=2026-03-02&to=2026-03-15&rows=week", "period=month-2026-3&rows=week"),
        ("period=range-2026-03-01-2026-03-31&from=2026-03-02&to=2026-03-15&rows=week", None),
        ("period=month-2026-3&from=&to=&rows=week", "period=month-2026-3&rows=week"),
    ],
)
def test_an_address_keeps_no_days_beside_a_period(world: World, browse: Browse, sent: str, kept: str | None) -> None:
    client = browse(world.tinh)
    kept = kept or "from=2026-03-02&to=2026-03-15&rows=week"
    assert client.get(f"{PROVINCE}?{sent}")["Location"] == f"{PROVINCE}?{kept}"
    assert client.get(f"{PROVINCE}?{kept}").status_code == 200


def test_days_that_are_missing_are_asked_for(world: World, browse: Browse) -> None:
    text = text_of(browse(world.tinh), f"{PROVINCE}?period=range&from=&to=&rows=week", 422)
    assert "Chọn ngày." in text


def choices(text: str, name: str) -> dict[str, tuple[str, bool]]:
    """Of a list its values: the words of each, and whether it can be chosen."""
    listed = text.partition(f'<select name="{name}"')[2].partition("</select>")[0]
    found = re.findall(r'<option value="(\w*)"([^>]*)>([^<]*)<', listed)
    return {value: (words, "disabled" not in attributes) for value, attributes, words in found}


@pytest.mark.parametrize(
    ("query", "open_", "closed", "why"),
    [
        ("period=month-2026-3", "area", "district", "Huyện – chỉ khi kỳ có ngày trước 01/07/2025"),
        ("period=year-2025", "area", "district", "Huyện – chỉ theo địa giới tại thời điểm ghi"),
        ("period=year-2025&lens=recorded", "district", "area", "Khu vực – chỉ theo địa giới hiện nay"),
    ],
)
def test_an_axis_that_is_not_there_cannot_be_chosen(
    world: World, browse: Browse, query: str, open_: str, closed: str, why: str
) -> None:
    text = text_of(browse(world.tinh), f"{PROVINCE}?{query}")
    for name in ("rows", "columns"):
        found = choices(text, name)
        assert found[open_][1]
        assert found[closed] == (why, False)
        assert all(free for value, (_words, free) in found.items() if value != closed)


def test_a_refused_axis_stays_chosen(world: World, browse: Browse) -> None:
    found = choices(text_of(browse(world.tinh), f"{PROVINCE}?period=month-2026-3&rows=district", 422), "rows")
    assert found["district"] == ("Huyện – chỉ khi kỳ có ngày trước 01/07/2025", True)
