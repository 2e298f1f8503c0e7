"""Areas: one name everywhere, and a commune that moves between two of them in one save."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from communes.models import Area, AreaMembership
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
NAME = "Địa bàn huyện Pác Nặm cũ"


@pytest.fixture
def target(world: World) -> Area:
    """Another area of the province, since the day on which the communes began."""
    found: Area | None = Area.objects.filter(province=world.province).exclude(pk=world.area.pk).first()
    assert found is not None
    return found


def entering(*rows: dict[str, Any], name: str = "Khu vực") -> dict[str, Any]:
    posted = {"name": name, "valid_to": "", "memberships-TOTAL_FORMS": len(rows), "memberships-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        posted |= {f"memberships-{number}-{field}": value for field, value in row.items()}
    return posted


def save(client: Client, area: Area, *rows: dict[str, Any]) -> Any:
    return client.post(reverse("admin:communes_area_change", args=[area.pk]), entering(*rows, name=area.name))


def lines(world: World) -> list[tuple[str, date, date | None]]:
    found = AreaMembership.objects.filter(unit=world.commune).order_by("valid_from")
    return [(line.area.name, line.valid_from, line.valid_to) for line in found]


def test_a_commune_moves_in_one_save(world: World, browse: Browse, target: Area) -> None:
    answer = save(browse(world.thu), target, {"unit": world.commune.pk, "valid_from": "01/01/2027"})
    assert answer.status_code == 302
    assert lines(world) == [
        (world.area.name, date(2025, 7, 1), date(2026, 12, 31)),
        (target.name, date(2027, 1, 1), None),
    ]
    rows = AuditEntry.objects.order_by("pk")
    assert [row.action for row in rows] == ["change_areamembership", "add_areamembership"]
    assert {row.unit for row in rows} == {world.commune}
    changed = rows[0].before, rows[0].after
    assert [part and part["valid_to"] for part in changed] == [None, "2026-12-31"]


def test_it_is_told_where_the_commune_was(world: World, browse: Browse, target: Area) -> None:
    answer = save(browse(world.thu), target, {"unit": world.commune.pk, "valid_from": "01/01/2027"})
    words = [str(message) for message in get_messages(answer.wsgi_request)]
    assert words[0] == (
        f"Xã Bằng Thành: ở {NAME} đến hết ngày 31/12/2026, chuyển sang {target} từ ngày 01/01/2027."
    )  # fmt: skip


@pytest.mark.parametrize("day", ["30/06/2025", "01/07/2025"])
def test_it_leaves_no_area_before_it_entered_it(world: World, browse: Browse, target: Area, day: str) -> None:
    answer = save(browse(world.thu), target, {"unit": world.commune.pk, "valid_from": day})
    text = answer.content.decode()
    assert f"Xã này đã ở {NAME} từ ngày 01/07/2025." in text
    assert f'value="{day}"' in text
    assert (len(lines(world)), AuditEntry.objects.count()) == (1, 0)


def test_it_does_not_enter_the_area_in_which_it_lies(world: World, browse: Browse) -> None:
    row = {"unit": world.commune.pk, "valid_from": "01/01/2027"}
    assert f"Xã này đã ở {NAME} từ ngày 01/07/2025." in save(browse(world.thu), world.area, row).content.decode()


def test_it_waits_for_an_end_that_is_known(world: World, browse: Browse, target: Area) -> None:
    AreaMembership.objects.filter(unit=world.commune).update(valid_to=date(2027, 3, 31))
    client, row = browse(world.thu), {"unit": world.commune.pk, "valid_from": "01/01/2027"}
    assert "từ ngày 01/07/2025 đến hết ngày 31/03/2027." in save(client, target, row).content.decode()
    assert save(client, target, row | {"valid_from": "01/04/2027"}).status_code == 302
    assert [line[2] for line in lines(world)] == [date(2027, 3, 31), None]


def test_it_enters_once(world: World, browse: Browse, target: Area) -> None:
    rows = [{"unit": world.commune.pk, "valid_from": day} for day in ("01/01/2027", "01/02/2027")]
    assert "Xã này đã chọn ở dòng trên." in save(browse(world.thu), target, *rows).content.decode()
    assert len(lines(world)) == 1


def test_it_enters_within_the_days_of_the_area(world: World, browse: Browse, target: Area) -> None:
    Area.objects.filter(pk=target.pk).update(valid_from=date(2027, 6, 1))
    row = {"unit": world.commune.pk, "valid_from": "01/01/2027"}
    assert "Khu vực này không có vào ngày đó." in save(browse(world.thu), target, row).content.decode()


def test_the_choice_says_where_each_commune_lies(world: World, browse: Browse, target: Area) -> None:
    text = browse(world.thu).get(reverse("admin:communes_area_change", args=[target.pk])).content.decode()
    assert f"Xã Bằng Thành ({NAME})" in text


def test_an_area_has_one_name_everywhere(world: World, browse: Browse) -> None:
    assert str(world.area) == str(world.hung.grants.get().area) == NAME
    client = browse(world.quan)
    for address in ("/admin/communes/area/", "/admin/accounts/grant/", "/admin/accounts/user/"):
        text = client.get(address, {"q": "hung" if "accounts" in address else "huyen pac nam"}).content.decode()
        assert NAME in text
        assert ">Huyện Pác Nặm<" not in text
    form = browse(world.trang).get("/admin/accounts/grant/add/").content.decode()
    assert f"{NAME}, Tỉnh Thái Nguyên" in form
    assert NAME in browse(world.hung).get("/", follow=True).content.decode()


@pytest.mark.parametrize("words", ["dia ban huyen pac nam", "Pác Nặm cũ"])
def test_an_area_is_found_by_its_name(world: World, browse: Browse, words: str) -> None:
    text = browse(world.quan).get("/admin/communes/area/", {"q": words}).content.decode()
    assert f"/area/{world.area.pk}/change/" in text
    assert NAME in browse(world.quan).get("/admin/accounts/grant/", {"q": words}).content.decode()


def test_a_new_name_is_its_own(world: World, browse: Browse) -> None:
    client = browse(world.thu)
    address = reverse("admin:communes_area_change", args=[world.area.pk])
    assert f"Các trang ghi là “{NAME}”" in client.get(address).content.decode()
    client.post(address, entering(name="Khu vực phía Bắc"))
    area = Area.objects.get(pk=world.area.pk)
    assert (str(area), area.source) == ("Khu vực phía Bắc", None)


ADD = "/admin/communes/area/add/"


def new_area(world: World, *communes: int, **changes: Any) -> dict[str, Any]:
    return {
        "province": world.province.pk, "name": "Khu vực phía Bắc", "valid_from": "01/01/2027", "valid_to": "",
        "communes": communes, **changes,
    }  # fmt: skip


def test_a_new_area_takes_its_communes_on_the_first_page(world: World, browse: Browse) -> None:
    client = browse(world.thu)
    assert f"Xã Bằng Thành ({NAME})" in client.get(ADD).content.decode()
    answer = client.post(ADD, new_area(world, world.commune.pk, world.neighbour.pk))
    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:communes_area_changelist"))
    area = Area.objects.get(name="Khu vực phía Bắc")
    assert set(area.memberships.values_list("unit", flat=True)) == {world.commune.pk, world.neighbour.pk}
    assert lines(world)[-1] == ("Khu vực phía Bắc", date(2027, 1, 1), None)
    assert lines(world)[0][2] == date(2026, 12, 31)
    assert AuditEntry.objects.filter(action="add_areamembership").count() == 2


def test_a_new_area_says_which_communes_it_cannot_take(world: World, browse: Browse) -> None:
    answer = browse(world.thu).post(ADD, new_area(world, world.commune.pk, valid_from="01/06/2025"))
    text = answer.content.decode()
    assert "Xã Bằng Thành có từ ngày 01/07/2025." in text
    assert f"Xã Bằng Thành đã ở {NAME} từ ngày 01/07/2025." in text
    assert re.search(rf'value="{world.commune.pk}"[^>]* checked', text)
    assert not Area.objects.filter(name="Khu vực phía Bắc").exists()


def test_a_new_area_takes_no_commune_of_another_province(world: World, browse: Browse) -> None:
    assert browse(world.quan).post(ADD, new_area(world, world.foreign.pk)).status_code == 200
    assert not Area.objects.filter(name="Khu vực phía Bắc").exists()


def test_who_keeps_several_provinces_chooses_one_first(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    assert "Chọn tỉnh, thành phố trước" in client.get(ADD).content.decode()
    chosen = client.get(ADD, {"province": str(world.province.pk), "name": "Khu vực phía Bắc"}).content.decode()
    assert f"Xã Bằng Thành ({NAME})" in chosen
    assert 'value="Khu vực phía Bắc"' in chosen
    assert client.get(ADD, {"province": "x"}).status_code == 200
    assert client.get(ADD, {"province": "1" * 5000}).status_code == 200


def test_a_new_area_without_communes_leads_to_its_page(world: World, browse: Browse) -> None:
    answer = browse(world.thu).post(ADD, new_area(world))
    assert answer["Location"] == reverse("admin:communes_area_change", args=[Area.objects.latest("pk").pk])
