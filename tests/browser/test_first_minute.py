"""The first minute: an officer logs a patrol with one thumb, and the province sees it in its numbers."""

import re
import time

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open, sign_in
from tests.browser.station import FORMERLY, VILLAGE, Thumb, figure, log_patrol, receipt, village
from tests.browser.visits import AREA, COMMUNE, NEIGHBOUR, PROVINCE
from tests.browser.watching import watched

pytestmark = pytest.mark.browser

PATROLS = "Tuần tra, kiểm soát"


def patrols_of_the_province(page: Page) -> int:
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    return figure(page, PATROLS)


def test_an_officer_logs_a_patrol_with_one_thumb_in_half_a_minute(open_as: Open) -> None:
    page, thumb = open_as("", PHONE), Thumb()
    with watched(page):
        sign_in(page, "lan")
        start = time.monotonic()
        thumb.tap(page.get_by_role("link", name="Ghi tuần tra"))
        search = page.get_by_role("searchbox", name="Tìm khu dân cư")
        thumb.tap(search)
        search.press_sequentially("giao hieu muong", delay=120)
        thumb.tap(page.get_by_role("group", name=re.compile(FORMERLY)).get_by_text(VILLAGE))
        thumb.tap(page.get_by_role("button", name="Thêm: Công an cấp xã"))
        thumb.tap(page.get_by_role("button", name="Gửi", exact=True))
        expect(page.locator("#receipt-code")).to_have_text(re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$"))
        expect(page.get_by_text(VILLAGE)).to_be_visible()
    assert thumb.taps == 5
    assert time.monotonic() - start < 30


def test_the_province_sees_the_patrol_in_its_number_and_finds_it_below(open_as: Open) -> None:
    leader = open_as("tinh")
    before = patrols_of_the_province(leader)
    officer = open_as("lan", PHONE)
    log_patrol(officer)
    with watched(leader):
        assert patrols_of_the_province(leader) == before + 1
        leader.get_by_role("link", name="Theo khu vực").click()
        leader.locator("#t-units, table").get_by_role("link", name=re.compile("Pác Nặm")).click()
        expect(leader).to_have_url(re.compile(AREA))
        leader.get_by_role("table").get_by_role("link", name=re.compile("Bằng Thành")).click()
        expect(leader).to_have_url(re.compile(COMMUNE))
        leader.get_by_role("link", name=PATROLS, exact=True).first.click()
        leader.get_by_role("link", name=re.compile(r"^Xem .* phiếu")).click()
        leader.get_by_role("row", name=re.compile(receipt(officer))).get_by_role("link").first.click()
        assert receipt(leader) == receipt(officer)


def test_the_head_approves_with_one_press(open_as: Open) -> None:
    address = log_patrol(open_as("lan", PHONE))
    page = open_as("dung")
    page.goto(address)
    with watched(page):
        page.get_by_role("button", name="Duyệt", exact=True).click()
        expect(page.get_by_role("main").get_by_text("Đã duyệt", exact=True)).to_be_visible()
        expect(page.get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)


def test_the_head_goes_on_to_the_next_record_that_waits(open_as: Open) -> None:
    officer = open_as("lan", PHONE)
    waiting = [log_patrol(officer), log_patrol(officer)]
    page = open_as("dung")
    page.goto(waiting[0])
    page.get_by_role("button", name="Duyệt", exact=True).click()
    page.get_by_role("link", name="Phiếu tiếp theo chờ duyệt").click()
    expect(page.get_by_role("button", name="Duyệt", exact=True)).to_be_visible()
    assert not page.url.endswith(waiting[0])


def test_the_head_reads_why_the_own_patrol_waits(open_as: Open) -> None:
    page = open_as("dung")
    log_patrol(page)
    expect(page.get_by_text("Đồng chí đã ghi phiếu này: người duyệt phải khác người ghi.")).to_be_visible()


def test_an_officer_cannot_approve_the_own_patrol(open_as: Open) -> None:
    page = open_as("lan")
    log_patrol(page)
    expect(page.get_by_role("button", name="Duyệt", exact=True)).to_have_count(0)


def test_the_neighbour_finds_nothing_at_the_address(open_as: Open) -> None:
    officer, neighbour = open_as("lan"), open_as("minh")
    answer = neighbour.goto(log_patrol(officer))
    assert answer is not None
    assert answer.status == 404
    answer = officer.goto(reverse("station_home", args=[NEIGHBOUR]))
    assert answer is not None
    assert answer.status == 404


def test_whoever_signs_out_must_sign_in_again(open_as: Open) -> None:
    page = open_as("", PHONE)
    sign_in(page, "lan")
    with watched(page):
        page.locator(".user-menu > summary").tap()
        page.get_by_role("button", name="Đăng xuất").tap()
        expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()
        page.goto(reverse("patrol_add", args=[COMMUNE]))
        expect(page).to_have_url(re.compile(r"/login/\?next="))


def test_a_village_is_found_without_marks(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    page.get_by_role("searchbox", name="Tìm khu dân cư").fill("NA MUONG")
    expect(village(page)).to_be_visible()
    expect(page.locator(".choices > li:visible", has=page.get_by_role("checkbox"))).to_have_count(1)
