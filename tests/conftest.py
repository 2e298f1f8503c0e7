"""The world that tests share: the real gazetteer, the cast, and their browsers."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL leave out what reaches no database: it has just said the same on SQLite.

    A test reaches one by its mark, or by a fixture that leads to one; without either Django refuses it every query.
    """
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        return
    kept = [item for item in items if item.get_closest_marker("django_db") or DATABASE & set(fixtures_of(item))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def fixtures_of(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Load the real gazetteer once: every test stands on it."""
    from stations.places import load_places

    with django_db_blocker.unblock():
        load_places()


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A transaction around the tests of a module: what is made in it stands for all, while each undoes its own.

    In between the database is blocked: a test that asks for none is refused it here as elsewhere.
    """
    around = transaction.atomic()
    with django_db_blocker.unblock():
        around.__enter__()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        around.__exit__(None, None, None)


@pytest.fixture(scope="module")
def few_stations(made_once: None, django_db_blocker: Any) -> None:
    """Of 13,357 stations those of the cast's province, for modules that recount often: that adds up all there are."""
    from communes.models import Unit
    from tests.world import PROVINCE, leave_stations_of

    with django_db_blocker.unblock():
        leave_stations_of(*Unit.objects.filter(province__slug=PROVINCE))


@pytest.fixture(scope="module")
def cast(made_once: None, django_db_blocker: Any) -> Any:
    """Made once for the tests of a module."""
    from tests.world import make_world

    with django_db_blocker.unblock():
        return make_world()


@pytest.fixture
def apart(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """A database of its own, where commits are seen and tables can be made anew (tests.concurrency)."""
    from tests.concurrency import own_database

    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def world(cast: Any, db: None) -> Any:
    """The cast (tests.world.World), read anew for each test: what one changes another does not see."""
    return cast.read_again()


@pytest.fixture
def browse() -> Callable[..., Client]:
    """A client that is signed in as somebody, or as nobody."""

    def as_user(user: Any = None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="accounts.backends.GrantBackend")
        return client

    return as_user


@pytest.fixture(scope="module")
def signed_in(cast: Any, django_db_blocker: Any) -> Callable[[str], Client]:
    """A new client of somebody of the cast, by name: for modules that ask in the name of all. They sign in once."""
    from accounts.models import User

    keys: dict[str, Any] = {}
    with django_db_blocker.unblock():
        for name, person in vars(cast).items():
            if isinstance(person, User):
                client = Client()
                client.force_login(person, backend="accounts.backends.GrantBackend")
                keys[name] = client.session.session_key

    def as_person(name: str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = keys[name]
        return client

    return as_person


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Undone writes leave the numbers by which dashboards know that nothing has changed."""
    from dashboards.stamps import forget

    forget()
