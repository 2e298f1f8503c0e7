"""Prove the totals against the records, and restore them from the records.

Neither stops readers. `verify` reads one snapshot, so it may run while people write. `rebuild` keeps other writers of
totals out by a lock on the three tables until it commits (SQLite has one writer anyway). A transaction that changes
what records count writes totals before it commits: either it did so before the lock was granted, then its records are
visible to the recount; or it waits, then the recount sees nothing of it and its change is added to the new totals.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from communes.models import Level, Unit
from rollups.models import SCALE, SLOTS, Grain, Indicator, Revision
from rollups.numbers import grouped
from rollups.recount import MEMBERS, REFS, TOTALS, like, recount, run
from rollups.writer import MEMBER_KEY, TOTAL_KEY, VALUES, upsert

EXPECTED_TOTALS, EXPECTED_MEMBERS = "antq_expected_totals", "antq_expected_members"
REVISIONS = Revision._meta.db_table
Row = tuple[Any, ...]
Check = Callable[[int], Iterable[str]]  # at most so many, each in words
_checks: list[Check] = []


@dataclass(frozen=True)
class Difference:
    """A stored figure that is not what the records add up to. Figures are whole thousandths, or references."""

    unit: str
    indicator: str
    grain: Grain
    day: date
    verified: bool
    stored: int
    counted: int
    member: int | None = None  # of a distinct count

    def __str__(self) -> str:
        scale = SCALE if self.member is not None else 1  # references are whole
        words = {
            "unit": self.unit,
            "bucket": f"{Grain(self.grain).label} {self.day:%d/%m/%Y}",
            "indicator": self.indicator + ("" if self.member is None else f" #{self.member}"),
            "state": _("đã duyệt") if self.verified else _("tất cả"),
            "stored": grouped(self.stored * scale),
            "counted": grouped(self.counted * scale),
        }
        return _("%(unit)s, %(bucket)s, %(indicator)s (%(state)s): đang lưu %(stored)s, đếm lại %(counted)s") % words


def verify(limit: int = 1000) -> list[Difference]:
    """Recount everything and give the first differences, in the order of their keys."""
    with one_snapshot(), like(TOTALS, EXPECTED_TOTALS), like(MEMBERS, EXPECTED_MEMBERS):
        recount(EXPECTED_TOTALS, EXPECTED_MEMBERS)
        totals = differing(TOTALS, EXPECTED_TOTALS, TOTAL_KEY, VALUES, limit)
        members = differing(MEMBERS, EXPECTED_MEMBERS, MEMBER_KEY, REFS, limit)
        return [*described_totals(totals), *described_members(members)][:limit]


def register_check(check: Check) -> None:
    """Called by an app's `ready()`: what its rows must be to each other, where no constraint can hold it."""
    if check not in _checks:
        _checks.append(check)


def astray(limit: int = 1000) -> list[str]:
    """Say what rows are not to each other what they must be; a rebuild does not mend them."""
    with one_snapshot():
        return [words for check in _checks for words in check(limit)][:limit]


@transaction.atomic
def rebuild() -> None:
    """Replace all totals by what the records add up to."""
    if connection.vendor == "postgresql":
        run(f"LOCK TABLE {TOTALS}, {MEMBERS}, {REVISIONS} IN SHARE ROW EXCLUSIVE MODE")
    for table in (TOTALS, MEMBERS):
        run(f"DELETE FROM {table}")  # noqa: S608 (TRUNCATE would stop readers)
    recount(TOTALS, MEMBERS)
    provinces = Unit.objects.filter(level=Level.PROVINCE).order_by("pk").values_list("pk", flat=True)
    upsert(REVISIONS, ["province_id"], ["number"], [[province, 1] for province in provinces])


@contextmanager
def one_snapshot() -> Iterator[None]:
    """See one moment of the database, on SQLite without its write lock, which our transactions take at once."""
    database: Any = connection
    outermost, usual = not database.in_atomic_block, getattr(database, "transaction_mode", None)
    if outermost and database.vendor == "sqlite":
        database.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if outermost and database.vendor == "postgresql":
                run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    finally:
        if usual:
            database.transaction_mode = usual


def differing(stored: str, expected: str, key: list[str], values: list[str], limit: int) -> list[Row]:
    """Rows of (key, stored values, counted values) that are not equal; a row that is missing counts as zeros.

    What is the same on both sides is taken away as a whole row first: nearly all is.
    """
    keys, every = ", ".join(key), ", ".join([*key, *values])
    only = f"(SELECT {every} FROM {{}} EXCEPT SELECT {every} FROM {{}}) AS {{}}"  # noqa: S608
    zeros, columns = ["0"] * len(values), list(values)
    names = [f"{side}_{name}" for side in ("s", "c") for name in values]
    first = ", ".join(f"{value} AS {name}" for value, name in zip(columns + zeros, names, strict=True))
    unequal = " OR ".join(f"SUM(s_{name}) <> SUM(c_{name})" for name in values)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {keys}, {', '.join(f'SUM({name})' for name in names)} FROM ("  # noqa: S608
            f"SELECT {keys}, {first} FROM {only.format(stored, expected, 'mine')}"
            f" UNION ALL SELECT {keys}, {', '.join(zeros + columns)} FROM {only.format(expected, stored, 'theirs')}"
            f") AS both_sides GROUP BY {keys} HAVING {unequal} ORDER BY {keys} LIMIT {int(limit)}"
        )
        return list(cursor.fetchall())


def described_totals(rows: list[Row]) -> Iterator[Difference]:
    units = named_units(rows)
    owners = {slot: key for slot, key in Indicator.objects.values_list("slot", "key") if slot is not None}
    for unit, block, grain, day, *values in rows:
        for n, (stored, counted) in enumerate(zip(values[: 2 * SLOTS], values[2 * SLOTS :], strict=True)):
            slot = block * SLOTS + n % SLOTS
            if stored != counted:
                yield Difference(
                    units[unit], owners.get(slot, f"slot {slot}"), Grain(grain), as_date(day), n >= SLOTS,
                    int(stored), int(counted),
                )  # fmt: skip


def described_members(rows: list[Row]) -> Iterator[Difference]:
    units = named_units(rows)
    keys = dict(Indicator.objects.values_list("pk", "key"))
    for unit, indicator, grain, day, member, *values in rows:
        for n, (stored, counted) in enumerate(zip(values[:2], values[2:], strict=True)):
            if stored != counted:
                yield Difference(
                    units[unit], keys[indicator], Grain(grain), as_date(day), bool(n), int(stored), int(counted), member
                )


def named_units(rows: list[Row]) -> dict[int, str]:
    found = Unit.objects.in_bulk({row[0] for row in rows})
    return {pk: f"{unit.full_name} ({unit.slug})" for pk, unit in found.items()}


def as_date(value: Any) -> date:
    """SQLite gives days of a plain cursor as text."""
    return value if isinstance(value, date) else date.fromisoformat(value)
