"""Back after "Gửi": what was received is told before it is written a second time."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.station import fill_patrol, log_patrol, receipt, send, tomorrow
from tests.browser.visits import COMMUNE
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser


def test_who_goes_back_to_a_sent_form_is_told(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    address = log_patrol(page)
    code = receipt(page)
    watch = Watch(page)
    page.goto(reverse("station_home", args=[COMMUNE]))
    page.go_back()
    page.go_back()
    notice = page.locator("[data-sent]")
    expect(notice).to_contain_text(f"Đã gửi phiếu {code}")
    expect(notice.get_by_role("link", name="sửa phiếu đã gửi")).to_have_attribute("href", f"{address}edit")
    hold(watch.faults)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    expect(notice).to_be_hidden()


def test_what_was_refused_is_not_told_as_sent(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    fill_patrol(page, day=tomorrow())
    send(page)
    page.locator("[data-errors]").wait_for()
    page.goto(reverse("station_home", args=[COMMUNE]))
    page.go_back()
    expect(page.get_by_role("heading", name=re.compile("tuần tra"))).to_be_visible()
    expect(page.locator("[data-sent]")).to_be_hidden()


def test_the_same_from_a_fresh_form_is_asked_about_and_sent_with_one_press(open_as: Open) -> None:
    page = open_as("lan", PHONE)
    log_patrol(page)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    fill_patrol(page)
    send(page)
    other = page.get_by_role("button", name="Phải, một lần khác: gửi")
    expect(page.get_by_role("alert")).to_contain_text("giống hệt phiếu")
    other.tap()
    expect(page.locator("#receipt-code")).to_be_visible()
