"""Take records out of all totals; they stay readable, with the reason."""

from collections.abc import Sequence

from django.utils import timezone

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions.checks import audited
from campaigns.contents import content_of
from campaigns.counting import count_record
from campaigns.kinds.registry import spec_of
from campaigns.models import Record
from campaigns.superseding import superseded_by
from rollups.counts import Counts


def withdraw(by: User, record: Record, reason: str) -> Counts:
    """Within the transaction of an action that asked who may; what it changes in the totals is for that to apply."""
    before, counts = audited(record, content_of(record)), count_record(record)
    record.deleted, record.delete_reason = True, reason
    record.updated_at = timezone.now()
    record.save(update_fields=["deleted", "delete_reason", "updated_at"])
    spec_of(record).settle(record)
    record_audit(by=by, action="delete_record", obj=record, unit=record.unit, before=before, reason=reason)
    return count_record(record) - counts


def withdraw_superseded(by: User, written: Sequence[Record]) -> Counts:
    """What stands no more because of what was written; the writer is told: `withdrew`."""
    changes = Counts()
    for record, reason in superseded_by(written):
        changes += withdraw(by, record, reason)
        for one in written:
            one.withdrew = (*one.withdrew, record)
    return changes
