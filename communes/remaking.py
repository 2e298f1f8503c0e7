"""For migrations: SQLite changes a table by making it anew, and forgets its triggers, or fails over those of others.

Migrations import it (`# house: it stays as it is`), so its meaning must not change.
"""

from typing import Any

from django.db.migrations import RunPython
from django.db.migrations.operations.base import Operation


def keeping_triggers(*operations: Operation) -> list[Operation]:
    """The operations with all triggers of the database put aside before them and back after them; both ways."""
    aside: list[str] = []

    def put_aside(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            found = cursor.fetchall()
        aside[:] = [sql for _, sql in found]
        for name, _ in found:
            schema_editor.execute(f"DROP TRIGGER {schema_editor.quote_name(name)}")

    def put_back(apps: Any, schema_editor: Any) -> None:
        for sql in aside:
            schema_editor.execute(sql, params=None)  # may hold a per cent sign
        aside.clear()

    return [RunPython(put_aside, put_back), *operations, RunPython(put_back, put_aside)]
