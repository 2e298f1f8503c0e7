"""Vietnamese whatever the browser says of its system; English for whoever asks for it, signed in or not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.world import World

pytestmark = pytest.mark.django_db
ENGLISH = {"Accept-Language": "en-US,en;q=0.9"}
PAGES = ["/login/", "/khong-co/", "/healthz"]


def language(answer: Any) -> str:
    return str(answer["Content-Language"])


def switch(client: Client, to: str, follow: str = "/login/") -> Any:
    return client.post(reverse("set_language"), {"language": to, "next": follow}, headers=ENGLISH)


@pytest.mark.parametrize("page", PAGES)
def test_a_browser_set_to_english_gets_vietnamese(client: Client, page: str) -> None:
    answer = client.get(page, headers=ENGLISH)
    assert language(answer) == "vi"
    assert "Accept-Language" not in answer.get("Vary", "")


def test_so_it_is_for_whoever_is_signed_in(world: World, browse: Callable[..., Client]) -> None:
    for who, page in ((world.lan, reverse("station_home", args=[world.commune.slug])), (world.quan, "/admin/")):
        answer = browse(who).get(page, headers=ENGLISH)
        assert (language(answer), '<html lang="vi"' in answer.content.decode()) == ("vi", True)


def test_who_is_not_signed_in_switches_on_the_page(client: Client) -> None:
    assert 'name="language" value="en"' in client.get("/login/").content.decode()
    switch(client, "en")
    assert "Sign in" in client.get("/login/", headers={"Accept-Language": "vi"}).content.decode()
    switch(client, "vi")
    assert language(client.get("/login/", headers=ENGLISH)) == "vi"


def test_the_choice_stays_for_a_year(client: Client) -> None:
    cookie = switch(client, "en").cookies["django_language"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (31_536_000, True, "Lax")


@pytest.mark.parametrize("who", ["lan", "quan"])
def test_who_is_signed_in_switches_too(world: World, browse: Callable[..., Client], who: str) -> None:
    client = browse(getattr(world, who))
    page = "/admin/" if who == "quan" else reverse("station_home", args=[world.commune.slug])
    assert 'name="language" value="en"' in client.get(page).content.decode()
    assert switch(client, "en", page)["Location"] == page
    assert '<html lang="en"' in client.get(page).content.decode()


@pytest.mark.parametrize("odd", ["fr", "", "vi-VN", "x" * 500, "../en"])
def test_an_odd_choice_is_none(client: Client, odd: str) -> None:
    client.cookies["django_language"] = odd
    assert language(client.get("/login/")) == "vi"
