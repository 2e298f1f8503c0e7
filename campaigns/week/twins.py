"""Rows that say exactly what another entry of the week says: a block pasted twice, or two outings that were alike.

Only the writer knows. The first of them is stored, the others are asked about once; no row is ever dropped unasked.
"""

from collections.abc import Collection
from uuid import UUID

from accounts.models import User
from campaigns.contents import Content
from campaigns.digest import digest
from campaigns.forms.choices import Choices
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record
from campaigns.week.calendar import Week
from communes.models import Unit

Said = tuple[int, str]  # the unit of the day, the digest of what is said


class Twins:
    """What is recorded of a kind in a week, by what it says."""

    def __init__(self, *, by: User, offers: Choices, spec: KindSpec, week: Week) -> None:
        rows = Record.objects.read_by(by).filter(
            spec.records, unit__in=offers.units, on__range=(week.monday, week.sunday), deleted=False
        )
        # An edited record no longer says what its first digest says.
        found = list(rows.only("uuid", "unit_id", "first_digest", "version"))
        self._said: dict[Said, Record] = {(row.unit_id, row.first_digest): row for row in found if row.version == 1}
        self._known: Collection[UUID] = {row.uuid for row in found}

    def of(self, uuid: UUID, place: Unit, content: Content) -> Record | None:
        """The record that says the same under another UUID. What is sent again is no twin of itself."""
        return None if uuid in self._known else self._said.get((place.pk, digest(content)))

    def add(self, record: Record, content: Content) -> None:
        self._said.setdefault((record.unit_id, digest(content)), record)
