"""Units, stations and areas through the admin: their keys, their past, their scope."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from communes.models import Area, AreaMembership, Station, Unit
from communes.vietnamese import sort_key
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
COMMUNES = "/admin/communes/commune/"
INLINE = {"memberships-INITIAL_FORMS": "0", "memberships-TOTAL_FORMS": "0"}


def new_commune(world: World, **changes: Any) -> dict[str, Any]:
    fields = {"name": "Đồng Tâm", "code": "99901", "kind": "xa", "parent": world.province.pk, "leaf": "on"}
    return fields | {"valid_from": "01/01/2027", "from_known": "on", "valid_to": ""} | changes


def row() -> AuditEntry:
    return AuditEntry.objects.get()


def test_a_new_commune_gets_its_keys_and_is_its_own_heir(world: World, browse: Browse) -> None:
    assert browse(world.quan).post(f"{COMMUNES}add/", new_commune(world)).status_code == 302
    unit = Unit.objects.get(code="99901")
    assert (unit.level, unit.slug, unit.province, unit.heir) == ("commune", "99901-2027", world.province, unit)
    assert (unit.sort_key, unit.search_key) == (sort_key("Đồng Tâm"), "xa dong tam")
    assert (row().action, row().object_type, row().unit, row().before) == ("add_commune", "communes.unit", unit, None)


def test_a_new_province_is_its_own_province(world: World, browse: Browse) -> None:
    posted = {"name": "Mới", "code": "99", "kind": "tinh", "valid_from": "01/01/2027", "from_known": "on"}
    assert browse(world.quan).post("/admin/communes/province/add/", posted).status_code == 302
    unit = Unit.objects.get(code="99")
    assert (unit.province, unit.heir, unit.parent) == (unit, unit, None)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "01864"}, "Mã này đang dùng cho Xã Bằng Thành"),
        ({"code": "1864"}, "Mã gồm đúng 5 chữ số."),
        ({"kind": "huyen"}, "không có trong danh sách"),
        ({"parent": ""}, "bắt buộc"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(
    world: World, browse: Browse, changes: dict[str, Any], words: str
) -> None:
    answer = browse(world.quan).post(f"{COMMUNES}add/", new_commune(world, **changes))
    assert words.casefold() in answer.content.decode().casefold()
    assert not Unit.objects.filter(valid_from=date(2027, 1, 1)).exists()
    assert not AuditEntry.objects.exists()


def test_a_code_may_follow_itself(world: World, browse: Browse) -> None:
    Unit.objects.filter(pk=world.neighbour.pk).update(valid_to=date(2026, 12, 31))
    answer = browse(world.quan).post(f"{COMMUNES}add/", new_commune(world, code=world.neighbour.code))
    assert answer.status_code == 302


def test_what_the_past_hangs_on_cannot_be_changed(world: World, browse: Browse) -> None:
    address = f"{COMMUNES}{world.commune.pk}/change/"
    before = Unit.objects.get(pk=world.commune.pk)
    foreign = {"code": "11111", "kind": "phuong", "parent": world.foreign.province_id, "valid_from": "01/01/2026"}
    posted = foreign | {"name": "Bằng Thanh", "valid_to": "31/12/2026", "heir": 1, "slug": "x", "level": "province"}
    assert browse(world.quan).post(address, posted).status_code == 302
    after = Unit.objects.get(pk=world.commune.pk)
    assert (after.name, after.search_key, after.sort_key) == ("Bằng Thanh", "xa bang thanh", sort_key("Bằng Thanh"))
    for name in ("code", "kind", "parent_id", "province_id", "valid_from", "valid_to", "heir_id", "slug", "level"):
        assert getattr(after, name) == getattr(before, name), name
    changed = row()
    assert changed.before is not None
    assert (changed.action, changed.before["name"]) == ("change_commune", "Bằng Thành")


def test_a_unit_shows_what_it_came_from_and_became(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    text = client.get(f"{COMMUNES}{world.commune.pk}/change/").content.decode()
    assert "Xã Giáo Hiệu, Tỉnh Bắc Kạn (đến 30/06/2025)" in text
    text = client.get(f"{COMMUNES}{world.giao_hieu.pk}/change/").content.decode()
    assert "Xã Bằng Thành, Tỉnh Thái Nguyên" in text


@pytest.mark.parametrize("words", ["giao hieu", "GIÁO HIỆU", "Giáo hiệu", "01870"])
def test_the_past_is_found_without_marks(world: World, browse: Browse, words: str) -> None:
    text = browse(world.quan).get(COMMUNES, {"q": words}).content.decode()
    assert f"{world.giao_hieu.pk}/change/" in text


def test_the_list_begins_with_today(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    here = {"province__slug": "19-2025"}
    assert "3.321" in client.get(COMMUNES).content.decode()
    assert "10.035" in client.get(COMMUNES, {"validity": "past"}).content.decode()
    assert "92" in client.get(COMMUNES, {"province": here["province__slug"]}).content.decode()


def test_a_station_closes_and_another_opens(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    add = "/admin/communes/station/add/"
    posted = {"unit": world.commune.pk, "valid_from": "01/01/2027", "valid_to": ""}
    assert "Trùng thời gian" in client.post(add, posted).content.decode()
    station = Station.objects.get(unit=world.commune, valid_to=None)
    client.post(f"/admin/communes/station/{station.pk}/change/", {"valid_to": "31/12/2026"})
    assert client.post(add, posted).status_code == 302
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == ["change_station", "add_station"]
    assert {entry.unit for entry in AuditEntry.objects.all()} == {world.commune}


def test_a_steward_names_an_area_of_the_own_province(world: World, browse: Browse) -> None:
    client = browse(world.thu)
    posted = {"province": world.province.pk, "name": "Khu vực phía Bắc", "valid_from": "01/01/2026", "valid_to": ""}
    assert client.post("/admin/communes/area/add/", posted).status_code == 302
    area = Area.objects.get(name="Khu vực phía Bắc")
    assert (area.slug, area.sort_key) == ("19-khu-vuc-phia-bac", sort_key("Khu vực phía Bắc"))
    client.post("/admin/communes/area/add/", posted)
    assert Area.objects.filter(slug="19-khu-vuc-phia-ba-2").exists()
    foreign = client.post("/admin/communes/area/add/", posted | {"province": world.foreign.province_id})
    assert foreign.status_code == 200


def test_a_membership_keeps_its_commune(world: World, browse: Browse) -> None:
    line = AreaMembership.objects.get(unit=world.commune)
    address = reverse("admin:communes_area_change", args=[world.area.pk])
    posted = {"name": world.area.name, "valid_to": "", "memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "1"}
    posted |= {"memberships-0-id": str(line.pk), "memberships-0-unit": str(world.foreign.pk)}
    day = timezone.localdate() + timedelta(days=5)
    posted |= {"memberships-0-valid_from": "01/01/2000", "memberships-0-valid_to": f"{day:%d/%m/%Y}"}
    assert browse(world.thu).post(address, posted).status_code == 302
    line.refresh_from_db()
    assert (line.unit, line.valid_from, line.valid_to) == (world.commune, date(2025, 7, 1), day)
    assert row().action == "change_areamembership"


def test_a_commune_of_another_province_enters_no_area(world: World, browse: Browse) -> None:
    address = reverse("admin:communes_area_change", args=[world.area.pk])
    new = {"memberships-TOTAL_FORMS": "1", "memberships-0-unit": world.foreign.pk, "memberships-0-area": world.area.pk}
    posted = INLINE | {"name": world.area.name} | new | {"memberships-0-valid_from": "01/01/2027"}
    assert browse(world.thu).post(address, posted).status_code == 200
    assert not AuditEntry.objects.exists()
