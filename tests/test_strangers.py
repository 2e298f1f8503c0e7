"""What those learn who may not see something: that it is missing, byte for byte; nobody is named to them."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.access import Place, make_places
from tests.test_access import TABLE
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def world(cast: World) -> World:
    """Not read again: hundreds of tests ask for it, and none keeps what it writes."""
    return cast


@pytest.fixture(scope="module")
def places(world: World, django_db_blocker: Any) -> dict[str, Place]:
    with django_db_blocker.unblock():
        return make_places(world)


@pytest.mark.parametrize("name", TABLE)
def test_nobody_is_sent_to_sign_in(name: str, places: dict[str, Place], browse: Callable[..., Client]) -> None:
    for row in TABLE[name]:
        address = reverse(name, args=row.args(places["own"]))
        for answer in (browse().get(address), browse().post(address)):
            assert answer.status_code in (302, 405), address
            assert answer.status_code == 405 or answer["Location"].startswith(reverse("login"))


def test_a_strangers_answer_is_that_of_something_missing(
    world: World, places: dict[str, Place], browse: Callable[..., Client]
) -> None:
    client = browse(world.lan)
    foreign = client.get(reverse("record", args=[places["foreign"].record.uuid]))
    missing = client.get(reverse("record", args=[uuid4()]))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content
    assert client.get(reverse("unit_dashboard", args=[world.foreign.slug])).content == missing.content


@pytest.mark.parametrize("name", TABLE)
def test_no_page_names_a_unit_outside_the_scope(
    name: str, world: World, places: dict[str, Place], browse: Callable[..., Client]
) -> None:
    """The names of neighbours and strangers are canaries on Lan's pages."""
    client = browse(world.lan)
    for row in TABLE[name]:
        answer = client.get(reverse(name, args=row.args(places["own"])))
        if answer.status_code == 200:
            text = answer.content.decode(errors="replace")
            assert world.neighbour.name not in text
            assert str(places["neighbour"].record.uuid) not in text
            assert str(places["foreign"].record.uuid) not in text
