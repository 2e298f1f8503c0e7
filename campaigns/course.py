"""What became of a record since it was received: who changed, approved or deleted it, and when."""

from dataclasses import dataclass
from datetime import datetime

from audit.models import AuditEntry
from campaigns.models import Record

EDIT, VERIFY, DELETE = "edit_record", "verify_record", "delete_record"


@dataclass(frozen=True)
class Step:
    """`action` is the one of the audit trail; `at` is None where nobody noted the time."""

    action: str
    name: str
    at: datetime | None


def course_of(record: Record) -> list[Step]:
    """Read the trail of a record that its reader may see: who and when, and nothing of what it says."""
    rows = AuditEntry.objects.filter(
        object_type=Record._meta.label_lower, object_id=str(record.pk), action__in=[EDIT, VERIFY, DELETE]
    )
    steps = [
        Step(row.action, row.actor.name if row.actor else "", row.at)
        for row in rows.select_related("actor").order_by("pk")
    ]
    if record.verified_by and not any(step.action == VERIFY for step in steps):
        # Loaded as approved, without a trail: the last change of its row was the approval, unless more followed.
        steps.insert(0, Step(VERIFY, record.verified_by.name, None if steps else record.updated_at))
    return steps
