"""Periods that move along: the one of the same kind that runs today."""

from datetime import date

from django.http import QueryDict

from dashboards.state import State
from periods.presets import MONTHS, WEEK, Calendar, Choice, of_months, of_week


def moved(choice: Choice, calendar: Calendar, today: date) -> Choice | None:
    """Today's period of the kind of a choice; nothing for campaigns and ranges by their dates."""
    if choice.kind == WEEK:
        return of_week(today)
    if choice.kind == MONTHS:
        return of_months(today.year, today.month)
    return next((one for one in calendar.stored.get(choice.kind, ()) if today in one.days), None)


def moves(state: State) -> bool:
    """Whether the period of a state can be kept as "the latest of its kind"."""
    return moved(state.choice, state.calendar, state.today) is not None


def follows(state: State) -> bool:
    """Whether it is the latest of its kind: who saves another one means that one."""
    return moved(state.choice, state.calendar, state.today) == state.choice


def moved_query(query: str, calendar: Calendar, today: date) -> str:
    """The query of a saved table with today's period in place of its own."""
    fields = QueryDict(query.removeprefix("?"), mutable=True)
    choice = calendar.resolve(fields.get("period", ""))
    now = moved(choice, calendar, today) if choice else None
    if now is not None:
        fields["period"] = now.token
    return f"?{fields.urlencode()}"
