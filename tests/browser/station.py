"""The hands of the people in the stories: a thumb that counts its presses, and what they do again and again."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page

from tests.browser.visits import COMMUNE

VILLAGE, FORMERLY = "Nà Muồng", "Giáo Hiệu"


class Thumb:
    """Taps on a phone and counts."""

    def __init__(self) -> None:
        self.taps = 0

    def tap(self, place: Locator) -> None:
        place.tap()
        self.taps += 1


def receipt(page: Page) -> str:
    """The receipt on the page, once the server has answered."""
    return page.locator("#receipt-code").inner_text()


def village(page: Page, name: str = VILLAGE) -> Locator:
    """The box of a residential area below the name of the commune in which it lay before."""
    return page.get_by_role("group", name=re.compile(FORMERLY)).get_by_role("checkbox", name=name)


def officers_field(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Công an cấp xã")


def fill_patrol(page: Page, *, officers: int = 3, day: str = "") -> None:
    """A patrol on its form, ready to be sent."""
    if day:
        page.get_by_label("Ngày", exact=True).fill(day)
    page.get_by_role("radio", name="Đêm").check()
    officers_field(page).fill(str(officers))


def log_patrol(page: Page, *, officers: int = 3) -> str:
    """Log a patrol of today as whoever the page belongs to; give the address of its record."""
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    fill_patrol(page, officers=officers)
    send(page)
    page.locator("#receipt-code").wait_for()
    return page.url


def send(page: Page) -> None:
    page.get_by_role("button", name="Gửi", exact=True).click()


def figure(page: Page, label: str) -> int:
    """The number of a figure on a dashboard, as its reader sees it."""
    box = page.locator(".figure").filter(has=page.get_by_role("heading", name=label))
    return int(box.locator(".figure-value > span").first.inner_text().replace(".", ""))


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()
