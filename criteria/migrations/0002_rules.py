"""Rules that no constraint can say: in the unit's life, areas once, used sets and sent answers as they are."""

from typing import Any

from django.db import migrations

IN_LIFE = """SELECT 1 FROM communes_unit u WHERE u.id = NEW.unit_id
    AND NEW."end" >= u.valid_from AND (u.valid_to IS NULL OR NEW."end" <= u.valid_to)
    AND (NEW.nominated_on IS NULL OR (NEW.nominated_on >= u.valid_from
        AND (u.valid_to IS NULL OR NEW.nominated_on <= u.valid_to)))"""
OVERLAP = """SELECT 1 FROM criteria_assessment a WHERE a.unit_id = NEW.unit_id AND a.id <> NEW.id AND NOT a.voided
    AND a.purpose = 'safe' AND NEW.purpose = 'safe' AND NOT NEW.voided
    AND a.start <= NEW."end" AND a."end" >= NEW.start"""
PURPOSE = "SELECT 1 FROM criteria_criteriaset s WHERE s.id = NEW.set_id AND s.purpose = NEW.purpose"
USED = "SELECT 1 FROM criteria_assessment a WHERE a.set_id = {row}.{column}"
SENT = "SELECT 1 FROM criteria_assessment a WHERE a.id = NEW.assessment_id AND a.sent_on IS NOT NULL"
SENT_LINE = """SELECT 1 FROM criteria_assessment a JOIN criteria_assessmentline l ON l.assessment_id = a.id
    WHERE l.id = NEW.line_id AND a.sent_on IS NOT NULL"""
# All but the end, which closes it, and what counts its editions.
FROZEN = ["key", "version", "name", "purpose", "level", "share", "paper", "province_id", "example", "valid_from"]
CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in FROZEN)
# name, table, events, condition under which the write is refused, what it says
RULES = [
    ("assessment_in_unit", "criteria_assessment", ["INSERT", "UPDATE"], f"NOT EXISTS ({IN_LIFE})",
     "the unit did not exist on these days"),
    ("assessment_purpose", "criteria_assessment", ["INSERT", "UPDATE"], f"NOT EXISTS ({PURPOSE})",
     "the purpose is that of the set"),
    ("assessment_areas_once", "criteria_assessment", ["INSERT", "UPDATE"], f"EXISTS ({OVERLAP})",
     "the areas of these days are assessed already"),
    ("criteriaset_used", "criteria_criteriaset", ["UPDATE"],
     f"({CHANGED}) AND EXISTS ({USED.format(row='NEW', column='id')})", "a used set is followed, not edited"),
    ("criterion_used", "criteria_criterion", ["INSERT", "UPDATE"], f"EXISTS ({USED.format(row='NEW', column='set_id')})",
     "a used set is followed, not edited"),
    ("criterion_gone", "criteria_criterion", ["DELETE"], f"EXISTS ({USED.format(row='OLD', column='set_id')})",
     "a used set is followed, not edited"),
    ("line_sent", "criteria_assessmentline", ["INSERT", "UPDATE"], f"EXISTS ({SENT})", "what was sent stands"),
    ("area_sent", "criteria_arearesult", ["INSERT", "UPDATE"], f"EXISTS ({SENT})", "what was sent stands"),
    ("evidence_sent", "criteria_evidence", ["INSERT", "UPDATE"], f"EXISTS ({SENT_LINE})", "what was sent stands"),
]  # fmt: skip


def made(vendor: str, rules: list[Any]) -> list[str]:
    found = []
    for name, table, events, refused, words in rules:
        if vendor == "postgresql":
            found.append(f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF {refused} THEN
                        RAISE EXCEPTION '{words}' USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN {"OLD" if events == ["DELETE"] else "NEW"};
                END $$""")
            found.append(
                f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
            )
        else:
            found += [
                f"CREATE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} WHEN {refused}"
                f" BEGIN SELECT RAISE(ABORT, '{words}'); END"
                for event in events
            ]
    return found


def forwards(apps: Any, schema_editor: Any) -> None:
    for statement in made(schema_editor.connection.vendor, RULES):
        schema_editor.execute(statement)


def backwards(apps: Any, schema_editor: Any) -> None:
    drop(schema_editor, RULES)


def drop(schema_editor: Any, rules: list[Any]) -> None:
    for name, table, events, _refused, _words in rules:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}()")
        else:
            for event in events:
                schema_editor.execute(f"DROP TRIGGER {name}_{event.lower()}")


class Migration(migrations.Migration):
    dependencies = [("criteria", "0001_criteria"), ("communes", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
