"""What goes wrong has a page too, and it is as clean as the rest. And the language can be switched."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.station import send
from tests.browser.visits import COMMUNE, PROVINCE
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser


def try_password(page: Page, username: str) -> None:
    page.goto(reverse("login"))
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill("sai-mat-khau-roi")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_a_wrong_password_is_told_and_five_lock(open_as: Open) -> None:
    page = open_as("")
    try_password(page, "khong-co-ai")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Tên đăng nhập")).to_have_value("khong-co-ai")
    for _ in range(4):
        try_password(page, "khong-co-ai")
    watch = Watch(page)
    expect(page.get_by_role("heading", name="Đã nhập sai mật khẩu nhiều lần")).to_be_visible()
    hold(watch.look())


def test_a_form_without_its_cookie_is_refused(open_as: Open) -> None:
    page = open_as("lan")
    page.goto(reverse("patrol_add", args=[COMMUNE]))
    page.context.clear_cookies(name="csrf")
    watch = Watch(page)
    send(page)
    page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Ghi tuần tra")
    hold(watch.look())


def test_a_strange_host_is_refused(open_as: Open, server: str) -> None:
    page = open_as("")
    watch = Watch(page)
    answer = page.goto(f"http://antq.invalid:{urlsplit(server).port}/")
    assert answer is not None
    assert answer.status == 400
    # That such a name without HTTPS isolates no windows is the browser's own business.
    hold([fault for fault in watch.look() if "Cross-Origin-Opener-Policy" not in fault])


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("lan", reverse("station_home", args=[COMMUNE])),
        ("lan", reverse("patrol_add", args=[COMMUNE])),
        ("tinh", reverse("unit_dashboard", args=[PROVINCE])),
    ],
)
def test_the_language_is_switched_and_stays(who: str, address: str, open_as: Open) -> None:
    page = open_as(who)
    page.goto(address)
    vietnamese = page.locator("main").inner_text()
    page.locator(".user-menu > summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(re.escape(address)))
    watch = Watch(page)
    page.goto(address)
    assert not page.get_by_role("link", name=re.compile("^(Ghi tuần tra|Số liệu|Sổ ghi)$")).count()
    assert page.locator("main").inner_text() != vietnamese
    hold(watch.look())
