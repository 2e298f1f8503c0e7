"""A record that says exactly what another says: two outings alike, or one of them written twice. Only people know."""

from uuid import UUID

from accounts.models import User
from campaigns.contents import Content, content_of, same
from campaigns.digest import digest
from campaigns.kinds.registry import spec_for
from campaigns.models import Record
from communes.models import Unit


def twin_of(*, by: User, unit: Unit, content: Content, but: UUID) -> Record | None:
    """The first other record of the unit and day that says the same now."""
    rows = Record.objects.read_by(by).filter(spec_for(content).records, unit=unit, on=content.on, deleted=False)
    said = digest(content)
    for row in rows.exclude(uuid=but).order_by("created_at", "pk"):
        # An edited record no longer says what its first digest says.
        if row.first_digest == said if row.version == 1 else same(content_of(row), content):
            return row
    return None


def twin_to_ask(*, by: User, unit: Unit, content: Content, uuid: UUID, answer: str) -> Record | None:
    """The record about which whoever sends a new one is asked; not of what was received, nor what was answered for."""
    if Record.objects.filter(uuid=uuid).exists():
        return None
    twin = twin_of(by=by, unit=unit, content=content, but=uuid)
    return None if twin is not None and str(twin.uuid) == answer else twin
