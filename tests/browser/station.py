"""The hands of the people in the stories: a thumb that counts its presses, and what they do again and again."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page

from campaigns.models import Shift
from campaigns.shifts import last_begun
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
    """A patrol on its form, ready to be sent: without a day the shift that began last, whatever the hour."""
    begun, shift = last_begun()
    page.get_by_label("Ngày", exact=True).fill(day or begun.isoformat())
    page.get_by_role("radio", name=str(Shift(shift).label)).check()
    officers_field(page).fill(str(officers))


def fill_session(page: Page) -> None:
    page.get_by_role("radio", name="Họp dân").check()
    page.get_by_role("group", name="Nội dung").get_by_role("checkbox").first.check()
    page.get_by_role("textbox", name="Lượt người dự").fill("45")


def fill_handover(page: Page) -> None:
    page.get_by_role("group", name="Hình thức").get_by_role("radio").first.check()
    page.get_by_label("Loại", exact=True).first.select_option(index=1)
    page.get_by_label("Số lượng", exact=True).first.fill("2")


FILL = {"patrol": fill_patrol, "propaganda_session": fill_session, "weapon_handover": fill_handover}


def log(page: Page, kind: str) -> str:
    """Log something in Bằng Thành as whoever the page belongs to; give the address of its record.

    It is of today, or before five o'clock of yesterday.
    """
    page.goto(reverse(f"{kind}_add", args=[COMMUNE]))
    FILL[kind](page)
    send(page)
    # What other tests have logged may have been just like this.
    other = page.get_by_role("button", name="Phải, một lần khác: gửi")
    page.locator("#receipt-code").or_(other).wait_for()
    if other.is_visible():
        other.click()
    page.locator("#receipt-code").wait_for()
    return urlsplit(page.url).path


def log_patrol(page: Page) -> str:
    return log(page, "patrol")


def send(page: Page) -> None:
    page.get_by_role("button", name="Gửi", exact=True).click()


def figure(page: Page, label: str) -> int:
    """The number of a figure on a dashboard, as its reader sees it."""
    box = page.locator(".figure").filter(has=page.get_by_role("heading", name=label))
    return int(box.locator(".figure-value > span").first.inner_text().replace(".", ""))


def tomorrow() -> str:
    return (timezone.localdate() + timedelta(days=1)).isoformat()
