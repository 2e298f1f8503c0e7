"""Whether an entry comes late. What is due until when is known to a room above, which registers in its `ready()`."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from django.utils import timezone

from campaigns.models import Record
from communes.models import Unit

Day = tuple[int | None, date]  # a province and a day of its logs
# The last day on which an entry of each is in time; days without a deadline are left out.
Deadlines = Callable[[Collection[Day]], Mapping[Day, date]]
_known: list[Deadlines] = []


def register(deadlines: Deadlines) -> None:
    """Called by the one app that knows deadlines."""
    _known[:] = [deadlines]


def late_ones(entries: Iterable[tuple[Unit, date]]) -> frozenset[Day]:
    """Those of entries that arrive now whose deadline is over, by the clock of the server."""
    today = timezone.localdate()
    return frozenset(day for day, last in _deadlines(entries).items() if last < today)


def late_when_moved(record: Record, unit: Unit, on: date) -> bool:
    """What is moved into another period arrives there now; within its period it stays what it was."""
    before, after = (record.unit.province_id, record.on), (unit.province_id, on)
    found = _deadlines([(record.unit, record.on), (unit, on)])
    if found.get(before) == found.get(after):
        return record.late
    last = found.get(after)
    return last is not None and last < timezone.localdate()


def _deadlines(entries: Iterable[tuple[Unit, date]]) -> Mapping[Day, date]:
    """Nobody is asked about today: no deadline lies before its period ends."""
    today = timezone.localdate()
    days = {(unit.province_id, on) for unit, on in entries if on < today}
    return _known[0](days) if days and _known else {}
