# ruff: noqa: S608 (the names in these statements come from models, never from outside)
"""The recount: what all totals should be, computed in the database from the sources, a GROUP BY each.

Shared by verify (into tables of its own) and rebuild (into the totals themselves). Nothing passes through Python, so
memory stays flat and a million records take seconds. The statements run on both databases; only the first day of
a half-month is written twice.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from communes.models import Unit
from rollups.models import SLOTS, STOCK_SLOTS, DistinctTotal, Grain, Indicator, Total
from rollups.sources import Source, all_sources, indicator_ids
from rollups.writer import MEMBER_KEY, TOTAL_KEY, VALUES

TOTALS, MEMBERS = Total._meta.db_table, DistinctTotal._meta.db_table
UNITS, INDICATORS = Unit._meta.db_table, Indicator._meta.db_table
REFS = ["refs", "verified_refs"]
# Sums of the units that log: as each source gives them, and once a day.
CELLS, NAMED, DAYS = "antq_cells", "antq_named", "antq_days"
HALF_MONTH = {
    "sqlite": "CASE WHEN substr({0}, 9, 2) < '15' THEN substr({0}, 1, 8) || '01' ELSE substr({0}, 1, 8) || '15' END",
    "postgresql": "CAST(date_trunc('month', CAST({0} AS timestamp)) AS date)"
    " + CASE WHEN EXTRACT(DAY FROM {0}) < 15 THEN 0 ELSE 14 END",
}
YEAR = {
    "sqlite": "substr({0}, 1, 4) || '-01-01'",
    "postgresql": "CAST(date_trunc('year', CAST({0} AS timestamp)) AS date)",
}
# Each unit with itself and its ancestors, as the writer has it.
LINES = f"""(SELECT id AS unit_id, id AS place FROM {UNITS}
    UNION SELECT id, parent_id FROM {UNITS} WHERE parent_id IS NOT NULL
    UNION SELECT id, province_id FROM {UNITS} WHERE province_id IS NOT NULL) lines"""


def run(sql: str, params: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


@contextmanager
def like(table: str, *names: str) -> Iterator[None]:
    """Temporary tables with the columns of `table`, gone afterwards."""
    for name in names:
        run(f"CREATE TEMPORARY TABLE {name} AS SELECT * FROM {table} WHERE 1 = 0")
    yield
    for name in names:
        run(f"DROP TABLE {name}")


def recount(totals: str, members: str) -> None:
    """Fill two empty tables that are like the totals with what the records add up to."""
    sources = all_sources()
    ids = indicator_ids(sources)
    if connection.vendor == "postgresql":
        run("SET LOCAL work_mem = '128MB'")  # rows of 36 numbers, sorted: the default of 4 MB goes to disk
    slots = {pk: slot for pk, slot in Indicator.objects.values_list("pk", "slot") if slot is not None}
    with like(TOTALS, CELLS, DAYS), like(MEMBERS, NAMED):
        for source in sources:
            add_cells(source, ids, slots)
            add_members(source, ids)
        refuse_without_slot()
        add_up_totals(totals)
        add_up_members(members)


def add_cells(source: Source, ids: dict[str, int], slots: dict[int, int]) -> None:
    """One statement: the source's GROUP BY once, its sums laid out in columns of blocks."""
    columns: dict[int, dict[str, str]] = {}
    for n, key in enumerate(source.fixed):
        block, column = divmod(slots[ids[key]], SLOTS)
        columns.setdefault(block, {}).update(placed(column, n, source.sign * source.scale))
    parts = [
        f"SELECT at_unit, {block}, 1, at_day, {', '.join(used.get(name, '0') for name in VALUES)} FROM g"
        for block, used in columns.items()
    ]
    parts += [by_path(source, n) for n in range(len(source.by))]
    if parts:
        insert_grouped(CELLS, [*TOTAL_KEY, *VALUES], source, " UNION ALL ".join(parts))


def placed(column: int, n: int, scale: int) -> dict[str, str]:
    """Sums number `n` of a source in their two columns of a row."""
    return {f"{letter}{column:02}": f"COALESCE({letter}{n}, 0) * {scale}" for letter in "av"}


def by_path(source: Source, path: int) -> str:
    """The sums of path number `path`, in the columns of the indicators that it leads to."""
    n = len(source.fixed) + path
    sums = [
        f"SUM(CASE WHEN i.slot - {SLOTS} * (i.slot / {SLOTS}) = {column} THEN COALESCE({letter}{n}, 0)"
        f" * {source.sign * source.scale}"
        " ELSE 0 END)"
        for letter in "av"
        for column in range(SLOTS)
    ]
    return (
        f"SELECT at_unit, i.slot / {SLOTS}, 1, at_day, {', '.join(sums)} FROM g"
        f" JOIN {INDICATORS} i ON i.id = p{path} GROUP BY at_unit, i.slot / {SLOTS}, at_day"
    )


