"""An administrator closes a number while somebody records it: one of them comes first, and the other sees it."""

from datetime import date
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from campaigns.actions.errors import Refused
from campaigns.models import ActivityAmount, ActivityCount, ActivityKind, Record
from rollups.checking import verify
from tests.administration.test_kinds_admin import change, errors
from tests.campaigns.activities import pledge
from tests.campaigns.entries import recorded
from tests.concurrency import together
from tests.world import World, leave_stations_of, make_world

DAY = date(2026, 3, 2)


@pytest.fixture
def db(apart: None) -> None:
    """Instead of pytest-django's transaction: a database of its own."""


@pytest.fixture
def world(db: None) -> World:
    """Made in that database."""
    made = make_world()
    leave_stations_of(made.province)
    return made


def close(world: World) -> Any:
    """What the page says to an end on the day before the record."""
    kind, client = ActivityKind.objects.get(key="pledge_round"), Client()
    client.force_login(world.quan)
    address = reverse("admin:campaigns_activitykind_change", args=[kind.pk])
    answer = client.post(address, change(kind, pledge_households="01/03/2026"))
    return errors(answer, 0) if answer.status_code == 200 else answer.status_code


def test_who_closes_waits_for_who_records(world: World) -> None:
    written = Event()

    def work(share: str) -> Any:
        if share == "close":
            written.wait(20)
            return close(world)
        with transaction.atomic():
            record = recorded(world.lan, world.commune, pledge(on=DAY))
            written.set()
            sleep(2)
        return record

    record, answer = together(work, ["record", "close"])
    assert isinstance(record, Record)
    assert answer == {"valid_to": ["Đã có phiếu ngày 02/03/2026: chọn ngày đó trở đi."]}
    assert verify() == []


def test_who_records_waits_for_who_closes(world: World) -> None:
    read, closed = Event(), Event()
    content = pledge(on=DAY)

    def work(share: str) -> Any:
        if share == "record":
            read.wait(20)
            return recorded(world.lan, world.commune, content)
        with transaction.atomic():
            ActivityCount.objects.filter(indicator__key="pledge_households").update(valid_to=date(2026, 3, 1))
            read.set()
            sleep(2)
        closed.set()
        return closed

    refused, _closed = together(work, ["record", "close"])
    assert isinstance(refused, Refused)
    assert not ActivityAmount.objects.exists()
    assert not Record.objects.exists()
    assert verify() == []
