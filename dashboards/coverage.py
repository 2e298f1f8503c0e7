"""Who has reported: n of N units, in the period of a page and in those that it is compared with.

A page that reads its units one by one counts them from what it read. What it does not read (the communes of the nation,
the units of a province in an earlier period) is counted in the database and remembered until something is written
below: the nation remembers each province by itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboards.members import Family, Member, held_on
from dashboards.places import Place
from dashboards.stamps import Memory
from dashboards.state import Lens, State
from dashboards.tables import Status
from rollups.models import SCALE
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import ALL, Answers, Census, Sums, Tally, Window


@dataclass(frozen=True, slots=True)
class Reported:
    """Of the units with a station at the end of a range: how many reported all that was due, some, nothing."""

    full: int = 0
    partial: int = 0
    missing: int = 0

    @property
    def units(self) -> int:
        return self.full + self.partial + self.missing

    @property
    def whole(self) -> bool:
        return not (self.partial or self.missing)

    @property
    def text(self) -> str:
        """In figures: "86/92"; where nobody has to report, a dash."""
        if not self.units:
            return "–"
        return f"{grouped(self.full * SCALE)}/{grouped(self.units * SCALE)}"

    @property
    def percent(self) -> int:
        return 100 * self.full // self.units if self.units else 0

    def kept(self, sums: Sums | None, place: int = 0) -> "Reported":
        """How many of as many units keep a register: the stock that says so, at its place in sums, counts them."""
        full = min(sums.all[place] // SCALE if sums else 0, self.units)
        return Reported(full=full, missing=self.units - full)

    def __add__(self, other: "Reported") -> "Reported":
        return Reported(self.full + other.full, self.partial + other.partial, self.missing + other.missing)


def status_of_sums(sums: Sums | None, due: int) -> Status:
    """What is known of one unit that owes `due` reporting months."""
    if sums is None or not sums.reports:
        return Status.MISSING
    if sums.months < due:
        return Status.PARTIAL
    return Status.VERIFIED if sums.verified_reports == sums.reports else Status.PROVISIONAL


def tally(found: Iterable[Status]) -> Reported:
    every = list(found)
    missing, partial = every.count(Status.MISSING), every.count(Status.PARTIAL)
    return Reported(len(every) - missing - partial, partial, missing)


Counts = Mapping[tuple[Days, int], Reported]  # by range and group: a province of the nation, or ALL
Known = Mapping[int, tuple[object, Reported]]  # by group: the writes that it was counted after, and the count

counted = Memory(300)  # Known, by place, boundaries and window


class Counting:
    """What is known of the units of a place in some windows, and what has to be asked."""

    def __init__(self, place: Place, state: State, found: Family, windows: Sequence[Window], said_by: int = 0) -> None:
        self.place, self.found, self.windows, self.said_by = place, found, windows, said_by
        self.nation = place.level == "nation"
        self.seen = state.today if place.lens(state) == Lens.TODAY else None
        self.held = held_on(place, state)
        self.writes = _writes(place, found)
        self.known: list[Known] = [counted.get(self._key(each)) or {} for each in windows]
        self.stale = sorted(
            group for group, number in self.writes.items() if any(_old(known, group, number) for known in self.known)
        )

    @property
    def census(self) -> Census | None:
        if not (self.stale and self.windows):
            return None
        if self.nation:
            return Census(self.windows, provinces=self.stale, seen=self.seen)
        units = sorted({one.group for one in self.found.nodes})
        return Census(self.windows, units=units, seen=self.seen) if units else None

    def counts(self, answers: Answers) -> Counts:
        """What was known, and what was counted now; the groups of the nation also together."""
        counts: dict[tuple[Days, int], Reported] = {}
        for place, (each, known) in enumerate(zip(self.windows, self.known, strict=True)):
            if self.stale:
                fresh = {one: _reported(answers.tallies.get((place, one), Tally())) for one in self.stale}
                known = {**known, **{one: (self.writes[one], count) for one, count in fresh.items()}}
                counted.put(self._key(each), known)
            counts |= {(each.days, group): count for group, (_, count) in known.items()}
            if self.nation:
                standing = [one.group for one in self.found.nodes if self.stands(one, each.days)]
                counts[each.days, ALL] = sum((counts[each.days, one] for one in standing), Reported())
        return counts

    def stands(self, province: Member, days: Days) -> bool:
        """Whether a province of the nation is there at the end of a range: the units of the ended are their heirs'."""
        return province.pk == province.group and (self.seen is not None or province.lived_on(days.end))

    def _key(self, each: Window) -> tuple[object, ...]:
        return (self.place.stamp.settings, self.place.key, self.seen, self.held, each.days, each.due, self.said_by)


def _writes(place: Place, found: Family) -> dict[int, object]:
    """Group → what changes with each write below it, read before any total."""
    if place.level != "nation":
        return {ALL: place.stamp.totals}
    numbers = dict(place.stamp.provinces)
    return {
        group: tuple((one.pk, numbers.get(one.pk)) for one in found.nodes if one.group == group)
        for group in {one.group for one in found.nodes}
    }


def _old(known: Known, group: int, number: object) -> bool:
    return group not in known or known[group][0] != number


def _reported(count: Tally) -> Reported:
    return Reported(count.full, count.partial, count.units - count.full - count.partial)
