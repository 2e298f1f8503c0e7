"""The one writer of totals: signed changes become rows, the rows are sorted, one upsert a table adds them.

It runs inside the caller's transaction, after the records are written and as its last locks. It never reads what it
changes, so nothing is lost between writers; and every transaction locks rows in the order of their keys, table after
table, so writers queue and never deadlock. Hence: **one call a transaction**; add the changes of many records first.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from communes.models import Unit
from rollups.counts import Counts
from rollups.models import SLOTS, DistinctTotal, Grain, Indicator, Revision, Total, how
from rollups.ranges import half_month_of

TotalKey = tuple[int, int, int, date]  # unit, block, grain, first day
Stored = tuple[int | None, bool]  # slot, whether it is a stock
TOTAL_KEY = ["unit_id", "block", "grain", "day"]
MEMBER_KEY = ["unit_id", "indicator_id", "grain", "day", "member"]
VALUES = [f"{letter}{column:02}" for letter in "av" for column in range(SLOTS)]
ROWS_AT_ONCE = 200  # 36 values a row: well below the limits of both databases


def apply(change: Counts) -> None:
    """Add a signed change to the totals of its units and their ancestors."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("totals are written in the transaction of their records")
    if not change:
        return
    lines = lineages({unit for unit, _, _ in change.totals} | {unit for unit, _, _, _ in change.members})
    kinds = kinds_of({of for _, _, of in change.totals} | {of for _, _, of, _ in change.members})
    upsert(Total._meta.db_table, TOTAL_KEY, VALUES, total_rows(change, lines, kinds))
    upsert(DistinctTotal._meta.db_table, MEMBER_KEY, ["refs", "verified_refs"], member_rows(change, kinds))
    touch(line[-1] for line in lines.values())


def touch(provinces: Iterable[int]) -> None:
    """Tell the pages of provinces that something beside their totals has changed."""
    upsert(Revision._meta.db_table, ["province_id"], ["number"], [[province, 1] for province in sorted(set(provinces))])


def buckets(day: date, stock: bool) -> list[tuple[int, date]]:
    """A stock is read from its beginning, so it has rows of years as well."""
    found = [(Grain.DAY.value, day), (Grain.HALF_MONTH.value, half_month_of(day))]
    return [*found, (Grain.YEAR.value, day.replace(month=1, day=1))] if stock else found


def lineages(units: Iterable[int]) -> dict[int, list[int]]:
    """Each unit with its ancestors, the province last. A row of Unit has had one parent for all its life."""
    found = fetched(Unit._meta.db_table, ["parent_id", "province_id"], units)
    return {pk: list(dict.fromkeys(place for place in (pk, *above) if place)) for pk, *above in found}


def fetched(table: str, columns: list[str], ids: Iterable[int]) -> list[tuple[Any, ...]]:
    """Rows by their ids, without the ORM: it takes longer than the database, on the way of every save."""
    wanted = list(ids)
    marks = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, {', '.join(columns)} FROM {table} WHERE id IN ({marks})", wanted)  # noqa: S608
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def total_rows(change: Counts, lines: dict[int, list[int]], kinds: dict[int, Stored]) -> list[list[Any]]:
    """Expand cells to rows of (key, 32 values), sorted by key."""
    rows: dict[TotalKey, list[int]] = {}
    for (unit, day, indicator), (counted, verified) in change.totals.items():
        slot, stock = kinds[indicator]
        if slot is None:
            raise LookupError(f"an indicator without a slot cannot be counted: {indicator}")
        block, column = divmod(slot, SLOTS)
        for place in lines[unit]:
            for grain, first in buckets(day, stock):
                values = rows.setdefault((place, block, grain, first), [0] * (2 * SLOTS))
                values[column] += counted
                values[SLOTS + column] += verified
    return [[*key, *values] for key, values in sorted(rows.items()) if any(values)]


def kinds_of(indicators: set[int]) -> dict[int, Stored]:
    """The slot of each, and whether it is a stock."""
    found = fetched(Indicator._meta.db_table, ["slot", "aggregation", "source"], indicators)
    kinds = {pk: (slot, how(adds, source).stock) for pk, slot, adds, source in found}
    if missing := indicators - kinds.keys():
        raise LookupError(f"no such indicators: {sorted(missing)}")
    return kinds


def member_rows(change: Counts, kinds: dict[int, Stored]) -> list[list[Any]]:
    """Expand members to rows, sorted by key: only of the unit itself, for ancestors ask its children."""
    rows: dict[tuple[int, int, int, date, int], list[int]] = {}
    for (unit, day, indicator, member), pair in change.members.items():
        for grain, first in buckets(day, kinds[indicator][1]):
            values = rows.setdefault((unit, indicator, grain, first, member), [0, 0])
            values[0] += pair[0]
            values[1] += pair[1]
    return [[*key, *values] for key, values in sorted(rows.items()) if any(values)]


def upsert(table: str, key: list[str], values: list[str], rows: Sequence[list[Any]]) -> None:
    """Add rows to a table, in their order."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        # Columns that nothing changes are written as a literal 0 and not added: the statement stays short.
        used = [n for n in range(len(values)) if any(row[len(key) + n] for row in some)]
        params = [database_value(row[n]) for row in some for n in [*range(len(key)), *(len(key) + n for n in used)]]
        with connection.cursor() as cursor:
            cursor.execute(upsert_sql(table, tuple(key), tuple(values), tuple(used), len(some)), params)


@lru_cache(maxsize=500)
def upsert_sql(table: str, key: tuple[str, ...], values: tuple[str, ...], used: tuple[int, ...], rows: int) -> str:
    marks = ["%s"] * len(key) + ["%s" if n in used else "0" for n in range(len(values))]
    tuples = ", ".join([f"({', '.join(marks)})"] * rows)
    sums = ", ".join(f"{values[n]} = t.{values[n]} + excluded.{values[n]}" for n in used)
    columns = ", ".join([*key, *values])
    # Names come from models, never from outside.
    return f"INSERT INTO {table} AS t ({columns}) VALUES {tuples} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sums}"  # noqa: S608


def database_value(value: Any) -> Any:
    """SQLite keeps days as text."""
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
