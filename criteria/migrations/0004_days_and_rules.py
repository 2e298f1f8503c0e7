"""Days within reason; versions of a set one after the other. A table that SQLite makes anew loses its triggers: all are taken away before and made after."""

from datetime import date
from importlib import import_module
from typing import Any

from django.db import migrations, models
from django.db.models import F, Q

former = import_module("criteria.migrations.0002_rules")
OUTCOMES = ["", "recognised", "not_recognised"]
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
TWO_AT_ONCE = """SELECT 1 FROM criteria_criteriaset s WHERE s.key = NEW.key AND s.id <> NEW.id
    AND s.province_id IS NOT DISTINCT FROM NEW.province_id
    AND (s.valid_to IS NULL OR s.valid_to >= NEW.valid_from)
    AND (NEW.valid_to IS NULL OR NEW.valid_to >= s.valid_from)"""
KEPT = "SELECT 1 FROM criteria_assessment a WHERE a.id = OLD.assessment_id AND a.sent_on IS NOT NULL"
KEPT_LINE = """SELECT 1 FROM criteria_assessment a JOIN criteria_assessmentline l ON l.assessment_id = a.id
    WHERE l.id = OLD.line_id AND a.sent_on IS NOT NULL"""
RULES = [
    ("criteriaset_once", "criteria_criteriaset", ["INSERT", "UPDATE"], f"EXISTS ({TWO_AT_ONCE})",
     "another version is valid on these days"),
    *(
        (f"{name}_{word}", f"criteria_{table}", [event], f"EXISTS ({asked})", "what was sent stands")
        for name, table, asked in (
            ("line_sent", "assessmentline", KEPT), ("area_sent", "arearesult", KEPT),
            ("evidence_sent", "evidence", KEPT_LINE),
        )
        for word, event in (("moved", "UPDATE"), ("gone", "DELETE"))
    ),
]  # fmt: skip


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in former.made(schema_editor.connection.vendor, RULES):
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    former.drop(schema_editor, RULES)


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
        migrations.RemoveConstraint("assessment", "assessment_decided_after_sent"),
        constraint(
            "assessment",
            "assessment_decided_after_sent",
            Q(decided_on__isnull=True) | Q(sent_on__isnull=False, decided_on__gte=F("sent_on")),
        ),
        constraint("criteriaset", "criteriaset_paper_in_a_line", ~Q(paper__contains="\n")),
        constraint("assessment", "assessment_outcome_known", Q(outcome__in=OUTCOMES)),
        constraint("assessmentstep", "assessmentstep_outcome_known", Q(outcome__in=OUTCOMES)),
        constraint("assessmentstep", "assessmentstep_paper_in_a_line", ~Q(paper__contains="\n")),
        migrations.RunPython(former.forwards, former.backwards),
        migrations.RunPython(forwards, backwards),
    ]
