"""From an empty installation to the first entry: `setup_province` and the go-live page."""

import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from accounts.models import Grant, Role, User
from administration.golive import go_live, prepared_by
from administration.setting_up import reporting_range, set_up_province
from audit.models import AuditEntry
from communes.models import Station, Unit
from periods.models import Period
from stations.actions import add_residential_areas
from stations.pasting import Kind, Named
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
PASSWORD = re.compile(r"\b[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}\b")


@pytest.fixture
def world(db: None) -> World:
    """Of each test alone: the others begin with nobody."""
    return make_world()


def run(*args: str) -> str:
    out = StringIO()
    call_command("setup_province", *args, stdout=out)
    return out.getvalue()


def test_it_makes_the_first_accounts_with_passwords_shown_once() -> None:
    printed = run("19")
    rows = dict(re.findall(r"^(\S+)\t(\S+)\t", printed, re.MULTILINE))
    assert set(rows) == {"quantri", "taikhoan-19", "tonghop-19"}
    for username, password in rows.items():
        user = User.objects.get(username=username)
        assert user.check_password(password)
        assert user.must_change_password
    assert not PASSWORD.search(str(list(AuditEntry.objects.values_list("after", flat=True))))


def test_it_says_the_next_steps() -> None:
    printed = run("19")
    assert "Tỉnh Thái Nguyên" in printed
    assert "Công an cấp xã: 92 đơn vị, đã có sẵn, không thay đổi." in printed
    assert "Trao tận tay từng mật khẩu" in printed
    assert "/go-live/19-2025/" in printed


def test_it_adds_nothing_twice() -> None:
    run("19", "--head-accounts")
    before = User.objects.count(), Grant.objects.count(), Station.objects.count(), AuditEntry.objects.count()
    printed = run("19", "--head-accounts")
    assert before == (User.objects.count(), Grant.objects.count(), Station.objects.count(), AuditEntry.objects.count())
    assert "Tài khoản: đã có đủ, không thay đổi." in printed
    assert printed.count("không thay đổi") == 4
    assert "thêm" not in printed
    assert not PASSWORD.search(printed)
    assert "Trao tận tay" not in printed


def test_it_says_what_it_added() -> None:
    Station.objects.filter(unit__code="01864").delete()
    Period.objects.filter(year=timezone.localdate().year + 1, kind="quarter").delete()
    printed = run("19")
    assert "Công an cấp xã: 92 đơn vị, vừa thêm 1." in printed
    assert re.search(r"Kỳ báo cáo: đến hết ngày 14/12/\d{4}, vừa thêm 4\.", printed)


def test_it_makes_a_head_for_each_station() -> None:
    run("19", "--head-accounts")
    heads = Grant.objects.filter(role=Role.STATION_HEAD)
    assert heads.count() == heads.values("unit").distinct().count() == 92
    assert User.objects.get(username="truong-01864").name == "Trưởng Công an xã Bằng Thành"


def test_it_keeps_the_people_who_are_there(world: World) -> None:
    printed = run("19", "--head-accounts")
    assert "truong-01864" not in printed
    assert "quantri" not in printed
    assert Grant.objects.filter(role=Role.STATION_HEAD).count() == 92


def test_a_username_that_is_taken_is_not_touched() -> None:
    taken = User.objects.create_user("quantri", "x" * 12, name="Người khác")
    assert "quantri-2" in run("19")
    assert not taken.grants.exists()


def test_every_row_has_its_audit_row() -> None:
    run("19")
    rows = AuditEntry.objects.order_by("pk")
    assert [row.action for row in rows] == ["add_user", "add_grant"] * 3
    assert {(row.actor, row.channel) for row in rows} == {(None, "command")}


