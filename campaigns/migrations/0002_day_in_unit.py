"""Refuse a record whose day lies outside its unit's validity, in the database itself."""

from django.db import migrations

OUTSIDE = """SELECT 1 FROM communes_unit
    WHERE id = NEW.unit_id AND NEW."on" >= valid_from AND (valid_to IS NULL OR NEW."on" <= valid_to)"""

POSTGRESQL = f"""
CREATE FUNCTION record_day_in_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS ({OUTSIDE}) THEN
        RAISE EXCEPTION 'the unit did not exist on that day' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER record_day_in_unit BEFORE INSERT OR UPDATE OF unit_id, "on" ON campaigns_record
    FOR EACH ROW EXECUTE FUNCTION record_day_in_unit();
"""
POSTGRESQL_BACK = """
DROP TRIGGER record_day_in_unit ON campaigns_record;
DROP FUNCTION record_day_in_unit();
"""
SQLITE = [
    f"""CREATE TRIGGER record_day_in_unit_{name} BEFORE {event} ON campaigns_record WHEN NOT EXISTS ({OUTSIDE})
    BEGIN SELECT RAISE(ABORT, 'the unit did not exist on that day'); END"""
    for name, event in [("insert", "INSERT"), ("update", 'UPDATE OF unit_id, "on"')]
]
SQLITE_BACK = ["DROP TRIGGER record_day_in_unit_insert", "DROP TRIGGER record_day_in_unit_update"]


def forwards(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("communes", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
