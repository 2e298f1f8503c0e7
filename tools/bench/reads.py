"""Pages and queries, timed in a child. Seconds; `database` is what the page's statements took as its process saw it."""

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import TruncMonth
from django.test import Client

from accounts.models import User
from campaigns.kinds.registry import sources
from campaigns.models import Record
from communes.models import Level, Unit
from rollups import selectors
from rollups.models import SLOTS
from rollups.ranges import Days
from rollups.selectors import Census, Question, Window, catalogue
from rollups.sources import Source
from tools.bench import data

PAGES = 3  # pages a measurement
PROVINCE = "19-2025"
_client: list[Client] = []


def client() -> Client:
    if not _client:
        _client.append(Client())
        _client[0].force_login(User.objects.get(username="reader"), backend="accounts.backends.GrantBackend")
    return _client[0]


@contextmanager
def statements() -> Iterator[list[tuple[str, Any, float]]]:
    """Collect (SQL, parameters, seconds) of everything inside."""
    found: list[tuple[str, Any, float]] = []

    def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.append((sql, params, time.perf_counter() - started))

    with connection.execute_wrapper(timed):
        yield found


def page(path: str, pages: int = PAGES) -> dict[str, float]:
    """The mean of some answers to `path`."""
    with statements() as found:
        started = time.perf_counter()
        for _ in range(pages):
            response = client().get(path)
            if response.status_code != 200:
                raise RuntimeError(f"{path}: {response.status_code}")
        whole = time.perf_counter() - started
    return {
        "whole": whole / pages,
        "database": sum(seconds for *_, seconds in found) / pages,
        "queries": len(found) / pages,
    }


def bare(times: int = 30) -> float:
    started = time.perf_counter()
    for _ in range(times):
        client().get("/healthz")
    return (time.perf_counter() - started) / times


def rows_read(path: str) -> dict[str, int]:
    """Rows of totals that a page reads, and how many it may: nodes × (2 · months + 32) for each of its ranges."""
    asked: list[Question] = []
    counted: list[Census] = []
    statement = selectors.statement

    def noted(questions: Any, *others: Any, census: Any = None, **flags: Any) -> Any:
        asked.extend(questions)
        counted.extend([census] if census else [])
        return statement(questions, *others, census=census, **flags)

    with patch.object(selectors, "statement", noted), statements() as found:
        client().get(path)
    allowed = sum(
        len(question.nodes) * (2 * months(window.days) + 32)
        for question in asked
        for window in question.windows
        if not question.members
    )
    allowed += sum(
        probed(one, window.days) * (2 * months(window.days) + 32) for one in counted for window in one.windows
    )
    read = sum(scanned(sql, params) for sql, params, _ in found if "rollups_total" in sql)
    return {"read": read, "allowed": allowed, "queries": len(found)}


def probed(census: Census, days: Days) -> int:
    """How many units that lived in a window are counted there."""
    group = "heir" if census.seen else "pk"
    below = {f"{group}__province__in" if census.seen else "province__in": census.provinces}
    scope = below if census.provinces else {f"{group}__in": census.units}
    return Unit.objects.filter(leaf=True, **scope).valid_within(days.start, days.end).count()


def months(days: Days) -> int:
    return (days.end.year - days.start.year) * 12 + days.end.month - days.start.month + 1


def scanned(sql: str, params: Any) -> int:
    """How many rows of totals the statement takes from the table, counted by PostgreSQL."""
    with transaction.atomic(), connection.cursor() as cursor:

        def so_far() -> int:
            cursor.execute(
                "SELECT COALESCE(idx_tup_fetch, 0) + seq_tup_read FROM pg_stat_xact_user_tables"
                " WHERE relname = 'rollups_total'"
            )
            return int(cursor.fetchone()[0])

        before = so_far()
        cursor.execute(sql, params)
        return so_far() - before


def rolled_up(place: str, start: str, end: str) -> float:
    """Seconds for the figures of the first block from totals: of a province's communes, or of provinces and months."""
    days = Days(date.fromisoformat(start), date.fromisoformat(end))
    known = catalogue()
    indicators = [one for one in known.stored if one.slot is not None and one.slot < SLOTS]
    if place == "nation":
        units = Unit.objects.filter(level=Level.PROVINCE)
        windows = [Window(part) for part in calendar_months(days)]
    else:
        units = Unit.objects.filter(heir__province__slug=place, leaf=True)
        windows = [Window(days)]
    question = Question({unit.pk: unit.heir_id or unit.pk for unit in units}, windows)
    with statements() as found:
        selectors.read([question], indicators, known.reports)
    return sum(seconds for *_, seconds in found)


def calendar_months(days: Days) -> list[Days]:
    """The whole months of a range."""
    firsts = [date(days.start.year + n // 12, n % 12 + 1, 1) for n in range(days.start.month - 1, 60)]
    parts = [Days(first, after - timedelta(1)) for first, after in pairwise(firsts)]
    return [part for part in parts if days.start <= part.start and part.end <= days.end]


def grouped(place: str, start: str, end: str) -> float:
    """Seconds for the same figures from the records: a plain GROUP BY for each table that holds them."""
    total = 0.0
    for source in sources():
        plain = plainly(source, place)
        if plain is None:
            continue
        scope: dict[str, Any] = {f"{source.day}__range": (start, end)}
        if place != "nation":
            scope[f"{source.unit}__heir__province__slug"] = place
        started = time.perf_counter()
        list(plain.grouped().filter(**scope))
        total += time.perf_counter() - started
    return total


def plainly(source: Source, place: str) -> Source | None:
    """The source without what the page does not show: grouped by commune, or by province and month."""
    by = {path: amount for path, amount in source.by.items() if path == "rule__indicator"}
    if source.members or not (source.fixed or by) or not isinstance(source.day, str):
        return None
    if place == "nation":
        rows = source.rows.annotate(bench_month=TruncMonth(F(source.day)))
        return replace(source, rows=rows, unit=f"{source.unit}__heir__province", day="bench_month", by=by)
    return replace(source, unit=f"{source.unit}__heir", day=f"{source.unit}__heir", by=by)


def export(rows: int) -> dict[str, int]:
    """What the download of about that many records adds to the peak of a process that has answered before."""
    client().get("/records/")
    before = peak()
    days = max(1, round(rows / (Record.objects.count() / data.DAYS)))
    start = data.LAST_DAY - timedelta(days - 1)
    path = f"/records/export.xlsx?from={start}&to={data.LAST_DAY}"
    response = client().get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path}: {response.status_code}")
    taken = sum(len(part) for part in response) if response.streaming else len(response.content)
    found = Record.objects.filter(on__range=(start, data.LAST_DAY)).count()
    return {"added": peak() - before, "rows": found, "kilobytes": taken // 1024}


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
