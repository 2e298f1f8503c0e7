"""Periods have names that the calendar knows, and those of one kind never overlap."""

from django.db import migrations, models
from django.db.models import Q

from communes.remaking import keeping_triggers  # house: it stays as it is

IN_A_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}
MET = """EXISTS (SELECT 1 FROM periods_period p WHERE p.kind = NEW.kind AND p.id <> NEW.id
    AND p."start" <= NEW."end" AND p."end" >= NEW."start")"""
SAID = "periods of one kind overlap"
# Two who write at one moment would not see each other.
POSTGRESQL = f"""
CREATE FUNCTION period_alone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('periods_period'));
    IF {MET} THEN
        RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER period_alone BEFORE INSERT OR UPDATE OF kind, "start", "end" ON periods_period
    FOR EACH ROW EXECUTE FUNCTION period_alone();
"""
POSTGRESQL_BACK = """
DROP TRIGGER period_alone ON periods_period;
DROP FUNCTION period_alone();
"""
SQLITE = [
    f"""CREATE TRIGGER period_alone_{name} AFTER {event} ON periods_period WHEN {MET}
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END"""
    for name, event in [("insert", "INSERT"), ("update", 'UPDATE OF kind, "start", "end"')]
]
SQLITE_BACK = ["DROP TRIGGER period_alone_insert", "DROP TRIGGER period_alone_update"]


def hold(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


def numbers():
    found = Q()
    for kind, last in IN_A_YEAR.items():
        found |= Q(kind=kind, number__range=(1, last))
    return found


class Migration(migrations.Migration):
    dependencies = [("periods", "0003_last_day_in_one_wording")]

    operations = [
        *keeping_triggers(
            migrations.AddConstraint("period", models.CheckConstraint(condition=numbers(), name="period_number")),
            migrations.AddConstraint(
                "period", models.CheckConstraint(condition=Q(year__range=(2000, 2099)), name="period_year")
            ),
        ),
        migrations.RunPython(hold, let_go),
    ]
