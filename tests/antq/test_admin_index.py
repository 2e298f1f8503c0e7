"""The first page of the admin site: tasks in their order, in Vietnamese."""

import re
from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client

from antq.admin_index import GROUPS, NOTES
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def headings(client: Client, path: str = "/admin/") -> list[str]:
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", client.get(path).content.decode())


def test_every_model_of_the_site_stands_on_it() -> None:
    # Units of all levels answer choices alone.
    assert set(NOTES) == {model._meta.model_name for model in admin.site._registry} - {"unit"}


def test_what_an_administrator_does_comes_in_its_order(world: World, browse: Browse) -> None:
    found = headings(browse(world.quan))
    assert found == ["Chuẩn bị vận hành", *(str(group.name) for group in GROUPS if group.key != "trail")]
    assert headings(browse(world.kien)) == ["Nhật ký"]
    assert headings(browse(world.trang)) == ["Chuẩn bị vận hành", "Đơn vị và trụ sở", "Tài khoản và quyền"]


def test_the_page_of_an_app_keeps_the_order(world: World, browse: Browse) -> None:
    text = browse(world.quan).get("/admin/accounts/").content.decode()
    assert text.index("Tạo, khóa tài khoản") < text.index("Ai làm vai trò gì")


@pytest.mark.parametrize("path", ["", "communes/commune/", "accounts/user/add/", "communes/", "communes/area/"])
def test_no_stock_english_is_left(world: World, browse: Browse, path: str) -> None:
    text = browse(world.quan).get(f"/admin/{path}").content.decode()
    shown = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]*>", " ", text.split("<body")[1], flags=re.DOTALL)
    shown += " ".join(re.findall(r'(?:alt|title|placeholder|aria-label|value)="([^"]*)"', text))
    words = r"\b(Home|Add|Change|Search|Filter|Save|View|Delete|History|Today|Select|Welcome|Log out|Show|All|By)\b"
    assert re.findall(words, shown) == []


def test_the_frame_says_where_the_person_works(world: World, browse: Browse) -> None:
    text = browse(world.trang).get("/admin/").content.decode()
    assert 'class="brand-unit" title="Tỉnh Thái Nguyên"' in text
    assert "Quản lý tài khoản" in text
