"""What can be asked of totals: groups of units and ranges of days; how many of some units reported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rollups.models import Indicator
from rollups.ranges import Days, reporting_months


@dataclass(frozen=True, slots=True)
class Window:
    """A range, and the reporting months in it that should have been reported by a day."""

    days: Days
    due: tuple[Days, ...] = ()

    @property
    def cut_due(self) -> tuple[Days, ...]:
        """Due months within the range; none where the range itself is due."""
        return () if self.due == (self.days,) else self.due

    def due_within(self, start: date, end: date | None) -> int:
        """How many of the due months touch a unit's life."""
        return sum(part.clipped(start, end) is not None for part in self.due)


@lru_cache(500)
def window(days: Days, today: date) -> Window:
    """Due are the whole reporting months that are over; where the range holds none, the range itself."""
    whole = [part for part in reporting_months(days) if part.start.day == part.end.day + 1 == 15 and part.end < today]
    return Window(days, tuple(whole) or (days,))


@dataclass(frozen=True, slots=True)
class Question:
    """Groups of units (unit id → group) and the windows in which to add them up, or to count their members.

    `ended`: the last day of units whose stocks are asked for on it, in a window that it lies in; others are asked on
    the last day of the window, when what has ended holds nothing. `said_by`: what counts as a report in a bare
    question, where that is not what the others of the statement go by.
    """

    nodes: Mapping[int, int]
    windows: Sequence[Window]
    members: bool = False
    bare: bool = False  # only how many records there are, not what they add up to
    ended: Mapping[int, date] = field(default_factory=dict)
    said_by: Indicator | None = None

    @property
    def ends(self) -> list[date]:
        """The days on which they ended; a unit stands under the place of its day here, counted from 1 (0: it lives)."""
        return sorted(set(self.ended.values()))


@dataclass(frozen=True, slots=True)
class Census:
    """Units whose reports are counted in the database: those below provinces (each a group), or some (the group ALL).

    Counted are units with a station on the day `seen`, each with the history that it owns; without such a day those as
    recorded: with a station on the last day of the window (or of their province). `said_by`: what counts as a report in
    each window, where that is not what the questions go by.
    """

    windows: Sequence[Window]
    provinces: Sequence[int] = ()
    units: Sequence[int] = ()
    seen: date | None = None
    said_by: Sequence[Indicator | None] = ()
