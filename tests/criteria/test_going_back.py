"""The migrations of criteria go back on rows that are in use."""

import pytest
from django.core.management import call_command

from criteria.actions import decide
from criteria.models import Assessment
from tests.criteria.entries import END, safe_set, sent
from tests.world import World, make_world


@pytest.fixture
def db(apart: None) -> None:
    """A database of its own: SQLite makes tables anew outside of a transaction alone."""


@pytest.fixture
def world(db: None) -> World:
    """Made in that database."""
    return make_world()


def test_what_was_decided_on_an_older_paper_goes_back(world: World) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    decide(by=world.thu, assessment=row, seen=row.version, on=END, recognised=True, paper="12/QĐ-CAT")
    row.refresh_from_db()
    assert row.sent_on is not None
    assert row.decided_on == END < row.sent_on
    call_command("migrate", "criteria", "0004", verbosity=0)
    assert Assessment.objects.values_list("decided_on", flat=True).get() == row.sent_on
    call_command("migrate", verbosity=0)
