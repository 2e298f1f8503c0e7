"""Who reported, but after the deadline: a count beside that of the silent, with the way to the records."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.reminders.punctual import LATE
from dashboards.state import State
from returns.due import Punctuality, punctuality
from rollups.models import SCALE
from rollups.numbers import grouped
from rollups.selectors import Catalogue, Sums


@dataclass(frozen=True, slots=True)
class Latecomers:
    """How many units said nothing in time; of one unit alone, how many of its records came late."""

    count: str
    href: str


def latecomers(place: Place, state: State, reading: Reading, known: Catalogue) -> Latecomers | None:
    """The nation reads no units: its provinces say it.

    A unit is in time or late in each due month: of several months the sums of a unit do not say in how many.
    """
    figure = known.get(LATE)
    if figure is None or place.level == "nation" or state.ahead:
        return None
    column = reading.places_of[figure.pk]
    if place.level == "commune":
        sums = reading.place_sums(state.days)
        return _found(sums.all[column] // SCALE if sums else 0, place, state)
    if reading.windows[state.days].cut_due:
        return None
    units = [reading.member_sums(one, state.days) for line in reading.lines for one in line.members]
    return _found(sum(_is_late(sums, column) for sums in units), place, state)


def _is_late(sums: Sums | None, column: int) -> bool:
    return sums is not None and punctuality(sums.reports, sums.all[column]) == Punctuality.LATE


def _found(count: int, place: Place, state: State) -> Latecomers | None:
    if not count:
        return None
    where = {"area": place.area.slug} if place.area else {"unit": place.unit.slug if place.unit else ""}
    query = {
        **where,
        "state": "late",
        "figure": LATE,
        "from": state.days.start,
        "to": state.days.end,
        "lens": place.lens(state).value,
    }
    return Latecomers(grouped(count * SCALE), f"{reverse('record_list')}?{urlencode(query)}")
