"""In the database itself: a part (devices that work) is at most its whole (devices), whichever is written first."""

from django.db import migrations

TABLE, SAID = "models_selfmgmt_modelamount", "a part is at most its whole"
# An amount of the same version: the whole of the new one that is less than it, or a part of it that is more.
WRONG = """EXISTS (SELECT 1 FROM models_selfmgmt_modelamount o, models_selfmgmt_typemeasure mine,
    models_selfmgmt_typemeasure theirs
    WHERE mine.id = NEW.measure_id AND theirs.id = o.measure_id AND o.version_id = NEW.version_id
    AND ((mine.within_id = theirs.id AND o.thousandths < NEW.thousandths)
    OR (theirs.within_id = mine.id AND o.thousandths > NEW.thousandths)))"""
COLUMNS = "version_id, measure_id, thousandths"

POSTGRESQL = [
    f"""CREATE FUNCTION model_amount_within() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {WRONG} THEN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$""",
    f"""CREATE TRIGGER model_amount_within AFTER INSERT OR UPDATE OF {COLUMNS} ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION model_amount_within()""",
]
POSTGRESQL_BACK = [f"DROP TRIGGER model_amount_within ON {TABLE}", "DROP FUNCTION model_amount_within()"]
SQLITE = [
    f"""CREATE TRIGGER model_amount_within_{name} AFTER {event} ON {TABLE} WHEN {WRONG}
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    for name, event in [("insert", "INSERT"), ("update", f"UPDATE OF {COLUMNS}")]
]
SQLITE_BACK = ["DROP TRIGGER model_amount_within_insert", "DROP TRIGGER model_amount_within_update"]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("models_selfmgmt", "0003_types")]

    operations = [migrations.RunPython(forwards, backwards)]
