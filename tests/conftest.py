"""The world that tests share: the real gazetteer, the cast, and their browsers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the real gazetteer once: every test stands on it."""
    from communes.loading import load_gazetteer

    with django_db_blocker.unblock():
        load_gazetteer()


@pytest.fixture
def world(db: None) -> Any:
    """The cast (tests.world.World), made anew for each test."""
    from tests.world import make_world

    return make_world()


@pytest.fixture
def browse() -> Callable[..., Client]:
    """A client that is signed in as somebody, or as nobody."""

    def as_user(user: Any = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="accounts.backends.GrantBackend")
        return client

    return as_user


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Undone writes leave the numbers by which dashboards know that nothing has changed."""
    from dashboards.stamps import forget

    forget()
