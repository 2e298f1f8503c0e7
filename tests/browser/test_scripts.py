"""The small scripts of the pages: they help, and never stand in the way."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.station import officers_field, village
from tests.browser.visits import COMMUNE, PROVINCE

pytestmark = pytest.mark.browser


@pytest.fixture
def form(open_as: Open) -> Page:
    """The form of a patrol on a phone."""
    page = open_as("lan", PHONE)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    return page


def test_a_stepper_counts_up_and_down_and_stops_at_zero(form: Page) -> None:
    number = officers_field(form)
    number.fill("1")
    form.get_by_role("button", name="Thêm: Công an cấp xã").tap()
    expect(number).to_have_value("2")
    less = form.get_by_role("button", name="Bớt: Công an cấp xã")
    less.tap()
    less.tap()
    expect(number).to_have_value("0")
    expect(less).to_have_attribute("aria-disabled", "true")


def test_a_stepper_reads_vietnamese_numbers(form: Page) -> None:
    number = officers_field(form)
    number.fill("1.999")
    number.press("ArrowUp")
    expect(number).to_have_value("2000")


def test_the_targets_of_a_thumb_are_large_enough(form: Page) -> None:
    small = form.evaluate(
        """() => [...document.querySelectorAll("main button, main .segment, main .choices label, main input")]
            .filter((one) => one.offsetParent && !one.matches(".segment input, .choices input"))
            .map((one) => [one.textContent.trim() || one.name, one.getBoundingClientRect().height])
            .filter(([, height]) => height < 43.5)"""
    )
    assert small == []


def test_what_is_chosen_can_be_taken_back_by_its_chip(form: Page) -> None:
    village(form).check()
    chip = form.get_by_role("button", name=re.compile("Bỏ chọn: .*Nà Muồng"))
    chip.tap()
    expect(village(form)).not_to_be_checked()
    expect(chip).to_have_count(0)


def test_enter_chooses_the_only_village_that_is_left(form: Page) -> None:
    search = form.get_by_role("searchbox", name="Tìm khu dân cư")
    search.fill("na muong")
    search.press("Enter")
    expect(village(form)).to_be_checked()
    expect(search).to_have_value("")


def test_a_search_without_match_says_so(form: Page) -> None:
    form.get_by_role("searchbox", name="Tìm khu dân cư").fill("khong co thon nay")
    expect(form.get_by_text("Không có mục nào khớp.")).to_be_visible()


def test_yesterday_is_one_press_away(form: Page) -> None:
    day = form.get_by_label("Ngày", exact=True)
    form.get_by_role("button", name="Hôm nay").tap()
    today = day.input_value()
    form.get_by_role("button", name="Hôm qua").tap()
    assert day.input_value() < today
    expect(form.get_by_role("button", name="Hôm qua")).to_have_attribute("aria-pressed", "true")


def test_the_day_is_said_as_it_is_written_here(form: Page) -> None:
    day = form.get_by_label("Ngày", exact=True)
    day.fill("2026-02-03")
    expect(form.locator("[data-day-words]")).to_have_text("Thứ Ba, 03/02/2026")
    day.fill("")
    expect(form.locator("[data-day-words]")).to_be_empty()


def test_the_theme_stays_chosen(form: Page) -> None:
    form.locator(".user-menu > summary").tap()
    form.get_by_role("button", name="Tối", exact=True).tap()
    form.reload()
    expect(form.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_table_sorts_by_numbers_and_by_vietnamese_names(open_as: Open) -> None:
    page = open_as("tinh")
    page.goto(reverse("unit_dashboard", args=[PROVINCE]))
    table = page.get_by_role("table").last
    head = table.locator("th[data-sort=number]").first
    head.get_by_role("button").click()
    cells = table.locator("tbody tr > td.num:nth-of-type(2)").evaluate_all(
        "cells => cells.map((cell) => cell.dataset.value).filter(Boolean).map(Number)"
    )
    expect(head).to_have_attribute("aria-sort", "descending")
    assert cells == sorted(cells, reverse=True)


def test_the_form_works_without_scripts(open_as: Open) -> None:
    page = open_as("lan", PHONE, java_script_enabled=False)
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    village(page).check()
    officers_field(page).fill("2")
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.locator("#receipt-code")).to_be_visible()
