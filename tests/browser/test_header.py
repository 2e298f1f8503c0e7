"""The frame on top of every page: nothing is cut, whatever the names; Vietnamese, whatever the browser."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Open
from tests.browser.visits import COMMUNE
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser

NAMES = ["Công an xã Thượng Cửu Long Hạ", "Trưởng Công an phường Đức Xuân"]
# Fill in long names and as many more places as there could be; tell what is cut, and whether one covers another.
MEASURE = """([unit, who]) => {
  const one = (selector) => document.querySelector(selector);
  one(".brand-unit").textContent = unit;
  one(".user-menu .who").textContent = who;
  const list = one(".nav > ul");
  for (let more = 0; more < 2; more += 1) list.append(list.children[1].cloneNode(true));
  const cut = [".brand-unit", ".user-menu .who"].filter((name) => one(name).scrollHeight > one(name).clientHeight + 1);
  const right = Math.max(...[...list.children].map((item) => item.getBoundingClientRect().right));
  return { cut, covered: right > one(".user-menu").getBoundingClientRect().left, wide: document.body.scrollWidth };
}"""


@pytest.mark.parametrize("width", [960, 1024, 1280, 1600])
def test_long_names_are_shown_whole(width: int, open_as: Open) -> None:
    page = open_as("dung", {"viewport": {"width": width, "height": 700}})
    page.goto(reverse("station_home", args=[COMMUNE]))
    found = page.evaluate(MEASURE, NAMES)
    assert found == {"cut": [], "covered": False, "wide": width}


def test_a_name_that_is_cut_all_the_same_is_told_on_pointing(open_as: Open) -> None:
    page = open_as("dung")
    page.goto(reverse("station_home", args=[COMMUNE]))
    for place in (page.locator(".brand-unit"), page.locator(".user-menu .who")):
        expect(place).to_have_attribute("title", place.inner_text())


def test_an_english_browser_reads_vietnamese_until_it_is_switched(open_as: Open) -> None:
    page = open_as("", PHONE, locale="en-US")
    page.goto(reverse("login"))
    expect(page.get_by_role("button", name="Đăng nhập", exact=True)).to_be_visible()
    page.get_by_role("button", name="English").tap()
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    watch = Watch(page)
    page.get_by_role("button", name="Tiếng Việt").tap()
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    hold(watch.look())


def test_the_admin_site_has_the_frame_of_all_pages(open_as: Open) -> None:
    page = open_as("taikhoan", locale="en-US")
    page.goto(reverse("admin:accounts_user_changelist"))
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    expect(page.locator(".nav a[aria-current]")).to_have_text("Quản trị")
    page.locator(".user-menu > summary").click()
    page.get_by_role("button", name="Tối", exact=True).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto(reverse("go_live", args=["19-2025"]))
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


# What of the bar under the thumb is cut or too small to touch.
CROWDED = """() => [...document.querySelectorAll(".nav > ul > li")].filter((item) => item.offsetParent).map((item) => {
  const box = item.querySelector("a, summary");
  return box.scrollWidth <= box.clientWidth + 1 && box.scrollHeight <= box.clientHeight + 1 && box.clientHeight >= 44;
})"""


@pytest.mark.parametrize("who", ["lan", "dung", "hung", "thu", "tinh", "bo", "quantri", "taikhoan", "kiemtra"])
def test_the_bar_of_a_phone_fits_for_every_role(who: str, open_as: Open) -> None:
    page = open_as(who, PHONE)
    page.goto(reverse("home"))
    fits = page.evaluate(CROWDED)
    assert all(fits)
    assert 0 < len(fits) <= 5
