"""Refuse a snapshot that reaches outside its station, or into another one, in the database itself; offices are known."""

from importlib import import_module
from typing import Any

from django.db import migrations, models

former = import_module("stations.migrations.0002_within_the_units_life")
OFFICES = ["none", "under_construction", "independent"]
INSIDE = """SELECT 1 FROM communes_station s WHERE s.unit_id = NEW.unit_id AND NEW.valid_from >= s.valid_from
    AND (s.valid_to IS NULL OR (NEW.valid_to IS NOT NULL AND NEW.valid_to <= s.valid_to))"""
OTHER = """SELECT 1 FROM stations_readiness r WHERE r.unit_id = NEW.unit_id AND r.id <> NEW.id AND NOT r.voided
    AND (r.valid_to IS NULL OR r.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= r.valid_from)"""
# name, condition under which the write is refused, what it says
RULES = [
    ("readiness_in_station", f"NOT NEW.voided AND NOT EXISTS ({INSIDE})", "there was no station on these days"),
    ("readiness_one_at_a_time", f"NOT NEW.voided AND EXISTS ({OTHER})", "something else is said of these days"),
]
EVENTS = ["INSERT", "UPDATE OF unit_id, valid_from, valid_to, voided"]


def forwards(apps: Any, schema_editor: Any) -> None:
    for name, refused, words in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF {refused} THEN
                        RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                END $$""")
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {' OR '.join(EVENTS)} ON stations_readiness"
                f" FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
            continue
        for event in EVENTS:  # after: before it, a new row of SQLite has no id yet
            schema_editor.execute(
                f"CREATE TRIGGER {name}_{event.split()[0].lower()} AFTER {event} ON stations_readiness WHEN {refused}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )


def backwards(apps: Any, schema_editor: Any) -> None:
    for name, _refused, _words in RULES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON stations_readiness")
            schema_editor.execute(f"DROP FUNCTION {name}()")
            continue
        for event in EVENTS:
            schema_editor.execute(f"DROP TRIGGER {name}_{event.split()[0].lower()}")


class Migration(migrations.Migration):
    dependencies = [("stations", "0004_places"), ("communes", "0001_initial")]

    operations = [
        # SQLite makes the table anew for a constraint, without its triggers.
        migrations.RunPython(former.backwards, former.forwards),
        migrations.AddConstraint(
            "readiness", models.CheckConstraint(condition=models.Q(office__in=OFFICES), name="readiness_office_known")
        ),
        migrations.RunPython(former.forwards, former.backwards),
        migrations.RunPython(forwards, backwards),
    ]
