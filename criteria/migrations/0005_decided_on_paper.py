"""A decision of a paper may be older than the day on which its assessment was sent in antq, never than its range."""

from importlib import import_module
from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

# A table that SQLite makes anew loses its triggers: all are taken away before and made after.
first = import_module("criteria.migrations.0002_rules")
later = import_module("criteria.migrations.0004_days_and_rules")


def take(apps: Any, schema_editor: Any) -> None:
    later.backwards(apps, schema_editor)
    first.backwards(apps, schema_editor)


def give(apps: Any, schema_editor: Any) -> None:
    first.forwards(apps, schema_editor)
    later.forwards(apps, schema_editor)


def decide_when_sent(apps: Any, schema_editor: Any) -> None:
    """On the way back: what was decided before it was sent is told of the first day that the old rule takes.

    It counted on its own day: `manage.py rollups --rebuild` after it.
    """
    rows = apps.get_model("criteria", "Assessment").objects.filter(decided_on__lt=F("sent_on"))
    rows.update(decided_on=F("sent_on"))


class Migration(migrations.Migration):
    dependencies = [("criteria", "0004_days_and_rules")]

    operations = [
        migrations.RunPython(take, give),
        migrations.RemoveConstraint("assessment", "assessment_decided_after_sent"),
        migrations.RunPython(migrations.RunPython.noop, decide_when_sent),
        migrations.AddConstraint(
            "assessment",
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(sent_on__isnull=False, decided_on__gte=F("end")),
                name="assessment_decided_after_its_range",
            ),
        ),
        migrations.RunPython(give, take),
    ]
