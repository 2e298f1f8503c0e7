"""The stocks that snapshots of readiness count. Stocks have slots from 16,000 on (docs/decisions/0010)."""

from typing import Any

from django.db import migrations
from django.db.models import Max

FED_BY, FIRST = "readiness", 16_000
# key, name, unit, name in English, unit in English; those that the first catalogue has keep their words
FIGURES = [
    ("readiness_registers", "Đơn vị đã báo cáo hiện trạng", "đơn vị", "Stations that reported their readiness", "stations"),
    ("stations_independent_office", "", "", "", ""),
    ("stations_office_under_construction", "", "", "", ""),
    ("stations_with_housing", "Công an cấp xã có nhà ở công vụ", "đơn vị", "Stations with official housing", "stations"),
    ("stations_fully_staffed", "Công an cấp xã bố trí đủ biên chế", "đơn vị", "Stations fully staffed", "stations"),
    ("stations_with_investigator", "Công an cấp xã có Điều tra viên", "đơn vị", "Stations with an investigator", "stations"),
]  # fmt: skip


def forwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    last = indicators.aggregate(slot=Max("slot"), order=Max("order"))
    slot, order = max((last["slot"] or 0) + 1, FIRST), last["order"]
    for place, (key, name_vi, unit_vi, name_en, unit_en) in enumerate(FIGURES):
        words = {"name_vi": name_vi, "unit_vi": unit_vi, "name_en": name_en, "unit_en": unit_en}
        fixed = {"group": "stations", "aggregation": "last", "source": "register"}
        row, _ = indicators.get_or_create(key=key, defaults={**words, **fixed, "order": order + 10 * (place + 1)})
        row.slot, row.fed_by = slot + place, FED_BY
        row.save()
    presence = indicators.get(key="readiness_registers")
    indicators.filter(fed_by=FED_BY).exclude(pk=presence.pk).update(presence=presence)


def backwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    indicators.filter(fed_by=FED_BY).update(slot=None, fed_by="", presence=None)


class Migration(migrations.Migration):
    dependencies = [("stations", "0002_within_the_units_life"), ("rollups", "0007_sources_of_figures")]

    operations = [migrations.RunPython(forwards, backwards)]
