"""Đôn đốc: from the figures to those who owe, the text is copied as it stands, calls are ticked with keys alone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.visits import MONTHS, PROVINCE
from tests.browser.watching import watched

pytestmark = pytest.mark.browser
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def test_the_figures_lead_to_those_who_owe(open_as: Open) -> None:
    page = open_as("tinh")
    page.goto(f"{reverse('unit_dashboard', args=[PROVINCE])}?{MONTHS}")
    line = page.locator(".reported-line")
    missing = [int(found) for found in re.findall(r"(?:Chưa báo cáo|Một phần)\s+(\d+)", line.inner_text())]
    with watched(page):
        line.get_by_role("link", name="Đôn đốc").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Đôn đốc")
        expect(page.locator(".debts tbody tr")).to_have_count(sum(missing))
    assert "from=" in page.url


def test_the_nation_leads_to_a_province(open_as: Open) -> None:
    page = open_as("bo")
    page.goto(f"{reverse('nation_silent')}?{MONTHS}")
    page.get_by_role("link", name="Tỉnh Thái Nguyên").click()
    expect(page.locator(".lead")).to_contain_text("Tỉnh Thái Nguyên")
    expect(page.locator("#reminder-text")).to_contain_text("Kính gửi Công an các")


def test_what_is_copied_is_what_stands_there(open_as: Open) -> None:
    page = open_as("tinh", DESK, **CLIPBOARD)
    page.goto(f"{reverse('unit_silent', args=[PROVINCE])}?{MONTHS}")
    text = page.locator("#reminder-text")
    expect(text).to_be_visible()
    with watched(page):
        page.get_by_role("button", name="Chép nội dung").click()
        expect(page.get_by_role("button", name="Đã chép")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == text.inner_text().strip()


def test_the_text_of_an_area_is_copied_alone(open_as: Open) -> None:
    page = open_as("tinh", DESK, **CLIPBOARD)
    page.goto(f"{reverse('unit_silent', args=[PROVINCE])}?{MONTHS}&by=area")
    area = page.locator(".debtors").nth(1)
    area.get_by_role("button", name="Chép").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == area.locator(".reminder-short p").inner_text()
    assert copied.startswith((area.get_by_role("heading").text_content() or "").strip().rpartition(" ")[0])


def test_calls_are_ticked_with_keys(open_as: Open) -> None:
    page = open_as("tinh")
    page.goto(f"{reverse('unit_silent_calls', args=[PROVINCE])}?{MONTHS}")
    boxes = page.get_by_role("checkbox")
    boxes.first.focus()
    page.keyboard.press("Space")
    expect(boxes.first).to_be_checked()
    page.keyboard.press("Tab")
    expect(page.locator("tbody th a").first).to_be_focused()


def test_what_was_called_stays_ticked_in_its_period_alone(open_as: Open) -> None:
    page = open_as("tinh")
    address = reverse("unit_silent_calls", args=[PROVINCE])
    with watched(page):
        page.goto(f"{address}?{MONTHS}")
        page.get_by_role("checkbox").first.check()
        page.get_by_role("checkbox").nth(2).check()
        page.get_by_role("checkbox").nth(2).uncheck()
        page.goto(f"{address}?{MONTHS}")
        expect(page.locator("tbody :checked")).to_have_count(1)
        expect(page.get_by_role("checkbox").first).to_be_checked()
        page.goto(address)
        expect(page.locator("tbody :checked")).to_have_count(0)


def test_a_phone_shows_the_text_and_all_who_owe(open_as: Open) -> None:
    page = open_as("tinh", PHONE)
    page.goto(f"{reverse('unit_silent', args=[PROVINCE])}?{MONTHS}")
    rows = page.locator(".debts tbody tr")
    expect(rows.last).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    expect(rows.first.locator("td.day").last).to_contain_text(re.compile(r"Ghi gần nhất|\d\d/\d\d/\d{4}|chưa từng ghi"))
    page.get_by_role("link", name="Gọi điện").tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách gọi")
