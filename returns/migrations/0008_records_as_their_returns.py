"""The other side of 0005: a record that has a return may not leave it behind. PostgreSQL asks when the transaction ends.

An edit writes the record first and its return after, so nothing can be asked between the two. SQLite knows no later
moment: there `rollups --verify` finds what went astray.
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION record_as_its_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM returns_return JOIN campaigns_record ON campaigns_record.id = returns_return.record_id
        WHERE returns_return.record_id = NEW.id AND NOT (
            campaigns_record.unit_id = returns_return.unit_id AND campaigns_record."on" = returns_return."end"
            AND (NOT campaigns_record.deleted AND campaigns_record.hold = 0) = returns_return.counts
        )
    ) THEN
        RAISE EXCEPTION 'a record is of the unit and day of its return' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER record_as_its_return AFTER UPDATE ON campaigns_record DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (
        OLD.unit_id <> NEW.unit_id OR OLD."on" <> NEW."on" OR OLD.deleted <> NEW.deleted OR OLD.hold <> NEW.hold
    ) EXECUTE FUNCTION record_as_its_return();
"""
POSTGRESQL_BACK = """
DROP TRIGGER record_as_its_return ON campaigns_record;
DROP FUNCTION record_as_its_return();
"""


def hold(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def let_go(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("returns", "0007_periods_with_returns_stay"), ("campaigns", "0012_numbers_parted_by_signs")]
    operations = [migrations.RunPython(hold, let_go)]
