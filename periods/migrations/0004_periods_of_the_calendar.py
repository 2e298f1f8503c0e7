"""Periods have names that the calendar knows, and those of one kind never overlap."""

from django.db import migrations, models
from django.db.models import Q

from communes.remaking import keeping_triggers  # house: it stays as it is
from communes.triggers import Trigger, refusing  # house: it stays as it is

IN_A_YEAR = {"month": 12, "quarter": 4, "half": 2, "year": 1}
MET = """EXISTS (SELECT 1 FROM periods_period p WHERE p.kind = NEW.kind AND p.id <> NEW.id
    AND p."start" <= NEW."end" AND p."end" >= NEW."start")"""
ALONE = Trigger(
    "period_alone", "periods_period", 'INSERT OR UPDATE OF kind, "start", "end"', MET, "periods of one kind overlap",
    # Two who write at one moment would not see each other.
    before="PERFORM pg_advisory_xact_lock(hashtext('periods_period'));",
)  # fmt: skip


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
        refusing(ALONE),
    ]
