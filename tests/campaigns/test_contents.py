"""The digest of a content: independent of order, of empty fields and of names."""

from typing import Any

import pytest

from campaigns.digest import digest
from tests.campaigns.entries import patrol, propaganda_session

pytestmark = pytest.mark.django_db


def test_order_does_not_matter(world: Any) -> None:
    one, other = tuple(world.villages), tuple(reversed(world.villages))
    forces = patrol().forces
    turned = dict(reversed(list(forces.items())))
    assert digest(patrol(residential_areas=one, forces=forces)) == digest(
        patrol(residential_areas=other, forces=turned)
    )


def test_empty_fields_do_not_matter() -> None:
    assert digest(patrol(reminders=0, incidents=0)) == digest(patrol(reminders=0))
    assert digest(propaganda_session(launch=False, linked_movement=None)) == digest(propaganda_session())


def test_any_difference_matters(world: Any) -> None:
    contents = [
        patrol(),
        patrol(reminders=2),
        patrol(shift="evening"),
        patrol(residential_areas=(world.villages[0],)),
        patrol(forces=dict.fromkeys(patrol().forces, 2)),
        propaganda_session(),
        propaganda_session(launch=True),
    ]
    assert len({digest(content) for content in contents}) == len(contents)


def test_it_says_its_version() -> None:
    assert digest(patrol()).startswith("1:")
    assert len(digest(patrol())) == 66


def test_renaming_changes_nothing() -> None:
    before = digest(patrol())
    kind = next(iter(patrol().forces))
    kind.name_vi = "Tên khác"
    kind.save()
    assert digest(patrol()) == before
