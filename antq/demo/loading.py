"""Write entries in bulk, as the actions would write them one by one (a test compares the totals)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone

from antq.demo.accounts import Crew
from antq.demo.catalogues import Catalogues
from antq.demo.due import Latecomers
from antq.demo.entries import Entry, Event
from campaigns.contents import ActivityContent, Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent
from campaigns.digest import digest
from campaigns.kinds import registry
from campaigns.kinds.activity import COLUMN_OF, LABELS
from campaigns.models import (
    Activity,
    ActivityAmount,
    ActivityLabel,
    GiftLine,
    HandoverItem,
    Patrol,
    PatrolForce,
    PropagandaSession,
    Record,
    RecordArea,
    WeaponHandover,
)
from campaigns.models.records import Hold
from communes.bulk import insert, next_ids
from rollups.counts import Counts
from rollups.models import State
from rollups.sources import count_many

IDS_AT_ONCE = 500
# The columns of a record: those that differ, and those that are as in every new one.
RECORD = [
    "id", "uuid", "kind", "unit", "on", "author", "verified_by", "state", "first_digest", "created_at", "updated_at",
    "late",
]  # fmt: skip
NEW = {"version": 1, "hold": Hold.NONE.value, "deleted": False, "delete_reason": ""}
# What a session chooses: the field of its content, the table between, the column there.
SESSION_CHOICES = [
    ("topics", PropagandaSession.topics.through, "topic"),
    ("audiences", PropagandaSession.audiences.through, "audience"),
    ("partners", PropagandaSession.partners.through, "partnerorg"),
]

T = TypeVar("T")
Contents = Sequence[tuple[int, Any]]  # the record's id and what it says

Crews = Mapping[str, Crew]  # by the unit's address


def write(entries: Sequence[Entry], crews: Crews, catalogues: Catalogues, until: date) -> list[int]:
    """Create the records of `entries` with all that hangs on them; give their ids."""
    now, late = timezone.now(), Latecomers(until)
    ids = next_ids(Record, len(entries))
    rows = (
        _record(pk, entry, crews[entry.event.slug], until, now, late) for pk, entry in zip(ids, entries, strict=True)
    )
    insert(Record, [*RECORD, *NEW], (row + tuple(NEW.values()) for row in rows))
    said = [(pk, entry.content) for pk, entry in zip(ids, entries, strict=True)]
    areas = [(pk, area.pk) for pk, content in said for area in content.residential_areas]
    insert(RecordArea, ["record", "residential_area"], areas)
    _write_patrols(_only(said, PatrolContent))
    _write_propaganda_sessions(_only(said, PropagandaSessionContent))
    _write_weapon_handovers(_only(said, WeaponHandoverContent), catalogues)
    _write_activities(_only(said, ActivityContent), catalogues)
    return ids


def _record(pk: int, entry: Entry, crew: Crew, until: date, now: datetime, latecomers: Latecomers) -> tuple[Any, ...]:
    event = entry.event
    late = latecomers.written_at(event.slug, event.on)
    written = late or min(event.written_at, now)
    approved = event.approved_on <= until
    return (
        pk,
        event.uuid,
        event.kind.value,
        crew.unit,
        event.on,
        crew.officer,
        crew.head if approved else None,
        State.VERIFIED.value if approved else State.PROVISIONAL.value,
        digest(entry.content),
        written,
        max(min(event.approved_at, now), written) if approved else written,
        late is not None,
    )


def _only(said: Contents, kind: type[Content]) -> Contents:
    return [(pk, content) for pk, content in said if isinstance(content, kind)]


def _write_patrols(said: Contents) -> None:
    patrols = [(pk, content.shift, content.reminders, content.incidents) for pk, content in said]
    insert(Patrol, ["record", "shift", "reminders", "incidents"], patrols)
    forces = [(pk, kind.pk, number) for pk, content in said for kind, number in content.forces.items()]
    insert(PatrolForce, ["patrol", "force_kind", "attendances"], forces)


def _write_propaganda_sessions(said: Contents) -> None:
    fields = ["record", "form", "launch", "linked_movement", "attendances", "households"]
    sessions = [
        (
            pk,
            content.form.pk,
            content.launch,
            content.linked_movement and content.linked_movement.pk,
            content.attendances,
            content.households,
        )
        for pk, content in said
    ]
    insert(PropagandaSession, fields, sessions)
    for name, through, to in SESSION_CHOICES:
        chosen = [(pk, choice.pk) for pk, content in said for choice in getattr(content, name)]
        insert(through, ["propagandasession", to], chosen)


def _write_weapon_handovers(said: Contents, catalogues: Catalogues) -> None:
    handovers = [(pk, content.mode, content.receipt_number) for pk, content in said]
    insert(WeaponHandover, ["record", "mode", "receipt_number"], handovers)
    items = [
        (pk, unit.pk, amount, catalogues.rule(unit.pk, content.mode, content.on).pk)
        for pk, content in said
        for unit, amount in content.items.items()
    ]
    insert(HandoverItem, ["handover", "item_unit", "thousandths", "rule"], items)
    gifts = [(pk, kind.pk, number) for pk, content in said for kind, number in content.gifts.items()]
    insert(GiftLine, ["handover", "gift_kind", "count"], gifts)


def _write_activities(said: Contents, catalogues: Catalogues) -> None:
    insert(
        Activity, ["record", "kind", "number"], [(pk, content.definition.pk, content.number) for pk, content in said]
    )
    amounts, labels = [], []
    for pk, content in said:
        definition = catalogues.kinds[content.definition.key]
        for figure, amount in content.amounts.items():
            place = definition.place(figure, content.on)
            if place is None:
                raise LookupError(figure)
            amounts.append((pk, place[0].pk, place[1] and place[1].pk, amount))
        for choice in definition.choices:
            column = COLUMN_OF.get(choice.shared, "listed")
            chosen = [row.pk for row in definition.rows(choice) if row.key in content.labels.get(choice.key, ())]
            labels += [(pk, choice.pk, *(row if column == name else None for name in LABELS)) for row in chosen]
    insert(ActivityAmount, ["activity", "count", "choice", "thousandths"], amounts)
    insert(ActivityLabel, ["activity", "choice", *LABELS], labels)


def approve(events: Iterable[Event], crews: Crews) -> list[int]:
    """Let the heads approve, unless somebody has touched the record; give the ids. Count before and after."""
    by_uuid = {event.uuid: event for event in events}
    records = waiting(by_uuid.values())
    for record in records:
        event = by_uuid[record.uuid]
        record.state, record.verified_by_id = State.VERIFIED, crews[event.slug].head
        record.updated_at = min(event.approved_at, timezone.now())
    Record.objects.bulk_update(records, ["state", "verified_by", "updated_at"], batch_size=100)
    return [record.pk for record in records]


def waiting(events: Iterable[Event]) -> list[Record]:
    """Their records that are as they were written."""
    found: list[Record] = []
    for uuids in chunks([event.uuid for event in events], IDS_AT_ONCE):
        found += Record.objects.filter(uuid__in=uuids, state=State.PROVISIONAL, version=1, deleted=False)
    return found


def count(ids: Sequence[int]) -> Counts:
    """What many records add up to, from the same declarations as one."""
    sources, counts = registry.sources(), Counts()
    for some in chunks(ids, IDS_AT_ONCE):
        counts += count_many(sources, some)
    return counts


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
