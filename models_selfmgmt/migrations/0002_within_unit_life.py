"""In the database itself: rows lie within their unit's life, and versions of one model never overlap.

Joined communes live as long as their version: a history is split where one of them ends.
"""

from django.db import migrations

# A dated row lies within the life of the unit that it names.
LIFE = """SELECT 1 FROM communes_unit WHERE id = NEW.unit_id AND NEW.valid_from >= valid_from
    AND (valid_to IS NULL OR (NEW.valid_to IS NOT NULL AND NEW.valid_to <= valid_to))"""
DAY = """SELECT 1 FROM communes_unit
    WHERE id = NEW.unit_id AND NEW."on" >= valid_from AND (valid_to IS NULL OR NEW."on" <= valid_to)"""
JOINED = """SELECT 1 FROM communes_unit u, models_selfmgmt_modelversion v
    WHERE u.id = NEW.unit_id AND v.id = NEW.version_id AND v.unit_id <> u.id AND v.valid_from >= u.valid_from
    AND (u.valid_to IS NULL OR (v.valid_to IS NOT NULL AND v.valid_to <= u.valid_to))"""


def others(table, same):
    """Rows of the same thing that are valid on some day of the new one's."""
    return f"""SELECT 1 FROM {table} o WHERE o.{same} = NEW.{same} AND o.id <> NEW.id
    AND (o.valid_to IS NULL OR o.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR o.valid_from <= NEW.valid_to)"""  # noqa: S608 - our own tables


OUTSIDE, OVERLAP = "the unit did not exist on that day", "rows of one thing never overlap"
VERSION, REGISTER = "models_selfmgmt_modelversion", "models_selfmgmt_modelregister"
SPAN = "unit_id, valid_from, valid_to"
# name, table, columns, when it is wrong, what is said
TRIGGERS = [
    ("model_version_life", VERSION, f"{SPAN}, voided", f"NOT NEW.voided AND NOT EXISTS ({LIFE})", OUTSIDE),
    (
        "model_version_alone", VERSION, f"instance_id, {SPAN}, voided",
        f"NOT NEW.voided AND EXISTS ({others(VERSION, 'instance_id')} AND NOT o.voided)", OVERLAP,
    ),
    ("model_register_life", REGISTER, SPAN, f"NOT EXISTS ({LIFE})", OUTSIDE),
    ("model_register_alone", REGISTER, SPAN, f"EXISTS ({others(REGISTER, 'unit_id')})", OVERLAP),
    ("model_event_day", "models_selfmgmt_modelevent", 'unit_id, "on"', f"NOT EXISTS ({DAY})", OUTSIDE),
    ("model_inspection_day", "models_selfmgmt_modelinspection", 'unit_id, "on"', f"NOT EXISTS ({DAY})", OUTSIDE),
    ("model_join_life", "models_selfmgmt_versionjoin", "unit_id, version_id", f"NOT EXISTS ({JOINED})", OUTSIDE),
]  # fmt: skip


def postgresql(name, table, columns, wrong, said):
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {wrong} THEN
        RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""
    yield (
        f"CREATE TRIGGER {name} BEFORE INSERT OR UPDATE OF {columns} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def sqlite(name, table, columns, wrong, said):
    """A new row has no id before it is there, so this asks afterwards."""
    for suffix, event in [("insert", "INSERT"), ("update", f"UPDATE OF {columns}")]:
        yield f"""CREATE TRIGGER {name}_{suffix} AFTER {event} ON {table} WHEN {wrong}
        BEGIN SELECT RAISE(ABORT, '{said}'); END"""


def forwards(apps, schema_editor):
    write = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for trigger in TRIGGERS:
        for statement in write(*trigger):
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for name, table, *_ in reversed(TRIGGERS):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            for suffix in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {name}_{suffix}")


class Migration(migrations.Migration):
    dependencies = [("models_selfmgmt", "0001_initial"), ("communes", "0004_last_day_in_one_wording")]
    operations = [migrations.RunPython(forwards, backwards)]
