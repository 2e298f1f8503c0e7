"""A period in which a return ends keeps its days: else the same time could be reported, and counted, a second time."""

from django.db import migrations

FILED = """SELECT 1 FROM returns_return
    JOIN returns_returnform ON returns_returnform.id = returns_return.form_id
    JOIN campaigns_record ON campaigns_record.id = returns_return.record_id
    WHERE returns_returnform.every = OLD.kind AND NOT campaigns_record.deleted
    AND returns_return."end" BETWEEN OLD."start" AND OLD."end\""""
MOVED = 'OLD.kind <> NEW.kind OR OLD."start" <> NEW."start" OR OLD."end" <> NEW."end"'
SAID = "returns were filed for the period"
POSTGRESQL = f"""
CREATE FUNCTION period_with_returns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({FILED}) THEN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER period_with_returns_moved BEFORE UPDATE ON periods_period
    FOR EACH ROW WHEN ({MOVED}) EXECUTE FUNCTION period_with_returns();
CREATE TRIGGER period_with_returns_gone BEFORE DELETE ON periods_period
    FOR EACH ROW EXECUTE FUNCTION period_with_returns();
"""
POSTGRESQL_BACK = """
DROP TRIGGER period_with_returns_moved ON periods_period;
DROP TRIGGER period_with_returns_gone ON periods_period;
DROP FUNCTION period_with_returns();
"""
SQLITE = [
    f"""CREATE TRIGGER period_with_returns_moved BEFORE UPDATE ON periods_period WHEN ({MOVED}) AND EXISTS ({FILED})
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
    f"""CREATE TRIGGER period_with_returns_gone BEFORE DELETE ON periods_period WHEN EXISTS ({FILED})
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END""",
]
SQLITE_BACK = ["DROP TRIGGER period_with_returns_moved", "DROP TRIGGER period_with_returns_gone"]


def hold(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("returns", "0006_counts_of_returns_tell_themselves"), ("periods", "0003_last_day_in_one_wording")]
    operations = [migrations.RunPython(hold, let_go)]
