"""What adds up to a total, said once: the writer's change for one record and the recount of all come from it.

A Source is a table of rows below records with the amounts that each row adds to its record's unit and day. It is
always read by one GROUP BY, whether for one record or for all, so the two cannot count differently. Apps register
providers of sources in their `ready()`; this room knows none of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable

from rollups.counts import Counts, Pair, added
from rollups.models import SCALE, Indicator, State

Amount = Combinable | str | None  # of one row, in the indicator's unit times 1000 ÷ scale; None counts the row itself
Row = tuple[Any, ...]
ONE = -8_151_984_623  # stands for the record in a statement that is compiled once; no id is negative


@dataclass(frozen=True, eq=False)
class Source:
    """One table of rows. Paths start at a row; `rows` holds only those of records that count."""

    rows: QuerySet[Any]
    record: str  # to the id of the record
    unit: str
    day: str
    state: str
    fixed: Mapping[str, Amount] = field(default_factory=dict)  # key of an indicator → amount
    by: Mapping[str, Amount] = field(default_factory=dict)  # path to an indicator (or none) → amount
    members: Mapping[str, str] = field(default_factory=dict)  # key of a distinct indicator → path to the member
    scale: int = SCALE

    @property
    def keys(self) -> list[str]:
        """The indicators that it names itself."""
        return [*self.fixed, *self.members]

    @property
    def amounts(self) -> list[Amount]:
        """The amounts, in the order of their columns: those of `fixed`, then those of `by`, then counts of members."""
        return [*self.fixed.values(), *self.by.values(), *(None for _ in self.members)]

    def grouped(self) -> QuerySet[Any, Row]:
        """Columns: unit, day, p0 … (the paths of `by`, then of `members`), then a0, v0, a1, v1 … unscaled sums."""
        groups = {"at_unit": F(self.unit), "at_day": F(self.day)}
        groups |= {f"p{n}": F(path) for n, path in enumerate([*self.by, *self.members.values()])}
        verified = Q(**{self.state: State.VERIFIED})
        sums: dict[str, Aggregate] = {}
        for n, amount in enumerate(self.amounts):
            sums |= {f"a{n}": summed(amount, None), f"v{n}": summed(amount, verified)}
        found: QuerySet[Any, Row] = self.rows.order_by().values(**groups).annotate(**sums).values_list(*groups, *sums)
        return found

    def read(self, rows: Iterable[Row], ids: Mapping[str, int]) -> Counts:
        """Turn fetched rows of `grouped` into counts; `ids` gives the indicators of `keys`."""
        totals, members = [], []
        paths = len(self.by) + len(self.members)
        for unit, on, *values in rows:
            day = on if isinstance(on, date) else date.fromisoformat(on)
            sums = iter(pairs(values[paths:]))
            places = [ids[key] for key in self.fixed] + values[: len(self.by)]
            for indicator, pair in zip(places, sums, strict=False):
                if indicator is not None:
                    totals.append(((unit, day, indicator), (pair[0] * self.scale, pair[1] * self.scale)))
            for key, member, pair in zip(self.members, values[len(self.by) : paths], sums, strict=True):
                members.append(((unit, day, ids[key], member), pair))
        return Counts(added(totals), added(members))


def summed(amount: Amount, only: Q | None) -> Aggregate:
    return Count("pk", filter=only) if amount is None else Sum(amount, filter=only)


def pairs(values: Sequence[Any]) -> Iterator[Pair]:
    """Give (all, verified) sums; a sum over no row is null, and PostgreSQL's sum of bigints is a Decimal."""
    for counted, verified in zip(values[::2], values[1::2], strict=True):
        yield int(counted or 0), int(verified or 0)


def count_one(sources: Iterable[Source], record: int) -> Counts:
    """Count what one record adds up to, as its rows stand in the database now: a query a source and one for keys."""
    sources = list(sources)
    ids = indicator_ids(sources)
    counts = Counts()
    with connection.cursor() as cursor:
        for source in sources:
            sql, params = statement(source, connection.vendor)
            cursor.execute(sql, [record if param == ONE else param for param in params])
            counts += source.read(cursor.fetchall(), ids)
    return counts


@cache
def statement(source: Source, vendor: str) -> tuple[str, tuple[Any, ...]]:
    """Compile the query for one record once a process: it is on the way of every save."""
    sql, params = source.grouped().filter(**{source.record: ONE}).query.sql_with_params()
    return sql, tuple(params)


def indicator_ids(sources: Iterable[Source]) -> dict[str, int]:
    """The ids of the indicators that sources name by key; a missing one is an error in the declaration."""
    keys = {key for source in sources for key in source.keys}
    ids = dict(Indicator.objects.order_by().filter(key__in=keys).values_list("key", "pk"))
    if missing := keys - ids.keys():
        raise LookupError(f"no such indicators: {', '.join(sorted(missing))}")
    return ids


Provider = Callable[[], Iterable[Source]]
_providers: list[Provider] = []


def register(provider: Provider) -> None:
    """Called by an app's `ready()`. A provider may read catalogues: it is asked anew at each recount."""
    if provider not in _providers:
        _providers.append(provider)


def all_sources() -> list[Source]:
    return [source for provider in _providers for source in provider()]
