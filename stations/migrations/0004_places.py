"""Stations and residential areas as stocks, and the shares of them (docs/decisions/0010).

The stocks get a block of totals of their own, so that what an installation holds already can be written in one go.
"""

from collections import defaultdict
from datetime import timedelta
from typing import Any

from django.db import migrations
from django.db.models import Max

SLOTS, FIRST = 16, 16_000
DAY, HALF_MONTH, YEAR = 1, 2, 3
STATIONS, AREAS = "stations", "residential_areas"
# key, what feeds it, order, name, unit, name in English, unit in English; the first catalogue has some of them
FIGURES = [
    ("stations_all_total", STATIONS, 525, "Công an cấp xã", "đơn vị", "Commune-level police stations", "stations"),
    ("stations_total", STATIONS, 530, "Công an xã, thị trấn", "đơn vị", "Stations of communes and townships", "stations"),
    ("stations_of_communes_total", STATIONS, 535, "Công an xã", "đơn vị", "Stations of communes", "stations"),
    ("residential_areas_total", AREAS, 635, "Khu dân cư", "thôn, bản, tổ", "Residential areas", "areas"),
    ("villages_total", AREAS, 640, "Thôn, bản", "thôn, bản", "Villages", "villages"),
    ("neighbourhood_groups_total", AREAS, 650, "Tổ dân phố", "tổ dân phố", "Neighbourhood groups", "groups"),
    (
        "residential_area_registers", AREAS, 655, "Đơn vị đã lập danh sách khu dân cư", "đơn vị",
        "Units that listed their residential areas", "units",
    ),
]  # fmt: skip
PRESENCE = {STATIONS: "stations_all_total", AREAS: "residential_area_registers"}
# key, numerator, denominator, whether it is a part of its whole that excludes others, name, name in English
SHARES = [
    (
        "stations_independent_office_pct", "stations_independent_office", "stations_total", True,
        "Tỷ lệ có trụ sở độc lập", "Share with an office of its own",
    ),
    (
        "stations_office_under_construction_pct", "stations_office_under_construction", "stations_total", True,
        "Tỷ lệ đang xây dựng trụ sở", "Share with an office under construction",
    ),
    (
        "stations_with_housing_pct", "stations_with_housing", "stations_of_communes_total", False,
        "Tỷ lệ có nhà ở công vụ", "Share with official housing",
    ),
    (
        "stations_fully_staffed_pct", "stations_fully_staffed", "stations_total", False,
        "Tỷ lệ bố trí đủ biên chế", "Share fully staffed",
    ),
    (
        "stations_with_investigator_pct", "stations_with_investigator", "stations_all_total", False,
        "Tỷ lệ có Điều tra viên", "Share with an investigator",
    ),
    (
        "pledge_villages_pct", "pledge_villages_signed", "residential_areas_total", False,
        "Tỷ lệ khu dân cư ký giao ước thi đua", "Share of areas that signed the pledge",
    ),
    (
        "lighting_villages_pct", "lighting_villages", "residential_areas_total", False,
        "Tỷ lệ khu dân cư có điện thắp sáng", "Share of areas with road lighting",
    ),
    (
        "safe_household_groups_pct", "safe_household_groups", "residential_areas_total", False,
        "Tỷ lệ khu dân cư có mô hình Hộ an toàn", "Share of areas with safe households",
    ),
    (
        "propaganda_villages_pct", "propaganda_villages_covered", "residential_areas_total", False,
        "Tỷ lệ khu dân cư được tuyên truyền", "Share of areas reached by propaganda",
    ),
]  # fmt: skip


def forwards(apps: Any, schema_editor: Any) -> None:
    slots = _figures(apps)
    _shares(apps)
    _totals(apps, slots)


