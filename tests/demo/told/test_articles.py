"""The figures of the source articles come out to the digit (domain/seed_figures.csv)."""

from datetime import date
from typing import Any

import pytest

from campaigns.models import Campaign
from communes.models import Unit
from rollups.ranges import Days
from tests.demo.figures import collected, covered, records, sessions_reach, total, unit

pytestmark = pytest.mark.django_db

GUNS = ["flintlock", "alcohol_gun", "air_gun", "homemade_gun", "hunting_gun", "military_gun", "other_gun"]
TET = Days(date(2024, 12, 15), date(2025, 1, 14))
PILOT = Days(date(2021, 6, 1), date(2021, 12, 31))
SEVEN_MONTHS = Days(date(2024, 1, 1), date(2024, 7, 31))
BAC_KAN, YEN_THUONG, SONG_CAU = "06-2000", "02047-2000", "01837-2000"


@pytest.mark.parametrize(
    ("slug", "days", "kind", "key", "figure"),
    [
        pytest.param(BAC_KAN, TET, "propaganda_session", "propaganda_sessions", 310, id="F002"),
        pytest.param(YEN_THUONG, PILOT, "propaganda_session", "propaganda_sessions", 26, id="F011"),
        pytest.param(SONG_CAU, SEVEN_MONTHS, "patrol", "patrol_sessions", 37, id="F063"),
    ],
)
def test_so_many_sessions(told: Any, slug: str, days: Days, kind: str, key: str, figure: int) -> None:
    place = unit(slug)
    assert (records(place, days, kind), total([place], days, key)) == (figure, figure)


@pytest.mark.parametrize(
    ("slug", "days", "kinds", "key", "figure"),
    [
        pytest.param(BAC_KAN, TET, GUNS, "guns_collected", 140, id="F004"),
        pytest.param(BAC_KAN, TET, ["ammunition"], "ammunition_collected", 37, id="F005"),
        pytest.param(BAC_KAN, TET, ["electroshock_device"], "electroshock_devices_collected", 25, id="F006"),
        pytest.param(YEN_THUONG, PILOT, GUNS, "guns_collected", 7, id="F013"),
        pytest.param(YEN_THUONG, PILOT, ["ammunition"], "ammunition_collected", 72, id="F014"),
    ],
)
def test_so_much_collected(told: Any, slug: str, days: Days, kinds: list[str], key: str, figure: int) -> None:
    place = unit(slug)
    assert (collected(place, days, kinds), total([place], days, key)) == (figure, figure)


def test_the_pilot_reached_ten_villages(told: Any) -> None:
    """F012."""
    place = unit(YEN_THUONG)
    reached = covered(place, PILOT, "propaganda_villages_covered")
    assert (sessions_reach(place, PILOT), reached) == (10, 10)


def test_all_ten_villages_pledged(told: Any) -> None:
    """F018."""
    place = unit(YEN_THUONG)
    assert covered(place, PILOT, "pledge_villages_signed") == place.residential_memberships.count() == 10


@pytest.mark.parametrize(
    ("key", "days"),
    [
        pytest.param("festival_events", Days(date(2024, 8, 2), date(2024, 8, 2)), id="F056"),
        pytest.param("fire_contest_participations", Days(date(2024, 1, 1), date(2024, 8, 2)), id="F069"),
    ],
)
def test_the_ward_held_one(told: Any, key: str, days: Days) -> None:
    assert total([unit(SONG_CAU)], days, key) == 1


def test_only_the_two_pilots_had_a_log_in_2021(told: Any) -> None:
    wrote = Unit.objects.filter(records__on__year=2021).distinct().values_list("slug", flat=True)
    assert sorted(wrote) == ["01843-2000", YEN_THUONG]


@pytest.mark.parametrize("key", ["patrol_sessions", "propaganda_sessions", "guns_collected", "reports"])
def test_a_successor_has_the_sum_of_its_predecessors(told: Any, key: str) -> None:
    """Today's lens of Phường Bắc Kạn, which four communes became."""
    today = unit("01843-2025")
    lineage = Unit.objects.filter(heir=today)
    year, names = Days(date(2024, 1, 1), date(2025, 6, 30)), ["01837", "01843", "01852", "01855"]
    before = [total([unit(f"{code}-2000")], year, key) for code in names]
    assert total(lineage, year, key) == sum(before) > 0


def test_the_nation_loses_nothing_in_todays_lens(told: Any) -> None:
    heirs = Unit.objects.filter(heir__province__slug="19-2025", leaf=True)
    assert total(heirs, TET, "propaganda_sessions") == 310


def test_the_campaign_of_the_article_is_there(told: Any) -> None:
    campaign = Campaign.objects.get(start=TET.start, unit__slug=BAC_KAN)
    assert "Tết Nguyên đán Ất Tỵ 2025" in campaign.name
    assert (campaign.end, campaign.phases.first().end) == (date(2025, 2, 14), TET.end)  # type: ignore[union-attr]


def test_every_commune_of_old_bac_kan_and_of_today_has_a_log(told: Any) -> None:
    wrote = Unit.objects.filter(records__isnull=False).distinct()
    assert wrote.filter(province__slug=BAC_KAN).count() == 108
    assert wrote.filter(province__slug="19-2025").count() >= 85


def test_some_communes_keep_silent(told: Any) -> None:
    month = (date(2025, 3, 15), date(2025, 4, 14))
    spoke = Unit.objects.filter(province__slug=BAC_KAN, records__on__range=month).distinct().count()
    assert 95 <= spoke < 108
