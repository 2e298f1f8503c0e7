"""The values that the demonstration is made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from uuid import UUID

from django.utils import timezone

from antq.demo.chance import Chance, uuid_of
from campaigns.contents import Content
from campaigns.models import RecordKind
from communes.models import ResidentialArea

# The head approves an entry within so many days.
APPROVED_WITHIN = 9
MORNING, EVENING = time(7, 30), time(18)


@dataclass(frozen=True, eq=False)
class Place:
    """A unit that keeps a log, for as long as the demonstration tells of it."""

    slug: str
    first: date
    last: date | None
    # How many communes it was made of: it does about as much as these did.
    weight: int
    villages: tuple[ResidentialArea, ...]


@dataclass(frozen=True)
class Event:
    """That a unit did something of a kind on a day, the how-manieth of its kind: who it is before what it says."""

    slug: str
    on: date
    kind: RecordKind
    number: int

    @cached_property
    def uuid(self) -> UUID:
        return uuid_of(self.slug, self.on, self.kind, self.number)

    @property
    def chance(self) -> Chance:
        return Chance(self.slug, self.on, self.kind, self.number)

    @property
    def written_at(self) -> datetime:
        """The evening of its day."""
        evening = datetime.combine(self.on, EVENING, tzinfo=timezone.get_default_timezone())
        return evening + timedelta(minutes=self.uuid.int % 240)

    @property
    def approved_on(self) -> date:
        return self.on + timedelta(days=1 + self.uuid.int // 240 % APPROVED_WITHIN)

    @property
    def approved_at(self) -> datetime:
        return datetime.combine(self.approved_on, MORNING, tzinfo=timezone.get_default_timezone())


@dataclass(frozen=True)
class Entry:
    event: Event
    content: Content


def days(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)
