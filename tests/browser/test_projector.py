"""Trình chiếu: every screen fits the wall, keys lead from one to the next, and the address keeps the place."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.visits import AREA, COMMUNE, OLD_PROVINCE, PROVINCE, SPRING_2025
from tests.browser.watching import watched

pytestmark = pytest.mark.browser
WALLS = ((1280, 720), (1920, 1080))
BEYOND = """() => {
  const taken = [".strip", ".console"].map((bar) => document.querySelector(bar).offsetHeight);
  const room = innerHeight - taken[0] - taken[1];
  return [...document.querySelectorAll(".screen")].map((screen) => screen.scrollHeight - Math.ceil(room));
}"""
# A new size is drawn with the next frame, not at once.
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SMALLEST = """() => {
  const texts = document.querySelectorAll(".screen :is(h1, h2, p, li, b, small, span:not(.visually-hidden, .swatch))");
  return Math.min(...[...texts].map((one) => parseFloat(getComputedStyle(one).fontSize)));
}"""
PLACES = [
    ("bo", "nation", []),
    ("tinh", "unit_dashboard", [PROVINCE]),
    ("hung", "area_dashboard", [AREA]),
    ("lan", "unit_dashboard", [COMMUNE]),
    ("tinh", "unit_figure", [PROVINCE, "electroshock_devices_collected"]),
]


def wall(open_as: Open, *args: str, **options: object) -> Page:
    page = open_as("tinh", {"viewport": {"width": 1280, "height": 720}}, **options)
    page.goto(f"{reverse('unit_dashboard', args=[PROVINCE])}?compare=previous&show=projector")
    return page


def now(page: Page) -> str:
    """The id of the screen that fills the wall, once it stands still."""
    return str(page.locator(".steps a[aria-current]").get_attribute("href"))


@pytest.mark.parametrize(("who", "name", "args"), PLACES)
@pytest.mark.parametrize("query", ["", f"{SPRING_2025}&lens=recorded&"])
def test_every_screen_fits_and_is_large(look_as: Open, who: str, name: str, args: list[str], query: str) -> None:
    page = look_as(who, {"viewport": {"width": 1280, "height": 720}})
    page.goto(f"{reverse(name, args=args)}?{query}show=projector")
    for width, height in WALLS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(DRAWN)
        assert all(beyond <= 1 for beyond in page.evaluate(BEYOND)), page.evaluate(BEYOND)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(SMALLEST) >= height / 48


def test_keys_lead_from_screen_to_screen(open_as: Open) -> None:
    page = wall(open_as)
    screens = page.locator(".screen").evaluate_all("all => all.map((one) => '#' + one.id)")
    with watched(page):
        for key, place in [("ArrowRight", 1), (" ", 2), ("PageDown", 3), ("ArrowLeft", 2), ("End", -1), ("Home", 0)]:
            page.keyboard.press(key)
            expect(page.locator(f'.steps a[href="{screens[place]}"]')).to_have_attribute("aria-current", "true")
            expect(page.locator(screens[place])).to_be_in_viewport(ratio=0.9)


def test_two_presses_lead_two_screens_on(open_as: Open) -> None:
    page = wall(open_as, reduced_motion="no-preference")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".screen").nth(2)).to_be_in_viewport(ratio=0.9)


def test_the_address_keeps_the_state_and_the_screen(open_as: Open) -> None:
    page = wall(open_as)
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile(r"compare=previous&show=projector#screen-trend$"))
    page.reload()
    expect(page.locator("#screen-trend")).to_be_in_viewport(ratio=0.9)
    assert now(page) == "#screen-trend"


def test_escape_and_the_link_lead_out(open_as: Open) -> None:
    page = wall(open_as)
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"compare=previous$"))
    page.get_by_role("link", name="Trình chiếu").click()
    expect(page.locator("html.wall")).to_be_visible()
    page.get_by_role("link", name="Thoát").click()
    expect(page.get_by_role("link", name="Trình chiếu")).to_be_visible()


def test_the_button_takes_the_whole_wall_and_gives_it_back(open_as: Open) -> None:
    page = wall(open_as)
    with watched(page):
        page.get_by_role("button", name="Toàn màn hình").click()
        expect(page.get_by_role("button", name="Thu nhỏ")).to_be_visible()
        assert page.evaluate("Boolean(document.fullscreenElement)")
        page.get_by_role("button", name="Thu nhỏ").click()
        expect(page.get_by_role("button", name="Toàn màn hình")).to_be_visible()


def test_the_map_is_one_stop_and_its_arrows_are_its_own(open_as: Open) -> None:
    page = wall(open_as)
    page.locator("svg.map a[tabindex='0']").focus()
    before = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") != before
    expect(page.locator("#screen-map-1")).to_be_in_viewport(ratio=0.9)


def test_without_scripts_the_screens_scroll_and_link(open_as: Open) -> None:
    page = wall(open_as, java_script_enabled=False)
    expect(page.get_by_role("button", name="Toàn màn hình")).to_have_count(0)
    page.get_by_role("navigation").get_by_role("link", name="Chưa báo cáo").click()
    expect(page.locator("#screen-silence")).to_be_in_viewport(ratio=0.9)


def test_a_place_before_the_reorganisation_is_shown_too(open_as: Open) -> None:
    page = open_as("tinh")
    page.goto(f"{reverse('unit_dashboard', args=[OLD_PROVINCE])}?{SPRING_2025}&show=projector")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tỉnh Bắc Kạn")
