"""The page of residential areas: who sees it, who writes, what is stored."""

import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.actions.errors import Refused
from campaigns.models import Record, RecordArea
from communes.models import ResidentialArea, ResidentialAreaMembership, Unit
from communes.vietnamese import sort_key
from stations.actions import add_residential_areas, end_area, rename_area
from stations.pasting import Kind, Named
from stations.residential import area_groups
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def page(unit: Unit) -> str:
    return f"/stations/{unit.slug}/residential-areas/"


def paste(client: Client, unit: Unit, lines: str, **extra: Any) -> Any:
    return client.post(page(unit), {"lines": lines, "kind_word": "Thôn"} | extra)


def names(unit: Unit) -> list[str]:
    return [area.name for group in area_groups(unit) for area in group.areas]


@pytest.mark.parametrize("name", ["lan", "dung", "hung", "thu", "tinh", "bo"])
def test_readers_look(world: World, browse: Browse, name: str) -> None:
    response = browse(getattr(world, name)).get(page(world.commune))
    assert "Thôn Nà Muồng" in response.content.decode()
    assert ("id_lines" in response.content.decode()) == (name == "dung")


@pytest.mark.parametrize("name", ["minh", "son", "quan", "trang", "kien"])
def test_strangers_get_404(world: World, browse: Browse, name: str) -> None:
    assert browse(getattr(world, name)).get(page(world.commune)).status_code == 404


@pytest.mark.parametrize("name", ["lan", "minh", "thu", "tinh", "bo", "quan"])
def test_only_the_head_writes(world: World, browse: Browse, name: str) -> None:
    client = browse(getattr(world, name))
    area = world.villages[0]
    assert paste(client, world.commune, "Thôn Lạ").status_code == 404
    assert client.post(f"{page(world.commune)}{area.pk}/", {"name": "Thôn Lạ"}).status_code == 404
    assert client.post(f"{page(world.commune)}{area.pk}/end/", {"last_day": "2026-01-01"}).status_code == 404
    assert not AuditEntry.objects.exists()


def test_the_head_of_another_commune_writes_there_alone(world: World, browse: Browse) -> None:
    client = browse(world.dung)
    assert paste(client, world.neighbour, "Thôn Lạ").status_code == 404
    assert client.get(f"{page(world.neighbour)}{world.villages[0].pk}/").status_code == 404


def test_they_stand_in_vietnamese_order_by_former_commune(world: World) -> None:
    groups = {str(group.former): [area.name for area in group.areas] for group in area_groups(world.commune)}
    assert list(groups) == sorted(groups, key=sort_key)
    assert groups["Xã Giáo Hiệu"] == ["Thôn Khuổi Lè", "Thôn Nà Muồng", "Thôn Nặm Cắm"]


def test_a_paste_stores_each_with_one_audit_row(world: World, browse: Browse) -> None:
    response = paste(browse(world.dung), world.commune, "1. Thôn Đông\n2. Bản Tây\n\nNam")
    assert response["Location"] == page(world.commune)
    assert set(names(world.commune)) >= {"Thôn Đông", "Bản Tây", "Thôn Nam"}
    rows = AuditEntry.objects.order_by("pk")
    assert [row.action for row in rows] == ["add_residentialarea"] * 3
    assert {(row.actor, row.unit, row.before) for row in rows} == {(world.dung, world.commune, None)}
    assert rows[1].after is not None
    assert (rows[1].after["name"], rows[1].after["kind"]) == ("Bản Tây", Kind.BAN)


def test_a_paste_with_a_bad_line_stores_nothing_and_keeps_the_text(world: World, browse: Browse) -> None:
    response = paste(browse(world.dung), world.commune, "Thôn Đông\nNguyễn Văn An")
    text = response.content.decode()
    assert response.status_code == 422
    assert "Dòng 2: “Nguyễn Văn An”" in text
    assert "Thôn Đông\nNguyễn Văn An</textarea>" in text
    assert "Thôn Đông" not in names(world.commune)


