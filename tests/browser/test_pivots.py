"""The own table under a hand: sorted by a column, printed in parts that cut nothing, folded on the phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Open
from tests.browser.visits import MONTHS, PROVINCE

pytestmark = pytest.mark.browser
LONG = f"from={timezone.localdate() - timedelta(days=370)}&to={timezone.localdate()}"
# Columns of a table: for each of the last row of the head its words and its cells.
COLUMNS = """(tables) => tables.flatMap((table) => {
  const head = [...table.tHead.rows].at(-1);
  const rows = [...table.tBodies, table.tFoot].filter(Boolean).flatMap((group) => [...group.rows]);
  return [...head.cells].slice(1).map((cell, place) =>
    [cell.textContent.trim(), ...rows.map((row) => `${row.cells[0].textContent}:${row.cells[place + 1].textContent}`)]);
})"""


def address(query: str) -> str:
    return f"{reverse('unit_pivot', args=[PROVINCE])}?{query}"


def numbers(page: Page, column: int) -> list[int]:
    """The values of a column as they stand; nothing where not reported."""
    found = page.locator(f"table.pivot tbody tr td:nth-child({column + 1})").evaluate_all(
        "(cells) => cells.map((cell) => cell.dataset.value)"
    )
    return [int(value) for value in found if value]


def test_a_column_sorts_the_rows(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(address(f"{MONTHS}&rows=commune&columns=month&figures=patrol_sessions"))
    head = page.locator("table.pivot thead tr:last-child th").nth(1)
    head.get_by_role("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert numbers(page, 1) == sorted(numbers(page, 1), reverse=True)
    head.get_by_role("button").click()
    assert numbers(page, 1) == sorted(numbers(page, 1))


@pytest.mark.parametrize("grouped", ["", "&grouped=on"])
def test_what_is_wider_than_paper_is_printed_in_parts(look_as: Open, grouped: str) -> None:
    page = look_as("tinh")
    page.goto(address(f"{LONG}&rows=commune&columns=week&figures=patrol_sessions&figures=guns_collected{grouped}"))
    whole = page.locator("table.pivot").evaluate_all(COLUMNS)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    parts = page.locator(".print-parts table")
    assert parts.count() > 1
    assert parts.evaluate_all(COLUMNS) == whole
    expect(page.locator(".pivot-scroll")).to_be_hidden()
    wide = parts.evaluate_all("(tables) => tables.map((table) => table.tHead.rows[0].cells.length)")
    assert all(cells > 1 for cells in wide)
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".print-parts").count() == 0


def test_a_small_table_is_printed_as_it_is(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(address(f"{MONTHS}&rows=commune&columns=month&figures=patrol_sessions"))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".print-parts").count() == 0


def test_on_the_phone_the_choices_fold_and_the_table_scrolls_in_its_region(look_as: Open) -> None:
    page = look_as("tinh", PHONE)
    page.goto(address(f"{MONTHS}&rows=commune&columns=month&figures=patrol_sessions"))
    expect(page.get_by_label("Kỳ số liệu")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".fold > summary").click()
    page.get_by_label("Kỳ số liệu").select_option("month-2026-3")
    page.get_by_label("Dòng").select_option("indicator")
    page.get_by_role("button", name="Lập bảng").click()
    expect(page.locator("table.pivot thead th").first).to_have_text("Chỉ tiêu")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tuần tra, kiểm soát (buổi) theo tháng báo cáo")


def test_other_days_are_asked_for_where_they_are_wanted(look_as: Open) -> None:
    page = look_as("tinh")
    page.goto(address("rows=week"))
    expect(page.get_by_label("Từ ngày")).to_be_hidden()
    period = page.get_by_label("Kỳ số liệu")
    period.select_option(label="Khoảng ngày khác…")
    page.get_by_label("Từ ngày").fill("2026-03-02")
    page.get_by_label("Đến ngày").fill("2026-03-15")
    page.get_by_role("button", name="Lập bảng").click()
    rows = page.locator("table.pivot tbody th")
    expect(rows).to_have_text(["Tuần 02/03–08/03/2026", "Tuần 09/03–15/03/2026"])
