"""When a shift begins. Nothing is planned here: what has not begun cannot be recorded."""

from datetime import date, timedelta

from django.utils import timezone

from campaigns.models import Shift

# The hour of the day on which each begins, in the order of the day. A night past midnight belongs to the day it began.
BEGINS = {Shift.MORNING: 5, Shift.AFTERNOON: 12, Shift.EVENING: 18, Shift.NIGHT: 22}


def has_begun(shift: str, on: date) -> bool:
    now = timezone.localtime()
    return on < now.date() or (on == now.date() and now.hour >= BEGINS[Shift(shift)])


def last_begun() -> tuple[date, Shift]:
    """The shift that began last: in the small hours the night of yesterday."""
    now = timezone.localtime()
    today = [shift for shift, hour in BEGINS.items() if hour <= now.hour]
    return (now.date(), today[-1]) if today else (now.date() - timedelta(days=1), Shift.NIGHT)


def last_day_of(shift: str) -> date:
    """The last day on which this shift has begun."""
    today = timezone.localdate()
    return today if has_begun(shift, today) else today - timedelta(days=1)
