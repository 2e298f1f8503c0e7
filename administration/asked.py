"""From which day to which day figures are asked for: it follows from the rows that feed them, and is kept with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max, Q

from accounts.models import User
from campaigns.models import ActivityKind, ChoiceList, ListedChoice
from communes.models import LEGACY_FROM, Dated, Unit
from periods.models import Period
from returns.models import Every, ReturnForm
from rollups.actions import AskedDays, ask_within


@dataclass(frozen=True)
class Span:
    start: date
    end: date | None

    def within(self, other: "Span") -> "Span":
        ends = [day for day in (self.end, other.end) if day is not None]
        end, start = min(ends, default=None), max(self.start, other.start)
        # What ended before its whole began was never asked for: its last day stands for that.
        return Span(start if end is None else min(start, end), end)

    @property
    def days(self) -> AskedDays:
        """What has always been asked for has no first day."""
        return (self.start if self.start > LEGACY_FROM else None), self.end


@transaction.atomic
def settle_kind(*, by: User, kind: ActivityKind) -> None:
    """Keep the days of the figures of a kind, after rows of it were added, closed or opened again."""
    ask_within(by=by, days={pk: span.days for pk, span in _of_kind(kind).items()})


@transaction.atomic
def settle_list(*, by: User, row: ChoiceList) -> None:
    """The same of the figures of its choices, where it parts one."""
    for kind in ActivityKind.objects.filter(Q(counts__split=row) | Q(choices__list=row)).distinct():
        settle_kind(by=by, kind=kind)


@transaction.atomic
def settle_form(*, by: User, form: ReturnForm) -> None:
    """The same of the figures of a form of returns."""
    lines = _joined((line.indicator_id, line) for line in form.lines.all())
    spans = {pk: _filed(form, span.within(_span(form))) for pk, span in lines.items()}
    ask_within(by=by, days={pk: span.days for pk, span in spans.items()})


def _of_kind(kind: ActivityKind) -> dict[int, Span]:
    """By the id of each figure. The parts of a number, and of the kind's records, are asked for with their whole."""
    own, counts, choices = _span(kind), list(kind.counts.all()), list(kind.choices.filter(list__isnull=False))
    found = {pk: own for pk in (kind.indicator_id, kind.coverage_id) if pk is not None}
    found |= {pk: span.within(own) for pk, span in _joined((one.indicator_id, one) for one in counts).items()}
    wholes = _joined((one.split_id, one) for one in counts if one.split_id is not None)
    wholes |= _joined((one.list_id, one) for one in choices if one.list_id is not None)
    for part in ListedChoice.objects.filter(list__in=wholes, indicator__isnull=False):
        if part.indicator_id is not None:
            found[part.indicator_id] = _span(part).within(wholes[part.list_id]).within(own)
    return found


def _span(row: Dated) -> Span:
    return Span(row.valid_from, row.valid_to)


def _joined(rows: Iterable[tuple[int, Dated]]) -> dict[int, Span]:
    """Rows of one thing that follow each other; it is open while one of them is."""
    spans: Mapping[int, list[Span]] = defaultdict(list)
    for pk, row in rows:
        spans[pk].append(_span(row))
    return {pk: Span(min(one.start for one in some), _last(one.end for one in some)) for pk, some in spans.items()}


def _last(ends: Iterable[date | None]) -> date | None:
    known = list(ends)
    return None if None in known else max(day for day in known if day is not None)


def _filed(form: ReturnForm, span: Span) -> Span:
    """Until the last day on which a return could ask for it: that of a period, or of a unit within one."""
    if span.end is None:
        return span
    units = Unit.objects.filter(valid_to__lte=span.end).aggregate(day=Max("valid_to"))["day"]
    if form.every == Every.WEEK:
        period = span.end - timedelta(days=(span.end.weekday() + 1) % 7)
    else:
        period = Period.objects.filter(kind=form.every, end__lte=span.end).aggregate(day=Max("end"))["day"]
    last = max((day for day in (units, period) if day is not None), default=span.end)
    return Span(span.start, max(last, span.start))
