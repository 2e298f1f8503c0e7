"""Lists, buttons and hints of the admin site: nothing empty, nothing machine-made."""

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client

from communes.models import Level, Unit
from rollups.models import Indicator
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def page(client: Client, path: str) -> str:
    return str(client.get(f"/admin/{path}").content.decode())


def test_the_list_of_districts_opens_full(world: World, browse: Browse) -> None:
    answer: Any = browse(world.quan).get("/admin/communes/district/")
    districts = Unit.objects.filter(level=Level.DISTRICT).count()
    assert answer.context["cl"].result_count == districts > 100
    assert "Tỉnh Bắc Kạn (đến 30/06/2025)" in answer.content.decode()


def test_numbers_of_lists_are_grouped(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    assert "3.321 xã, phường, đặc khu" in page(client, "communes/commune/")
    assert "3.321 kết quả" in page(client, "communes/commune/")
    Indicator.objects.filter(key="reports").update(order=1920)
    assert ">1.920<" in page(client, "rollups/indicator/?q=reports")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("rollups/indicator/", "Thêm chỉ tiêu"),
        ("campaigns/campaign/", "Thêm đợt cao điểm"),
        ("campaigns/forcekind/", "Thêm lực lượng"),
        ("accounts/grant/", "Giao quyền"),
        ("communes/area/", "Thêm khu vực"),
    ],
)
def test_a_list_and_its_page_name_the_button_alike(world: World, browse: Browse, path: str, words: str) -> None:
    client = browse(world.quan)
    assert f'class="addlink">{words}</a>' in page(client, path)
    answer: Any = client.get(f"/admin/{path}add/")
    assert answer.context["title"] == words
    assert f"› {words}" in " ".join(answer.content.decode().replace("&rsaquo;", "›").split())


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("campaigns/campaign/add/", ["Thêm giai đoạn"]),
        ("campaigns/itemkind/add/", ["Thêm đơn vị tính", "Xếp vào nhóm"]),
    ],
)
def test_the_button_below_lines_says_what_it_adds(world: World, browse: Browse, path: str, words: list[str]) -> None:
    found = re.findall(r"data-inline-formset='([^']+)'", page(browse(world.quan), path))
    options = [json.loads(unescape(each))["options"] for each in found]
    assert [each["addText"] for each in options] == words
    assert {each["deleteText"] for each in options} == {"Bỏ"}


def test_every_field_of_an_indicator_is_explained(world: World, browse: Browse) -> None:
    for path in ("add/", f"{Indicator.objects.get(key='reports').pk}/change/"):
        answer: Any = browse(world.quan).get(f"/admin/rollups/indicator/{path}")
        model_admin = admin.site.get_model_admin(Indicator)
        obj = None if path == "add/" else Indicator.objects.get(key="reports")
        form = model_admin.get_form(answer.wsgi_request, obj)
        assert all(field.help_text for field in form.base_fields.values())


def test_the_note_about_the_clock_of_the_server_is_hidden() -> None:
    assert ".timezonewarning { display: none; }" in Path(settings.BASE_DIR, "static/css/admin.css").read_text("utf-8")
