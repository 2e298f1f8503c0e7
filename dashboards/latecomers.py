"""Who reported, but after the deadline: a count beside that of the silent, with the way to what was counted."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.reminders.punctual import LATE
from dashboards.state import State
from returns.due import Punctuality, punctuality
from rollups.asking import window
from rollups.models import SCALE, Indicator
from rollups.numbers import grouped
from rollups.selectors import Catalogue, Sums

FIRST = "came-1"  # the late come first among those whose report is there: templates/dashboards/_came.html


@dataclass(frozen=True, slots=True)
class Latecomers:
    """How many units said nothing in time, as the list of reminders names them; of one alone, its late records."""

    count: str
    href: str


def late_figure(place: Place, state: State, known: Catalogue) -> Indicator | None:
    """What a page has to read for them; nothing where it cannot tell them.

    The nation reads no units: its provinces say it. A unit is in time or late in each due month: of several months the
    sums of a unit do not say in how many.
    """
    if place.level == "nation" or state.ahead:
        return None
    if place.level != "commune" and window(state.days, state.today).cut_due:
        return None
    return known.get(LATE)


def latecomers(place: Place, state: State, reading: Reading, known: Catalogue) -> Latecomers | None:
    figure = late_figure(place, state, known)
    if figure is None:
        return None
    column = reading.places_of[figure.pk]
    if place.level == "commune":
        sums = reading.place_sums(state.days)
        return _found(sums.all[column] // SCALE if sums else 0, _records(place, state))
    units = [one for line in reading.lines for one in line.members if one.station]
    late = sum(_is_late(reading.member_sums(one, state.days), column) for one in units)
    return _found(late, f"{place.href('silent')}{state.carried}#{FIRST}")


def _is_late(sums: Sums | None, column: int) -> bool:
    return sums is not None and punctuality(sums.reports, sums.all[column]) == Punctuality.LATE


def _found(count: int, href: str) -> Latecomers | None:
    return Latecomers(grouped(count * SCALE), href) if count else None


def _records(place: Place, state: State) -> str:
    """The late records of a unit: those of its log alone, as the figure counts them."""
    query = {
        "unit": place.unit.slug if place.unit else "",
        "state": "late",
        "figure": LATE,
        "from": state.days.start,
        "to": state.days.end,
        "lens": place.lens(state).value,
    }
    return f"{reverse('record_list')}?{urlencode(query)}"
