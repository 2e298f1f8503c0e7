"""What adds up to a total, said once: the writer's change for one record and the recount of all come from it.

A Source is a table of rows below records with the amounts that each row adds to its record's unit and day. It is
always read by one GROUP BY, whether for one record or for all, so the two cannot count differently. Dated rows of a
register are two sources: what they add on their first day, and what they take away after their last. Apps register
providers of sources in their `ready()`; this room knows none of them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Aggregate, Count, DateField, ExpressionWrapper, F, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from rollups.counts import Counts, added
from rollups.models import SCALE, Indicator, State

Amount = Combinable | str | None  # of one row, in the indicator's unit times 1000 ÷ scale; None counts the row itself
Row = tuple[Any, ...]
# SQLite takes no more parameters at once than some thousands.
AT_ONCE = 500
ONE = -8_151_984_623  # stands for the record in a statement that is compiled once; no id is negative


@dataclass(frozen=True, eq=False)
class Source:
    """One table of rows. Paths start at a row; `rows` holds only those of records that count."""

    rows: QuerySet[Any]
    record: str  # to the id of the record
    unit: str
    day: str | Combinable
    state: str | None  # of a register: none, all is verified
    fixed: Mapping[str, Amount] = field(default_factory=dict)  # key of an indicator → amount
    by: Mapping[str, Amount] = field(default_factory=dict)  # path to an indicator (or none) → amount
    members: Mapping[str, str] = field(default_factory=dict)  # key of a distinct indicator → path to the member
    members_by: Mapping[str, str] = field(default_factory=dict)  # path to one (or none) → path to the member
    scale: int = SCALE
    sign: int = 1

    @property
    def keys(self) -> list[str]:
        """The indicators that it names itself."""
        return [*self.fixed, *self.members]

    @property
    def amounts(self) -> list[Amount]:
        """The amounts, in the order of their columns: those of `fixed`, then those of `by`, then counts of members."""
        return [*self.fixed.values(), *self.by.values(), *(None for _ in [*self.members, *self.members_by])]

    @property
    def paths(self) -> list[str]:
        """To indicators (`by`), then to members, then to indicators of members and to their members."""
        return [*self.by, *self.members.values(), *self.members_by, *self.members_by.values()]

    def grouped(self) -> QuerySet[Any, Row]:
        """Columns: unit, day, p0 … (the paths), then a0, v0, a1, v1 … unscaled sums."""
        groups: dict[str, Combinable] = {"at_unit": F(self.unit)}
        groups["at_day"] = F(self.day) if isinstance(self.day, str) else self.day
        groups |= {f"p{n}": F(path) for n, path in enumerate(self.paths)}
        verified = Q(**{self.state: State.VERIFIED}) if self.state else None
        sums: dict[str, Aggregate] = {}
        for n, amount in enumerate(self.amounts):
            sums |= {f"a{n}": summed(amount, None), f"v{n}": summed(amount, verified)}
        found: QuerySet[Any, Row] = self.rows.order_by().values(**groups).annotate(**sums).values_list(*groups, *sums)
        return found

    def figures(self, rows: str) -> list[str]:
        """SELECTs of (unit, day, indicator, member or null, sum over all, sum over the verified) from grouped `rows`.

        Their parameters are the keys.
        """
        looked_up = f"(SELECT id FROM {Indicator._meta.db_table} WHERE key = %s)"  # noqa: S608 - a table of our own
        none = "CAST(NULL AS bigint)"
        places = [(looked_up, none)] * len(self.fixed) + [(f"p{n}", none) for n in range(len(self.by))]
        places += [(looked_up, f"p{len(self.by) + n}") for n in range(len(self.members))]
        places += [(f"p{indicator}", f"p{member}") for indicator, member in self.named]
        selects = []
        for n, (indicator, member) in enumerate(places):
            scale = self.sign * (self.scale if member == none else 1)
            sums = f"COALESCE(a{n}, 0) * {scale}, COALESCE(v{n}, 0) * {scale}"
            given = "" if indicator == looked_up else f" WHERE {indicator} IS NOT NULL"
            selects.append(f"SELECT at_unit, at_day, {indicator}, {member}, {sums} FROM {rows}{given}")  # noqa: S608
        return selects

    @property
    def named(self) -> list[tuple[int, int]]:
        """Of each of `members_by` the numbers of its two paths: to the indicator and to the member."""
        first = len(self.by) + len(self.members)
        return [(first + n, first + len(self.members_by) + n) for n in range(len(self.members_by))]


def dated(source: Source, end: str) -> list[Source]:
    """What rows add from their first day on, and what they take away on the day after their last (`end`, if any)."""
    after = Cast(ExpressionWrapper(F(end) + timedelta(days=1), output_field=DateField()), DateField())
    ended = source.rows.filter(**{f"{end}__isnull": False})
    return [source, replace(source, rows=ended, day=after, sign=-source.sign)]


def summed(amount: Amount, only: Q | None) -> Aggregate:
    return Count("pk", filter=only) if amount is None else Sum(amount, filter=only)


def count_one(sources: Iterable[Source], record: int) -> Counts:
    """What one record adds up to, as its rows stand in the database now: one statement."""
    sql, params = statement_for_one(tuple(sources), connection.vendor)
    return fetched(sql, [record if param == ONE else param for param in params])


def count_many(sources: Iterable[Source], records: Sequence[int]) -> Counts:
    """What records add up to together."""
    counts, of = Counts(), tuple(sources)
    for start in range(0, len(records), AT_ONCE):
        counts += fetched(*statement(of, records[start : start + AT_ONCE]))
    return counts


@cache
def statement_for_one(sources: tuple[Source, ...], vendor: str) -> tuple[str, list[Any]]:
    """Compiled once a process: it is on the way of every save."""
    return statement(sources, [ONE])


def statement(sources: tuple[Source, ...], records: Sequence[int]) -> tuple[str, list[Any]]:
    """The GROUP BY of each source, and from each a row for each figure."""
    tables, selects = [], []
    params: list[Any] = []
    for n, source in enumerate(sources):
        sql, values = source.grouped().filter(**{f"{source.record}__in": records}).query.sql_with_params()
        tables.append(f"g{n} AS ({sql})")
        params += values
        selects += source.figures(f"g{n}")
    keys = [key for source in sources for key in source.keys]
    return f"WITH {', '.join(tables)} {' UNION ALL '.join(selects)}", [*params, *keys]


def fetched(sql: str, params: Sequence[Any]) -> Counts:
    totals, members = [], []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        for unit, on, indicator, member, counted, verified in cursor.fetchall():
            if indicator is None:
                raise LookupError("a source names an indicator that does not exist")
            day = on if isinstance(on, date) else date.fromisoformat(on)  # SQLite keeps days as text
            pair = int(counted), int(verified)  # PostgreSQL sums bigints as numerics
            if member is None:
                totals.append(((unit, day, indicator), pair))
            else:
                members.append(((unit, day, indicator, member), pair))
    return Counts(added(totals), added(members))


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
