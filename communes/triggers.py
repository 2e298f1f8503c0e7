"""For migrations: what no constraint can say of a row, as triggers of both databases.

Migrations import it (`# house: it stays as it is`), so its meaning must not change.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.migrations import RunPython


@dataclass(frozen=True)
class Trigger:
    """`events`: "INSERT OR UPDATE OF a, b"; `wrong`: the condition on NEW under which a write is refused with `said`.

    `before`: what PostgreSQL does before it asks: where many write, hold what the condition looks at.
    """

    name: str
    table: str
    events: str
    wrong: str
    said: str
    before: str = ""

    def made(self, vendor: str) -> Iterator[str]:
        if vendor == "postgresql":
            yield f"""CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    {self.before}
    IF {self.wrong} THEN
        RAISE EXCEPTION '{self.said}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""
            yield (
                f"CREATE TRIGGER {self.name} BEFORE {self.events} ON {self.table}"
                f" FOR EACH ROW EXECUTE FUNCTION {self.name}()"
            )
            return
        for name, event in self._events():  # after: before it, a new row of SQLite has no id yet
            yield (
                f"CREATE TRIGGER {name} AFTER {event} ON {self.table} WHEN {self.wrong}"
                f" BEGIN SELECT RAISE(ABORT, '{self.said}'); END"
            )

    def dropped(self, vendor: str) -> Iterator[str]:
        if vendor == "postgresql":
            yield f"DROP TRIGGER {self.name} ON {self.table}"
            yield f"DROP FUNCTION {self.name}()"
            return
        for name, _event in self._events():
            yield f"DROP TRIGGER {name}"

    def _events(self) -> Iterator[tuple[str, str]]:
        """SQLite has a trigger for each event."""
        for event in self.events.split(" OR "):
            yield f"{self.name}_{event.split()[0].lower()}", event


def refusing(*triggers: Trigger) -> RunPython:
    """Make them, in their order; on the way back drop them."""

    def forwards(apps: Any, schema_editor: Any) -> None:
        for one in triggers:
            for statement in one.made(schema_editor.connection.vendor):
                schema_editor.execute(statement)

    def backwards(apps: Any, schema_editor: Any) -> None:
        for one in reversed(triggers):
            for statement in one.dropped(schema_editor.connection.vendor):
                schema_editor.execute(statement)

    return RunPython(forwards, backwards)
