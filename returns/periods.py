"""The periods of a form: stored ones or weeks, as far as a unit lived in them."""

from collections.abc import Sequence
from datetime import date, timedelta

from communes.models import Unit
from periods.models import Period
from periods.presets import Choice, of_period, of_week, range_text
from returns.models import Every, Return
from rollups.ranges import Days

WEEKS = 53  # back from today: older ones nobody types


def begun(every: str, today: date) -> list[Choice]:
    """All periods that have begun, the oldest first."""
    if every == Every.WEEK:
        return [of_week(today - timedelta(weeks=back)) for back in reversed(range(WEEKS))]
    rows = Period.objects.filter(kind=every, start__lte=today).order_by("start")
    return [of_period(row.kind, row.year, row.number, Days(row.start, row.end)) for row in rows]


def around(every: str, day: date) -> Choice | None:
    """The period in which a day lies, if one does."""
    if every == Every.WEEK:
        return of_week(day)
    row = Period.objects.filter(kind=every, start__lte=day, end__gte=day).first()
    return of_period(row.kind, row.year, row.number, Days(row.start, row.end)) if row else None


def ending(every: str, unit: Unit, day: date) -> Days | None:
    """The days of a return of the unit that is of this last day; none where no period of the unit ends on it."""
    period = around(every, day)
    own = period and period.days.clipped(unit.valid_from, unit.valid_to)
    return own if own and own.end == day else None


def filed_in(period: Period) -> Return | None:
    """A return of a stored period, if one was filed and not deleted: then its days may not move any more."""
    rows = Return.objects.filter(form__every=period.kind, end__range=(period.start, period.end), record__deleted=False)
    return rows.select_related("form", "unit").order_by("end", "unit__sort_key").first()


def ends(periods: Sequence[Choice], units: Sequence[Unit], last: date) -> dict[date, str]:
    """The last days of the periods of some units that are over, the newest first, and their names with the days."""
    found: dict[date, tuple[Choice, Days]] = {}
    for one in periods:
        for unit in units:
            own = one.days.clipped(unit.valid_from, unit.valid_to)
            if own and own.end <= last and (own.end not in found or own < found[own.end][1]):
                found[own.end] = one, own
    return {end: _named(*found[end]) for end in sorted(found, reverse=True)}


def _named(period: Choice, own: Days) -> str:
    days = range_text(own)
    return period.label if days in period.label else f"{period.label} ({days})"
