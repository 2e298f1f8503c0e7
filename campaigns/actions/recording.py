"""Record an entry, once, however often it is sent."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions.checks import audited, check_day_and_place, check_kind, check_scope
from campaigns.actions.details import write_details
from campaigns.actions.errors import Conflict
from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent, content_of
from campaigns.counting import count_record
from campaigns.digest import digest
from campaigns.models import Record, RecordKind
from communes.models import Unit
from rollups.writer import apply


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


@transaction.atomic
def record_entry(*, by: User, unit: Unit, uuid: UUID, content: Content, device_at: datetime | None = None) -> Record:
    """Store an entry of any kind under its UUID; a resend gives the stored record, marked `resent`."""
    check_scope(by, unit)
    # Before the rules of the day: what was received once is received, whatever the rules say today.
    if (known := _already_there(by, uuid, content)) is not None:
        return known
    check_day_and_place(unit, content)
    record = Record(
        uuid=uuid,
        kind=content.kind,
        unit=unit,
        on=content.on,
        author=by,
        first_digest=digest(content),
        device_at=device_at,
    )
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        # Two sendings at the same moment: the other one was first.
        if (known := _already_there(by, uuid, content)) is None:
            raise
        return known
    write_details(record, content, new=True)
    apply(count_record(record))
    record_audit(by=by, action=f"record_{record.kind}", obj=record, unit=unit, after=audited(record, content))
    return record


def _already_there(by: User, uuid: UUID, content: Content) -> Record | None:
    """Give the record of this UUID when it was first sent with this content; other content is a conflict."""
    record = Record.objects.select_related("unit").filter(uuid=uuid).first()
    if record is None:
        return None
    if not Record.objects.read_by(by).filter(pk=record.pk).exists():
        raise Conflict(None, None, content)
    if record.first_digest != digest(content):
        raise Conflict(record, content_of(record), content)
    record.resent = True
    return record
