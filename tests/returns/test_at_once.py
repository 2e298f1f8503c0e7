"""“Không phát sinh” and records of its period from many hands at one moment: it is withdrawn once, and never missed."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from audit.models import AuditEntry
from campaigns.actions import Conflict, delete_record, edit_record, record_entry, verify_record
from campaigns.contents import Content
from campaigns.models import Record, RecordKind
from periods.models import Period
from returns.models import Return
from rollups.checking import astray, verify
from tests.campaigns.entries import patrol
from tests.concurrency import together
from tests.returns.filing import nothing, tips
from tests.world import World, leave_stations_of, make_world

ENDS = [date(2025, month, 14) for month in range(8, 11)]  # a round each
Work = Callable[[], Any]


@pytest.fixture
def db(apart: None) -> None:
    """Instead of pytest-django's transaction: a database of its own."""


@pytest.fixture
def world(db: None) -> World:
    """Made in that database."""
    made = make_world()
    leave_stations_of(made.province)  # a recount adds up all there are
    return made


def wrote(world: World, content: Content) -> Record:
    return record_entry(by=world.lan, unit=world.commune, uuid=uuid4(), content=content)


def at_once(*works: Work) -> None:
    """A conflict is an answer, a deadlock is not."""
    results = together(lambda work: work(), works)
    assert [one for one in results if isinstance(one, Exception) and not isinstance(one, Conflict)] == []
    assert verify() == []


def test_two_records_withdraw_it_once(world: World) -> None:
    for number, end in enumerate(ENDS, start=1):
        wrote(world, nothing(end))
        contents = [patrol(on=end), patrol(on=end - timedelta(3))]
        at_once(*(partial(wrote, world, content) for content in contents))
        assert AuditEntry.objects.filter(action="delete_record").count() == number


@pytest.mark.parametrize("act", ["approve", "delete"])
def test_what_is_withdrawn_is_not_approved_or_deleted_meanwhile(world: World, act: str) -> None:
    for end in ENDS:
        said = wrote(world, nothing(end))
        meanwhile: dict[str, Work] = {
            "approve": partial(verify_record, by=world.dung, record=said, version=1),
            "delete": partial(delete_record, by=world.lan, record=said, version=1, reason="ghi nhầm"),
        }
        at_once(meanwhile[act], partial(wrote, world, patrol(on=end)))
        said.refresh_from_db()
        assert said.deleted


@pytest.mark.parametrize("moved", [False, True], ids=["written", "moved there"])
def test_it_and_a_record_do_not_miss_each_other(world: World, moved: bool) -> None:
    elsewhere = [wrote(world, patrol(on=date(2025, 7, 20), reminders=n)) for n in range(len(ENDS))]
    for old, end in zip(elsewhere, ENDS[1:], strict=False):
        new = patrol(on=end)
        writes: dict[bool, Work] = {
            False: partial(wrote, world, new),
            True: partial(edit_record, by=world.lan, record=old, unit=world.commune, version=1, content=new),
        }
        at_once(writes[moved], partial(wrote, world, nothing(end)))
    log = Record.objects.counted().exclude(kind=RecordKind.RETURN)
    within = log.filter(unit=OuterRef("unit"), on__range=(OuterRef("start"), OuterRef("end")))
    assert not Return.objects.filter(Exists(within), form__about_log=True, counts=True).exists()
    assert Record.objects.filter(kind=RecordKind.RETURN).count() == len(ENDS) - 1


def test_a_period_does_not_move_while_a_return_of_it_is_written(world: World) -> None:
    rows, filed, asked = Period.objects.filter(kind="month", end=ENDS[0]), Event(), Event()

    def file() -> None:
        with transaction.atomic():
            wrote(world, tips(ENDS[0]))
            filed.set()
            asked.wait(1)  # longer than an update takes that nothing holds

    def move() -> int:
        filed.wait(30)
        found: int = rows.update(end=ENDS[0] - timedelta(3))
        asked.set()
        return found

    results = together(lambda work: work(), [file, move])
    assert isinstance(results[1], IntegrityError)
    assert (rows.count(), astray()) == (1, [])
