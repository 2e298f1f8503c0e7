"""Figures that come with returns: who owes one when, and which word stands alone."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from dashboards.calendars import ELSEWHERE, DueCalendar, FormDue
from dashboards.members import family
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.state import State
from returns.models import Every
from returns.selectors import word_alone, words_alone
from rollups.models import How, Indicator
from rollups.ranges import Days
from rollups.selectors import Catalogue, Numbers, Window, window
from rollups.told import Unasked, unasked

Owed = Callable[[Days, date], Window]


def counted_by(known: Catalogue, indicator: Indicator) -> Indicator | None:
    """What says who has reported a figure of returns: the count of its form's. None where logs or registers do."""
    found = next((one for one in (*known.indicators, *known.companions) if one.pk == indicator.presence_id), None)
    return found if found is not None and found.how == How.FLOW else None


def owed_by(state: State, presence: Indicator | None) -> Owed:
    """The reporting months in which a return is due: those in which a period of its form ends, while it is asked."""
    form = form_of(state, presence)
    if form is None or (form.every in {Every.MONTH, Every.WEEK} and form.valid_to is None):
        return window
    last_days = _last_days(state, form)

    def due(days: Days, today: date) -> Window:
        months = [month for month in window(days, today).cut_due if any(day in month for day in last_days)]
        return Window(days, tuple(months) or (days,))

    return due


def form_of(state: State, presence: Indicator | None) -> FormDue | None:
    """When and of whom the form is due whose returns an indicator counts."""
    known = state.calendar.forms if isinstance(state.calendar, DueCalendar) else {}
    return known.get(presence.pk) if presence is not None else None


def every_of(state: State, presence: Indicator | None) -> str | None:
    form = form_of(state, presence)
    return form.every if form is not None else None


def _ends(state: State, every: str) -> list[date]:
    """The last days of the periods of forms; of weeks those of the months in which they are owed."""
    return [one.days.end for one in state.calendar.stored.get(str(Every.MONTH if every == Every.WEEK else every), [])]


def _last_days(state: State, form: FormDue) -> list[date]:
    """On which the form could be filed: not after its own last day. Before its first nobody was asked for a figure."""
    return [day for day in _ends(state, form.every) if form.valid_to is None or day <= form.valid_to]


def province_asked(state: State, indicator: Indicator) -> int:
    """The one province that is asked for a figure, as calendars have it; 0 where all are."""
    parts = [one for one in (indicator.numerator, indicator.denominator) if one is not None] or [indicator]
    asked = {state.calendar.province_of(one) for one in parts} if isinstance(state.calendar, DueCalendar) else set()
    return next((one for one in sorted(asked) if one), 0)


def unasked_in(state: State, presence: Indicator | None, indicator: Indicator) -> Unasked | None:
    """Why nobody of a place is asked for a figure in its range, where that is so."""
    if province_asked(state, indicator) == ELSEWHERE:
        return Unasked.ELSEWHERE
    of_form = form_unasked(state, presence)
    return of_form if of_form == Unasked.ELSEWHERE else unasked(indicator, state.days) or of_form


def form_unasked(state: State, presence: Indicator | None) -> Unasked | None:
    """Whether the form is another province's, or was over before its first period in the range was."""
    form = form_of(state, presence)
    if form is None:
        return None
    if form.province == ELSEWHERE:
        return Unasked.ELSEWHERE
    ended = [day for day in _ends(state, form.every) if day in state.days]
    over = form.valid_to is not None and form.valid_to < min(ended, default=state.days.start)
    return Unasked.ENDED if over else None


def reported_later(state: State, presence: Indicator | None) -> bool:
    """Whether a figure is told by a form of which no period is over in the range: it runs, or it is shorter."""
    form = form_of(state, presence)
    if form is None or form.every == Every.WEEK:
        return False
    return not any(day in state.days and day < state.today for day in _last_days(state, form))


def with_words(numbers: Numbers | None, place: Place, state: State, indicator: Indicator) -> Numbers | None:
    """What comes along with the totals of a page, and the words that stand alone in its period; not the nation's."""
    if indicator.above_id is None or place.level == "nation":
        return numbers
    groups = family(place, state).groups(state.days)
    found = words_alone(groups, indicator, state.days) if groups else None
    return found if numbers is None else numbers if found is None else numbers.union(found, all=True)


def single_words(reading: Reading, state: State, indicator: Indicator) -> dict[int, str]:
    """Those words by the unit under which they stand."""
    if indicator.above_id is None:
        return {}
    groups = family(reading.place, state).groups(state.days)
    found: dict[int, set[str]] = defaultdict(set)
    for unit, number in reading.answers.beside.items():
        if unit < 0:
            found[groups[-unit]].add(word_alone(number))
    return {group: words.pop() for group, words in found.items() if len(words) == 1}
