"""Why there is no number where nobody is to blame: nothing has begun, nobody was asked, or no report is due."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q

from periods.models import Period
from returns.models import Every, ReturnForm
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.told import is_asked


class Wait(StrEnum):
    UNBEGUN = "unbegun"
    UNASKED = "unasked"
    LATER = "later"


Asking = Iterable[tuple[Indicator, Days]]
Waits = Mapping[tuple[int, Days], Wait]  # by figure and range


def waits_of(asking: Asking, today: date) -> Waits:
    """Of each figure in its range; weekly forms are always due. Two queries where figures come with returns."""
    found, pairs = {}, list(dict.fromkeys(asking))
    every = _every({one.presence_id for one, _days in pairs if one.presence_id is not None})
    ends = _ends(set(every.values()), [days for one, days in pairs if one.presence_id in every], today)
    for one, days in pairs:
        kind = every.get(one.presence_id or 0)
        if today < days.start:
            found[one.pk, days] = Wait.UNBEGUN
        elif not is_asked(one, days):
            found[one.pk, days] = Wait.UNASKED
        elif kind is not None and not any(end in days for end in ends.get(kind, [])):
            found[one.pk, days] = Wait.LATER
    return found


def _every(presences: set[int]) -> dict[int, str]:
    """How often the forms are due that say figures, by the count of their returns."""
    if not presences:
        return {}
    forms = ReturnForm.objects.order_by().filter(presence__in=presences).exclude(every=Every.WEEK)
    return dict(forms.values_list("presence", "every"))


def _ends(kinds: set[str], ranges: list[Days], today: date) -> dict[str, list[date]]:
    """The last days of the periods that were over before today."""
    if not ranges:
        return {}
    within = Q()
    for days in dict.fromkeys(ranges):
        within |= Q(end__range=(days.start, min(days.end, today - timedelta(days=1))))
    found: dict[str, list[date]] = {}
    for kind, end in Period.objects.order_by().filter(within, kind__in=kinds).values_list("kind", "end"):
        found.setdefault(kind, []).append(end)
    return found
