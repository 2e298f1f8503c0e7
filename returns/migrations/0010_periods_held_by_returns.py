"""Whoever files a return holds its period: the days of that can only move before it or after it, never meanwhile.

The other side of 0007, which sees what is committed: without this a period could move while a return of it is being
written, and its time be reported a second time. Readers of one period do not wait for each other. SQLite has one writer.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION return_holds_its_period() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    often varchar;
    ends date;
BEGIN
    SELECT every INTO often FROM returns_returnform WHERE id = NEW.form_id;
    IF often = 'week' THEN
        RETURN NEW;
    END IF;
    SELECT "end" INTO ends FROM periods_period
        WHERE kind = often AND "start" <= NEW."end" AND "end" >= NEW."end" FOR SHARE;
    IF ends IS NULL OR ends <> NEW."end" AND NOT EXISTS (
        SELECT 1 FROM communes_unit WHERE id = NEW.unit_id AND valid_to = NEW."end"
    ) THEN
        RAISE EXCEPTION 'no period ends on the day of the return' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER return_holds_its_period_new BEFORE INSERT ON returns_return
    FOR EACH ROW EXECUTE FUNCTION return_holds_its_period();
CREATE TRIGGER return_holds_its_period_moved BEFORE UPDATE ON returns_return
    FOR EACH ROW WHEN (OLD."end" <> NEW."end") EXECUTE FUNCTION return_holds_its_period();
"""
POSTGRESQL_BACK = """
DROP TRIGGER return_holds_its_period_new ON returns_return;
DROP TRIGGER return_holds_its_period_moved ON returns_return;
DROP FUNCTION return_holds_its_period();
"""


def hold(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0009_days_on_which_figures_are_asked_for"),
        ("periods", "0003_last_day_in_one_wording"),
        ("communes", "0004_last_day_in_one_wording"),
    ]
    operations = [migrations.RunPython(hold, let_go)]
