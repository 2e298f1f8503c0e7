"""In the database itself: what was surveyed and not launched has surveys and nothing else, so nothing of it counts.

A launch, a change of a stage, a stop and an inspection need a stage on their day. A stop without any stage gives up what
was surveyed before; the last survey of what has no stage stands until the model is withdrawn.
"""

from django.db import migrations

EVENT, INSPECTION = "models_selfmgmt_modelevent", "models_selfmgmt_modelinspection"
STAGE = "SELECT 1 FROM models_selfmgmt_modelversion v WHERE v.instance_id = NEW.instance_id AND NOT v.voided"
ON_ITS_DAY = f"""EXISTS ({STAGE} AND v.valid_from <= NEW."on" AND (v.valid_to IS NULL OR v.valid_to >= NEW."on"))"""
SURVEY = """SELECT 1 FROM models_selfmgmt_modelevent s
    WHERE s.instance_id = NEW.instance_id AND s.kind = 'surveyed' AND NOT s.voided"""
WITHDRAWN = "EXISTS (SELECT 1 FROM models_selfmgmt_modelinstance i WHERE i.id = NEW.instance_id AND i.withdrawn)"
GIVEN_UP = f"""(NEW.kind = 'stopped' AND NOT EXISTS ({STAGE}) AND EXISTS ({SURVEY} AND s."on" <= NEW."on"))"""

TRIGGERS = [
    (
        "model_event_stage", EVENT, "INSERT OR UPDATE OF instance_id, kind, \"on\", voided",
        f"NOT NEW.voided AND ({WITHDRAWN} OR NOT (NEW.kind = 'surveyed' OR {ON_ITS_DAY} OR {GIVEN_UP}))",
        "the model had no stage on that day",
    ),
    (
        "model_inspection_stage", INSPECTION, "INSERT OR UPDATE OF instance_id, \"on\", voided",
        f"NOT NEW.voided AND ({WITHDRAWN} OR NOT {ON_ITS_DAY})",
        "the model had no stage on that day",
    ),
    (
        "model_survey_stands", EVENT, "UPDATE OF voided",
        f"NEW.voided AND NEW.kind = 'surveyed' AND NOT {WITHDRAWN} AND NOT EXISTS ({STAGE})"
        f" AND NOT EXISTS ({SURVEY} AND s.id <> NEW.id)",
        "a model without a stage keeps its survey",
    ),
]  # fmt: skip


def postgresql(name, table, events, wrong, said):
    yield f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {wrong} THEN
        RAISE EXCEPTION '{said}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$"""
    yield f"CREATE TRIGGER {name} BEFORE {events} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"


def names(name, events):
    """SQLite has a trigger for each of the events."""
    for event in events.split(" OR "):
        yield f"{name}_{event.split()[0].lower()}", event


def sqlite(name, table, events, wrong, said):
    for own, event in names(name, events):
        yield f"CREATE TRIGGER {own} AFTER {event} ON {table} WHEN {wrong} BEGIN SELECT RAISE(ABORT, '{said}'); END"


def forwards(apps, schema_editor):
    write = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for trigger in TRIGGERS:
        for statement in write(*trigger):
            schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for name, table, events, *_ in reversed(TRIGGERS):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            for own, _event in names(name, events):
                schema_editor.execute(f"DROP TRIGGER {own}")


class Migration(migrations.Migration):
    dependencies = [("models_selfmgmt", "0004_a_part_within_its_whole")]

    operations = [migrations.RunPython(forwards, backwards)]
