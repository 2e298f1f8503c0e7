"""Who approves an entry: a head of its station, unless it is the own one; where none can, the province."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Role, User
from campaigns.models import Record
from campaigns.models.records import RecordQuerySet
from campaigns.placing import covered
from rollups.models import State

APPROVERS = (Role.STATION_HEAD, Role.PROVINCE_STEWARD)


@dataclass(frozen=True)
class Approval:
    """What the page of a record says to somebody who approves at its station; empty for everybody else.

    `next` is the address of the record that waits after it, `waiting` how many wait besides.
    """

    may: bool = False
    against: str = ""
    next: str = ""
    waiting: int = 0


def approval_of(by: User, record: Record) -> Approval:
    if not by.has_role(*APPROVERS) or not Record.objects.verified_by(by).filter(pk=record.pk).exists():
        return Approval()
    waits = not record.deleted and record.state == State.PROVISIONAL
    against = reason_against(by, record) if waits else ""
    if waits and not against:
        return Approval(may=True)
    log = Record.objects.filter(unit__in=covered(record.unit.heir or record.unit))
    others = list(waiting_for(by, log).exclude(pk=record.pk))
    later = [other for other in others if _place(other) > _place(record)]
    found = [*later, *others][:1]
    return Approval(against=against, next=found[0].get_absolute_url() if found else "", waiting=len(others))


def waiting_for(by: User, rows: RecordQuerySet) -> RecordQuerySet:
    """Those of `rows` that `by` may approve now, the oldest first."""
    waiting = rows.verified_by(by).filter(state=State.PROVISIONAL, deleted=False)
    own = Q(author=by) | Q(edited_by=by, edited_by__isnull=False)
    return waiting.exclude(own).order_by("on", "created_at", "pk")


def _place(record: Record) -> tuple[object, ...]:
    return record.on, record.created_at, record.pk


def reason_against(by: User, record: Record) -> str:
    """Say why `by` cannot approve this one among the records of the unit; empty when nothing speaks against it."""
    if by.pk == record.author_id:
        return _("Đồng chí đã ghi phiếu này: người duyệt phải khác người ghi.")
    if by.pk == record.edited_by_id:
        return _("Đồng chí đã sửa phiếu này: người duyệt phải khác người sửa.")
    return ""
