"""Whether an entry comes late. What is due until when is known to a room above, which registers in its `ready()`."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from campaigns.contents import Content
from campaigns.models import Record
from communes.models import Unit


class Due(NamedTuple):
    """What an entry is part of: the log of a province on a day, or a period of its own that ends on the day."""

    province: int | None
    on: date
    period: str = ""  # how long that is, in the words of the room that knows; of the log none


# The last day on which an entry of each is in time; what has no deadline is left out.
Deadlines = Callable[[Collection[Due]], Mapping[Due, date]]
_known: list[Deadlines] = []


def register(deadlines: Deadlines) -> None:
    """Called by the one app that knows deadlines."""
    _known[:] = [deadlines]


def due_of(unit: Unit, content: Content) -> Due:
    return Due(unit.province_id, content.on, content.own_period)


def late_ones(entries: Iterable[tuple[Unit, Content]]) -> frozenset[Due]:
    """Those of entries that arrive now whose deadline is over, by the clock of the server."""
    today = timezone.localdate()
    return frozenset(one for one, last in _deadlines(due_of(*entry) for entry in entries).items() if last < today)


def late_when_moved(record: Record, stored: Content, unit: Unit, content: Content) -> bool:
    """What is moved into another period arrives there now; within its period it stays what it was."""
    before, after = due_of(record.unit, stored), due_of(unit, content)
    found = _deadlines([before, after])
    if found.get(before) == found.get(after):
        return record.late
    last = found.get(after)
    return last is not None and last < timezone.localdate()


def _deadlines(entries: Iterable[Due]) -> Mapping[Due, date]:
    """Nobody is asked about today: no deadline lies before its period ends."""
    today = timezone.localdate()
    days = {one for one in entries if one.on < today}
    return _known[0](days) if days and _known else {}
