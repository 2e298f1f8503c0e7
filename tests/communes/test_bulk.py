"""Rows written as plain values are those that objects would have written."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from campaigns.models import Record
from communes.bulk import insert, next_ids
from communes.models import Station
from tests.world import World

pytestmark = pytest.mark.django_db
NAMES = [
    "id", "uuid", "kind", "unit", "on", "author", "verified_by", "state", "version", "first_digest", "late", "hold",
    "deleted", "delete_reason", "created_at", "updated_at",
]  # fmt: skip


def test_values_of_every_kind_come_back(world: World) -> None:
    at, key = datetime(2026, 3, 1, 12, 30, tzinfo=UTC), uuid4()
    (pk,) = next_ids(Record, 1)
    place, said = (world.commune.pk, date(2026, 3, 1), world.lan.pk), (None, 0, 1, "a\tb\\c\n", False, 0, False, "")
    insert(Record, NAMES, iter([(pk, key, "patrol", *place, *said, at, at)]))
    found = Record.objects.get()
    assert (found.pk, found.uuid, found.on, found.created_at) == (pk, key, date(2026, 3, 1), at)
    assert (found.verified_by, found.first_digest, found.deleted, found.author) == (None, "a\tb\\c\n", False, world.lan)


def test_ids_are_given_once(world: World) -> None:
    before = Station.objects.latest("pk").pk
    ids = next_ids(Station, 3)
    assert len(set(ids)) == 3
    assert min(ids) > before
    insert(
        Station,
        ["id", "unit", "valid_from"],
        [(pk, world.province.pk, date(2026, 1, 1 + n)) for n, pk in enumerate(ids[:1])],
    )
    made = Station.objects.create(unit=world.giao_hieu, valid_from=date(2030, 1, 1))
    assert made.pk not in ids[:1]


def test_no_row_is_written_without_the_others(world: World) -> None:
    days = [date(2030, 1, 1), date(2030, 1, 1)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Station, ["unit", "valid_from", "valid_to"], [(world.province.pk, day, day) for day in days])
    assert not Station.objects.filter(unit=world.province).exists()


def test_nothing_is_written_of_nothing(world: World) -> None:
    before = Station.objects.count()
    insert(Station, ["unit", "valid_from"], [])
    assert (Station.objects.count(), next_ids(Station, 0)) == (before, [])
