"""The pages that remind: the text to send, the list to call, their sheets, what they cost."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from accounts.models import Grant
from communes.models import Unit
from dashboards.stamps import forget
from returns.models import ReportingRule
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import THAI_NGUYEN, TODAY, count
from tests.dashboards.reminding import page, rows_of
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
TWO_MONTHS = "from=2026-09-15&to=2026-11-14"


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