def test_it_opens_stations_and_periods_that_are_missing() -> None:
    Station.objects.filter(unit__code="01864").delete()
    year = timezone.localdate().year + 1
    Period.objects.filter(year=year, kind="month").delete()
    done = set_up_province(code="19", head_accounts=False)
    assert (done.stations_added, done.stations, done.periods_added) == (1, 92, 12)
    assert Period.objects.get(kind="month", year=year, number=1).start == date(year - 1, 12, 15)


def test_it_opens_no_station_for_hoang_sa() -> None:
    done = set_up_province(code="48", head_accounts=False)
    assert done.stations_added == 0
    assert not Station.objects.filter(unit__name="Hoàng Sa", valid_to=None).exists()


def test_it_refuses_a_code_that_is_no_province_of_today() -> None:
    with pytest.raises(CommandError, match=r"06.*19 Thái Nguyên"):
        run("06")
    assert not User.objects.exists()


def test_reporting_ranges_are_those_of_the_stored_periods() -> None:
    for period in Period.objects.filter(year=2026):
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[period.kind]
        range_ = reporting_range(2026, months * (period.number - 1), months * period.number)
        assert range_ == (period.start, period.end)


def test_the_check_list_counts_what_each_commune_has(world: World) -> None:
    found = go_live(world.province, timezone.localdate())
    rows = {row.unit.pk: row for row in found.communes}
    here, next_door = rows[world.commune.pk], rows[world.neighbour.pk]
    assert (here.heads, here.officers, here.station, here.ready) == (1, 1, True, True)
    assert here.residential_areas == world.commune.residential_memberships.filter(valid_to=None).count()
    assert (next_door.heads, next_door.officers, next_door.residential_areas) == (0, 1, 0)
    assert (found.count("heads"), found.ungrouped, found.managers, found.stewards) == (1, 0, 1, 1)
    assert len(found.communes) == 92


def test_the_page_shows_what_is_missing(world: World, browse: Browse) -> None:
    client = browse(world.trang)
    text = client.get("/go-live/19-2025/").content.decode()
    assert "1/92" in text
    assert f"/admin/accounts/user/add/?unit={world.neighbour.pk}&amp;role=station_head" in text
    missing = client.get("/go-live/19-2025/?show=missing").content.decode()
    assert world.neighbour.full_name in missing
    assert f">{world.commune.full_name}<" not in missing


def test_the_page_offers_what_the_person_may_do(world: World, browse: Browse) -> None:
    assert "tạo tài khoản" not in browse(world.thu).get("/go-live/19-2025/").content.decode()
    assert "/admin/communes/station/" in browse(world.quan).get("/go-live/19-2025/").content.decode()
    assert "/admin/communes/station/" not in browse(world.trang).get("/go-live/19-2025/").content.decode()


def test_the_link_to_a_new_account_fills_in_its_place(world: World, browse: Browse) -> None:
    address = f"/admin/accounts/user/add/?unit={world.neighbour.pk}&role=station_head"
    text = browse(world.trang).get(address).content.decode()
    assert re.search(rf'<option value="{world.neighbour.pk}" selected', text)
    assert re.search(r'<option value="station_head" selected', text)


def test_the_page_exists_only_for_provinces_of_today(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    for slug in ("06-2000", world.commune.slug, "khong-co"):
        assert client.get(f"/go-live/{slug}/").status_code == 404


def test_the_index_leads_to_provinces_that_have_begun(world: World, browse: Browse) -> None:
    assert list(prepared_by(world.quan)) == [world.province]
    assert "/go-live/19-2025/" in browse(world.thu).get("/admin/").content.decode()
    assert "/go-live/" not in browse(world.kien).get("/admin/").content.decode()


def test_the_page_costs_the_same_for_many_communes(
    world: World, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    some = [Named("Thôn Một", Kind.THON)]
    add_residential_areas(by=world.dung, unit=world.commune, names=some, since=world.commune.valid_from)
    assert Unit.objects.filter(province=world.province, leaf=True, valid_to=None).count() == 92
    client = browse(world.quan)
    with django_assert_max_num_queries(17):
        client.get("/go-live/19-2025/")
