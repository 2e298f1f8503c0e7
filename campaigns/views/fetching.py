"""Reach one record through the scope. Deleted ones are found too: who comes too late is told, not sent to nowhere."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from accounts.models import User
from campaigns.models import Record
from communes.models import Unit


def readable(user: User, uuid: UUID) -> Record:
    rows = Record.objects.read_by(user).select_related("unit__heir", "author", "edited_by", "verified_by")
    return get_object_or_404(rows, uuid=uuid)


def writable(user: User, uuid: UUID) -> Record:
    rows = Record.objects.read_by(user).filter(unit__in=Unit.objects.written_by(user))
    return get_object_or_404(rows.select_related("unit__heir", "edited_by", "author"), uuid=uuid)


def verifiable(user: User, uuid: UUID) -> Record:
    rows = Record.objects.read_by(user) & Record.objects.verified_by(user)
    return get_object_or_404(rows.select_related("unit__heir"), uuid=uuid)


def working_unit(user: User, record: Record) -> Unit:
    """The unit of today that its writer works in: what owns the record's unit, where they write for it."""
    unit = record.unit
    heir = unit.heir
    if heir is not None and heir != unit and Unit.objects.written_by(user).filter(pk=heir.pk).exists():
        return heir
    return unit
