"""In the database itself: what was surveyed and not launched has surveys and nothing else, so nothing of it counts.

A launch, a change of a stage, a stop and an inspection need a stage on their day. A stop without any stage gives up what
was surveyed before; the last survey of what has no stage stands until the model is withdrawn.
"""

from django.db import migrations

from communes.triggers import Trigger, refusing  # house: it stays as it is

EVENT, INSPECTION = "models_selfmgmt_modelevent", "models_selfmgmt_modelinspection"
STAGE = "SELECT 1 FROM models_selfmgmt_modelversion v WHERE v.instance_id = NEW.instance_id AND NOT v.voided"
ON_ITS_DAY = f"""EXISTS ({STAGE} AND v.valid_from <= NEW."on" AND (v.valid_to IS NULL OR v.valid_to >= NEW."on"))"""
SURVEY = """SELECT 1 FROM models_selfmgmt_modelevent s
    WHERE s.instance_id = NEW.instance_id AND s.kind = 'surveyed' AND NOT s.voided"""
WITHDRAWN = "EXISTS (SELECT 1 FROM models_selfmgmt_modelinstance i WHERE i.id = NEW.instance_id AND i.withdrawn)"
GIVEN_UP = f"""(NEW.kind = 'stopped' AND NOT EXISTS ({STAGE}) AND EXISTS ({SURVEY} AND s."on" <= NEW."on"))"""

TRIGGERS = [
    (
        "model_event_stage", EVENT, "INSERT OR UPDATE OF instance_id, kind, \"on\", voided",
        f"NOT NEW.voided AND ({WITHDRAWN} OR NOT (NEW.kind = 'surveyed' OR {ON_ITS_DAY} OR {GIVEN_UP}))",
        "the model had no stage on that day",
    ),
    (
        "model_inspection_stage", INSPECTION, "INSERT OR UPDATE OF instance_id, \"on\", voided",
        f"NOT NEW.voided AND ({WITHDRAWN} OR NOT {ON_ITS_DAY})",
        "the model had no stage on that day",
    ),
    (
        "model_survey_stands", EVENT, "UPDATE OF voided",
        f"NEW.voided AND NEW.kind = 'surveyed' AND NOT {WITHDRAWN} AND NOT EXISTS ({STAGE})"
        f" AND NOT EXISTS ({SURVEY} AND s.id <> NEW.id)",
        "a model without a stage keeps its survey",
    ),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("models_selfmgmt", "0004_a_part_within_its_whole")]

    operations = [refusing(*(Trigger(*one) for one in TRIGGERS))]