def test_a_paste_says_what_was_there_already(world: World, browse: Browse) -> None:
    client = browse(world.dung)
    paste(client, world.commune, "Thôn Đông")
    response = client.post(page(world.commune), {"lines": "thôn đông\nThôn Tây", "kind_word": "Thôn"}, follow=True)
    text = response.content.decode()
    assert "Đã thêm 1 khu dân cư." in text
    assert "Bỏ qua tên đã có: Thôn đông." in text
    assert ResidentialArea.objects.filter(name__iexact="Thôn Đông").count() == 1


def test_former_communes_may_each_bring_the_same_name(world: World, browse: Browse) -> None:
    client = browse(world.dung)
    paste(client, world.commune, "Tổ 1", former=world.giao_hieu.pk)
    other = world.villages[3].memberships.exclude(unit=world.commune).get().unit
    paste(client, world.commune, "Tổ 1", former=other.pk)
    areas = ResidentialArea.objects.filter(name="Tổ 1").order_by("pk")
    assert areas.count() == 2
    lines = list(areas[0].memberships.order_by("valid_from").values_list("unit", "valid_from", "valid_to"))
    assert lines == [
        (world.giao_hieu.pk, world.giao_hieu.valid_from, date(2025, 6, 30)),
        (world.commune.pk, date(2025, 7, 1), None),
    ]


def test_a_foreign_former_commune_is_refused(world: World, browse: Browse) -> None:
    foreign = Unit.objects.filter(heir=world.foreign).exclude(pk=world.foreign.pk).first()
    assert foreign is not None
    assert paste(browse(world.dung), world.commune, "Tổ 1", former=foreign.pk).status_code == 422


def test_a_name_is_corrected(world: World, browse: Browse) -> None:
    area = world.villages[0]
    address = f"{page(world.commune)}{area.pk}/"
    client = browse(world.dung)
    assert client.post(address, {"name": "Nguyễn Văn An"}).status_code == 422
    assert client.post(address, {"name": "Thôn Nà Muống"}).status_code == 302
    area.refresh_from_db()
    assert (area.name, area.search_key) == ("Thôn Nà Muống", "thon na muong")
    row = AuditEntry.objects.get()
    assert row.before is not None
    assert (row.action, row.before["name"]) == ("rename_residentialarea", "Thôn Nà Muồng")


def test_a_name_is_not_given_twice(world: World, browse: Browse) -> None:
    area, other = world.villages[:2]
    answer = browse(world.dung).post(f"{page(world.commune)}{area.pk}/", {"name": other.name})
    assert answer.status_code == 422
    assert f"Xã Bằng Thành đã có {other.name}." in answer.content.decode()
    area.refresh_from_db()
    assert area.name == "Thôn Nà Muồng"


def test_the_action_asks_itself_on_which_day_an_area_may_end(world: World) -> None:
    """A record that came after the form was checked."""
    area, today = world.villages[0], timezone.localdate()
    record = Record.objects.create(kind="patrol", unit=world.commune, on=today, author=world.lan, first_digest="x")
    RecordArea.objects.create(record=record, residential_area=area)
    for day in (today - timedelta(1), today + timedelta(1)):
        with pytest.raises(Refused):
            end_area(by=world.dung, unit=world.commune, area=area, last_day=day)


def test_nothing_sent_is_a_form_with_errors(world: World, browse: Browse) -> None:
    for address in (page(world.commune), f"{page(world.commune)}{world.villages[0].pk}/"):
        assert browse(world.dung).post(address, {}).status_code == 422


def test_the_same_name_again_leaves_no_row(world: World) -> None:
    area = world.villages[0]
    rename_area(by=world.dung, unit=world.commune, area=area, named=Named(area.name, Kind.THON))
    assert not AuditEntry.objects.exists()


def test_an_area_ends_with_a_day_and_stays_in_the_past(world: World, browse: Browse) -> None:
    area, today = world.villages[0], timezone.localdate()
    response = browse(world.dung).post(f"{page(world.commune)}{area.pk}/end/", {"last_day": today.isoformat()})
    assert response.status_code == 302
    assert area.name not in names(world.commune)
    assert area.name in names(world.giao_hieu)
    assert area.memberships.filter(unit=world.commune, valid_to=today).exists()
    assert AuditEntry.objects.get().action == "end_residentialarea"


