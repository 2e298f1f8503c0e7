"""What a sum says of a figure, judged in one way for every page: not reported is not zero, "gần 310" is not 310."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

from rollups.models import Indicator
from rollups.numbers import Qualified
from rollups.ranges import Days
from rollups.selectors import Sums


class Unasked(Enum):
    """Why nobody is asked for a figure: not yet, no more, or not in this place."""

    NOT_YET = "not_yet"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"


def is_told(sums: Sums, places: Mapping[int, int], indicator: Indicator, days: Days) -> bool:
    """Whether somebody was asked in the range, and what says that the figure is reported was counted.

    That is its presence, or else a record of the log. `places`: where each indicator stands in the sums, by id, as
    `Catalogue.with_presences` laid them out. `days`: what the sums are of.
    """
    if not is_asked(indicator, days):
        return False
    if indicator.presence_id is None:
        return sums.reports > 0
    return sums.all[places[indicator.presence_id]] > 0


def is_asked(indicator: Indicator, days: Days) -> bool:
    """Whether anybody is asked for a figure in a range; for a share for both its parts."""
    return unasked(indicator, days) is None


def unasked(indicator: Indicator, days: Days) -> Unasked | None:
    """Why nobody is asked for it, where that is so."""
    parts = _parts(indicator)
    if any(one.since is not None and days.end < one.since for one in parts):
        return Unasked.NOT_YET
    ended = any(one.until is not None and one.until < _first(one, days) for one in parts)
    return Unasked.ENDED if ended else None


def _parts(indicator: Indicator) -> list[Indicator]:
    return [part for part in (indicator.numerator, indicator.denominator) if part is not None] or [indicator]


def told(
    sums: Sums | None, places: Mapping[int, int], indicator: Indicator, days: Days, *, verified: bool = False
) -> int | None:
    """Its thousandths, with the sign of what was reported with a word; of what is verified alone, if so asked.

    Nothing where nobody said anything, or where no sum holds it: a share, a distinct figure.
    """
    if sums is None or indicator.pk not in places or not is_told(sums, places, indicator, days):
        return None
    return signed(sums.verified if verified else sums.all, places, indicator)


def signed(values: Sequence[int], places: Mapping[int, int], indicator: Indicator) -> int:
    """The value of a figure among those of a sum: a plain number, unless one of its lines has a sign."""
    value = values[places[indicator.pk]]
    if indicator.below_id is None or indicator.above_id is None:
        return value
    below, above = (values[places[one]] for one in (indicator.below_id, indicator.above_id))
    return Qualified(value, below, above) if below or above else value


def cut(indicators: Iterable[Indicator], ranges: Sequence[Days]) -> list[tuple[Indicator, date]]:
    """Figures that nobody was asked for at the beginning of a range, and since when."""
    found = []
    for one in indicators:
        begun = [since for part in _parts(one) for days in ranges if (since := _later(part, days))]
        found += [(one, max(begun))] if begun else []
    return found


def ended(indicators: Iterable[Indicator], ranges: Sequence[Days]) -> list[tuple[Indicator, date]]:
    """Figures that nobody was asked for at the end of a range, and until when."""
    found = []
    for one in indicators:
        last = min((part.until for part in _parts(one) if part.until is not None), default=None)
        if last is not None and any(last < days.end for days in ranges):
            found.append((one, last))
    return found


def _later(indicator: Indicator, days: Days) -> date | None:
    """Since when it is asked for, where that is within the range or after it."""
    return indicator.since if indicator.since is not None and _first(indicator, days) < indicator.since else None


def _first(indicator: Indicator, days: Days) -> date:
    """A stock is of the last day of a range."""
    return days.end if indicator.how.stock else days.start
