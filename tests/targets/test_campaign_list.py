"""The list of campaigns: each leads to the widest place of its reader, at a fixed price, thirty at a time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from campaigns.models import Campaign
from communes.models import Unit
from targets.selectors import campaigns_of, usual_places
from tests.targets.giving import END, START
from tests.world import World

Browse = Callable[[User], Client]


def announce(unit: Unit | None, count: int = 1, start: date = START, end: date = END) -> Campaign:
    some = [Campaign(name=f"Đợt {one}", unit=unit, start=start - timedelta(one), end=end) for one in range(count)]
    return Campaign.objects.bulk_create(some)[0]


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/campaigns/").status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["lan", "hung", "tinh", "bo"])
def test_more_campaigns_cost_no_more(world: World, browse: Browse, who: str) -> None:
    client = browse(getattr(world, who))
    announce(world.province)
    one = cost(client)
    announce(world.province, 10)
    assert cost(client) == one <= 12


def test_thirty_stand_on_a_page(world: World, browse: Browse) -> None:
    announce(world.province, 31)
    pages = [browse(world.lan).get(f"/campaigns/?page={number}").context["campaigns"] for number in (1, 2)]
    assert [len(rows) for rows in pages] == [30, 1]


def test_each_leads_to_the_widest_place_that_takes_part(world: World, browse: Browse) -> None:
    announce(world.province)
    announce(None, start=date(2024, 12, 15), end=date(2025, 2, 14))
    announce(world.neighbour)
    announce(Unit.objects.get(slug="06-2000"), start=date(2024, 12, 15), end=date(2025, 2, 14))

    def places(user: Any) -> dict[str, str | None]:
        rows = usual_places(user, campaigns_of(user))
        return {f"{one.unit or 'nation'} {one.start.year}": place.slug if place else None for one, place in rows}

    assert places(world.tinh) == {
        "Tỉnh Thái Nguyên 2025": "19-2025", "nation 2024": "06-2000",
        "Xã Cao Minh 2025": world.neighbour.slug, "Tỉnh Bắc Kạn 2024": "06-2000",
    }  # fmt: skip
    assert places(world.minh)["Xã Cao Minh 2025"] == world.neighbour.slug
    for user in (world.tinh, world.bo, world.lan, world.hung):
        for one, place in usual_places(user, campaigns_of(user)):
            if place is not None:
                assert browse(user).get(f"/campaigns/{one.pk}/units/{place.slug}/").status_code == 200
