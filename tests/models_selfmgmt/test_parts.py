"""A part is at most its whole, in the database itself: whichever is written first, and after a change."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from models_selfmgmt.models import ModelAmount, ModelVersion
from tests.models_selfmgmt.entries import measure, opened, said
from tests.world import World

DAY = date(2026, 1, 5)


@pytest.fixture
def version(world: World) -> ModelVersion:
    camera = opened(world.dung, world.commune, DAY, said(world.villages[0]))
    return ModelVersion.objects.get(instance=camera)


def write(version: ModelVersion, key: str, number: int) -> ModelAmount:
    return ModelAmount.objects.create(version=version, measure=measure(key), thousandths=1000 * number)


@pytest.mark.parametrize("order", [("cameras_active", "cameras_working"), ("cameras_working", "cameras_active")])
def test_more_cannot_work_than_there_are(version: ModelVersion, order: tuple[str, str]) -> None:
    numbers = {"cameras_active": 4, "cameras_working": 5}
    write(version, order[0], numbers[order[0]])
    with pytest.raises(IntegrityError), transaction.atomic():
        write(version, order[1], numbers[order[1]])


def test_as_many_and_fewer_are_taken_and_one_alone_too(version: ModelVersion) -> None:
    working = write(version, "cameras_working", 4)
    devices = write(version, "cameras_active", 4)
    ModelAmount.objects.filter(pk=working.pk).update(thousandths=3000)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelAmount.objects.filter(pk=devices.pk).update(thousandths=2000)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelAmount.objects.filter(pk=working.pk).update(thousandths=5000)


def test_what_is_written_at_once_is_held_against_each_other(version: ModelVersion) -> None:
    rows = [("security_lamps_working", 9), ("security_lamps", 8)]
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelAmount.objects.bulk_create(
            ModelAmount(version=version, measure=measure(key), thousandths=1000 * number) for key, number in rows
        )


def test_other_measures_are_free(version: ModelVersion) -> None:
    write(version, "camera_points_active", 1)
    assert write(version, "cameras_active", 8).pk
