"""Goal P5: many writers at once lose nothing, never deadlock, and leave totals that equal the records."""

import random
import time
from collections import Counter
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import F, Sum

from accounts.models import Grant, Role, User
from audit.models import AuditEntry
from campaigns import actions
from campaigns.contents import Content
from campaigns.models import Record, RecordKind
from communes.models import Unit
from rollups.checking import rebuild, verify
from rollups.models import Revision
from tests.campaigns.entries import patrol, propaganda_session, weapon_handover
from tests.concurrency import together
from tests.returns.filing import AUGUST, JULY, JUNE, LAST_DAY, nothing
from tests.rollups.recounting import recounted, stored
from tests.world import SINCE, World, make_world, person

WRITERS, STEPS = 16, 10
SHARED = 12  # records that all writers change
REFUSALS = (actions.Conflict, actions.Refused, PermissionDenied)


class Office:
    """What all writers share: units of three provinces and two eras, and records that anybody may change."""

    def __init__(self, world: World) -> None:
        self.units = [world.commune, world.neighbour, world.foreign, world.giao_hieu]
        # Built once: looking catalogues up again is not what is tested.
        self.contents: list[Content] = [
            *(patrol(on=date(2025, 7, 1), reminders=number) for number in range(3)),
            propaganda_session(on=date(2025, 7, 1)),
            weapon_handover(on=date(2025, 7, 1)),
            nothing(JULY),
        ]
        # An account each: what a record says of its last editor tells one's own edit from that of another.
        self.people = [
            person(f"nguoi{number}", "Người Viết", Role.STATION_HEAD, unit=self.units[0]) for number in range(WRITERS)
        ]
        for unit in self.units[1:3]:
            Grant.objects.bulk_create(
                Grant(user=one, role=Role.STATION_HEAD, unit=unit, valid_from=SINCE) for one in self.people
            )
        self.uuids = [self.record(self.people[0], random.Random(number)) for number in range(SHARED)]

    def place(self, chance: random.Random) -> tuple[Unit, date]:
        unit = chance.choice(self.units)
        first = date(2025, 6, 1) if unit.valid_to else date(2025, 7, 1)
        return unit, first + timedelta(chance.randrange(30))

    def record(self, by: User, chance: random.Random) -> UUID:
        unit, day = self.place(chance)
        content = moved(chance.choice(self.contents), day)
        return actions.record_entry(by=by, unit=unit, uuid=uuid4(), content=content).uuid

    def edit(self, by: User, chance: random.Random) -> bool:
        """Change a shared record, often into another unit or province; say whether that was a change."""
        record = Record.objects.get(uuid=chance.choice(self.uuids))
        unit, day = self.place(chance)
        content = moved(chance.choice([one for one in self.contents if one.kind == record.kind]), day)
        return changed(by, record, unit, content)

    def verify(self, by: User, chance: random.Random) -> None:
        record = Record.objects.get(uuid=chance.choice(self.uuids))
        actions.verify_record(by=by, record=record, version=record.version)

    def delete(self, by: User, chance: random.Random) -> None:
        record = Record.objects.get(uuid=chance.choice(self.uuids))
        actions.delete_record(by=by, record=record, version=record.version, reason="ghi nhầm")

    def work(self, seed: int) -> Counter[str]:
        """One writer's day: what was done, and what was refused."""
        chance, done = random.Random(seed), Counter[str]()
        by = User.objects.get(pk=self.people[seed].pk)
        for _ in range(STEPS):
            step = chance.choices(["record", "edit", "verify", "delete"], [30, 50, 15, 5])[0]
            try:
                result = getattr(self, step)(by, chance)
                done[step] += result is not False
            except REFUSALS:
                done["refused"] += 1
        return done


def changed(by: User, record: Record, unit: Unit, content: Content) -> bool:
    """Edit a record as one has read it, and say whether that was a change.

    Who says what another has just said finds the newer version of the other, and has changed nothing.
    """
    after = actions.edit_record(by=by, record=record, unit=unit, version=record.version, content=content)
    return after.version > record.version and after.edited_by_id == by.pk


def moved(content: Content, day: date) -> Content:
    if content.kind == RecordKind.RETURN:  # of the period in which the day lies
        day = next(end for end in (JUNE, LAST_DAY, JULY, AUGUST) if day <= end)
    return type(content)(**{**content.__dict__, "on": day})


@pytest.fixture
def db(apart: None) -> None:
    """Instead of pytest-django's transaction: a database of its own."""


@pytest.fixture
def world(db: None) -> World:
    """Made in that database."""
    return make_world()


@pytest.fixture
def office(world: World) -> Office:
    return Office(world)


def test_sixteen_writers_lose_nothing_and_never_deadlock(office: Office) -> None:
    results = together(office.work, range(WRITERS))
    assert [result for result in results if isinstance(result, Exception)] == []
    done: Counter[str] = sum(results, Counter())
    assert done["edit"] > WRITERS  # there was something to win
    assert Record.objects.count() == SHARED + done["record"]
    assert Record.objects.aggregate(edits=Sum(F("version") - 1))["edits"] == done["edit"]
    assert AuditEntry.objects.filter(action="edit_record").count() == done["edit"]
    assert verify() == []
    assert stored() == recounted()


def test_of_two_who_say_the_same_one_has_changed_it(office: Office) -> None:
    first, second = office.people[:2]
    record = actions.record_entry(by=first, unit=office.units[0], uuid=uuid4(), content=office.contents[0])
    read = [Record.objects.get(uuid=record.uuid) for _ in range(2)]
    said = [
        changed(by, one, office.units[1], office.contents[1]) for by, one in zip((first, second), read, strict=True)
    ]
    after = Record.objects.get(uuid=record.uuid)
    assert (said, after.version, after.edited_by) == ([True, False], 2, first)


def test_rebuilding_among_writers_loses_nothing(office: Office) -> None:
    found: list[int] = []

    def share(seed: int | None) -> None:
        if seed is not None:
            office.work(seed)
            return
        for _ in range(5):
            rebuild()
            found.append(len(verify()))
            time.sleep(0.2)  # SQLite's writers ask in turns: leave them some

    results = together(share, [None, *range(WRITERS // 2)])
    assert [result for result in results if isinstance(result, Exception)] == []
    assert found == [0] * 5
    assert verify() == []
    assert stored() == recounted()


def test_what_many_send_at_once_is_stored_once_and_turns_the_page_once(office: Office) -> None:
    unit, content, lan, uuid = office.units[2], office.contents[0], office.people[0], uuid4()
    before = Revision.objects.get(province=unit.province).number
    sent = together(lambda _: actions.record_entry(by=lan, unit=unit, uuid=uuid, content=content).resent, range(8))
    assert sorted(map(str, sent)) == ["False"] + ["True"] * 7
    assert Record.objects.filter(uuid=uuid).count() == 1
    assert Revision.objects.get(province=unit.province).number == before + 1
    assert verify() == []