def add_members(source: Source, ids: dict[str, int]) -> None:
    columns, sums = [*MEMBER_KEY, *REFS], len(source.fixed) + len(source.by)
    for place, key in enumerate(source.members):
        path = len(source.by) + place
        select = f"SELECT at_unit, {ids[key]}, 1, at_day, p{path}, {refs(source, sums + place)} FROM g"
        insert_grouped(NAMED, columns, source, f"{select} GROUP BY at_unit, at_day, p{path}")
    for place, (indicator, member) in enumerate(source.named, len(source.members)):
        key = f"p{indicator}, 1, at_day, p{member}"
        select = f"SELECT at_unit, {key}, {refs(source, sums + place)} FROM g WHERE p{indicator} IS NOT NULL"
        insert_grouped(NAMED, columns, source, f"{select} GROUP BY at_unit, at_day, p{indicator}, p{member}")


def refs(source: Source, n: int) -> str:
    return f"SUM(a{n}) * {source.sign}, SUM(v{n}) * {source.sign}"


def insert_grouped(table: str, columns: list[str], source: Source, select: str) -> None:
    """Insert what `select` gives from `g`, the source's grouped rows."""
    sql, params = source.grouped().query.sql_with_params()
    run(f"WITH g AS ({sql}) INSERT INTO {table} ({', '.join(columns)}) {select}", params)


def refuse_without_slot() -> None:
    """As the writer does: what cannot be stored must not vanish in silence."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {CELLS} WHERE block IS NULL")
        if cursor.fetchone()[0]:
            raise LookupError("indicators without a slot cannot be counted")


def add_up_totals(table: str) -> None:
    """Days of the units that log, then of all units, then half-months: each from fewer rows than the one before."""
    columns, sums = ", ".join([*TOTAL_KEY, *VALUES]), ", ".join(f"SUM({name})" for name in VALUES)
    half = HALF_MONTH[connection.vendor].format("day")
    analyse(CELLS)
    run(
        f"INSERT INTO {DAYS} ({columns}) SELECT unit_id, block, {Grain.DAY.value}, day, {sums} FROM {CELLS}"
        " GROUP BY unit_id, block, day"
    )
    analyse(DAYS)
    run(
        f"INSERT INTO {table} ({columns}) SELECT place, block, {Grain.DAY.value}, day, {sums} FROM {DAYS} days"
        f" JOIN {LINES} ON lines.unit_id = days.unit_id GROUP BY place, block, day ORDER BY 1, 2, 4"
    )
    run(
        f"INSERT INTO {table} ({columns}) SELECT unit_id, block, {Grain.HALF_MONTH.value}, {half}, {sums} FROM {table}"
        f" WHERE grain = {Grain.DAY.value} GROUP BY unit_id, block, {half} ORDER BY 1, 2, 4"
    )
    year = YEAR[connection.vendor].format("day")
    run(
        f"INSERT INTO {table} ({columns}) SELECT unit_id, block, {Grain.YEAR.value}, {year}, {sums} FROM {table}"
        f" WHERE grain = {Grain.HALF_MONTH.value} AND block >= {STOCK_SLOTS // SLOTS}"
        f" GROUP BY unit_id, block, {year} ORDER BY 1, 2, 4"
    )


def analyse(table: str) -> None:
    """Nobody else tells PostgreSQL how large a temporary table is."""
    if connection.vendor == "postgresql":
        run(f"ANALYZE {table}")


def add_up_members(table: str) -> None:
    columns = ", ".join([*MEMBER_KEY, *REFS])
    half, year = (first[connection.vendor].format("day") for first in (HALF_MONTH, YEAR))
    stocks = f" WHERE indicator_id IN (SELECT id FROM {INDICATORS} WHERE source = '{Indicator.Source.REGISTER.value}')"
    analyse(NAMED)
    for grain, first, some in [(Grain.DAY, "day", ""), (Grain.HALF_MONTH, half, ""), (Grain.YEAR, year, stocks)]:
        run(
            f"INSERT INTO {table} ({columns})"
            f" SELECT unit_id, indicator_id, {grain.value}, {first}, member, SUM(refs), SUM(verified_refs) FROM {NAMED}"
            f"{some} GROUP BY unit_id, indicator_id, {first}, member ORDER BY 1, 2, 4, 5"
        )
