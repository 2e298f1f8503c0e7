"""A database of its own for tests whose threads must see each other's commits.

Django empties all tables after such tests, which the append-only audit trail refuses. So they get a copy of the test
database that is thrown away: on PostgreSQL another database, on SQLite a file instead of memory.
A test module has a fixture `db` of its own that asks for `apart` (tests/rollups/test_concurrency.py); `world` then
stands on it.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from django.db import connection, connections

T = TypeVar("T")


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """Inside, the default connection of every thread leads to a copy of the test database."""
    settings = connections.settings["default"]
    before = {"NAME": settings["NAME"], "OPTIONS": settings["OPTIONS"]}
    copy = copied_postgresql if connection.vendor == "postgresql" else copied_sqlite
    with copy(settings, folder) as name:
        # As many connections as threads: a pool of four would queue them before the database can.
        options = {key: value for key, value in before["OPTIONS"].items() if key != "pool"}
        settings.update({"NAME": name, "OPTIONS": options})
        try:
            connection.ensure_connection()  # SQLite turns to write-ahead logging before the threads come
            yield
        finally:
            connection.close()
            settings.update(before)


@contextmanager
def copied_postgresql(settings: dict[str, Any], folder: Path) -> Iterator[str]:
    name = f"{settings['NAME']}_{uuid4().hex[:8]}"
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # a database that is connected to cannot be copied
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{settings["NAME"]}"')
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def copied_sqlite(settings: dict[str, Any], folder: Path) -> Iterator[str]:
    file = folder / "own.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(file) as target:
        connection.connection.backup(target)
    target.close()
    kept = connection.connection  # the test database lives in memory as long as this connection
    connection.connection = None
    try:
        yield str(file)
    finally:
        connection.connection = kept


def together(work: Callable[[T], Any], shares: Sequence[T]) -> list[Any]:
    """Do all shares at the same time, a thread each, and give the results or errors."""

    def one(share: T) -> Any:
        try:
            return work(share)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(shares)) as threads:
        return list(threads.map(one, shares))
