"""Figures that come with returns: who owes one when, and which word stands alone."""

from collections.abc import Callable
from datetime import date

from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.stamps import remembered
from dashboards.state import State
from returns.models import Every
from returns.selectors import every_of, words_alone
from rollups.models import How, Indicator
from rollups.numbers import Qualified
from rollups.ranges import Days
from rollups.selectors import Catalogue, Window, window

Owed = Callable[[Days, date], Window]


def counted_by(known: Catalogue, indicator: Indicator) -> Indicator | None:
    """What says who has reported a figure of returns: the count of its form's. None where logs or registers do."""
    found = next((one for one in (*known.indicators, *known.companions) if one.pk == indicator.presence_id), None)
    return found if found is not None and found.how == How.FLOW else None


def owed_by(place: Place, state: State, presence: Indicator | None) -> Owed:
    """The reporting months in which a return is due: those in which a period of its form ends."""
    if presence is None:
        return window
    every = remembered(place.stamp.settings, ("every", presence.pk), lambda: every_of(presence))
    if every in {None, Every.MONTH, Every.WEEK}:
        return window
    last_days = [one.days.end for one in state.calendar.stored.get(str(every), [])]

    def due(days: Days, today: date) -> Window:
        months = [month for month in window(days, today).cut_due if any(day in month for day in last_days)]
        return Window(days, tuple(months) or (days,))

    return due


def single_words(reading: Reading, indicator: Indicator) -> dict[int, str]:
    """The words that stand alone for a number in the period, by unit; asked only where one may."""
    if indicator.above_id is None:
        return {}
    amount = reading.of_place(reading.now, indicator)
    above = amount is not None and isinstance(amount.all, Qualified) and amount.all.above
    return words_alone(reading.nodes, indicator, reading.now) if above else {}
