"""What is stored but not yet used says so: after saving and in its list."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.utils import timezone

from accounts.models import Grant
from campaigns.models import ItemKind, ItemRule, Topic
from communes.models import Area, AreaMembership, Station
from rollups.models import Indicator
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ROW = {"name_vi": "Nỏ", "name_en": "Crossbow", "order": "130", "valid_from": "01/01/2026", "valid_to": ""}
NO_LINES = {f"{name}-{count}_FORMS": "0" for name in ("units", "law_groups") for count in ("TOTAL", "INITIAL")}
UNIT = {"units-TOTAL_FORMS": "1", "units-0-name_vi": "chiếc", "units-0-name_en": "pieces", "units-0-decimals": "0"}
FIGURE = {
    "name_vi": "Pháo hoa nổ", "name_en": "Fireworks", "unit_vi": "quả", "unit_en": "pieces", "decimals": "0",
    "group": "weapons", "aggregation": "sum", "source": "log", "sensitivity": "open", "stored": "on",
}  # fmt: skip


def said(answer: Any) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def standing(client: Client, model: str, name: str) -> str:
    """The status of a row as its list shows it."""
    page = client.get(f"/admin/{model}/", {"q": name}).content.decode()
    return page.split('class="standing"')[1].split(">", 1)[1].split("<")[0]


def test_an_item_kind_needs_a_unit(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    answer = client.post("/admin/campaigns/itemkind/add/", ROW | NO_LINES)
    assert "Đã lưu “Nỏ”. Chưa dùng được: chưa có đơn vị tính." in said(answer)
    assert standing(client, "campaigns/itemkind", "no") == "Chưa dùng được: chưa có đơn vị tính"


def test_an_item_kind_with_a_unit_is_used_at_once(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    answer = client.post("/admin/campaigns/itemkind/add/", ROW | NO_LINES | UNIT | {"units-0-order": "10"})
    assert "Chưa dùng được" not in said(answer)
    assert standing(client, "campaigns/itemkind", "no") == "Đang dùng"
    ItemRule.objects.filter(item_unit__item_kind__key="crossbow").update(valid_to="2026-01-02")
    assert standing(client, "campaigns/itemkind", "no").endswith("chưa có quy tắc tính đang hiệu lực")


def test_a_law_group_needs_a_kind(world: World, browse: Browse) -> None:
    assert "chưa có loại vũ khí nào xếp vào nhóm" in said(
        browse(world.quan).post("/admin/campaigns/lawgroup/add/", ROW)
    )


def test_an_area_needs_a_commune_and_leads_there(world: World, browse: Browse) -> None:
    client = browse(world.thu)
    posted = {"province": world.province.pk, "name": "Khu vực Bắc", "valid_from": "01/01/2026", "valid_to": ""}
    answer = client.post("/admin/communes/area/add/", posted)
    area = Area.objects.get(name="Khu vực Bắc")
    assert answer["Location"] == f"/admin/communes/area/{area.pk}/change/"
    assert "chưa có xã, phường nào" in said(answer)
    assert standing(client, "communes/area", "khu vuc bac") == "Chưa dùng được: chưa có xã, phường nào"


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({}, "chưa có quy tắc tính nào tính vào chỉ tiêu này"),
        ({"group": "activity"}, "chưa có loại phiếu nào đếm chỉ tiêu này"),
        ({"stored": ""}, "không cộng từ sổ ghi"),
        ({"stored": "", "source": "return"}, "chưa có mẫu báo cáo để nhập"),
        ({"stored": "", "source": "register", "aggregation": "last"}, "chưa có sổ đăng ký của chỉ tiêu này"),
    ],
)
def test_an_indicator_needs_something_that_feeds_it(
    world: World, browse: Browse, changes: dict[str, str], lacking: str
) -> None:
    client = browse(world.quan)
    answer = client.post("/admin/rollups/indicator/add/", FIGURE | changes)
    assert f"Chưa có số liệu: {lacking}." in said(answer)
    assert standing(client, "rollups/indicator", "phao hoa no") == f"Chưa có số liệu: {lacking}"


def test_a_rule_feeds_an_indicator(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    client.post("/admin/rollups/indicator/add/", FIGURE)
    ItemRule.objects.filter(item_unit__name_vi="quả").update(indicator=Indicator.objects.get(key="fireworks"))
    assert standing(client, "rollups/indicator", "phao hoa no") == "Đang dùng"
    Indicator.objects.filter(key="fireworks").update(active=False)
    assert standing(client, "rollups/indicator", "phao hoa no") == "Đã tắt"


def test_all_that_records_count_is_fed(world: World, browse: Browse) -> None:
    page = browse(world.quan).get("/admin/rollups/indicator/", {"all": ""}).content.decode()
    stored = Indicator.objects.filter(slot__isnull=False).count()
    assert page.count("Đang dùng</span>") >= min(stored, 40)
    for key in ("guns_collected", "patrol_villages_covered", "patrol_attendances_militia"):
        assert standing(browse(world.quan), "rollups/indicator", key.replace("_", " ")) == "Đang dùng"


def test_a_commune_needs_a_station_and_an_area(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    assert standing(client, "communes/commune", "01864") == "Đang dùng"
    Station.objects.filter(unit=world.commune).delete()
    AreaMembership.objects.filter(unit=world.commune).delete()
    lacking = "Chưa dùng được: chưa có Công an cấp xã, chưa thuộc khu vực nào"
    assert standing(client, "communes/commune", "01864") == lacking
    assert standing(client, "communes/commune", "01870") == "Đã kết thúc"


def test_an_account_needs_a_role(world: World, browse: Browse) -> None:
    client = browse(world.trang)
    assert standing(client, "accounts/user", "nguyen thi lan") == "Đang dùng"
    Grant.objects.filter(user=world.lan).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert standing(client, "accounts/user", "nguyen thi lan") == "Chưa dùng được: chưa có vai trò đang hiệu lực"


def test_what_begins_later_says_when(world: World, browse: Browse) -> None:
    day = timezone.localdate() + timedelta(days=9)
    browse(world.quan).post(
        "/admin/campaigns/topic/add/", ROW | {"name_vi": "Giới thiệu nỏ", "valid_from": f"{day:%d/%m/%Y}"}
    )
    assert Topic.objects.filter(key="crossbow").exists()
    assert standing(browse(world.quan), "campaigns/topic", "gioi thieu no") == f"Dùng từ {day:%d/%m/%Y}"


@pytest.mark.parametrize("model", ["campaigns/itemkind", "communes/area", "rollups/indicator", "communes/commune"])
def test_a_list_costs_the_same_for_many_rows(
    world: World, browse: Browse, model: str, django_assert_max_num_queries: Any
) -> None:
    assert ItemKind.objects.count() > 10
    client = browse(world.quan)
    with django_assert_max_num_queries(12):
        assert client.get(f"/admin/{model}/").status_code == 200