def _figures(apps: Any) -> dict[str, int]:
    """Give each its column in a block that nothing else has; their slots by key."""
    indicators = apps.get_model("rollups", "Indicator").objects
    last = indicators.aggregate(slot=Max("slot"))["slot"] or 0
    first = max(-(-(last + 1) // SLOTS) * SLOTS, FIRST)
    slots = {}
    for place, (key, feeds, order, name_vi, unit_vi, name_en, unit_en) in enumerate(FIGURES):
        row, _ = indicators.get_or_create(
            key=key,
            defaults={
                "group": "stations",
                "aggregation": "last",
                "source": "register",
                "order": order,
            },
        )
        row.name_vi, row.unit_vi, row.name_en, row.unit_en = name_vi, unit_vi, name_en, unit_en
        row.slot, row.fed_by = first + place, feeds
        row.save()
        slots[key] = row.slot
    for feeds, presence in PRESENCE.items():
        indicators.filter(fed_by=feeds).update(presence=indicators.get(key=presence))
    return slots


def _shares(apps: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    for key, numerator, denominator, part, name_vi, name_en in SHARES:
        above, below = indicators.get(key=numerator), indicators.get(key=denominator)
        row, _ = indicators.get_or_create(
            key=key,
            defaults={
                "name_vi": name_vi, "name_en": name_en, "unit_vi": "%", "unit_en": "%", "group": above.group,
                "aggregation": "ratio", "source": above.source, "order": above.order + 5,
            },
        )  # fmt: skip
        row.numerator, row.denominator = above, below
        row.presence, row.breakdown_of = above.presence, below if part else None
        row.save()


def _totals(apps: Any, slots: dict[str, int]) -> None:
    """Write the stocks of what an installation holds already; a new one holds nothing."""
    rows: dict[tuple[int, int, Any], list[int]] = defaultdict(lambda: [0] * SLOTS)
    units = {
        unit.pk: unit for unit in apps.get_model("communes", "Unit").objects.only("pk", "kind", "parent", "province")
    }

    def add(unit: int, start: Any, end: Any, keys: list[str]) -> None:
        one = units[unit]
        for day, sign in [(start, 1), *([(end + timedelta(days=1), -1)] if end else [])]:
            half = day.replace(day=15 if day.day >= 15 else 1)
            for place in {one.pk, one.parent_id, one.province_id} - {None}:
                for grain, first in ((DAY, day), (HALF_MONTH, half), (YEAR, day.replace(month=1, day=1))):
                    for key in keys:
                        rows[place, grain, first][slots[key] % SLOTS] += sign * 1000

    for row in apps.get_model("communes", "Station").objects.iterator():
        kind = units[row.unit_id].kind
        keys = ["stations_all_total"]
        keys += ["stations_total"] if kind in {"xa", "thi_tran", "dac_khu"} else []
        keys += ["stations_of_communes_total"] if kind in {"xa", "dac_khu"} else []
        add(row.unit_id, row.valid_from, row.valid_to, keys)
    _add_areas(apps, add)
    columns = [f"{letter}{column:02}" for letter in "av" for column in range(SLOTS)]
    total = apps.get_model("rollups", "Total")
    block = min(slots.values()) // SLOTS
    total.objects.bulk_create(
        (
            total(unit_id=unit, block=block, grain=grain, day=day, **dict(zip(columns, values * 2, strict=True)))
            for (unit, grain, day), values in rows.items()
            if any(values)
        ),
        batch_size=500,
    )


def _add_areas(apps: Any, add: Any) -> None:
    lives: dict[int, list[Any]] = defaultdict(list)
    of_kind = {"thon": "villages_total", "ban": "villages_total", "to_dan_pho": "neighbourhood_groups_total"}
    lines = apps.get_model("communes", "ResidentialAreaMembership").objects.select_related("residential_area")
    for line in lines.iterator():
        lives[line.unit_id].append(line)
        own = of_kind.get(line.residential_area.kind)
        add(line.unit_id, line.valid_from, line.valid_to, ["residential_areas_total", *([own] if own else [])])
    for unit, found in lives.items():
        ends = [line.valid_to for line in found]
        last = None if None in ends else max(ends)
        add(unit, min(line.valid_from for line in found), last, ["residential_area_registers"])


def backwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    indicators.filter(key__in=[key for key, *_ in SHARES]).update(
        numerator=None, denominator=None, presence=None, breakdown_of=None
    )
    blocks = {slot // SLOTS for slot in indicators.filter(fed_by__in=PRESENCE).values_list("slot", flat=True)}
    apps.get_model("rollups", "Total").objects.filter(block__in=blocks).delete()
    indicators.filter(fed_by__in=PRESENCE).update(slot=None, fed_by="", presence=None)


class Migration(migrations.Migration):
    dependencies = [
        ("stations", "0003_figures_of_readiness"),
        ("campaigns", "0008_shipped_kinds"),
        ("models_selfmgmt", "0003_types"),
    ]

    operations = [migrations.RunPython(forwards, backwards)]
