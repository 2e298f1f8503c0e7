"""Signing in: lockout, one-time passwords, and what the pages give away."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions import renew_password
from accounts.models import User
from audit.models import AuditEntry
from tests.world import World

pytestmark = pytest.mark.django_db
PASSWORD = "Đêm-trăng-Ba-Bể-2026"


@pytest.fixture
def lan(world: World) -> User:
    world.lan.set_password(PASSWORD)
    world.lan.save()
    return world.lan


def sign_in(username: str, password: str = PASSWORD, address: str = "192.0.2.1") -> Any:
    return Client().post("/login/", {"username": username, "password": password}, REMOTE_ADDR=address)


def guess(username: str, times: int, address: str = "192.0.2.1") -> list[Any]:
    return [sign_in(username, f"sai-{number}", address) for number in range(times)]


def plain(response: Any) -> str:
    """The page without its token and without what was typed."""
    text = response.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    return re.sub(r'name="username" value="\w+"', "", text)


def test_it_signs_in_with_the_right_password(lan: User) -> None:
    assert sign_in("lan").status_code == 302


def test_the_sixth_guess_is_blocked_even_when_it_is_right(lan: User) -> None:
    guess("lan", 5)
    response = sign_in("lan")
    assert response.status_code == 429
    assert "tạm khóa 15 phút" in response.content.decode()


def test_four_wrong_and_one_right_sign_in(lan: User) -> None:
    assert {response.status_code for response in guess("lan", 4)} == {200}
    assert sign_in("lan").status_code == 302


def test_the_neighbour_behind_the_same_address_is_not_blocked(lan: User, world: World) -> None:
    guess("dung", 6)
    assert sign_in("lan").status_code == 302


def test_the_same_account_elsewhere_is_not_blocked(lan: User) -> None:
    guess("lan", 6)
    assert sign_in("lan", address="192.0.2.2").status_code == 302


def test_an_address_that_tries_every_account_is_blocked(lan: User, settings: Any) -> None:
    settings.SIGN_IN_FAILURES_PER_ADDRESS = 8
    for number in range(4):
        guess(f"ai{number}", 2)
    assert sign_in("lan").status_code == 429
    assert sign_in("lan", address="192.0.2.2").status_code == 302


def test_it_says_the_same_of_accounts_that_exist_and_that_do_not(lan: User) -> None:
    User.objects.create_user("nghi", PASSWORD, name="Đã Nghỉ", is_active=False)
    answers = [[plain(answer) for answer in guess(name, 6)] for name in ("lan", "khongco", "nghi")]
    assert answers[0] == answers[1] == answers[2]


def test_the_admin_sends_to_the_same_door(lan: User) -> None:
    response = Client().get("/admin/communes/commune/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/login/?next=/admin/")
    assert Client().post("/admin/login/", {"username": "lan", "password": PASSWORD}).status_code == 302
    assert not AuditEntry.objects.exists()


def test_the_admin_sends_nobody_away_from_here(lan: User) -> None:
    response = Client().get("/admin/login/?next=https://example.com/")
    assert response["Location"] == "/login/?next=/admin/"


def test_the_admin_does_not_exist_for_officers(world: World, browse: Callable[..., Client]) -> None:
    client = browse(world.lan)
    for path in ("/admin/", "/admin/accounts/user/", "/admin/khong-co/", "/admin/jsi18n/"):
        assert client.get(path).status_code == 404
    assert client.get("/admin/login/?next=/admin/", follow=True).status_code == 404


def test_a_one_time_password_opens_nothing_but_its_change(lan: User, world: World) -> None:
    password = renew_password(by=None, user=lan)
    client = Client()
    client.post("/login/", {"username": "lan", "password": password})
    assert client.get("/records/")["Location"] == "/password/"
    new = {"old_password": password, "new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post("/password/", new).status_code == 302
    assert not User.objects.get(pk=lan.pk).must_change_password
    assert client.get("/password/").status_code == 200


def test_a_change_of_password_leaves_one_audit_row_without_it(lan: User, browse: Callable[..., Client]) -> None:
    wrong = {"old_password": "sai", "new_password1": "a", "new_password2": "b"}
    client = browse(lan)
    assert client.post("/password/", wrong).status_code == 422
    client.post(
        "/password/", {"old_password": PASSWORD, "new_password1": "Mới-2026-xanh", "new_password2": "Mới-2026-xanh"}
    )
    row = AuditEntry.objects.get()
    assert (row.action, row.actor, row.before, row.after) == ("change_password", lan, None, None)


def test_a_renewed_password_ends_the_sessions(lan: User, browse: Callable[..., Client]) -> None:
    client = browse(lan)
    assert client.get("/password/").status_code == 200
    renew_password(by=None, user=lan)
    assert client.get("/password/")["Location"].startswith("/login/")


def test_a_disabled_account_is_signed_out(lan: User, browse: Callable[..., Client]) -> None:
    client = browse(lan)
    User.objects.filter(pk=lan.pk).update(is_active=False)
    assert client.get("/password/")["Location"].startswith("/login/")
    assert sign_in("lan").status_code == 200


def test_a_revoked_grant_ends_at_the_next_request(world: World, browse: Callable[..., Client]) -> None:
    client = browse(world.trang)
    assert client.get("/admin/").status_code == 200
    world.trang.grants.update(valid_to=timezone.localdate(), revoked_at=timezone.now())
    assert client.get("/admin/").status_code == 404
