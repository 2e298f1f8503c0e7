"""Which records stand behind a figure: those that add something to it, as its sources say."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Value

from accounts.models import User
from campaigns.kinds.registry import sources_of
from campaigns.models import Record
from rollups.models import SCALE, How, Indicator
from rollups.selectors import Numbers
from rollups.sources import Amount, Source, summed
from rollups.told import signed

RECORDS = -1  # of the numbers of a list: how many records there are


class Adding(NamedTuple):
    """Rows of a source that add to a figure: so much each, to the indicator at the end of `path`; or name a member."""

    rows: QuerySet[Any]
    source: Source
    amount: Amount = None
    path: str = ""
    member: str = ""


class Total(NamedTuple):
    """What some records add up to, in thousandths, with the sign of what was reported with a word."""

    figure: Indicator
    value: int
    records: int


def feeding(figure: Indicator) -> Q:
    """The condition on records: nothing is behind what no record counts."""
    found = Q(pk__in=[])
    for one in _behind(figure):
        found |= Q(Exists(one.rows.filter(**{one.source.record: OuterRef("pk")})))
    return found


def total_of(figure: Indicator, records: QuerySet[Record]) -> Total | None:
    """Add up what records say of a figure, in the query that counts them; nothing of a share, which does not add up.

    It counts from the rows that the totals come from: what a dashboard shows of the same records is this number.
    """
    some, behind = records.order_by(), list(_behind(figure))
    members = [one for one in behind if one.member]
    if figure.how == How.RATIO or len(members) > 1:  # a member of two sources would count twice
        return None
    asked = [some.values(what=Value(RECORDS), of=Value(0)).annotate(number=Count("pk"))]
    for number, one in enumerate(behind):
        rows = one.rows.filter(**{f"{one.source.record}__in": some.values("pk")}).order_by()
        of = F(one.path) if one.path else Value(figure.pk)
        said = Count(one.member, distinct=True) if one.member else summed(one.amount, None)
        asked.append(rows.values(what=Value(number), of=of).annotate(number=said))
    first, *others = [one.values_list("what", "of", "number") for one in asked]
    found, count = dict.fromkeys((figure.pk, figure.below_id or 0, figure.above_id or 0), 0), 0
    for what, of, sum_ in first.union(*others, all=True):
        if what == RECORDS:
            count = int(sum_)
        else:
            scale = SCALE if behind[what].member else behind[what].source.scale * behind[what].source.sign
            found[of] += int(sum_ or 0) * scale
    places = {pk: place for place, pk in enumerate(found)}
    return Total(figure, signed(list(found.values()), places, figure), count)


def amounts_of(figure: Indicator, records: QuerySet[Record]) -> dict[int, int]:
    """What each record adds to a figure that adds up, in thousandths: the sum is that of `total_of`."""
    found: Counter[int] = Counter()
    for one in _behind(figure):
        if one.member:
            continue
        rows = one.rows.filter(**{f"{one.source.record}__in": records.order_by().values("pk")}).order_by()
        rows = rows.filter(**{one.path: figure.pk}) if one.path else rows
        scale = one.source.scale * one.source.sign
        for pk, number in rows.values_list(one.source.record).annotate(number=summed(one.amount, None)):
            found[pk] += int(number or 0) * scale
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


def _behind(figure: Indicator) -> Iterator[Adding]:
    """The rows of each source that add to a figure, or to its sign: "nhiều" has no number."""
    own = [pk for pk in (figure.pk, figure.below_id, figure.above_id) if pk is not None]
    for source in sources_of(figure.fed_by):
        if figure.key in source.fixed:
            amount = source.fixed[figure.key]
            yield Adding(_more_than_nothing(source.rows, amount), source, amount)
        for path, amount in source.by.items():
            yield Adding(_more_than_nothing(source.rows.filter(**{f"{path}__in": own}), amount), source, amount, path)
        if figure.key in source.members:
            member = source.members[figure.key]
            yield Adding(source.rows.filter(**{f"{member}__isnull": False}), source, member=member)
        for path, member in source.members_by.items():
            # Of a figure that is not counted so, there are none.
            if figure.how.distinct:
                yield Adding(source.rows.filter(**{path: figure.pk, f"{member}__isnull": False}), source, member=member)


def _more_than_nothing(rows: QuerySet[Any], amount: Amount) -> QuerySet[Any]:
    return (
        rows if amount is None else rows.alias(adds=F(amount) if isinstance(amount, str) else amount).filter(adds__gt=0)
    )
