"""What counts each figure so far, and registers' figures that count places or types: each once."""

from typing import Any

from django.db import migrations

LOGS = {"activity": "patrol", "propaganda": "propaganda_session", "weapons": "weapon_handover"}
# Residential areas or types: an area with two lamps is one area.
DISTINCT_STOCKS = ["movement_models_active", "safe_household_groups", "lighting_villages", "bulletin_board_villages"]
DISTINCT_FLOWS = ["pledge_villages_signed"]


def forwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    for group, log in LOGS.items():
        indicators.filter(group=group, source="log", slot__isnull=False).update(fed_by=log)
        indicators.filter(group=group, source="log", aggregation="distinct").update(fed_by=log)
    indicators.filter(key="reports").update(fed_by="")
    indicators.filter(key__in=[*DISTINCT_STOCKS, *DISTINCT_FLOWS]).update(aggregation="distinct")


def backwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    indicators.filter(key__in=[*DISTINCT_STOCKS, *DISTINCT_FLOWS]).update(aggregation="last")


class Migration(migrations.Migration):
    dependencies = [("rollups", "0006_stocks")]

    operations = [migrations.RunPython(forwards, backwards)]
