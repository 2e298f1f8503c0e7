"""Accounts and grants through the admin: choices narrowed, one row for each write, nobody raised."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, Role, User
from audit.models import AuditEntry
from communes.models import Unit
from tests.world import World, person

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ADD = "/admin/accounts/user/add/"
ADD_GRANT = "/admin/accounts/grant/add/"


def account(world: World, **changes: Any) -> dict[str, Any]:
    fields = {"username": "hanh", "name": "Ma Thị Hạnh", "role": Role.OFFICER, "unit": world.commune.pk}
    return fields | {"valid_from": "01/10/2026", "valid_to": ""} | changes


def grant(world: World, **changes: Any) -> dict[str, Any]:
    fields = {"user": world.lan.pk, "role": Role.STATION_HEAD, "unit": world.commune.pk}
    return fields | {"valid_from": "01/10/2026", "valid_to": ""} | changes


def shown_password(answer: Any) -> str:
    found = re.search(r"<output>([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})</output>", answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_a_new_account_gets_its_role_and_a_password_shown_once(world: World, browse: Browse) -> None:
    client = browse(world.trang)
    answer = client.post(ADD, account(world))
    password = shown_password(answer)
    assert "no-store" in answer["Cache-Control"]
    user = User.objects.get(username="hanh")
    assert user.check_password(password)
    assert user.must_change_password
    given = user.grants.get()
    assert (given.role, given.unit, given.granted_by) == (Role.OFFICER, world.commune, world.trang)
    assert password not in client.get(reverse("admin:accounts_user_change", args=[user.pk])).content.decode()


def test_it_leaves_one_row_for_the_account_and_one_for_the_grant(world: World, browse: Browse) -> None:
    password = shown_password(browse(world.trang).post(ADD, account(world)))
    rows = {row.action: row for row in AuditEntry.objects.all()}
    assert sorted(rows) == ["add_grant", "add_user"] == sorted(actions())
    assert {(row.actor, row.channel, row.before) for row in rows.values()} == {(world.trang, "admin", None)}
    assert len({row.operation for row in rows.values()}) == 1
    assert rows["add_grant"].unit == world.commune
    assert password not in str([row.after for row in rows.values()])


@pytest.mark.parametrize(
    "role", ["account_manager", "province_steward", "province_viewer", "administrator", "ministry"]
)
def test_a_manager_gives_no_role_of_the_own_level_or_above(world: World, browse: Browse, role: str) -> None:
    unit = world.province.pk if role != "administrator" else ""
    answer = browse(world.trang).post(ADD, account(world, role=role, unit=unit))
    assert f"“{role}” không có trong danh sách." in answer.content.decode()
    assert not User.objects.filter(username="hanh").exists()


def test_a_manager_gives_no_unit_of_another_province(world: World, browse: Browse) -> None:
    for unit in (world.foreign, world.foreign.province):
        assert unit is not None
        assert browse(world.trang).post(ADD, account(world, unit=unit.pk)).status_code == 200
    assert not User.objects.filter(username="hanh").exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"username": "lan"}, "Tên đăng nhập này đã có người dùng."),
        ({"username": "hạnh ma"}, "Tên đăng nhập chỉ gồm chữ không dấu"),
        ({"unit": ""}, "Chọn xã, phường hoặc đặc khu."),
        ({"role": "area_viewer"}, "Chọn khu vực được theo dõi."),
        ({"valid_from": "31/12/2026", "valid_to": "01/12/2026"}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"valid_from": "2026"}, "Nhập ngày theo mẫu 31/12/2025."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    world: World, browse: Browse, changes: dict[str, Any], words: str
) -> None:
    text = browse(world.trang).post(ADD, account(world, **changes)).content.decode()
    assert words in text
    assert 'value="Ma Thị Hạnh"' in text
    assert not Grant.objects.filter(user__username="hanh").exists()


def test_an_administrator_gives_every_role(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    shown_password(client.post(ADD, account(world, role=Role.PROVINCE_VIEWER, unit=world.province.pk)))
    shown_password(client.post(ADD, account(world, username="v05", role=Role.MINISTRY, unit="")))
    area = account(world, username="kv", role=Role.AREA_VIEWER, unit="", area=world.area.pk)
    shown_password(client.post(ADD, area))
    wrong = client.post(ADD, account(world, username="qt", role=Role.ADMINISTRATOR, unit=world.province.pk))
    assert "Vai trò này có phạm vi toàn quốc: để trống đơn vị." in wrong.content.decode()


def test_a_name_is_changed_with_one_row(world: World, browse: Browse) -> None:
    address = reverse("admin:accounts_user_change", args=[world.lan.pk])
    inline = {"grants-TOTAL_FORMS": "0", "grants-INITIAL_FORMS": "0"}
    browse(world.trang).post(address, {"name": "Nguyễn Thị Lan Anh", "is_active": "on"} | inline)
    row = AuditEntry.objects.get()
    assert row.before is not None
    assert row.after is not None
    assert (row.action, row.before["name"], row.after["name"]) == (
        "change_user", "Nguyễn Thị Lan", "Nguyễn Thị Lan Anh",
    )  # fmt: skip


def test_a_save_that_changes_nothing_leaves_no_row(world: World, browse: Browse) -> None:
    address = reverse("admin:accounts_user_change", args=[world.lan.pk])
    inline = {"grants-TOTAL_FORMS": "0", "grants-INITIAL_FORMS": "0"}
    assert browse(world.trang).post(address, {"name": world.lan.name, "is_active": "on"} | inline).status_code == 302
    assert actions() == []


def test_protected_fields_cannot_be_assigned(world: World, browse: Browse) -> None:
    address = reverse("admin:accounts_user_change", args=[world.lan.pk])
    before = User.objects.get(pk=world.lan.pk)
    posted = {"name": "Lan", "is_active": "on", "username": "khac", "password": "x", "is_staff": "on"}
    posted |= {"must_change_password": "on", "is_superuser": "on", "last_login": "2020-01-01"}
    posted |= {"grants-TOTAL_FORMS": "1", "grants-INITIAL_FORMS": "0", "grants-0-role": "administrator"}
    browse(world.trang).post(address, posted)
    after = User.objects.get(pk=world.lan.pk)
    assert (after.username, after.password, after.must_change_password) == ("lan", before.password, False)
    assert after.roles == {Role.OFFICER}


def test_a_further_role_is_given_to_an_account_in_reach(world: World, browse: Browse) -> None:
    client = browse(world.trang)
    assert client.post(ADD_GRANT, grant(world)).status_code == 302
    given = world.lan.grants.get(role=Role.STATION_HEAD)
    assert given.granted_by == world.trang
    assert actions() == ["add_grant"]
    again = client.post(ADD_GRANT, grant(world))
    assert "Người này đã có vai trò đó ở đây" in again.content.decode()


def test_nobody_raises_the_own_rights_or_those_of_equals(world: World, browse: Browse) -> None:
    for who, whom in [("trang", "trang"), ("trang", "thu"), ("trang", "quan"), ("trang", "son"), ("quan", "quan")]:
        answer = browse(getattr(world, who)).post(ADD_GRANT, grant(world, user=getattr(world, whom).pk))
        assert answer.status_code == 200, (who, whom)
    assert Grant.objects.filter(role=Role.STATION_HEAD).exclude(user=world.dung).count() == 0
    assert actions() == []


def test_an_administrator_does_not_change_the_own_account(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    assert client.post(reverse("admin:accounts_user_change", args=[world.quan.pk]), {"name": "X"}).status_code == 404
    own = world.quan.grants.get()
    for name in ("accounts_grant_change", "accounts_grant_revoke"):
        assert client.post(reverse(f"admin:{name}", args=[own.pk]), {"valid_to": ""}).status_code == 404
    assert client.post(reverse("admin:accounts_user_new_password", args=[world.quan.pk])).status_code == 404
    assert actions() == []


def test_a_grant_keeps_everything_but_its_last_day(world: World, browse: Browse) -> None:
    given = world.lan.grants.get()
    address = reverse("admin:accounts_grant_change", args=[given.pk])
    posted = grant(world, role="administrator", valid_from="01/01/2000", valid_to="31/12/2026", unit="")
    assert browse(world.trang).post(address, posted).status_code == 302
    given.refresh_from_db()
    assert (given.role, given.unit, given.valid_to) == (Role.OFFICER, world.commune, date(2026, 12, 31))
    assert given.valid_from == date(2020, 1, 1)
    assert actions() == ["change_grant"]
    wrong = browse(world.trang).post(address, {"valid_to": "31/12/2019"})
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in wrong.content.decode()


def test_a_revoked_grant_is_over_at_once_and_for_good(world: World, browse: Browse) -> None:
    given = world.dung.grants.get()
    officer = browse(world.dung)
    client = browse(world.trang)
    assert client.post(reverse("admin:accounts_grant_revoke", args=[given.pk])).status_code == 302
    assert officer.get(f"/stations/{world.commune.slug}/residential-areas/").status_code == 404
    given.refresh_from_db()
    assert given.valid_to == timezone.localdate()
    assert given.revoked_at is not None
    assert actions() == ["revoke_grant"]
    assert client.post(reverse("admin:accounts_grant_revoke", args=[given.pk])).status_code == 404
    change = reverse("admin:accounts_grant_change", args=[given.pk])
    assert client.post(change, {"valid_to": ""}).status_code == 404


def test_a_grant_that_has_not_begun_can_be_revoked(world: World, browse: Browse) -> None:
    begins = timezone.localdate() + timedelta(days=10)
    coming = Grant.objects.create(user=world.lan, role=Role.STATION_HEAD, unit=world.commune, valid_from=begins)
    browse(world.trang).post(reverse("admin:accounts_grant_revoke", args=[coming.pk]))
    coming.refresh_from_db()
    assert coming.valid_to == begins
    assert not Grant.objects.live_on(begins).filter(pk=coming.pk).exists()


def test_a_new_password_replaces_the_old_one(world: World, browse: Browse) -> None:
    officer = browse(world.lan)
    address = reverse("admin:accounts_user_new_password", args=[world.lan.pk])
    client = browse(world.trang)
    assert "Cấp mật khẩu mới cho Nguyễn Thị Lan (lan)?" in client.get(address).content.decode()
    assert actions() == []
    password = shown_password(client.post(address))
    assert User.objects.get(pk=world.lan.pk).check_password(password)
    assert officer.get("/records/").status_code == 302
    row = AuditEntry.objects.get()
    assert (row.action, row.object_id, row.after) == ("renew_password", str(world.lan.pk), None)


def test_who_serves_elsewhere_too_is_out_of_reach(world: World, browse: Browse) -> None:
    Grant.objects.create(user=world.lan, role=Role.OFFICER, unit=world.foreign, valid_from=timezone.localdate())
    client = browse(world.trang)
    assert client.get(reverse("admin:accounts_user_change", args=[world.lan.pk])).status_code == 404
    assert client.post(reverse("admin:accounts_user_new_password", args=[world.lan.pk])).status_code == 404


def test_accounts_are_found_without_marks(world: World, browse: Browse) -> None:
    text = browse(world.quan).get("/admin/accounts/user/?q=DO hong son").content.decode()
    assert "Đỗ Hồng Sơn" in text
    assert "Nguyễn Thị Lan" not in text


def test_the_list_of_accounts_costs_the_same_for_many(
    world: World, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    for number, unit in enumerate(Unit.objects.filter(province=world.province, leaf=True, valid_to=None)[:40]):
        person(f"cb{number}", f"Cán bộ {number}", Role.OFFICER, unit=unit)
    client = browse(world.trang)
    with django_assert_max_num_queries(10):
        client.get("/admin/accounts/user/")
    with django_assert_max_num_queries(12):
        client.get("/admin/accounts/grant/")


def test_the_choice_offers_units_of_today_alone(world: World, browse: Browse) -> None:
    query = {"app_label": "accounts", "model_name": "grant", "field_name": "unit", "term": "giao hieu"}
    assert browse(world.trang).get("/admin/autocomplete/", query).json()["results"] == []
    found = browse(world.trang).get("/admin/autocomplete/", query | {"term": "bang thanh"}).json()["results"]
    assert [one["id"] for one in found] == [str(world.commune.pk)]


def test_the_form_says_which_place_a_role_needs(world: World, browse: Browse) -> None:
    for address in (ADD, ADD_GRANT):
        text = browse(world.trang).get(address).content.decode()
        assert "chọn xã, phường, đặc khu" in text
        assert "Chỉ chọn với vai trò theo dõi khu vực" in text
    assert "_addanother" not in browse(world.trang).get(ADD).content.decode()


def test_what_was_given_is_told_on_the_page_of_the_account(world: World, browse: Browse) -> None:
    client, page = browse(world.trang), reverse("admin:accounts_user_change", args=[world.lan.pk])
    answer = client.post(ADD_GRANT, grant(world))
    assert (answer.status_code, answer["Location"]) == (302, page)
    given = world.lan.grants.get(role=Role.STATION_HEAD)
    text = client.get(page).content.decode()
    assert f"{given}" in text
    assert "từ 01/10/2026<" in text
    client.post(reverse("admin:accounts_grant_revoke", args=[given.pk]))
    assert "từ 01/10/2026, đã thu hồi lúc" in client.get(page).content.decode()
