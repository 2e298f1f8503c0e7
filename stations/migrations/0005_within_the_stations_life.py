"""Refuse a snapshot that reaches outside its station, or into another one, in the database itself; offices are known."""

from django.db import migrations, models

from communes.remaking import keeping_triggers  # house: it stays as it is
from communes.triggers import Trigger, refusing  # house: it stays as it is

OFFICES = ["none", "under_construction", "independent"]
INSIDE = """SELECT 1 FROM communes_station s WHERE s.unit_id = NEW.unit_id AND NEW.valid_from >= s.valid_from
    AND (s.valid_to IS NULL OR (NEW.valid_to IS NOT NULL AND NEW.valid_to <= s.valid_to))"""
OTHER = """SELECT 1 FROM stations_readiness r WHERE r.unit_id = NEW.unit_id AND r.id <> NEW.id AND NOT r.voided
    AND (r.valid_to IS NULL OR r.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= r.valid_from)"""
EVENTS = "INSERT OR UPDATE OF unit_id, valid_from, valid_to, voided"
TRIGGERS = [
    Trigger(
        "readiness_in_station", "stations_readiness", EVENTS, f"NOT NEW.voided AND NOT EXISTS ({INSIDE})",
        "there was no station on these days",
    ),
    Trigger(
        "readiness_one_at_a_time", "stations_readiness", EVENTS, f"NOT NEW.voided AND EXISTS ({OTHER})",
        "something else is said of these days",
    ),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("stations", "0004_places"), ("communes", "0001_initial")]

    operations = [
        *keeping_triggers(
            migrations.AddConstraint(
                "readiness",
                models.CheckConstraint(condition=models.Q(office__in=OFFICES), name="readiness_office_known"),
            )
        ),
        refusing(*TRIGGERS),
    ]
