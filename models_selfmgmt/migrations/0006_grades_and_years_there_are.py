"""In the database itself: an inspection gives one of the four grades, and no year that had not begun on its day.

Triggers and no constraint of the table: SQLite would make the table anew for it, without the triggers that it has.
"""

from django.db import migrations

TABLE, SAID = "models_selfmgmt_modelinspection", "no such grade, or no such year yet"
YEAR = {"postgresql": 'EXTRACT(YEAR FROM NEW."on")', "sqlite": "CAST(strftime('%Y', NEW.\"on\") AS INTEGER)"}
WRONG = """NEW.grade NOT IN ('good', 'fair', 'average', 'weak')
    OR (NEW.year IS NOT NULL AND NOT NEW.year BETWEEN 2000 AND {year})"""
COLUMNS = 'grade, year, "on"'


def postgresql():
    yield f"""CREATE FUNCTION model_inspection_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {WRONG.format(year=YEAR["postgresql"])} THEN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""
    yield f"""CREATE TRIGGER model_inspection_said BEFORE INSERT OR UPDATE OF {COLUMNS} ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION model_inspection_said()"""


def sqlite():
    for name, event in [("insert", "INSERT"), ("update", f"UPDATE OF {COLUMNS}")]:
        yield f"""CREATE TRIGGER model_inspection_said_{name} AFTER {event} ON {TABLE}
        WHEN {WRONG.format(year=YEAR["sqlite"])} BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""


def forwards(apps, schema_editor):
    for statement in postgresql() if schema_editor.connection.vendor == "postgresql" else sqlite():
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER model_inspection_said ON {TABLE}")
        schema_editor.execute("DROP FUNCTION model_inspection_said()")
    else:
        for name in ("insert", "update"):
            schema_editor.execute(f"DROP TRIGGER model_inspection_said_{name}")


class Migration(migrations.Migration):
    dependencies = [("models_selfmgmt", "0005_surveyed_and_not_launched")]

    operations = [migrations.RunPython(forwards, backwards)]
