"""Đôn đốc: who owes what since when, the text to send, the list to call; the same units as on the dashboards."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from accounts.models import Grant
from communes.models import Unit
from dashboards import places, selectors
from dashboards.coverage import Reported
from dashboards.places import Place
from dashboards.reminders import owed as reminders
from dashboards.reminders.owed import Owed, heads_of, owed_in, provinces_in
from dashboards.reminders.pages import provinces_table
from dashboards.stamps import forget
from dashboards.state import State
from periods.presets import Choice
from returns.models import ReportingRule
from rollups.ranges import Days
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, TODAY, count, leaves, of_unit, random_query, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
TWO_MONTHS = "from=2026-09-15&to=2026-11-14"
QUARTER_CENTURY = "from=2000-01-01&to=2026-12-31"


def owed(place: Place, query: str) -> dict[str, Owed]:
    return {one.unit.name: one for one in owed_in(place, state_of(place, query)).owed}


def page(client: Client, name: str, slug: str, query: str) -> str:
    answer = client.get(f"{reverse(name, args=[slug])}?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows_of(text: str) -> list[list[str]]:
    """The cells of the list, without its head."""
    rows = re.findall(r"<tr>\s*(?:<td.*?</td>\s*)?<th scope=\"row\">.*?</tr>", text, re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row] for row in cells]


def test_it_names_the_months_without_a_record_since_the_first_and_the_last_entry(world: World) -> None:
    count(world.commune, "2026-09-20")
    count(world.neighbour, "2026-10-20", "2026-11-16")
    found = owed(of_unit(world.tinh, THAI_NGUYEN), TWO_MONTHS)
    own, other, silent = (found[name] for name in (world.commune.full_name, world.neighbour.full_name, "Xã Ba Bể"))
    assert [one.label for one in own.what] == ["Tháng 11/2026"]
    assert (own.since, own.last) == (date(2026, 10, 15), date(2026, 9, 20))
    assert [one.label for one in other.what] == ["Tháng 10/2026"]
    assert (other.since, other.last) == (date(2026, 9, 15), date(2026, 11, 16))
    assert [one.label for one in silent.what] == ["Tháng 10/2026", "Tháng 11/2026"]
    assert silent.last is None


def test_a_long_range_names_its_months_once_for_all_who_owe_alike(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quarter of a century has three hundred months, a province ninety units."""
    count(world.commune, "2026-09-20")
    asked: list[Days] = []

    def named(days: Days, state: State) -> Choice:
        asked.append(days)
        return state.calendar.within(days)

    monkeypatch.setattr(reminders, "_named", named)
    place = of_unit(world.tinh, THAI_NGUYEN)
    debts = owed_in(place, state_of(place, QUARTER_CENTURY)).owed
    months = max(len(one.what) for one in debts)
    assert (len(debts), months) == (92, 322)
    assert len({id(one.what) for one in debts}) == 2
    assert len(asked) == months + 1


def test_whoever_has_reported_all_owes_nothing(world: World) -> None:
    count(world.commune, "2026-09-20", "2026-10-20")
    assert world.commune.full_name not in owed(of_unit(world.tinh, THAI_NGUYEN), TWO_MONTHS)


def test_a_month_that_runs_is_owed_from_its_first_day(world: World) -> None:
    count(world.commune, "2026-11-16")
    found = owed(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-12")
    assert world.commune.full_name not in found
    assert found["Xã Ba Bể"].since == date(2026, 11, 15)


@pytest.mark.parametrize(
    "query", ["period=month-2027-3", "period=quarter-2027-2&by=area", "from=2026-11-23&to=2026-11-29"]
)
def test_before_a_period_begins_nobody_owes_and_nobody_is_missing(world: World, query: str) -> None:
    count(world.commune, "2026-09-20")
    for place in (of_unit(world.tinh, THAI_NGUYEN), of_unit(world.tinh, world.commune.slug), places.nation(world.bo)):
        state = state_of(place, query)
        shown = selectors.dashboard(place, state)
        assert (shown.reported, shown.silence) == (Reported(), None)
        assert not any(shown.standings.values())
        assert {row.status for row in shown.table.rows} <= {None}
        assert "kỳ chưa bắt đầu" in shown.quick
        assert "chưa báo cáo" not in shown.quick
    assert owed_in(of_unit(world.tinh, THAI_NGUYEN), state).owed == ()
    assert provinces_in(place, state).rows == ()


def test_before_a_period_begins_there_is_no_letter(world: World, browse: Browse) -> None:
    client = browse(world.bo)
    pages = [reverse(name, args=[THAI_NGUYEN]) for name in ("unit_silent", "unit_silent_calls")]
    for address in [*pages, reverse("nation_silent")]:
        text = client.get(f"{address}?period=month-2030-3").content.decode()
        assert "Kỳ chưa bắt đầu" in text
        assert "Kính gửi" not in text
        assert "<table" not in text
    for name, args in (("unit_silent_table", [THAI_NGUYEN]), ("nation_silent_table", [])):
        file = client.get(f"{reverse(name, args=args)}?period=month-2030-3")
        words = str(load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python())
        assert "Kỳ chưa bắt đầu" in words
    text = client.get(f"{reverse('unit_dashboard', args=[THAI_NGUYEN])}?period=month-2030-3").content.decode()
    assert "Kỳ chưa bắt đầu." in text
    assert "data-remind" not in text


@pytest.mark.parametrize(("today", "words"), [(14, "cập nhật số liệu hằng ngày."), (15, "cập nhật số liệu ngay.")])
def test_on_its_last_day_a_month_is_not_over(
    world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch, today: int, words: str
) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2026, 11, today))
    text = page(browse(world.tinh), "unit_silent", THAI_NGUYEN, "period=month-2026-11")
    assert words in text
    assert ("Kỳ chưa kết thúc" in text) == (today == 14)


