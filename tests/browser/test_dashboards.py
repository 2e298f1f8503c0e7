"""What leadership sees: who is silent, other days, a page that fits a phone."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.visits import COMMUNE, PROVINCE
from tests.browser.watching import watched

pytestmark = pytest.mark.browser
TALLEST = 4000  # pixels of a commune's page on a phone
TALL = 5000  # of a page with the units of a province
ROWS = "table:has(#t-units) tbody:not(.signing) tr"


def test_a_commune_fits_a_phone(look_as: Open) -> None:
    page = look_as("lan", PHONE)
    page.goto(reverse("unit_dashboard", args=[COMMUNE]))
    assert page.evaluate("document.documentElement.scrollHeight") < TALLEST
    expect(page.locator("#t-folded")).to_be_hidden()
    page.locator("summary", has_text="Chỉ tiêu bằng 0 hoặc chưa có số liệu").tap()
    expect(page.locator("table", has=page.locator("#t-folded"))).to_be_visible()


@pytest.mark.parametrize(
    ("who", "name", "args", "query"),
    [
        ("tinh", "unit_dashboard", [PROVINCE], ""),
        ("tinh", "unit_dashboard", [PROVINCE], "?by=indicator"),
        ("tinh", "unit_figure", [PROVINCE, "patrol_sessions"], ""),
        ("tinh", "unit_figure", [PROVINCE, "patrol_sessions"], "?by=trend"),
        ("bo", "nation", [], ""),
    ],
)
def test_long_lists_are_folded_on_a_phone(look_as: Open, who: str, name: str, args: list[str], query: str) -> None:
    page = look_as(who, PHONE)
    page.goto(f"{reverse(name, args=args)}{query}")
    assert page.evaluate("document.documentElement.scrollHeight") <= TALL
    tabs = page.locator(".breakdown .tabs a").all()
    assert all(one.evaluate("one => one.getBoundingClientRect().right") <= 360 for one in tabs)


def test_a_folded_list_opens_at_a_press(look_as: Open) -> None:
    page = look_as("tinh", PHONE)
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    rows = page.locator(ROWS)
    expect(rows.nth(11)).to_be_visible()
    expect(rows.nth(12)).to_be_hidden()
    page.get_by_text("Hiện tất cả 92 dòng").tap()
    expect(rows.nth(91)).to_be_visible()
    page.get_by_text("Thu gọn").tap()
    expect(rows.nth(91)).to_be_hidden()


def test_nothing_is_folded_on_a_desk(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    assert page.locator(ROWS).evaluate_all("rows => rows.every((row) => row.getBoundingClientRect().height > 0)")
    expect(page.locator(".more-rows")).to_be_hidden()


def test_a_card_of_a_unit_leads_on_wherever_it_is_touched(look_as: Open) -> None:
    page = look_as("tinh", PHONE)
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    card = page.locator(ROWS).first
    name = card.get_by_role("link").inner_text()
    card.locator("td.num:visible").last.tap(force=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_silent_are_one_press_away(look_as: Open) -> None:
    page = look_as("bo")
    page.goto(reverse("nation"))
    link = page.locator(".standing[href*='status=missing']")
    count = int(re.findall(r"\d+", link.inner_text())[0])
    with watched(page):
        link.click()
        expect(page).to_have_url(re.compile("status=missing"))
        expect(page.locator(ROWS)).to_have_count(count)
    page.get_by_role("link", name="Hiện tất cả").click()
    expect(page.locator(ROWS)).to_have_count(34)


def test_other_days_are_chosen_without_an_error(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    with watched(page):
        page.get_by_label("Kỳ số liệu", exact=True).select_option(label="Khoảng ngày khác…")
        expect(page.get_by_label("Từ ngày")).to_have_value(re.compile(r"\d{4}-\d\d-15"))
    expect(page.locator(".field-error")).to_have_count(0)
    page.get_by_label("Từ ngày").fill("2026-10-01")
    page.get_by_label("Đến ngày").fill("2026-10-09")
    page.get_by_role("button", name="Xem").click()
    expect(page.locator(".lead")).to_have_text("01/10–09/10/2026")


def test_a_phone_shows_how_it_goes_before_anything_is_scrolled(look_as: Open) -> None:
    """How many reported, the number and its change: above the bar at the bottom, below whatever can be chosen."""
    page = look_as("tinh", PHONE)
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    bar = page.locator(".nav").bounding_box()
    assert bar is not None
    for part in (".reported-line", ".figure .figure-value", ".figure .change b"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= bar["y"], part
