# ruff: noqa: S608 (names of our own alone)
"""Wide against long: the same totals as one row an indicator, read, stored and written side by side."""

import time
from datetime import date
from typing import Any

from django.db import connection, transaction

from communes.models import Level, Unit
from rollups.counts import Counts
from rollups.models import SLOTS, Indicator, Total
from rollups.ranges import Days, runs
from rollups.writer import buckets, kinds_of, lineages, total_rows, upsert
from tools.bench.reads import calendar_months

LONG = "bench_long"
LONG_KEY = ["unit_id", "indicator_id", "grain", "day"]
SHOWN = 12  # indicators of a page
WIDE_KEY = ["unit_id", "block", "grain", "day"]
WIDE_VALUES = [f"{letter}{column:02}" for letter in "av" for column in range(SLOTS)]


def make_long() -> None:
    """Lay the totals out as long rows; sums that are zero need none."""
    columns = ", ".join(f"({n}, a{n:02}, v{n:02})" for n in range(SLOTS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {LONG} (unit_id bigint, indicator_id bigint, grain smallint, day date,"
            f" a bigint NOT NULL, v bigint NOT NULL, PRIMARY KEY ({', '.join(LONG_KEY)}))"
        )
        cursor.execute(
            f"INSERT INTO {LONG} SELECT t.unit_id, i.id, t.grain, t.day, c.a, c.v FROM rollups_total t"
            f" CROSS JOIN LATERAL (VALUES {columns}) c (n, a, v)"
            f" JOIN rollups_indicator i ON i.slot = t.block * {SLOTS} + c.n WHERE c.a <> 0 ORDER BY 1, 2, 3, 4"
        )
        cursor.execute(f"VACUUM (ANALYZE) {LONG}")


def sizes() -> dict[str, float]:
    """Megabytes with indexes, and rows."""
    with connection.cursor() as cursor:
        found: dict[str, float] = {}
        for name, table in [("wide", "rollups_total"), ("long", LONG)]:
            cursor.execute(f"SELECT pg_total_relation_size('{table}') / 1048576.0, COUNT(*) FROM {table}")
            megabytes, rows = cursor.fetchone()
            found |= {f"{name} MB": float(megabytes), f"{name} rows": rows}
        return found


def read(layout: str, place: str, start: str, end: str) -> float:
    """Seconds for the figures of a page: of a province's communes, or of provinces and months."""
    days = Days(date.fromisoformat(start), date.fromisoformat(end))
    if place == "nation":
        units, windows = Unit.objects.filter(level=Level.PROVINCE), calendar_months(days)
    else:
        units, windows = Unit.objects.filter(heir__province__slug=place, leaf=True), [days]
    nodes = ", ".join(f"({unit.pk}, {unit.heir_id})" for unit in units)
    parts = ", ".join(
        f"({w}, {run.grain:d}, date '{run.first}', date '{run.last}')"
        for w, part in enumerate(windows)
        for run in runs(part)
    )
    tables = f"WITH n (unit_id, grp) AS (VALUES {nodes}), r (w, grain, first, last) AS (VALUES {parts})"
    if layout == "wide":
        sums = ", ".join(f"SUM(a{n:02}), SUM(v{n:02})" for n in range(1, SHOWN + 1))
        sql = (
            f"{tables} SELECT n.grp, r.w, {sums} FROM n CROSS JOIN r JOIN rollups_total t ON t.unit_id = n.unit_id"
            " AND t.block = 0 AND t.grain = r.grain AND t.day BETWEEN r.first AND r.last GROUP BY n.grp, r.w"
        )
    else:
        shown = Indicator.objects.filter(slot__range=(1, SHOWN)).values_list("pk", flat=True)
        sql = (
            f"{tables}, i (id) AS (VALUES {', '.join(f'({pk})' for pk in shown)})"
            " SELECT n.grp, r.w, t.indicator_id, SUM(a), SUM(v) FROM n CROSS JOIN r CROSS JOIN i"
            f" JOIN {LONG} t ON t.unit_id = n.unit_id AND t.indicator_id = i.id AND t.grain = r.grain"
            " AND t.day BETWEEN r.first AND r.last GROUP BY n.grp, r.w, t.indicator_id"
        )
    with transaction.atomic(), connection.cursor() as cursor:
        # As the reader is made to: by the key, range after range. Tables of two values look unselective otherwise.
        cursor.execute(
            "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_seqscan = off"
        )
        started = time.perf_counter()
        cursor.execute(sql)
        cursor.fetchall()
        return time.perf_counter() - started


def write(layout: str, times: int = 100) -> float:
    """Seconds to add a patrol's seven figures to the totals of a commune, its province, its day and half-month."""
    unit = Unit.objects.get(slug="01864-2025")
    figures = Indicator.objects.filter(slot__in=[0, 1, 8, 9, 12, 13, 33]).values_list("pk", flat=True)
    started = time.perf_counter()
    for number in range(times):
        change = Counts({(unit.pk, date(2025, 10, 1 + number % 28), pk): (1000, 0) for pk in figures})
        with transaction.atomic():
            if layout == "wide":
                rows = total_rows(change, lineages([unit.pk]), kinds_of(set(figures)))
                upsert(Total._meta.db_table, WIDE_KEY, WIDE_VALUES, rows)
            else:
                upsert(LONG, LONG_KEY, ["a", "v"], long_rows(change))
    return (time.perf_counter() - started) / times


def long_rows(change: Counts) -> list[list[Any]]:
    lines = lineages({unit for unit, _, _ in change.totals})
    return sorted(
        [place, indicator, grain, first, *pair]
        for (unit, day, indicator), pair in change.totals.items()
        for place in lines[unit]
        for grain, first in buckets(day, stock=False)
    )
