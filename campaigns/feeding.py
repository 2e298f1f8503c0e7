"""Which records stand behind a figure: those that add something to it, as its sources say."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from campaigns.kinds.registry import sources_of
from campaigns.models import Record
from rollups.models import SCALE, Indicator
from rollups.selectors import Numbers
from rollups.sources import Amount, Source


def feeding(figure: Indicator) -> Q:
    """The condition on records: nothing is behind what no record counts."""
    found = Q(pk__in=[])
    for rows, source in _behind(figure):
        found |= Q(Exists(rows.filter(**{source.record: OuterRef("pk")})))
    return found


def counts_records(figure: Indicator) -> bool:
    """Whether each record behind it counts once, so that the figure itself says how many there are."""
    named = [source.fixed.get(figure.key, "") for source in sources_of(figure.fed_by) if figure.key in source.keys]
    return bool(named) and all(amount is None for amount in named)


def records_by_unit(reader: User, figure: Indicator, start: date, end: date, units: Collection[int]) -> Numbers:
    """How many records of each unit (grp) stand behind a figure in a range (number), in thousandths as all numbers are.

    To be asked with the totals of a page; of no units there is nothing to ask.
    """
    rows = Record.objects.read_by(reader).filter(feeding(figure), on__range=(start, end), unit__in=units)
    return rows.order_by().values(grp=F("unit")).annotate(number=Count("pk") * SCALE).values_list("grp", "number")


def _behind(figure: Indicator) -> Iterator[tuple[QuerySet[Any], Source]]:
    """The rows of each source that add to a figure."""
    for source in sources_of(figure.fed_by):
        if figure.key in source.fixed:
            yield _more_than_nothing(source.rows, source.fixed[figure.key]), source
        for path, amount in source.by.items():
            yield _more_than_nothing(source.rows.filter(**{path: figure.pk}), amount), source
        if figure.key in source.members:
            yield source.rows.filter(**{f"{source.members[figure.key]}__isnull": False}), source
        for path, member in source.members_by.items():
            yield source.rows.filter(**{path: figure.pk, f"{member}__isnull": False}), source


def _more_than_nothing(rows: QuerySet[Any], amount: Amount) -> QuerySet[Any]:
    return (
        rows if amount is None else rows.alias(adds=F(amount) if isinstance(amount, str) else amount).filter(adds__gt=0)
    )
