"""How the reports came that are there: after the deadline, or to say that nothing happened."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dashboards.members import Member
from periods.presets import Choice
from returns.due import Punctuality, punctuality
from rollups.models import Indicator
from rollups.selectors import Answers

# Figures that say how; one that does not exist yet says nothing.
LATE, NOTHING = "late_reports", "nothing_reports"
PUNCTUAL = (LATE, NOTHING)
SAID = (Punctuality.LATE, Punctuality.NOTHING)


@dataclass(frozen=True, slots=True)
class Told:
    """A unit and the due months whose report came like this."""

    unit: Member
    how: Punctuality
    what: tuple[Choice, ...]


def told_of(
    units: Iterable[Member],
    months: Sequence[int],
    named: Callable[[int], Choice],
    beside: Sequence[Indicator],
    answers: Answers,
) -> tuple[Told, ...]:
    """Read off the sums of each unit and due month (the number of its window); in Vietnamese order."""
    place = {one.key: number for number, one in enumerate(beside)}
    found = []
    for unit in units:
        by_how: dict[Punctuality, list[Choice]] = {}
        for number in months:
            sums = answers.sums.get((0, number, unit.pk))
            if sums is None or not sums.reports:
                continue
            late, nothing = (sums.all[place[key]] if key in place else 0 for key in PUNCTUAL)
            how = punctuality(sums.reports, late, nothing)
            if how in SAID:
                by_how.setdefault(how, []).append(named(number))
        found += [Told(unit, how, tuple(by_how[how])) for how in SAID if how in by_how]
    return tuple(sorted(found, key=lambda one: one.unit.sort_key))
