"""Why there is no number where nobody is to blame: nothing has begun, nobody is asked, or no report is due."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import BooleanField, Case, Q, When

from campaigns.models import ActivityKind
from communes.models import Unit
from periods.models import Period
from returns.models import Every, ReturnForm
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.told import Unasked, unasked


class Wait(StrEnum):
    """`UNASKED`: not yet. `ENDED`: no more. `ELSEWHERE`: another province's form or kind. `LATER`: not due yet."""

    UNBEGUN = "unbegun"
    UNASKED = "unasked"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    LATER = "later"


OF_KIND = "activity:"  # what feeds the figures of kinds
Asking = Iterable[tuple[Indicator, Days]]
Waits = Mapping[tuple[int, Days], Wait]  # by figure and range


@dataclass(frozen=True)
class _Form:
    """`ends`: the last days of its periods on which it could be filed, over or not."""

    here: bool
    weekly: bool
    valid_to: date | None
    ends: list[date]

    def wait(self, days: Days, today: date) -> Wait | None:
        """Weekly forms are always due, while they are asked for."""
        if self.weekly:
            return Wait.ENDED if self.valid_to is not None and self.valid_to < days.start else None
        if any(end in days and end < today for end in self.ends):
            return None
        coming = self.valid_to is None or any(end >= max(today, days.start) for end in self.ends)
        return Wait.LATER if coming else Wait.ENDED


def waits_of(asking: Asking, place: Unit, today: date) -> Waits:
    """Of each figure in its range, in a place. Two queries where figures come with returns, one where with kinds."""
    pairs = list(dict.fromkeys(asking))
    said_by = {one.pk: (one.numerator or one).presence_id for one, _days in pairs}
    forms = _forms({presence for presence in said_by.values() if presence is not None}, place, pairs, today)
    kinds = [one.fed_by for one, _days in pairs if one.fed_by.startswith(OF_KIND)]
    foreign = _kinds_elsewhere(place) if kinds else set()
    found = {(one.pk, days): _wait(one, days, forms.get(said_by[one.pk] or 0), today, foreign) for one, days in pairs}
    return {key: wait for key, wait in found.items() if wait is not None}


def _kinds_elsewhere(place: Unit) -> set[str]:
    """What feeds the figures of kinds that no log of the place has."""
    here = ActivityKind.objects.in_log(place).order_by().values("pk")
    return {kind.source for kind in ActivityKind.objects.order_by().exclude(pk__in=here)}


def _wait(figure: Indicator, days: Days, form: _Form | None, today: date, foreign: Collection[str]) -> Wait | None:
    if today < days.start:
        return Wait.UNBEGUN
    if (form is not None and not form.here) or figure.fed_by in foreign:
        return Wait.ELSEWHERE
    if (why := unasked(figure, days)) is not None:
        return Wait.ENDED if why == Unasked.ENDED else Wait.UNASKED
    return form.wait(days, today) if form is not None else None


def _forms(presences: set[int], place: Unit, pairs: list[tuple[Indicator, Days]], today: date) -> dict[int, _Form]:
    """The forms that say figures, by the count of their returns."""
    if not presences:
        return {}
    asked = ReturnForm.objects.order_by().filter(presence__in=presences).annotate(here=_asked_in(place))
    rows = list(asked.values_list("presence", "every", "valid_to", "here"))
    last = max([today, *(valid_to for _presence, _every, valid_to, _here in rows if valid_to is not None)])
    ends = _ends({every for _presence, every, *_others in rows}, Days(min(days.start for _one, days in pairs), last))
    return {
        presence: _Form(here, every == Every.WEEK, valid_to, [end for end in ends[every] if end <= (valid_to or end)])
        for presence, every, valid_to, here in rows
    }


def _asked_in(place: Unit) -> Case:
    """Whether a form is of the nation, or of the place's province, now or before."""
    province = place.province_id or place.pk
    heir = Unit.objects.filter(pk=province).order_by().values("heir")
    own = Q(province=province) | Q(province__heir=province) | Q(province__in=heir)
    return Case(When(own | Q(province__isnull=True), then=True), default=False, output_field=BooleanField())


def _ends(kinds: set[str], within: Days) -> defaultdict[str, list[date]]:
    """The last days of stored periods."""
    found = defaultdict(list)
    rows = Period.objects.order_by().filter(kind__in=kinds - {Every.WEEK}, end__range=(within.start, within.end))
    for kind, end in rows.values_list("kind", "end"):
        found[kind].append(end)
    return found
