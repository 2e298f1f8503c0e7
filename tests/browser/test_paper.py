"""Sheets of paper: every page of numbers fits an A4, heads of tables repeat, maps and bars are told apart in grey."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.visits import AREA, COMMUNE, MONTHS, OLD_DISTRICT, PROVINCE, SPRING_2025
from tests.browser.watching import SETTLE

pytestmark = pytest.mark.browser
MILLIMETRE = 96 / 25.4
LANDSCAPE, PORTRAIT = (297 - 24, 210 - 24), (210 - 35, 297 - 30)  # without margins
LONG = f"{SPRING_2025}&lens=recorded"
FIGURE = "patrol_sessions"

Case = tuple[str, str, list[str], str]
ON_ITS_SIDE: list[Case] = [
    ("bo", "nation", [], ""),
    ("bo", "nation", [], f"{SPRING_2025}&by=indicator"),
    ("bo", "nation_figure", [FIGURE], ""),
    ("tinh", "unit_dashboard", [PROVINCE], ""),
    ("tinh", "unit_dashboard", [PROVINCE], LONG),
    ("tinh", "unit_dashboard", [PROVINCE], "by=area"),
    ("tinh", "unit_dashboard", [PROVINCE], "by=indicator"),
    ("tinh", "unit_dashboard", [PROVINCE], "show=heat"),
    ("tinh", "unit_dashboard", [PROVINCE], "show=change"),
    ("tinh", "unit_dashboard", [OLD_DISTRICT], SPRING_2025),
    ("tinh", "unit_figure", [PROVINCE, FIGURE], f"{LONG}&by=district"),
    ("tinh", "unit_figure", [PROVINCE, FIGURE], "by=trend"),
    ("tinh", "unit_figure", [PROVINCE, "guns_collected"], ""),
    ("bo", "nation_silent", [], ""),
    ("hung", "area_dashboard", [AREA], ""),
    ("hung", "area_figure", [AREA, FIGURE], ""),
    ("lan", "unit_dashboard", [COMMUNE], SPRING_2025),
    ("lan", "unit_figure", [COMMUNE, FIGURE], "period=year-2026"),
]
UPRIGHT: list[Case] = [
    ("tinh", "unit_silent", [PROVINCE], MONTHS),
    ("tinh", "unit_silent", [PROVINCE], f"{MONTHS}&by=area"),
    ("tinh", "unit_silent_calls", [PROVINCE], MONTHS),
    ("hung", "area_silent", [AREA], MONTHS),
]
BEYOND = """() => [...document.querySelectorAll("main *")]
  .filter((one) => !one.closest(".visually-hidden") && one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .map((one) => `${one.tagName}.${one.getAttribute("class") ?? ""}: ${one.textContent.trim().slice(0, 30)}`)"""
TABLES = """() => [...document.querySelectorAll("main table")].filter((one) => one.checkVisibility()).map((table) => {
  const [head, row] = [table.tHead, table.tBodies[0].rows[0]].map((one) => getComputedStyle(one));
  const box = getComputedStyle(table.parentElement);
  return [head.display, row.breakInside, box.overflowX, box.maxHeight];
})"""


def on_paper(look_as: Open, case: Case, sheet: tuple[int, int]) -> Page:
    """A page as its sheets show it."""
    who, name, args, query = case
    width, height = (int(side * MILLIMETRE) for side in sheet)
    page = look_as(who, {"viewport": {"width": width, "height": height}})
    page.goto(f"{reverse(name, args=args)}?{query}")
    page.wait_for_load_state("networkidle")  # style sheets for paper come last
    page.emulate_media(media="print")
    page.evaluate(SETTLE)
    return page


def hold_that_it_fits(page: Page) -> None:
    assert page.evaluate(BEYOND) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    tables = page.evaluate(TABLES)
    assert all(table == ["table-header-group", "avoid", "visible", "none"] for table in tables), tables


def printed(page: Page) -> list[tuple[int, int]]:
    """The sheets of a printed page: their sizes in millimetres."""
    file = page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", file)
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]


def sheets(page: Page) -> set[tuple[int, int]]:
    """The sizes of the sheets of a printed page, in millimetres."""
    return set(printed(page))


@pytest.mark.parametrize("case", ON_ITS_SIDE, ids=lambda case: "-".join([*case[:2], *case[2], case[3]]))
def test_a_page_of_numbers_fits_a_sheet_on_its_side(look_as: Open, case: Case) -> None:
    page = on_paper(look_as, case, LANDSCAPE)
    hold_that_it_fits(page)
    assert sheets(page) == {(297, 210)}


@pytest.mark.parametrize("case", UPRIGHT, ids=lambda case: "-".join([*case[:2], *case[2], case[3]]))
def test_a_list_of_those_who_owe_fits_an_upright_sheet(look_as: Open, case: Case) -> None:
    page = on_paper(look_as, case, PORTRAIT)
    hold_that_it_fits(page)
    assert sheets(page) == {(210, 297)}


@pytest.mark.parametrize(
    ("case", "most"),
    [
        (("tinh", "unit_figure", [PROVINCE, FIGURE], ""), 3),
        (("tinh", "unit_dashboard", [PROVINCE], ""), 4),
        (("bo", "nation", [], ""), 3),  # the last with the place to sign
        (("bo", "nation_figure", [FIGURE], ""), 3),
        (("hung", "area_dashboard", [AREA], ""), 2),
        (("hung", "area_figure", [AREA, FIGURE], ""), 2),  # with units that owe, a list of them
        (("tinh", "unit_dashboard", [OLD_DISTRICT], SPRING_2025), 2),
    ],
    ids=lambda one: "-".join([*one[:2], *one[2]]) if isinstance(one, tuple) else str(one),
)
def test_a_page_takes_few_sheets(look_as: Open, case: Case, most: int) -> None:
    assert len(printed(on_paper(look_as, case, LANDSCAPE))) <= most


def test_all_rows_are_printed_and_nothing_that_is_pressed(look_as: Open) -> None:
    page = on_paper(look_as, ("tinh", "unit_dashboard", [PROVINCE], ""), LANDSCAPE)
    rows = page.locator("table:has(#t-units) tbody:not(.signing) tr")
    assert rows.count() == 92
    assert all(box["height"] > 0 for box in (row.bounding_box() or {"height": 0} for row in rows.all()))
    for pressed in (".quick", ".filters", ".tabs", ".page-actions", ".nav", "text=Đôn đốc"):
        assert not any(one.is_visible() for one in page.locator(pressed).all()), pressed
    assert page.get_by_text("Dữ liệu minh họa").is_visible()
    assert page.get_by_text("In ngày").is_visible()


def test_steps_are_greys_that_grow_darker(look_as: Open) -> None:
    page = on_paper(look_as, ("tinh", "unit_dashboard", [PROVINCE], "period=months-2026-10"), LANDSCAPE)
    fills = page.evaluate("""() => [1, 2, 3, 4, 5].map((step) => document.querySelector(`.map .seq-${step}`))
      .filter(Boolean).map((one) => getComputedStyle(one).fill.match(/\\d+/g).map(Number))""")
    assert len(fills) >= 3
    assert all(red == green == blue for red, green, blue in fills)
    assert [fill[0] for fill in fills] == sorted({fill[0] for fill in fills}, reverse=True)


def test_boxes_to_tick_and_room_to_write_are_printed(look_as: Open) -> None:
    page = on_paper(look_as, ("tinh", "unit_silent_calls", [PROVINCE], MONTHS), PORTRAIT)
    assert page.get_by_role("columnheader", name="Kết quả").is_visible()
    assert page.get_by_role("checkbox").first.is_visible()
