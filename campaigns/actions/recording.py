"""Record an entry, once, however often it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions.checks import audited, check_day_and_place, check_kind, check_scope
from campaigns.actions.details import write_details
from campaigns.actions.errors import Conflict
from campaigns.actions.withdrawing import withdraw_superseded
from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent, content_of
from campaigns.counting import count_record
from campaigns.digest import digest
from campaigns.lateness import Due, due_of, late_ones
from campaigns.models import Record, RecordKind
from communes.holding import hold_units
from communes.models import Unit
from rollups.counts import Counts
from rollups.writer import apply


@dataclass(frozen=True)
class Entry:
    """What arrives: the unit of its day, the UUID of its first moment, what it says, the clock of the device."""

    unit: Unit
    uuid: UUID
    content: Content
    device_at: datetime | None = None


def record_patrol(
    *, by: User, unit: Unit, uuid: UUID, content: PatrolContent, device_at: datetime | None = None
) -> Record:
    check_kind(content, RecordKind.PATROL)
    return record_entry(by=by, unit=unit, uuid=uuid, content=content, device_at=device_at)


def record_propaganda_session(
    *, by: User, unit: Unit, uuid: UUID, content: PropagandaSessionContent, device_at: datetime | None = None
) -> Record:
    check_kind(content, RecordKind.PROPAGANDA_SESSION)
    return record_entry(by=by, unit=unit, uuid=uuid, content=content, device_at=device_at)


def record_weapon_handover(
    *, by: User, unit: Unit, uuid: UUID, content: WeaponHandoverContent, device_at: datetime | None = None
) -> Record:
    check_kind(content, RecordKind.WEAPON_HANDOVER)
    return record_entry(by=by, unit=unit, uuid=uuid, content=content, device_at=device_at)


def record_entry(*, by: User, unit: Unit, uuid: UUID, content: Content, device_at: datetime | None = None) -> Record:
    """Store an entry of any kind under its UUID; a resend gives the stored record, marked `resent`."""
    return record_entries(by=by, entries=[Entry(unit, uuid, content, device_at)])[0]


@transaction.atomic
def record_entries(*, by: User, entries: Sequence[Entry]) -> list[Record]:
    """Store many entries, all or none, with one change of the totals."""
    hold_units(entry.unit.pk for entry in entries)
    late = late_ones((entry.unit, entry.content) for entry in entries)
    stored = [_store(by, entry, late) for entry in entries]
    new = [record for record in stored if not record.resent]
    counts = sum(map(count_record, new), Counts())
    apply(counts + withdraw_superseded(by, new))
    return stored


def _store(by: User, entry: Entry, late: frozenset[Due]) -> Record:
    check_scope(by, entry.unit)
    # Before the rules of the day: what was received once is received, whatever the rules say today.
    if (known := _already_there(by, entry)) is not None:
        return known
    check_day_and_place(entry.unit, entry.content)
    record = Record(
        uuid=entry.uuid,
        kind=entry.content.kind,
        unit=entry.unit,
        on=entry.content.on,
        author=by,
        first_digest=digest(entry.content),
        late=due_of(entry.unit, entry.content) in late,
        device_at=entry.device_at,
    )
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        # Two sendings at the same moment: the other one was first.
        if (known := _already_there(by, entry)) is None:
            raise
        return known
    write_details(record, entry.content, new=True)
    after = audited(record, entry.content)
    record_audit(by=by, action=f"record_{record.kind}", obj=record, unit=entry.unit, after=after)
    return record


def _already_there(by: User, entry: Entry) -> Record | None:
    """Give the record of this UUID when it was first sent with this content; other content is a conflict.

    So is another station: whoever writes in two must not believe that the second has it too.
    """
    record = Record.objects.select_related("unit").filter(uuid=entry.uuid).first()
    if record is None:
        return None
    if not Record.objects.read_by(by).filter(pk=record.pk).exists():
        raise Conflict(None, None, entry.content)
    # An edit may have moved it to another station since; one that nobody touched lies where it was sent.
    elsewhere = record.version == 1 and record.unit.heir_id != entry.unit.heir_id
    if record.first_digest != digest(entry.content) or elsewhere:
        raise Conflict(record, content_of(record), entry.content)
    record.resent = True
    return record
