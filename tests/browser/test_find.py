"""The key that leads to the search; a table of changes that sorts; a unit put beside another."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.visits import COMMUNE, PROVINCE
from tests.browser.watching import watched

pytestmark = pytest.mark.browser


def test_a_key_leads_to_the_search_and_is_typed_where_one_types(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    with watched(page):
        page.keyboard.press("/")
        expect(page).to_have_url(re.compile(reverse("unit_search")))
    field = page.get_by_role("searchbox")
    field.blur()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    page.keyboard.type("a/b")
    expect(field).to_have_value("a/b")


def test_the_only_unit_found_is_opened(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(reverse("unit_search"))
    page.get_by_role("searchbox").fill("giao hieu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xã Giáo Hiệu")


def test_changes_are_sorted_and_what_cannot_be_compared_stands_last(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(f"{reverse('unit_dashboard', args=[PROVINCE])}?show=change")
    with watched(page):
        page.locator("th[data-sort=number] button").first.click()
    cells = page.locator("tbody tr > td:nth-child(3)")
    values = [cell.get_attribute("data-value") or "" for cell in cells.all()]
    known = [int(value) for value in values if value]
    assert known == sorted(known, reverse=True)
    assert values == [*map(str, known), *[""] * (len(values) - len(known))]


def test_a_unit_is_put_beside_another_and_taken_out(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(reverse("unit_dashboard", args=[COMMUNE]))
    page.get_by_role("link", name="So sánh", exact=True).click()
    with watched(page):
        page.get_by_role("searchbox").fill("cao minh")
        page.keyboard.press("Enter")
        page.locator(".beside-offers a").first.or_(page.locator(".beside-chosen")).first.wait_for()
        if page.locator(".beside-offers a").count():
            page.locator(".beside-offers a").first.click()
        expect(page.get_by_role("columnheader", name="Xã Cao Minh")).to_be_visible()
        page.get_by_role("link", name="Bỏ Xã Cao Minh").click()
        expect(page.get_by_role("columnheader", name="Xã Cao Minh")).to_have_count(0)
