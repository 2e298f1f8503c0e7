"""Pages stand still while they come, and can be read at twice their size."""

import re
from time import sleep
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Route

from tests.browser.conftest import DESK, PHONE, Open
from tests.browser.visits import COMMUNE, MONTHS, NEIGHBOUR, PROVINCE
from tests.browser.watching import hold, shifts

pytestmark = pytest.mark.browser

# What leaders look at.
LEADERS = {
    "province": ("tinh", reverse("unit_dashboard", args=[PROVINCE])),
    "figure": ("tinh", reverse("unit_figure", args=[PROVINCE, "patrol_sessions"])),
    "nation": ("bo", reverse("nation")),
    "commune": ("dung", reverse("unit_dashboard", args=[COMMUNE])),
    "comparison": ("tinh", f"{reverse('unit_beside', args=[COMMUNE])}?with={NEIGHBOUR}"),
    "table": ("tinh", f"{reverse('unit_pivot', args=[PROVINCE])}?{MONTHS}&rows=commune&columns=month"),
}
# A desk of 1280 × 800 at 200 %.
ZOOMED: dict[str, Any] = {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2}
# The head leaves most of the window to the page, and what stays in place in tables lets their numbers through.
COVERED = """() => {
  const faults = [];
  const stuck = (one) => ["sticky", "fixed"].includes(getComputedStyle(one).position);
  for (const one of document.querySelectorAll("header, nav, .filters, .submit-bar")) {
    if (stuck(one) && one.offsetHeight > innerHeight / 3) faults.push(`${one.className} covers ${one.offsetHeight} px`);
  }
  for (const table of document.querySelectorAll("main table")) {
    const held = [...(table.tBodies[0]?.rows[0]?.cells ?? [])].filter(stuck);
    const wide = held.reduce((sum, cell) => sum + cell.offsetWidth, 0);
    const room = table.parentElement.clientWidth;
    if (wide > room * 0.6) faults.push(`held columns of a table take ${wide} of ${room} px`);
  }
  return faults;
}"""


@pytest.mark.parametrize("device", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize(("who", "address"), LEADERS.values(), ids=LEADERS)
def test_nothing_moves_while_a_page_comes(who: str, address: str, device: dict[str, Any], open_as: Open) -> None:
    page = open_as(who, device)
    scripts_come_late(page)
    page.goto(address)
    hold([*shifts(page)])


def scripts_come_late(page: Page) -> None:
    """After the first picture, as on a slow line, so that what they move is seen."""
    came: list[Route] = []

    def late(route: Route) -> None:
        if not came:
            sleep(0.8)
        came.append(route)
        route.continue_()

    page.route(re.compile(r"/js/(?!theme)"), late)


@pytest.mark.parametrize(("who", "address"), LEADERS.values(), ids=LEADERS)
def test_a_page_can_be_read_at_twice_its_size(who: str, address: str, open_as: Open) -> None:
    page = open_as(who, ZOOMED)
    page.goto(address)
    hold(page.evaluate(COVERED) + sideways(page))


def sideways(page: Page) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"scrolls sideways, {wide} px wide"] if wide > 640 else []


def test_a_page_that_moves_is_found(open_as: Open) -> None:
    page = open_as("")
    page.set_content('<p>above</p><h1 style="height: 500px">below</h1><p>and more</p>')
    # What nobody has seen yet does not move, nor what follows at once when the window takes its size.
    page.evaluate(
        """async () => {
            const drawn = (wait) => new Promise((done) => requestAnimationFrame(() => setTimeout(done, wait)));
            while (!performance.getEntriesByType("paint").length) await drawn(50);
            await drawn(700);
            document.body.insertAdjacentHTML("afterbegin", '<div style="height: 300px"></div>');
            await drawn(200);
        }"""
    )
    assert [*shifts(page)]
