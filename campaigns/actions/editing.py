"""Change, delete and verify a record. Each asks for the version that its reader saw."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions.checks import audited, check_day_and_place, check_kind, check_scope
from campaigns.actions.details import write_details
from campaigns.actions.errors import Conflict, Refused
from campaigns.actions.withdrawing import withdraw, withdraw_superseded
from campaigns.actions.words import check_words
from campaigns.approval import reason_against
from campaigns.contents import Content, content_of, same
from campaigns.counting import count_record
from campaigns.kinds.registry import spec_of
from campaigns.lateness import late_when_moved
from campaigns.models import Record
from communes.holding import hold_units
from communes.models import Unit
from rollups.models import State
from rollups.writer import apply


def _locked(record: Record) -> Record:
    """Read the record again and keep others from changing it until the end of the transaction."""
    return Record.objects.select_for_update(no_key=True).get(pk=record.pk)


@transaction.atomic
def edit_record(*, by: User, record: Record, unit: Unit, version: int, content: Content) -> Record:
    """Replace what a record says; `unit` is the one of its (maybe new) day."""
    # Both: what moves the other way holds the same, and none waits for a record with another in hand.
    left = Record.objects.values_list("unit_id", flat=True).get(pk=record.pk)
    hold_units([left, unit.pk])
    record = _locked(record)
    check_kind(content, spec_of(record).key)
    check_scope(by, record.unit)
    check_scope(by, unit)
    stored = content_of(record)
    if record.deleted:
        raise Conflict(record, stored, content)
    if same(stored, content) and record.unit_id == unit.pk:
        return record
    if record.version != version:
        raise Conflict(record, stored, content)
    check_day_and_place(unit, content)
    before, counts = audited(record, stored), count_record(record)
    if (record.unit_id, record.on) != (unit.pk, content.on):
        record.late = late_when_moved(record, stored, unit, content)
    record.unit, record.on = unit, content.on
    record.version += 1
    record.edited_by, record.verified_by, record.state = by, None, State.PROVISIONAL
    record.updated_at = timezone.now()
    changed = ["unit", "on", "late", "version", "edited_by", "verified_by", "state", "updated_at"]
    record.save(update_fields=changed)
    write_details(record, content, new=False)
    record = Record.objects.get(pk=record.pk)  # without the details of before
    changed_counts = count_record(record) - counts
    record_audit(
        by=by, action="edit_record", obj=record, unit=record.unit, before=before, after=audited(record, content)
    )
    apply(changed_counts + withdraw_superseded(by, [record]))  # may withdraw this one: the trail tells it after
    return record


@transaction.atomic
def delete_record(*, by: User, record: Record, version: int, reason: str) -> Record:
    """Take a record out of all totals; it stays readable, with the reason. A second deletion changes nothing."""
    record = _locked(record)
    check_scope(by, record.unit)
    if record.deleted:
        return record
    stored = content_of(record)
    if record.version != version:
        raise Conflict(record, stored)
    if not reason.strip():
        raise Refused(_("Xin cho biết lý do xóa."), "reason")
    check_words(reason=reason)
    apply(withdraw(by, record, reason.strip()))
    return record


@transaction.atomic
def verify_record(*, by: User, record: Record, version: int) -> Record:
    """Approve what one has seen, unless one wrote or last edited it. A second approval changes nothing."""
    record = _locked(record)
    if not Record.objects.verified_by(by).filter(pk=record.pk).exists():
        raise PermissionDenied
    if record.deleted or record.version != version:
        raise Conflict(record, content_of(record))
    if record.state == State.VERIFIED:
        return record
    if reason := reason_against(by, record):
        raise Refused(reason)
    counts = count_record(record)
    record.state, record.verified_by, record.updated_at = State.VERIFIED, by, timezone.now()
    record.save(update_fields=["state", "verified_by", "updated_at"])
    apply(count_record(record) - counts)
    record_audit(
        by=by,
        action="verify_record",
        obj=record,
        unit=record.unit,
        before={"uuid": str(record.uuid), "version": version, "state": State.PROVISIONAL},
        after={"uuid": str(record.uuid), "version": version, "state": State.VERIFIED},
    )
    return record
