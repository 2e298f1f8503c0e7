"""What is said of a station never outlives it, and one thing is said at a time: by the action and in the database."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from communes.models import Station
from rollups.checking import verify
from stations.models import Readiness
from stations.places import save_station
from stations.readiness import void_readiness
from tests.stations.test_readiness import READY, START, own_offices, say
from tests.world import World

pytestmark = pytest.mark.usefixtures("few_stations")


def ended(world: World, on: date) -> Station:
    station = world.commune.stations.get()
    station.valid_to = on
    return save_station(by=world.quan, station=station)


def test_what_is_said_afterwards_of_a_station_that_ended_ends_with_it(world: World) -> None:
    ended(world, date(2026, 3, 31))
    assert say(world, date(2026, 2, 1)).valid_to == date(2026, 3, 31)
    assert own_offices(world.commune, date(2026, 3, 31), date(2026, 6, 1)) == [1, 0]
    assert verify() == []


def test_what_is_voided_stretches_nothing_over_a_gap_between_two_stations(world: World) -> None:
    say(world, START)
    ended(world, date(2025, 9, 30))
    save_station(by=world.quan, station=Station(unit=world.commune, valid_from=date(2026, 3, 1)))
    void_readiness(by=world.dung, snapshot=say(world, date(2026, 3, 1)), reason="Nhầm ngày")
    assert own_offices(world.commune, date(2025, 9, 30), date(2025, 12, 1), date(2026, 3, 1)) == [1, 0, 0]
    assert verify() == []


def test_the_database_refuses_what_outlives_its_station(world: World) -> None:
    ended(world, date(2026, 3, 31))
    row = say(world, date(2026, 2, 1))
    with pytest.raises(DatabaseError, match="no station"), transaction.atomic():
        Readiness.objects.filter(pk=row.pk).update(valid_to=date(2026, 4, 1))


def test_the_database_refuses_two_at_once_and_offices_that_are_none(world: World) -> None:
    row = say(world, START)
    values = {"unit": world.commune, "by": world.dung, "housing": True, "staffed": True, "investigator": True}
    with pytest.raises(DatabaseError, match="something else"), transaction.atomic():
        Readiness.objects.create(**values, office=READY.office, valid_from=date(2026, 1, 1), valid_to=date(2026, 1, 31))
    with pytest.raises(DatabaseError, match="readiness_office_known"), transaction.atomic():
        Readiness.objects.filter(pk=row.pk).update(office="castle")
