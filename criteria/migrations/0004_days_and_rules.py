"""Days within reason. A table that SQLite makes anew loses its triggers: all are taken away before and made after."""

from datetime import date
from importlib import import_module

from django.db import migrations, models
from django.db.models import Q

former = import_module("criteria.migrations.0002_rules")
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)


def constraint(model: str, name: str, condition: Q) -> migrations.AddConstraint:
    return migrations.AddConstraint(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("criteria", "0003_figures")]

    operations = [
        migrations.RunPython(former.backwards, former.forwards),
        constraint("assessment", "assessment_days", Q(start__gte=FIRST, end__lte=LAST)),
        constraint("evidence", "evidence_days", Q(start__isnull=True) | Q(start__gte=FIRST, end__lte=LAST)),
        constraint(
            "criteriaset",
            "criteriaset_days",
            Q(valid_from__range=(FIRST, LAST)) & (Q(valid_to__isnull=True) | Q(valid_to__lte=LAST)),
        ),
        migrations.RunPython(former.forwards, former.backwards),
    ]
