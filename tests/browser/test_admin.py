"""Every list and form of the admin site, as clean as the other pages."""

from collections.abc import Iterator
from secrets import token_hex
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, sign_in
from tests.browser.watching import Watch, hold

pytestmark = pytest.mark.browser

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
PLACE = "Xã Bằng Thành, Tỉnh Thái Nguyên"
# The administrator opens all but the trail, which is for auditors.
VISITORS = {"audit.AuditEntry": "kiemtra"}
STOCK = {"changelist", "add", "history", "delete", "change"}
VISITED = {"index", "app_list", "accounts_user_new_password", "accounts_grant_revoke"}
# These send elsewhere or answer scripts.
NO_PAGES = {"login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n"}


def addresses(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if name := getattr(pattern, "name", None):
            yield name
        yield from addresses(getattr(pattern, "url_patterns", []))


def of(model: type[Model], page: str) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_{page}"


def faults(page: Page, address: str) -> list[str]:
    """What is wrong with a page, each with its address."""
    watch = Watch(page)
    answer = page.goto(address)
    found = watch.look() if answer and answer.ok else [f"answered {answer and answer.status}"]
    return [f"{address}: {fault}" for fault in found]


def first(page: Page, model: type[Model]) -> str:
    """The address of the first row of a list."""
    page.goto(reverse(f"admin:{of(model, 'changelist')}"))
    return page.locator("#result_list tbody a").first.get_attribute("href") or ""


def test_every_page_of_the_site_is_visited() -> None:
    stock = {of(model, page) for model in MODELS for page in STOCK}
    assert set(addresses(admin.site.urls[0])) == stock | VISITED | NO_PAGES


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_nothing_is_wrong_with_list_and_forms(model: type[Model], look_as: Open) -> None:
    page = look_as(VISITORS.get(model._meta.label, "quantri"))
    found = faults(page, reverse(f"admin:{of(model, 'changelist')}"))
    adds = page.locator(".object-tools .addlink").count()
    if page.locator("#result_list tbody a").count():
        found += faults(page, first(page, model))
    if adds:
        found += faults(page, reverse(f"admin:{of(model, 'add')}"))
    hold(found)


@pytest.mark.parametrize(
    ("who", "name", "args"),
    [
        ("quantri", "index", []),
        ("taikhoan", "index", []),
        ("quantri", "app_list", ["campaigns"]),
    ],
)
def test_nothing_is_wrong_with_the_way_there(who: str, name: str, args: list[str], look_as: Open) -> None:
    hold(faults(look_as(who), reverse(f"admin:{name}", args=args)))


def test_nothing_is_wrong_with_the_history_of_a_unit(look_as: Open) -> None:
    page = look_as("quantri")
    page.goto(reverse("admin:communes_commune_changelist") + "?q=bang+thanh")
    page.locator("#result_list tbody a").first.click()
    hold(faults(page, page.url.replace("/change/", "/history/")))


@pytest.mark.parametrize(("label", "page_name"), [("User", "new_password"), ("Grant", "revoke")])
def test_nothing_is_wrong_with_what_is_asked_before(label: str, page_name: str, look_as: Open) -> None:
    page = look_as("taikhoan")
    model = next(model for model in MODELS if model.__name__ == label)
    key = first(page, model).strip("/").split("/")[-2]
    hold(faults(page, reverse(f"admin:{of(model, page_name)}", args=[key])))


def test_a_new_officer_gets_a_password_for_once_and_must_change_it(open_as: Open) -> None:
    manager, officer = open_as("taikhoan"), open_as("")
    manager.goto(reverse("admin:accounts_user_add"))
    username = f"canbo{token_hex(4)}"
    manager.get_by_label("Tên đăng nhập").fill(username)
    manager.get_by_label("Họ và tên").fill("Cán bộ mới")
    manager.get_by_label("Vai trò").select_option("officer")
    manager.locator(".field-unit [type=search]").press_sequentially("bang thanh")
    manager.get_by_label("Đơn vị").select_option(label=PLACE)
    watch = Watch(manager)
    manager.get_by_role("button", name="Lưu", exact=True).click()
    hold(watch.look())
    sign_in(officer, username, manager.locator("output").last.inner_text())
    watch = Watch(officer)
    expect(officer.get_by_role("heading", name="Đổi mật khẩu")).to_be_visible()
    hold(watch.look())
