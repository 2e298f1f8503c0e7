"""In the database itself: what counts the records of a kind, or its areas, is no number that a form asks for."""

from django.db import migrations

COUNT, KIND = "campaigns_activitycount", "campaigns_activitykind"
SAID = "the figure counts the records of a kind"
TRIGGERS = [
    (
        "activity_count_no_counter", COUNT, "INSERT OR UPDATE OF indicator_id",
        f"EXISTS (SELECT 1 FROM {KIND} WHERE indicator_id = NEW.indicator_id OR coverage_id = NEW.indicator_id)",  # noqa: S608 - our own tables
        SAID,
    ),
    (
        "activity_kind_counts_alone", KIND, "INSERT OR UPDATE OF indicator_id, coverage_id",
        f"EXISTS (SELECT 1 FROM {COUNT} WHERE indicator_id IN (NEW.indicator_id, NEW.coverage_id))",  # noqa: S608 - our own tables
        SAID,
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
    dependencies = [("campaigns", "0014_days_within_the_calendar")]

    operations = [migrations.RunPython(forwards, backwards)]
