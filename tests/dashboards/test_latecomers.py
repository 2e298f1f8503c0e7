"""Who reported after the deadline: the count of a dashboard leads to exactly what it counts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from dashboards.latecomers import Latecomers
from returns.models import ReportingRule
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import THAI_NGUYEN
from tests.returns.filing import tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
DAY = date(2026, 10, 20)  # its month was due on Monday, 16/11/2026


def rule(world: World) -> None:
    ReportingRule.objects.create(province=world.province, valid_from=date(2026, 10, 1), grace=1, by=world.thu)


def late(client: Client, name: str, slug: str, period: str = "month-2026-11") -> Latecomers | None:
    page: Any = client.get(reverse(f"{name}_dashboard", args=[slug]), {"period": period}).context["page"]
    found: Latecomers | None = page.late
    return found


def test_of_a_unit_they_are_the_late_records_of_its_log(world: World, browse: Browse) -> None:
    rule(world)
    records = {recorded(world.minh, world.neighbour, patrol(on=DAY, reminders=number)) for number in (1, 2)}
    assert recorded(world.minh, world.neighbour, tips(date(2026, 11, 14))).late  # no report of the log
    client = browse(world.minh)
    found = late(client, "unit", world.neighbour.slug)
    assert found is not None
    assert found.count == "2"
    assert {line.record for line in client.get(found.href).context["lines"]} == records
    assert late(browse(world.lan), "unit", world.commune.slug) is None


@pytest.mark.parametrize("who", ["tinh", "hung"])
def test_of_a_place_they_are_the_units_that_the_list_of_reminders_names(world: World, browse: Browse, who: str) -> None:
    """One late entry more makes nobody late who reported in time, so no list of records is behind the count."""
    recorded(world.lan, world.commune, patrol(on=DAY))
    rule(world)
    assert recorded(world.lan, world.commune, patrol(on=DAY, reminders=2)).late
    recorded(world.minh, world.neighbour, patrol(on=DAY))
    client = browse(getattr(world, who))
    found = late(client, *(("unit", THAI_NGUYEN) if who == "tinh" else ("area", world.area.slug)))
    assert found is not None
    assert found.count == "1"
    page = client.get(found.href)
    (came,) = page.context["page"].came
    assert [name for name, _href, _months in came.units] == [world.neighbour.full_name]
    assert f'id="{found.href.partition("#")[2]}">{came.label}' in page.content.decode()


def test_of_several_months_no_unit_is_said_to_be_late(world: World, browse: Browse) -> None:
    """Who was late in one month may have been in time in another: the list of reminders says which."""
    rule(world)
    recorded(world.minh, world.neighbour, patrol(on=DAY))
    assert late(browse(world.tinh), "unit", THAI_NGUYEN, "year-2026") is None
    found = late(browse(world.minh), "unit", world.neighbour.slug, "year-2026")
    assert found is not None
    assert found.count == "1"