@pytest.mark.parametrize("distance", [1, -1000, -3])
def test_an_area_never_ends_in_the_future_or_before_its_records(world: World, browse: Browse, distance: int) -> None:
    area, today = world.villages[0], timezone.localdate()
    record = Record.objects.create(kind="patrol", unit=world.commune, on=today, author=world.lan, first_digest="x")
    RecordArea.objects.create(record=record, residential_area=area)
    day = today + timedelta(days=distance)
    response = browse(world.dung).post(f"{page(world.commune)}{area.pk}/end/", {"last_day": day.isoformat()})
    assert response.status_code == 422
    assert area.memberships.filter(unit=world.commune, valid_to=None).exists()


def test_the_actions_ask_the_scope_themselves(world: World) -> None:
    area = world.villages[0]
    one = [Named("Thôn Lạ", Kind.THON)]
    with pytest.raises(PermissionDenied):
        add_residential_areas(by=world.lan, unit=world.commune, names=one, since=world.commune.valid_from)
    with pytest.raises(PermissionDenied):
        add_residential_areas(by=world.dung, unit=world.giao_hieu, names=one, since=world.giao_hieu.valid_from)
    with pytest.raises(PermissionDenied):
        rename_area(by=world.minh, unit=world.commune, area=area, named=one[0])
    with pytest.raises(PermissionDenied):
        end_area(by=world.dung, unit=world.neighbour, area=area, last_day=timezone.localdate())


def test_a_commune_of_the_past_is_shown_and_not_written(world: World, browse: Browse) -> None:
    client = browse(world.dung)
    text = client.get(page(world.giao_hieu)).content.decode()
    assert "Thôn Nà Muồng" in text
    assert "id_lines" not in text
    assert paste(client, world.giao_hieu, "Thôn Lạ").status_code == 404


def test_the_page_costs_as_many_queries_for_many_areas(
    world: World, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    many = [Named(f"Thôn {number}", Kind.THON) for number in range(60)]
    add_residential_areas(by=world.dung, unit=world.commune, names=many, since=world.commune.valid_from)
    assert ResidentialAreaMembership.objects.filter(unit=world.commune, valid_to=None).count() > 60
    client = browse(world.dung)
    with django_assert_max_num_queries(9):
        client.get(page(world.commune))


@pytest.mark.parametrize("number", ["0", "2147483648", "9223372036854775808", "9" * 400])
def test_a_number_too_large_for_the_database_is_unknown(world: World, browse: Browse, number: str) -> None:
    client, address = browse(world.dung), f"{page(world.commune)}{number}/"
    assert client.get(address).status_code == 404
    assert client.post(address, {"name": "Thôn Lạ"}).status_code == 404
    assert client.post(f"{address}end/", {"last_day": "2026-01-01"}).status_code == 404
    accounts = f"/stations/{world.commune.slug}/accounts/{number}/password/"
    assert client.post(accounts).status_code == 404


@pytest.mark.parametrize("first", [True, False])
def test_a_list_pasted_with_and_without_its_former_commune_stands_once(
    world: World, browse: Browse, first: bool
) -> None:
    client, with_former = browse(world.dung), {"former": world.giao_hieu.pk}
    for extra in (with_former, {}) if first else ({}, with_former):
        paste(client, world.commune, "Thôn Đông\nThôn Tây", **extra)
    assert sorted(name for name in names(world.commune) if name in {"Thôn Đông", "Thôn Tây"}) == [
        "Thôn Tây",
        "Thôn Đông",
    ]


def test_a_new_name_is_stored_composed(world: World, browse: Browse) -> None:
    area = world.villages[0]
    name = unicodedata.normalize("NFD", "Thôn  Nà   Hới")
    assert browse(world.dung).post(f"{page(world.commune)}{area.pk}/", {"name": name}).status_code == 302
    area.refresh_from_db()
    assert area.name == "Thôn Nà Hới"
