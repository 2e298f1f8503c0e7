"""An independent recount of a register: plain Python over its rows, without the code that it judges."""

from collections import Counter
from datetime import date

from communes.models import Unit
from models_selfmgmt.models import ModelVersion

FIGURES = (
    "self_mgmt_models_active",
    "movement_models_active",
    "security_camera_models_active",
    "cameras_active",
    "security_lamps",
    "lighting_villages",
    "safe_household_groups",
    "security_clusters_active",
    "security_clusters_joined",
)


def standing_on(unit: Unit, day: date) -> Counter[str]:
    """What a unit of today has on a day, with all that it was."""
    own = {unit.pk, *unit.lineage.values_list("pk", flat=True)}
    counted: Counter[str] = Counter()
    types, places = set(), set()
    for row in ModelVersion.objects.filter(voided=False).select_related("instance__type__places_indicator"):
        if not (row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)):
            continue
        counted["security_clusters_joined"] += sum(line.unit_id in own for line in row.joins.all())
        if row.unit_id not in own:
            continue
        kind = row.instance.type
        counted[kind.in_use_indicator.key] += 1
        counted["self_mgmt_models_active"] += kind.self_management
        types |= {kind.pk} if kind.group == "model" else set()
        for amount in row.amounts.all():
            counted[amount.measure.indicator.key] += amount.thousandths // 1000
        if kind.places_indicator:
            places |= {(kind.places_indicator.key, line.residential_area_id) for line in row.area_lines.all()}
    counted["movement_models_active"] = len(types)
    for key, _ in places:
        counted[key] += 1
    return counted
