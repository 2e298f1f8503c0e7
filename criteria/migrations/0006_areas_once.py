"""Areas count once over a merger; results and lines belong to their assessment.

What looks at other rows of its table does so after the write: before it, a new row of SQLite has no id yet.
"""

from importlib import import_module
from typing import Any

from django.db import migrations

rules, days = import_module("criteria.migrations.0002_rules"), import_module("criteria.migrations.0004_days_and_rules")
LOOKING = {"assessment_areas_once", "criteriaset_once"}
FORMER = [one for one in [*rules.RULES, *days.RULES] if one[0] in LOOKING]
OVERLAP = """SELECT 1 FROM criteria_assessment a
    JOIN communes_unit theirs ON theirs.id = a.unit_id JOIN communes_unit own ON own.id = NEW.unit_id
    WHERE (theirs.id = own.id OR theirs.heir_id = own.id OR own.heir_id = theirs.id)
    AND a.id <> NEW.id AND NOT a.voided AND a.purpose = 'safe' AND NEW.purpose = 'safe' AND NOT NEW.voided
    AND a.start <= NEW."end" AND a."end" >= NEW.start"""
LAIN = """SELECT 1 FROM criteria_assessment a
    JOIN communes_residentialareamembership m ON m.unit_id = a.unit_id
    WHERE a.id = NEW.assessment_id AND m.residential_area_id = NEW.residential_area_id"""
OF_SET = """SELECT 1 FROM criteria_assessment a JOIN criteria_criterion c ON c.set_id = a.set_id
    WHERE a.id = NEW.assessment_id AND c.id = NEW.criterion_id"""
CHANGED = [
    ("assessment_areas_once", "criteria_assessment", ["INSERT", "UPDATE"], f"EXISTS ({OVERLAP})",
     "the areas of these days are assessed already"),
    *(one for one in FORMER if one[0] == "criteriaset_once"),
    ("area_of_unit", "criteria_arearesult", ["INSERT", "UPDATE"], f"NOT EXISTS ({LAIN})",
     "the area never lay in the unit"),
    ("line_of_set", "criteria_assessmentline", ["INSERT", "UPDATE"], f"NOT EXISTS ({OF_SET})",
     "the criterion is of another set"),
]  # fmt: skip


def after(vendor: str) -> list[str]:
    return [one.replace(" BEFORE ", " AFTER ") for one in rules.made(vendor, CHANGED)]


def forwards(apps: Any, schema_editor: Any) -> None:
    rules.drop(schema_editor, FORMER)
    for statement in after(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    rules.drop(schema_editor, CHANGED)
    for statement in rules.made(schema_editor.connection.vendor, FORMER):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("criteria", "0005_decided_on_paper"), ("communes", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
