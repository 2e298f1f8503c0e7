"""The day of an entry: what has begun, what was there then, what was like last time."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.station import log_patrol, officers_field, send, village
from tests.browser.visits import COMMUNE, OLD_COMMUNE
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser

BEFORE = "2025-06-30"


@pytest.fixture
def noon(open_as: Open) -> Page:
    """The form of a patrol on a phone whose clock says noon."""
    page = open_as("lan", PHONE)
    page.clock.set_fixed_time(
        datetime.combine(timezone.localdate(), time(12, 30), tzinfo=timezone.get_default_timezone())
    )
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    return page


def test_the_night_of_noon_is_the_last_one_and_says_so(noon: Page) -> None:
    day = noon.get_by_label("Ngày", exact=True)
    noon.get_by_role("button", name="Hôm nay").tap()
    noon.get_by_role("radio", name="Sáng").check()
    expect(day).to_have_value(timezone.localdate().isoformat())
    noon.get_by_role("radio", name="Đêm").check()
    expect(day).to_have_value((timezone.localdate() - timedelta(days=1)).isoformat())
    expect(noon.get_by_role("status").filter(has_text="đã chọn ngày hôm qua")).to_be_visible()
    noon.get_by_role("button", name="Hôm nay").tap()
    expect(noon.get_by_role("status").filter(has_text="chọn hôm qua hoặc ca khác")).to_be_visible()


def test_numbers_of_last_time_say_so_and_go_with_one_press(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    log_patrol(page)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    words = page.get_by_text("Như lần trước (")
    expect(words).to_be_visible()
    expect(officers_field(page)).to_have_value("3")
    page.get_by_role("button", name="Xóa số").tap()
    expect(officers_field(page)).to_have_value("")
    expect(words).to_be_hidden()
    page.get_by_role("button", name="Như lần trước", exact=True).tap()
    expect(officers_field(page)).to_have_value("3")
    page.get_by_role("button", name="Thêm: Công an cấp xã").tap()
    expect(words).to_be_hidden()


def test_an_old_day_asks_for_the_commune_of_then_at_once(open_as: Open) -> None:
    page = open_as("lan")
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    place = page.get_by_role("group", name="Xã, phường khi đó")
    expect(place).to_be_hidden()
    page.get_by_label("Ngày", exact=True).fill(BEFORE)
    expect(place.get_by_role("radio")).to_have_count(4)  # the communes of then, and not the one of today
    place.get_by_role("radio", name="Giáo Hiệu").check()
    officers_field(page).fill("2")
    send(page)
    expect(page.locator(".lead")).to_contain_text("Xã Giáo Hiệu")


def test_forces_follow_the_day_and_nothing_typed_is_lost(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    watch = Watch(page)
    officers_field(page).fill("7")
    page.get_by_role("textbox", name="Lượt nhắc nhở").fill("3")
    team = page.get_by_role("textbox", name="Tổ bảo vệ an ninh, trật tự")
    expect(team).to_have_count(1)
    page.get_by_label("Ngày", exact=True).fill("2024-06-30")
    expect(team).to_have_count(0)  # there was none yet: it stands among the folded ones
    expect(officers_field(page)).to_have_value("7")
    expect(page.get_by_role("group", name="Xã, phường khi đó")).to_be_visible()
    page.get_by_role("button", name="Thêm: Lượt nhắc nhở").tap()
    expect(page.get_by_role("textbox", name="Lượt nhắc nhở")).to_have_value("4")
    village(page).check()
    expect(page.get_by_role("button", name="Bỏ chọn: Thôn Nà Muồng")).to_be_visible()
    hold(watch.look())


def test_the_page_that_asks_is_as_clean_as_any(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    watch = Watch(page)
    page.get_by_label("Ngày", exact=True).fill(BEFORE)
    expect(page.get_by_role("group", name="Xã, phường khi đó")).to_be_visible()
    hold(watch.look())


def test_a_day_of_today_takes_the_answer_back(open_as: Open) -> None:
    page = open_as("lan")
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    day, place = page.get_by_label("Ngày", exact=True), page.get_by_role("group", name="Xã, phường khi đó")
    day.fill(BEFORE)
    place.get_by_role("radio", name="Giáo Hiệu").check()
    day.fill("2025-07-01")
    expect(place).to_be_hidden()
    day.fill(BEFORE)
    expect(place.locator("input:checked")).to_have_count(0)


def test_without_scripts_it_is_asked_after_sending(open_as: Open) -> None:
    page = open_as("lan", PHONE, java_script_enabled=False)
    page.goto(f"{reverse('patrol_add', args=[COMMUNE])}?on={BEFORE}")
    officers_field(page).fill("38")  # as in no other story
    send(page)
    page.get_by_role("group", name="Xã, phường khi đó").get_by_role("radio", name="Giáo Hiệu").check()
    send(page)
    expect(page.locator(".lead")).to_contain_text("Xã Giáo Hiệu")


def test_villages_stand_under_one_name_each(open_as: Open) -> None:
    page = open_as("lan")
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    names = page.locator(".area-home").all_inner_texts()
    assert len(names) == len(set(names))
    assert all(name.endswith(" cũ") for name in names)
    expect(village(page)).to_be_visible()


def test_an_english_page_counts_in_english_marks(open_as: Open) -> None:
    page = open_as("lan")
    page.goto(reverse("weapon_handover_add", args=[COMMUNE]))
    page.locator(".user-menu > summary").click()
    page.get_by_role("button", name="English").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    quantity = page.locator("[name=items-0-quantity]")
    quantity.fill("1,234")
    quantity.press("ArrowUp")
    expect(quantity).to_have_value("1235")
    quantity.fill("18.5")
    quantity.press("ArrowUp")
    expect(quantity).to_have_value("19.5")


def test_the_old_commune_opens_no_question(open_as: Open) -> None:
    page = open_as("lan")
    answer = page.goto(reverse("patrol_add", args=[OLD_COMMUNE]))
    assert answer is not None
    assert answer.ok
    expect(page.locator("[data-place]")).to_have_count(0)
    assert not re.search("place_of_day", page.content())


def test_another_period_asks_for_its_numbers(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    watch = Watch(page)
    page.goto(reverse("return_add", args=[COMMUNE, "tips_and_conflicts"]))
    periods = page.get_by_label("Kỳ báo cáo")
    oldest = periods.locator("option").last.get_attribute("value")
    with page.expect_response(lambda answer: "do=day" in (answer.request.post_data or "")) as asked:
        periods.select_option(oldest)
    assert asked.value.ok
    expect(periods).to_have_value(str(oldest))
    expect(page.locator("#id_count_valuable_tips")).to_be_visible()
    hold(watch.look())
