"""A real browser before a real server: the demonstration, as a stranger gets it from `make run`."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, StorageState, expect

from antq.demo.accounts import PASSWORD
from tests.browser.station import log
from tests.browser.visits import COMMUNE
from tests.browser.watching import LISTEN
from tests.clock import real_time
from tools.run import system
from tools.run.demonstration import serving

# Enough for a reporting month and the one before; the whole story would take a minute to load.
DAYS = 75
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP antq.invalid 127.0.0.1",
]  # fmt: skip

# Milliseconds until something counts as missing: a machine may be busy with other tests.
PATIENCE = 30_000
expect.set_options(timeout=15_000)

Open = Callable[..., Page]
# What a test before has chosen on the page; a page that is nowhere yet keeps nothing.
FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }"


@pytest.fixture(scope="package", autouse=True)
def one_clock() -> Iterator[None]:
    """The server and the browser are processes of their own."""
    with real_time():
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium: Playwright's own would have to be downloaded."""
    found = os.environ.get("CHROMIUM") or system.chromium()
    if not found:
        pytest.fail("no Chromium: make system-deps, or name one with CHROMIUM=path")
    return browser_type_launch_args | {"executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration; --base-url names one that runs already."""
    if running := request.config.getoption("base_url"):
        yield running
        return
    since = timezone.localdate() - timedelta(days=DAYS)
    with serving(tmp_path_factory.mktemp("demonstration"), since=since) as address:
        yield address


@pytest.fixture(scope="session")
def signed_in(browser: Browser, server: str) -> Callable[[str], StorageState]:
    """The cookies of somebody who has signed in, once for all tests: the form is sent without drawing its page."""
    states: dict[str, StorageState] = {}

    def cookies_of(username: str) -> StorageState:
        if username not in states:
            context = browser.new_context(base_url=server, locale="vi-VN")
            context.set_default_timeout(PATIENCE)
            context.request.get("/login/")
            token = next(one["value"] for one in context.cookies() if "csrf" in one["name"])
            words: dict[str, str | float | bool] = {
                "username": username,
                "password": PASSWORD,
                "csrfmiddlewaretoken": token,
            }
            answer = context.request.post("/login/", form=words, headers={"Referer": server}, max_redirects=0)
            assert answer.status == 302, f"{username} is not let in: {answer.status}"
            states[username] = context.storage_state()
            context.close()
        return states[username]

    return cookies_of


# Of what the demonstration has already: who looks, on which page, for which link, and the part of its address.
FOUND = {
    "snapshot": ("dung", f"/stations/{COMMUNE}/readiness/", "main a[href$='/void/']", -2),
    "campaign": ("tinh", "/campaigns/", "main .rows a", 1),
    "set": ("thu", "/criteria/", "main .rows a", -1),
    "assessment": ("dung", f"/assessments/?unit={COMMUNE}&stage=assessing", "main tbody th a", -1),
    "total": ("thu", "/units/06-2000/reported/", "main a[href$='/withdraw/']", -2),
    "restricted": ("thu", "/units/01837-2000/restricted/", "main a[href$='/withdraw/']", -2),
}


@pytest.fixture(scope="session")
def made(browser: Browser, server: str, signed_in: Callable[[str], StorageState]) -> Callable[[str], str]:
    """What stands in the address of something of Bằng Thành: a record of a kind, a village, a saved table, a model."""

    @cache
    def of_kind(kind: str) -> str:
        if kind in FOUND:
            return found(*FOUND[kind])
        context = browser.new_context(base_url=server, locale="vi-VN", storage_state=signed_in("dung"))
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        if kind == "village":
            page.goto(reverse("residential_areas", args=[COMMUNE]))
            address = page.locator("main .rows a").first.get_attribute("href") or ""
        elif kind == "table":
            page.goto(f"{reverse('unit_pivot_save', args=[COMMUNE])}?rows=week")
            page.get_by_role("button", name="Lưu bảng").click()
            page.goto(reverse("saved_tables"))
            address = page.locator("main .kept .row-main a").first.get_attribute("href") or ""
        elif kind == "model":
            page.goto(reverse("model_register", args=[COMMUNE]))
            address = page.locator("main .model-type .rows a").first.get_attribute("href") or ""
        else:
            address = log(page, kind)
        context.close()
        return address.strip("/").split("/")[-1]

    def found(who: str, address: str, link: str, part: int) -> str:
        """A part of the address of the first link of a page."""
        context = browser.new_context(base_url=server, locale="vi-VN", storage_state=signed_in(who))
        page = context.new_page()
        page.goto(address)
        href = page.locator(link).first.get_attribute("href") or ""
        context.close()
        return href.strip("/").split("/")[part]

    return of_kind


@pytest.fixture
def open_as(browser: Browser, server: str, signed_in: Callable[[str], StorageState]) -> Iterator[Open]:
    """Open a page as somebody ("" for nobody) on a phone or a desk; everything is closed at the end."""
    contexts: list[BrowserContext] = []

    def opened(username: str, device: dict[str, Any] = DESK, **options: Any) -> Page:
        state = signed_in(username) if username else None
        contexts.append(window(browser, base_url=server, storage_state=state, **(device | options)))
        return contexts[-1].new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def desks(browser: Browser, server: str, signed_in: Callable[[str], StorageState]) -> Callable[[str, bool], Page]:
    """The desk or phone at which somebody only reads: one page for all such tests.

    It keeps what its browser has fetched and compiled: that is a third of the work of a visit.
    """

    @cache
    def of(username: str, phone: bool) -> Page:
        state, device = signed_in(username) if username else None, PHONE if phone else DESK
        return window(browser, base_url=server, storage_state=state, **device).new_page()

    return of


@pytest.fixture
def look_as(desks: Callable[[str, bool], Page]) -> Open:
    """Look as somebody at a page that other tests have looked at before: for what leaves nothing behind."""

    def opened(username: str, device: dict[str, Any] = DESK) -> Page:
        page = desks(username, device is PHONE)
        page.set_viewport_size(device["viewport"])
        page.emulate_media(media="screen", color_scheme="light")
        page.evaluate(FORGET)
        return page

    return opened


def window(browser: Browser, **options: Any) -> BrowserContext:
    context = browser.new_context(**({"locale": "vi-VN", "reduced_motion": "reduce"} | options))
    context.set_default_timeout(PATIENCE)
    context.add_init_script(LISTEN)
    return context


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/login/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url(lambda address: "/login/" not in address)
