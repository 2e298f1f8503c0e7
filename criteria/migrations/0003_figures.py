"""The figures that assessments count: the choice of a model unit; residential areas found safe, their share."""

from typing import Any

from django.db import migrations
from django.db.models import Max

FED_BY, STOCKS = "criteria", 16_000
# key, name, unit, name in English, unit in English; the first has its words from the first catalogue
FIGURES = [
    ("model_units_selected", "", "", "", ""),
    (
        "units_assessed_safe", "Đơn vị đã tự đánh giá an toàn về ANTT", "đơn vị",
        "Units that assessed whether they are safe", "units",
    ),
    (
        "residential_areas_assessed", "Khu dân cư được xét an toàn về ANTT", "thôn, bản, tổ",
        "Residential areas assessed as safe or not", "areas",
    ),
    (
        "safe_residential_areas", "Khu dân cư đạt an toàn về ANTT", "thôn, bản, tổ",
        "Residential areas found safe", "areas",
    ),
]  # fmt: skip
# Whose count says that the figure is known. A choice says so of itself: it is the province's, not the unit's to report.
PRESENCES = {
    "model_units_selected": "model_units_selected",
    "units_assessed_safe": "units_assessed_safe",
    "residential_areas_assessed": "units_assessed_safe",
    "safe_residential_areas": "units_assessed_safe",
}

SHARE = {
    "key": "safe_residential_areas_pct", "name_vi": "Tỷ lệ khu dân cư đạt an toàn về ANTT", "unit_vi": "%",
    "name_en": "Share of residential areas found safe", "unit_en": "%", "group": "emulation", "aggregation": "ratio",
    "source": "return",
}  # fmt: skip


def forwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    slot = indicators.filter(slot__lt=STOCKS).aggregate(slot=Max("slot"))["slot"] + 1
    order = indicators.aggregate(order=Max("order"))["order"]
    for place, (key, name_vi, unit_vi, name_en, unit_en) in enumerate(FIGURES):
        words = {"name_vi": name_vi, "unit_vi": unit_vi, "name_en": name_en, "unit_en": unit_en}
        fixed = {"group": "emulation", "aggregation": "sum", "source": "return", "order": order + 10 * (place + 1)}
        row, _ = indicators.get_or_create(key=key, defaults=words | fixed)
        if row.fed_by:  # one source a figure: what another one counted would stay in the column that it had
            raise RuntimeError(f"{key} is counted by {row.fed_by} already: let that count another figure first")
        row.slot, row.fed_by = slot + place, FED_BY
        row.save()
    for key, presence in PRESENCES.items():
        indicators.filter(key=key).update(presence=indicators.get(key=presence))
    above, below = indicators.get(key="safe_residential_areas"), indicators.get(key="residential_areas_assessed")
    indicators.create(**SHARE, numerator=above, denominator=below, presence=above.presence, order=above.order + 5)


def backwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    share = indicators.filter(key=SHARE["key"])
    share._raw_delete(share.db)
    indicators.filter(fed_by=FED_BY).update(slot=None, fed_by="", presence=None)
    gone = indicators.filter(key__in=[row[0] for row in FIGURES[1:]])
    gone._raw_delete(gone.db)


class Migration(migrations.Migration):
    dependencies = [("criteria", "0002_rules"), ("rollups", "0007_sources_of_figures")]

    operations = [migrations.RunPython(forwards, backwards)]
