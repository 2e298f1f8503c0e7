"""The figures of the articles, read off the pages as the leadership of the province sees them."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.demo.told.test_articles import BAC_KAN, PILOT, SEVEN_MONTHS, SONG_CAU, TET, YEN_THUONG

pytestmark = pytest.mark.django_db

HERO = re.compile(r'class="figure-value"[^>]*>\s*<span>(?:<span class="qualifier">[^<]*</span>)?([\d.,]+)</span>')
QUARTERS = "from=2024-01-01&to=2025-06-30"


@pytest.fixture
def leader(told: Any) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="tinh"), backend="accounts.backends.GrantBackend")
    return client


def figure(client: Client, place: str, key: str, query: str) -> int:
    """The number that stands large on the page of an indicator."""
    answer = client.get(f"/dashboards/units/{place}/figures/{key}/?{query}")
    assert answer.status_code == 200
    found = HERO.search(answer.content.decode())
    assert found is not None
    return int(found[1].replace(".", ""))


@pytest.mark.parametrize(
    ("slug", "days", "key", "expected"),
    [
        pytest.param(BAC_KAN, TET, "propaganda_sessions", 310, id="F002"),
        pytest.param(BAC_KAN, TET, "guns_collected", 140, id="F004"),
        pytest.param(BAC_KAN, TET, "ammunition_collected", 37, id="F005"),
        pytest.param(BAC_KAN, TET, "electroshock_devices_collected", 25, id="F006"),
        pytest.param(YEN_THUONG, PILOT, "propaganda_sessions", 26, id="F011"),
        pytest.param(YEN_THUONG, PILOT, "propaganda_villages_covered", 10, id="F012"),
        pytest.param(YEN_THUONG, PILOT, "guns_collected", 7, id="F013"),
        pytest.param(YEN_THUONG, PILOT, "ammunition_collected", 72, id="F014"),
        pytest.param(SONG_CAU, SEVEN_MONTHS, "patrol_sessions", 37, id="F063"),
    ],
)
def test_the_page_shows_the_figure(leader: Client, slug: str, days: Any, key: str, expected: int) -> None:
    query = f"from={days.start}&to={days.end}&lens=recorded"
    assert figure(leader, slug, key, query) == expected


@pytest.mark.parametrize("key", ["patrol_sessions", "propaganda_sessions", "guns_collected"])
def test_a_successor_shows_the_sum_of_its_predecessors(leader: Client, key: str) -> None:
    before = [figure(leader, f"{code}-2000", key, QUARTERS) for code in ("01837", "01843", "01852", "01855")]
    assert figure(leader, "01843-2025", key, QUARTERS) == sum(before)


def test_others_of_2021_have_not_reported(leader: Client) -> None:
    query = f"from={PILOT.start}&to={PILOT.end}&lens=recorded"
    page = leader.get(f"/dashboards/units/{SONG_CAU}/figures/patrol_sessions/?{query}").content.decode()
    assert HERO.search(page) is None
    assert "hưa báo cáo" in page
