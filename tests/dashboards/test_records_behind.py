"""What stands behind a figure: its records, and nothing where there are none."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions import delete_record
from dashboards import selectors
from rollups.selectors import catalogue
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import of_unit, state_of
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def test_villages_of_a_deleted_record_are_not_reported(world: World) -> None:
    record = recorded(world.lan, world.commune, patrol(residential_areas=(world.villages[0],)))
    place, known = of_unit(world.tinh, world.commune.slug), catalogue()
    state = state_of(place, f"from={record.on}&to={record.on}")

    def villages() -> int | None:
        return selectors.figure(place, state, known, known["patrol_villages_covered"]).trend.rows[-1].values[0]

    assert villages() == 1000
    delete_record(by=world.lan, record=record, version=1, reason="Ghi trùng")
    assert villages() is None


@pytest.mark.parametrize("text", ["\0", "giao hieu\0", "a\0"])
def test_a_search_stands_what_no_database_holds(world: World, browse: Browse, text: str) -> None:
    assert browse(world.tinh).get(reverse("unit_search"), {"q": text}).status_code == 200
