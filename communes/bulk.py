"""Write very many rows as plain values: as objects they would take most of the time.

On PostgreSQL by COPY, on SQLite by one prepared statement. Nothing is checked here but what the database checks.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Value = Any
Row = Sequence[Value]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows of the fields `names`, in their order; relations as ids."""
    fields = [_field(model, name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    # Names come from models, never from outside.
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with connection.wrap_database_errors, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            many: Any = _as_text(fields, rows)  # any iterable will do
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", many)  # noqa: S608


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for rows that name their own, taken so that nobody else gets them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, count])
            return [row[0] for row in cursor.fetchall()]
    # SQLite has one writer, and its counter follows the largest id.
    last: int = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
    return list(range(last + 1, last + count + 1))


def _field(model: type[models.Model], name: str) -> "models.Field[Any, Any]":
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} is no column of {model.__name__}")
    return field


def _as_text(fields: Sequence["models.Field[Any, Any]"], rows: Iterable[Row]) -> Iterable[Row]:
    """SQLite keeps days, moments and UUIDs as text."""
    kinds: dict[str, Callable[[Value], Value]] = {
        "DateField": connection.ops.adapt_datefield_value,
        "DateTimeField": connection.ops.adapt_datetimefield_value,
        "UUIDField": lambda value: value.hex,
    }
    texts = {place: to for place, one in enumerate(fields) if (to := kinds.get(one.get_internal_type()))}
    if not texts:
        return rows
    return (
        [texts[place](value) if place in texts and value is not None else value for place, value in enumerate(row)]
        for row in rows
    )
