"""A station head gives own officers a new password, and nobody else one."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Grant, Role, User
from audit.models import AuditEntry
from tests.world import World, person

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def renew(client: Client, world: World, user: User) -> Any:
    return client.post(f"/stations/{world.commune.slug}/accounts/{user.pk}/password/")


def test_the_head_sees_the_own_officers_alone(world: World, browse: Browse) -> None:
    text = browse(world.dung).get(f"/stations/{world.commune.slug}/accounts/").content.decode()
    assert "Nguyễn Thị Lan" in text
    assert f"/accounts/{world.dung.pk}/" not in text
    assert world.minh.name not in text


def test_the_new_password_is_shown_once_and_must_be_changed(world: World, browse: Browse) -> None:
    answer = renew(browse(world.dung), world, world.lan)
    found = re.search(r"[a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4}", answer.content.decode())
    assert found
    assert "no-store" in answer["Cache-Control"]
    lan = User.objects.get(pk=world.lan.pk)
    assert lan.check_password(found[0])
    assert lan.must_change_password
    row = AuditEntry.objects.get()
    assert (row.action, row.actor, row.unit, row.after) == ("renew_password", world.dung, world.commune, None)


def test_no_head_reaches_another_head_or_the_own_account(world: World, browse: Browse) -> None:
    deputy = person("pho", "Phó Trưởng", Role.STATION_HEAD, unit=world.commune)
    client = browse(world.dung)
    for user in (deputy, world.dung, world.minh, world.thu, world.hung):
        assert renew(client, world, user).status_code == 404
    assert not AuditEntry.objects.exists()


def test_an_officer_who_serves_elsewhere_too_is_out_of_reach(world: World, browse: Browse) -> None:
    Grant.objects.create(user=world.lan, role=Role.OFFICER, unit=world.neighbour, valid_from=timezone.localdate())
    assert renew(browse(world.dung), world, world.lan).status_code == 404


@pytest.mark.parametrize("name", ["lan", "minh", "hung", "thu", "tinh", "bo", "kien"])
def test_others_find_nothing(world: World, browse: Browse, name: str) -> None:
    client = browse(getattr(world, name))
    assert client.get(f"/stations/{world.commune.slug}/accounts/").status_code == 404
    assert renew(client, world, world.lan).status_code == 404