def test_the_longest_silent_come_first(world: World) -> None:
    count(world.commune, "2026-09-20")
    count(world.neighbour, "2026-08-20")
    place = places.area(world.hung, world.area.slug)
    names = list(owed(place, TWO_MONTHS))
    assert names[-2:] == [world.neighbour.full_name, world.commune.full_name]
    assert len(names) == 3  # the third was never heard of


def test_the_history_of_a_unit_counts_as_its_own_today(world: World) -> None:
    count(world.giao_hieu, "2025-05-20")
    today = owed(of_unit(world.tinh, THAI_NGUYEN), "period=month-2025-7")[world.commune.full_name]
    assert today.last == date(2025, 5, 20)
    recorded = owed(of_unit(world.tinh, "060-2000"), "period=month-2025-6&lens=recorded")
    assert world.giao_hieu.full_name not in recorded
    assert len(recorded) == 9


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lens", ["today", "recorded"])
def test_they_are_those_whom_the_dashboard_counts(world: World, seed: int, lens: str) -> None:
    story(leaves(world.province, every=3), seed, records=900)
    query = f"{random_query(random.Random(seed))}&lens={lens}"
    at = [of_unit(world.bo, slug) for slug in (THAI_NGUYEN, BAC_KAN, "060-2000")]
    for place in [*at, places.area(world.bo, world.area.slug)]:
        state = state_of(place, query)
        debts, shown = owed_in(place, state), selectors.dashboard(place, state)
        assert debts.reported == shown.reported, (place.name, query)
        assert len(debts.owed) == shown.reported.missing + shown.reported.partial
        named = {row.name for row in shown.table.rows if row.status in {"missing", "partial"}}
        assert {one.unit.name for one in debts.owed} <= {re.sub(r" \(đến .*", "", name) for name in named}


@pytest.mark.parametrize("query", ["period=month-2026-10", "period=quarter-2025-3&lens=recorded"])
def test_the_nation_counts_each_province_as_its_dashboard_does(world: World, query: str) -> None:
    story(leaves(world.province), 3, records=500)
    place = places.nation(world.bo)
    state = state_of(place, query)
    found, shown = provinces_in(place, state), selectors.dashboard(place, state)
    table = provinces_table(found, state)
    assert found.reported == shown.reported
    assert {row.name: row.status_text for row in table.rows} == {
        row.name: row.status_text for row in shown.table.rows if "(đến" not in row.name
    }
    for row in table.rows:
        full, units = (int(number) * 1000 for number in row.status_text.replace(".", "").split("/"))
        assert (full + sum(row.values[:2]), units) == (units, row.values[2])  # type: ignore[arg-type]
    silent = [row.values[0] or 0 for row in table.rows]
    assert silent == sorted(silent, reverse=True)


@pytest.mark.parametrize("query", ["period=year-2025", "period=quarter-2025-3", "period=year-2024"])
def test_as_recorded_the_nation_reminds_the_provinces_of_the_last_day(world: World, query: str) -> None:
    """Those that ended in the range are reminded in their heirs, and counted there."""
    story(leaves(world.province), 3, records=500)
    place = places.nation(world.bo)
    state = state_of(place, f"{query}&lens=recorded")
    found, shown = provinces_in(place, state), selectors.dashboard(place, state)
    assert len(found.rows) == (63 if "2024" in query else 34)
    assert sum((count for _line, count in found.rows), Reported()) == found.reported == shown.reported
    for status, number in shown.standings.items():
        listed = selectors.dashboard(place, replace(state, status=status)).table.rows
        assert len(listed) == number <= len(found.rows)
    assert shown.silence is not None
    assert shown.silence.all == sum(count.missing > 0 for _line, count in found.rows)


