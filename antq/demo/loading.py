"""Write entries in bulk, as the actions would write them one by one (a test compares the totals)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

from antq.demo.accounts import Crew
from antq.demo.catalogues import Catalogues
from antq.demo.entries import Entry, Event
from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent
from campaigns.digest import digest
from campaigns.models import (
    GiftLine,
    HandoverItem,
    Patrol,
    PatrolForce,
    PropagandaSession,
    Record,
    RecordArea,
    WeaponHandover,
)
from rollups.counts import Counts
from rollups.models import State
from rollups.sources import all_sources, indicator_ids

IDS_AT_ONCE = 500
BATCH = 500
MORNING = time(7, 30)

Contents = Sequence[tuple[int, Any]]  # the record's id and what it says

Crews = Mapping[str, Crew]  # by the unit's address


def write(entries: Sequence[Entry], crews: Crews, catalogues: Catalogues, until: date) -> list[int]:
    """Create the records of `entries` with all that hangs on them; give their ids."""
    now = timezone.now()
    records = [_record(entry, crews[entry.event.slug], until, now) for entry in entries]
    _create(Record, records)
    said = [(record.pk, entry.content) for record, entry in zip(records, entries, strict=True)]
    _create(RecordArea, (_area(pk, area.pk) for pk, content in said for area in content.residential_areas))
    _write_patrols(_only(said, PatrolContent))
    _write_propaganda_sessions(_only(said, PropagandaSessionContent))
    _write_weapon_handovers(_only(said, WeaponHandoverContent), catalogues)
    return [record.pk for record in records]


def _create(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    model._default_manager.bulk_create(rows, batch_size=BATCH)


def _only(said: Contents, kind: type[Content]) -> Contents:
    return [(pk, content) for pk, content in said if isinstance(content, kind)]


def _record(entry: Entry, crew: Crew, until: date, now: datetime) -> Record:
    event = entry.event
    written = min(event.written_at, now)
    approved = event.approved_on <= until
    return Record(
        uuid=event.uuid,
        kind=event.kind,
        unit_id=crew.unit,
        on=event.on,
        author_id=crew.officer,
        verified_by_id=crew.head if approved else None,
        state=State.VERIFIED if approved else State.PROVISIONAL,
        first_digest=digest(entry.content),
        created_at=written,
        updated_at=_approved_at(event) if approved else written,
    )


def _approved_at(event: Event) -> datetime:
    return min(timezone.make_aware(datetime.combine(event.approved_on, MORNING)), timezone.now())


def _area(record: int, area: int) -> RecordArea:
    return RecordArea(record_id=record, residential_area_id=area)


def _write_patrols(said: Contents) -> None:
    _create(
        Patrol,
        (
            Patrol(record_id=pk, shift=content.shift, reminders=content.reminders, incidents=content.incidents)
            for pk, content in said
        ),
    )
    _create(
        PatrolForce,
        (
            PatrolForce(patrol_id=pk, force_kind_id=kind.pk, attendances=number)
            for pk, content in said
            for kind, number in content.forces.items()
        ),
    )


def _write_propaganda_sessions(said: Contents) -> None:
    _create(
        PropagandaSession,
        (
            PropagandaSession(
                record_id=pk,
                form_id=content.form.pk,
                launch=content.launch,
                linked_movement_id=content.linked_movement.pk if content.linked_movement else None,
                attendances=content.attendances,
                households=content.households,
            )
            for pk, content in said
        ),
    )
    for name in ("topics", "audiences", "partners"):
        field = PropagandaSession._meta.get_field(name)
        through = PropagandaSession.topics.through if name == "topics" else field.remote_field.through
        column = f"{field.related_model._meta.model_name}_id"
        _create(
            through,
            (
                through(propagandasession_id=pk, **{column: chosen.pk})
                for pk, content in said
                for chosen in getattr(content, name)
            ),
        )


def _write_weapon_handovers(said: Contents, catalogues: Catalogues) -> None:
    _create(
        WeaponHandover,
        (
            WeaponHandover(record_id=pk, mode=content.mode, receipt_number=content.receipt_number)
            for pk, content in said
        ),
    )
    _create(
        HandoverItem,
        (
            HandoverItem(
                handover_id=pk,
                item_unit_id=unit.pk,
                thousandths=amount,
                rule_id=catalogues.rule(unit.pk, content.mode, content.on).pk,
            )
            for pk, content in said
            for unit, amount in content.items.items()
        ),
    )
    _create(
        GiftLine,
        (
            GiftLine(handover_id=pk, gift_kind_id=kind.pk, count=number)
            for pk, content in said
            for kind, number in content.gifts.items()
        ),
    )


def approve(events: Iterable[Event], crews: Crews) -> list[int]:
    """Let the heads approve, unless somebody has touched the record; give the ids. Count before and after."""
    by_uuid = {event.uuid: event for event in events}
    records = waiting(by_uuid.values())
    for record in records:
        event = by_uuid[record.uuid]
        record.state, record.verified_by_id = State.VERIFIED, crews[event.slug].head
        record.updated_at = _approved_at(event)
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
    sources = all_sources()
    keys = indicator_ids(sources)
    counts = Counts()
    for some in chunks(ids, IDS_AT_ONCE):
        for source in sources:
            rows = source.grouped().filter(**{f"{source.record}__in": some})
            counts += source.read(rows, keys)
    return counts


def chunks(items: Sequence[Any], size: int) -> Iterable[Any]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
