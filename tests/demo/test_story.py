"""The story is the same whenever and in whatever order it is told."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from antq.demo import world
from antq.demo.places import create_villages
from antq.demo.story import Story
from antq.demo.world import last_loaded, load
from audit.models import AuditEntry
from campaigns.actions import edit_record, record_entry, verify_record
from campaigns.contents import content_of, plain
from campaigns.models import Record
from communes.models import Unit
from rollups.checking import verify
from rollups.counts import Counts
from rollups.models import State
from tests.campaigns.entries import recorded
from tests.demo.figures import stored_totals, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]

HOME = "01864-2025"  # Bằng Thành, where Lan writes and Dũng approves
SLICE = ["01864-2025", "01882-2025", "01870-2000"]
SINCE, THEN, LATER = date(2025, 6, 1), date(2025, 8, 10), date(2025, 8, 31)


def contents(rows: Iterable[Record]) -> dict[Any, Any]:
    return {
        row.uuid: (row.unit_id, row.author_id, row.created_at, row.first_digest, plain(content_of(row))) for row in rows
    }


def states() -> dict[Any, Any]:
    return {row.uuid: (row.state, row.verified_by_id, row.updated_at) for row in Record.objects.all()}


def test_a_later_day_changes_no_earlier_one(db: None) -> None:
    create_villages()
    story = Story(SLICE)
    short, long = (list(story.entries(SINCE, last)) for last in (THEN, LATER))
    assert 0 < len(short) < len(long)
    assert [entry.event for entry in long[: len(short)]] == [entry.event for entry in short]
    assert [plain(entry.content) for entry in long[: len(short)]] == [plain(entry.content) for entry in short]


def test_a_slice_tells_what_the_whole_tells(db: None) -> None:
    create_villages()
    day = (THEN, THEN)
    whole = [entry.event for entry in Story().entries(*day) if entry.event.slug in SLICE]
    assert [entry.event for entry in Story(SLICE).entries(*day)] == whole


def test_a_second_load_adds_the_days_that_are_new(db: None) -> None:
    load(since=SINCE, until=THEN, units=SLICE)
    before = contents(Record.objects.all())
    assert load(until=THEN, units=SLICE).records == 0
    load(until=LATER, units=SLICE)
    after = contents(Record.objects.all())
    assert before.items() <= after.items()
    assert {row.on for row in Record.objects.exclude(uuid__in=before)} <= set(range_of(THEN, LATER))
    assert (last_loaded(), verify()) == (LATER, [])


def test_a_shift_of_today_is_told_once_it_has_begun(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading at noon and again the day after makes what one load makes."""
    tomorrow = LATER + timedelta(days=1)
    with transaction.atomic():
        load(since=THEN, until=tomorrow, units=SLICE)
        once = (set(contents(Record.objects.all())), list(by_uuid(states())))
        transaction.set_rollback(True)
    noon = datetime.combine(LATER, time(12), tzinfo=timezone.get_default_timezone())
    with monkeypatch.context() as clock:
        clock.setattr(timezone, "localtime", lambda *_: noon)
        load(since=THEN, units=SLICE)
    later = Record.objects.filter(on=LATER, patrol__shift__in=["evening", "night"])
    assert not later.exists()
    assert last_loaded() == LATER
    load(until=tomorrow, units=SLICE)
    assert later.exists()
    assert (set(contents(Record.objects.all())), list(by_uuid(states())), verify()) == (*once, [])


def range_of(after: date, last: date) -> list[date]:
    return [after + timedelta(days=n) for n in range(1, (last - after).days + 1)]


def test_two_loads_make_what_one_makes(db: None) -> None:
    with transaction.atomic():
        load(since=SINCE, until=LATER, units=SLICE)
        once = (set(contents(Record.objects.all())), list(by_uuid(states())))
        transaction.set_rollback(True)
    load(since=SINCE, until=THEN, units=SLICE)
    load(until=LATER, units=SLICE)
    assert (set(contents(Record.objects.all())), list(by_uuid(states()))) == once


def by_uuid(found: dict[Any, Any]) -> Iterable[Any]:
    """States and times without the ids of accounts, which differ from load to load."""
    return [(uuid, state, at) for uuid, (state, _, at) in sorted(found.items())]


def test_heads_approve_all_but_the_last_days(db: None) -> None:
    load(since=SINCE, until=THEN, units=SLICE)
    waiting = Record.objects.filter(state=State.PROVISIONAL)
    assert 0 < waiting.count() < 30
    assert min(row.on for row in waiting) >= THEN - timedelta(days=9)


def test_a_load_leaves_one_audit_row(db: None) -> None:
    load(since=SINCE, until=THEN, units=SLICE)
    rows = AuditEntry.objects.filter(action="demo_loaded")
    assert [row.after["until"] for row in rows if row.after] == ["2025-08-10"]


def test_a_load_keeps_what_people_wrote(db: None) -> None:
    load(since=SINCE, until=THEN, units=SLICE)
    lan = User.objects.get(username="lan")
    own = recorded(lan, unit(HOME))
    waiting = Record.objects.filter(state=State.PROVISIONAL, unit__slug=HOME, kind="patrol").exclude(pk=own.pk).first()
    assert waiting is not None
    content = content_of(waiting)
    edited = edit_record(
        by=lan, record=waiting, unit=unit(HOME), version=1, content=type(content)(on=waiting.on, **changed(content))
    )
    load(until=LATER, units=SLICE)
    kept = Record.objects.in_bulk([own.pk, edited.pk])
    assert [(row.state, row.version) for row in kept.values()] == [(0, 1), (0, 2)]
    assert verify() == []


def changed(content: Any) -> dict[str, Any]:
    return {name: getattr(content, name) for name in ("shift", "forces")} | {"reminders": content.reminders + 1}


def test_actions_make_the_same_totals(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commune's first two months, recorded by Lan and approved by Dũng, one by one; registers grow beside them."""
    monkeypatch.setattr(world, "create_models", lambda *_: SimpleNamespace(counts=Counts))
    first, last = date(2025, 7, 1), LATER
    places = list(Unit.objects.filter(slug__in=[HOME, "19-2025"]))
    with transaction.atomic():
        load(since=first, until=last, units=[HOME])
        bulk, kept = stored_totals(places), contents(Record.objects.all())
        transaction.set_rollback(True)
    load(since=first, until=first - timedelta(days=1), units=[HOME])
    replay(first, last)
    assert bulk == stored_totals(places) != [[], []]
    assert len(kept) == Record.objects.count() > 20


def replay(first: date, last: date) -> None:
    lan, dung, home = User.objects.get(username="lan"), User.objects.get(username="dung"), unit(HOME)
    for entry in Story([HOME]).entries(first, last):
        record = record_entry(by=lan, unit=home, uuid=entry.event.uuid, content=entry.content)
        if entry.event.approved_on <= last:
            verify_record(by=dung, record=record, version=record.version)


def test_a_resend_of_what_was_loaded_is_known(db: None) -> None:
    load(since=THEN, until=LATER, units=[HOME])
    entry = next(Story([HOME]).entries(THEN, LATER))
    lan = User.objects.get(username="lan")
    assert record_entry(by=lan, unit=unit(HOME), uuid=entry.event.uuid, content=entry.content).resent