def test_the_nation_leads_to_its_provinces(world: World, browse: Browse) -> None:
    text = browse(world.bo).get(f"{reverse('nation_silent')}?period=month-2026-10").content.decode()
    assert f'href="{reverse("unit_silent", args=[THAI_NGUYEN])}?period=month-2026-10"' in text
    file = browse(world.bo).get(f"{reverse('nation_silent_table')}?period=month-2026-10")
    assert len(load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()) > 34


def test_the_text_names_who_owes_and_says_it_in_vietnamese(world: World, browse: Browse) -> None:
    count(world.commune, "2026-10-20")
    client = browse(world.hung)
    client.cookies["django_language"] = "en"
    text = page(client, "area_silent", world.area.slug, "period=month-2026-11")
    said = re.search(r'id="reminder-text"[^>]*>(.*?)</p>', text, re.S)
    assert said is not None
    day = rf"{TODAY:%d/%m/%Y}" if "22/11/2026" in said[1] else r"\d\d/\d\d/\d{4}"
    assert re.match(
        rf"Kính gửi Công an các xã trên địa bàn huyện Pác Nặm cũ: đến ngày {day}, còn 2/3 đơn vị chưa có báo cáo "
        r"tháng 11/2026: xã ",
        said[1],
    )
    assert world.commune.name not in said[1]


def test_an_area_gets_a_text_of_its_own(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20")
    text = page(browse(world.tinh), "unit_silent", THAI_NGUYEN, f"{TWO_MONTHS}&by=area")
    said = re.search(r"<p[^>]*>(Địa bàn huyện Pác Nặm cũ .*?)</p>", text, re.S)
    assert said is not None
    assert said[1].startswith("Địa bàn huyện Pác Nặm cũ còn 3/3 đơn vị chưa có báo cáo đủ: xã ")
    assert said[1].endswith("xã Bằng Thành (tháng 11/2026).")


def test_the_spreadsheet_holds_the_rows_of_the_page(world: World, browse: Browse) -> None:
    count(world.commune, "2026-09-20")
    client = browse(world.tinh)
    rows = rows_of(page(client, "unit_silent", THAI_NGUYEN, TWO_MONTHS))
    file = client.get(f"{reverse('unit_silent_table', args=[THAI_NGUYEN])}?{TWO_MONTHS}")
    sheet = load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    top = next(place for place, row in enumerate(sheet) if row[0] == "Đơn vị")
    shown = [[f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell) for cell in row] for row in sheet[top + 1 :]]
    assert [[name, *rest] for name, _area, *rest in shown] == rows
    assert len(rows) == 92


def test_one_calls_the_heads_who_head_today(world: World, browse: Browse) -> None:
    text = page(browse(world.tinh), "unit_silent_calls", THAI_NGUYEN, "period=month-2026-11")
    called = {row[1]: row[2] for row in rows_of(text)}
    assert called[world.commune.full_name] == "Hoàng Văn Dũng"
    assert called[world.neighbour.full_name] == "chưa có tài khoản"
    assert text.count('type="checkbox"') == len(called) == 92
    Grant.objects.filter(user=world.dung).update(valid_to=date(2026, 1, 1))
    text = page(browse(world.tinh), "unit_silent_calls", THAI_NGUYEN, "period=month-2026-11")
    assert "Hoàng Văn Dũng" not in text


def test_for_a_unit_that_ended_one_calls_its_heir(world: World) -> None:
    place = of_unit(world.tinh, "060-2000")
    debts = owed_in(place, state_of(place, "period=month-2025-6&lens=recorded"), with_last=False)
    heads = heads_of([one.unit for one in debts.owed], TODAY)
    assert heads[world.giao_hieu.pk] == "Hoàng Văn Dũng"


