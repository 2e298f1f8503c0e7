"""Refuse a snapshot that reaches outside its unit's validity, in the database itself."""

from typing import Any

from django.db import migrations

INSIDE = """SELECT 1 FROM communes_unit WHERE id = NEW.unit_id AND NEW.valid_from >= valid_from
    AND (valid_to IS NULL OR (NEW.valid_to IS NOT NULL AND NEW.valid_to <= valid_to))"""

POSTGRESQL = f"""
CREATE FUNCTION readiness_in_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS ({INSIDE}) THEN
        RAISE EXCEPTION 'the unit did not exist on these days' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER readiness_in_unit BEFORE INSERT OR UPDATE OF unit_id, valid_from, valid_to ON stations_readiness
    FOR EACH ROW EXECUTE FUNCTION readiness_in_unit();
"""
POSTGRESQL_BACK = """
DROP TRIGGER readiness_in_unit ON stations_readiness;
DROP FUNCTION readiness_in_unit();
"""
SQLITE = [
    f"""CREATE TRIGGER readiness_in_unit_{name} BEFORE {event} ON stations_readiness WHEN NOT EXISTS ({INSIDE})
    BEGIN SELECT RAISE(ABORT, 'the unit did not exist on these days'); END"""
    for name, event in [("insert", "INSERT"), ("update", "UPDATE OF unit_id, valid_from, valid_to")]
]
SQLITE_BACK = ["DROP TRIGGER readiness_in_unit_insert", "DROP TRIGGER readiness_in_unit_update"]


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    for statement in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("stations", "0001_readiness"), ("communes", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
