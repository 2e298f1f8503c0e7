"""What a person reaches by writing addresses and forms by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Grant, Role
from communes.models import Area, AreaMembership, Unit
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def entering(unit: Unit) -> dict[str, Any]:
    row = {"memberships-0-unit": unit.pk, "memberships-0-valid_from": "01/10/2026"}
    counts = {"memberships-TOTAL_FORMS": "1", "memberships-INITIAL_FORMS": "0"}
    return {"name": "Khu vực thử", "valid_to": ""} | counts | row


@pytest.fixture
def area(world: World) -> Area:
    assert world.province is not None
    return Area.objects.create(province=world.province, name="Khu vực thử", valid_from=world.province.valid_from)


def test_an_area_takes_in_open_communes_of_its_province_alone(world: World, browse: Browse, area: Area) -> None:
    legacy = Unit.objects.filter(heir=world.commune).exclude(pk=world.commune.pk).first()
    assert legacy is not None
    assert world.province is not None
    for unit in (world.foreign, legacy, world.province):
        answer = browse(world.thu).post(f"/admin/communes/area/{area.pk}/change/", entering(unit))
        assert answer.status_code == 200
    assert not AreaMembership.objects.filter(area=area).exists()


def test_an_area_takes_in_a_commune_of_its_province(world: World, browse: Browse, area: Area) -> None:
    AreaMembership.objects.filter(unit=world.commune).delete()
    answer = browse(world.thu).post(f"/admin/communes/area/{area.pk}/change/", entering(world.commune))
    assert answer.status_code == 302
    assert AreaMembership.objects.get(area=area).unit == world.commune


@pytest.mark.parametrize("lookup", ["password__startswith", "password", "password__regex"])
def test_accounts_are_not_searched_by_their_password(world: World, browse: Browse, lookup: str) -> None:
    assert browse(world.trang).get(f"/admin/accounts/user/?{lookup}=argon2").status_code in {302, 400}


def test_who_keeps_accounts_here_and_areas_there_renames_none_here(world: World, browse: Browse, area: Area) -> None:
    foreign = world.foreign.province
    Grant.objects.create(
        user=world.trang, role=Role.PROVINCE_STEWARD, unit=foreign, valid_from=world.trang.grants.get().valid_from
    )
    client = browse(world.trang)
    assert client.get(f"/admin/communes/area/{area.pk}/change/").status_code == 200
    counts = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    answer = client.post(f"/admin/communes/area/{area.pk}/change/", {"name": "Khác", "valid_to": ""} | counts)
    assert answer.status_code in {403, 404}
    area.refresh_from_db()
    assert area.name == "Khu vực thử"