def test_a_page_takes_at_most_eight_queries(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    slug, area = THAI_NGUYEN, world.area.slug
    pages = [("unit_silent", slug), ("unit_silent_calls", slug), ("unit_silent_table", slug), ("area_silent", area)]
    for query in ("period=month-2026-11", "period=year-2026&by=area", "period=month-2025-2&lens=recorded"):
        for name, one in pages:
            client = browse(world.tinh)
            forget()
            with django_assert_max_num_queries(8):
                assert client.get(f"{reverse(name, args=[one])}?{query}").status_code == 200
    client = browse(world.bo)
    forget()
    with django_assert_max_num_queries(8):
        client.get(f"{reverse('nation_silent')}?period=year-2025")


def test_nothing_new_is_answered_without_reading_totals(
    world: World, browse: Browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, address = browse(world.tinh), f"{reverse('unit_silent', args=[THAI_NGUYEN])}?period=month-2026-11"
    tag = client.get(address)["ETag"]
    with django_assert_num_queries(3):  # session, person with grants, stamp
        assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    count(world.commune, "2026-10-20")
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 200


def test_the_names_of_heads_are_kept_nowhere(world: World, browse: Browse) -> None:
    answer = browse(world.tinh).get(reverse("unit_silent_calls", args=[THAI_NGUYEN]))
    assert "ETag" not in answer
    assert "no-store" in answer["Cache-Control"]


def test_a_commune_is_reminded_and_reminds_nobody(world: World, browse: Browse) -> None:
    for name in ("unit_silent", "unit_silent_table", "unit_silent_calls"):
        assert browse(world.lan).get(reverse(name, args=[world.commune.slug])).status_code == 404


def test_where_all_have_reported_nobody_is_reminded(world: World, browse: Browse) -> None:
    for unit in Unit.objects.filter(leaf=True, area_memberships__area=world.area):
        count(unit, "2026-10-20")
    text = page(browse(world.hung), "area_silent", world.area.slug, "period=month-2026-11")
    assert "Không còn đơn vị nào phải đôn đốc" in text
    assert "reminder-text" not in text


def test_a_range_that_is_none_is_refused(world: World, browse: Browse) -> None:
    address = reverse("unit_silent", args=[THAI_NGUYEN])
    assert browse(world.tinh).get(f"{address}?from=2026-05-03&to=2026-04-01").status_code == 422


def test_a_range_without_a_whole_month_is_owed_itself(world: World) -> None:
    (first, *_others) = owed(of_unit(world.tinh, THAI_NGUYEN), "from=2026-06-01&to=2026-06-09").values()
    assert [one.label for one in first.what] == ["01/06–09/06/2026"]
    assert first.since == date(2026, 6, 1)


def test_the_nation_has_a_text_to_send(world: World, browse: Browse) -> None:
    text = browse(world.bo).get(f"{reverse('nation_silent')}?period=month-2026-10").content.decode()
    assert "Kính gửi: Công an các tỉnh, thành phố." in text
    assert "– tỉnh Thái Nguyên: 92/92 đơn vị" in text


def test_the_list_to_call_is_a_sheet_too(world: World, browse: Browse) -> None:
    address = reverse("unit_silent_calls_table", args=[THAI_NGUYEN])
    file = browse(world.tinh).get(f"{address}?{TWO_MONTHS}")
    assert file["Content-Disposition"].endswith("-goi-dien.xlsx")
    sheet = load_workbook(BytesIO(b"".join(file))).get_sheet_by_index(0)
    rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    heads = ["Khu vực", "Đơn vị", "Trưởng Công an cấp xã", "Còn thiếu", "Đã gọi", "Kết quả"]
    begin = rows.index(heads)
    own = next(row for row in rows[begin + 1 :] if row[1] == world.commune.full_name)
    assert own[:4] == ["Địa bàn huyện Pác Nặm cũ", world.commune.full_name, world.dung.name, own[3]]
    assert own[3].startswith("Tháng 10/2026")
    assert len([row for row in rows[begin + 1 :] if row[1]]) == 92
    shown = browse(world.tinh).get(f"{reverse('unit_silent_calls', args=[THAI_NGUYEN])}?{TWO_MONTHS}")
    assert f'href="{address}?' in shown.content.decode()


def test_the_list_says_until_when_and_who_came_late(world: World, browse: Browse) -> None:
    """The month to 14/11/2026 was due on Monday the 16th."""
    ReportingRule.objects.create(province=world.province, valid_from=date(2026, 10, 1), grace=1, by=world.thu)
    recorded(world.minh, world.neighbour, patrol(on=date(2026, 10, 20)))
    client = browse(world.tinh)
    text = page(client, "unit_silent", THAI_NGUYEN, "period=month-2026-11")
    assert re.search(r"Hạn nộp: 16/11/2026, đã qua \d+ ngày", text)
    rows = {row[0]: row for row in rows_of(text)}
    assert rows[world.commune.full_name][3] == "16/11/2026"
    assert world.neighbour.full_name not in rows
    came = text[text.index("came-1") :]
    assert "Nộp muộn" in came
    assert world.neighbour.full_name in came
    file = client.get(f"{reverse('unit_silent_table', args=[THAI_NGUYEN])}?period=month-2026-11")
    assert file.status_code == 200
