"""Which figures of a place had a number in the last year: the others are no use to whoever looks for one."""

from datetime import timedelta

from django.utils import timezone

from dashboards.asking import place_nodes
from dashboards.calendars import calendar_of
from dashboards.columns import every, known
from dashboards.members import family
from dashboards.places import Place
from dashboards.reading import WHOLE
from dashboards.state import State
from rollups.ranges import Days
from rollups.selectors import Question, Window, read

YEAR = timedelta(days=365)


def empty_lately(place: Place) -> set[int]:
    """The ids of figures that counted nothing in a year, read from the sums of the place itself.

    One of which a return said "nhiều" has no number, and a line that stands above it.
    """
    today, catalogue = timezone.localdate(), known(place)
    calendar = calendar_of(place)
    state = State(calendar.within(Days(today - YEAR, today)), calendar, today)
    found = family(place, state)
    whole, windows = found.groups(state.days), [Window(state.days)]
    shown = every(catalogue, place)
    stored, distinct = [one for one in shown if one.slot is not None], [one for one in shown if one.how.distinct]
    questions = [
        Question(place_nodes(place, found, whole), windows),
        Question(dict.fromkeys(whole, WHOLE), windows, members=True),
    ]
    summed = catalogue.with_presences(stored, stored)
    answers = read(questions, summed, catalogue.reports, distinct, verified=False)
    sums = answers.sums.get((0, 0, WHOLE))
    numbers = dict(zip((one.pk for one in summed), sums.all, strict=True)) if sums else {}
    numbers |= {of: one.all for (of, *_key), one in answers.coverage.items()}
    said = {one.pk for one in stored if numbers.get(one.pk) or numbers.get(one.above_id or 0)}
    return {one.pk for one in [*stored, *distinct] if one.pk not in said and not numbers.get(one.pk)}
