"""Patrols by force are named alike: the first three were named before there were others."""

from typing import Any

from django.db import migrations

# key: (name before, in English before, name, in English)
NAMES = {
    "patrol_attendances_commune_police": (
        "Công an cấp xã tham gia tuần tra", "Patrol attendances of commune police",
        "Tuần tra: Công an cấp xã", "Patrols: Commune police",
    ),
    "patrol_attendances_grassroots_team": (
        "Tổ bảo vệ an ninh, trật tự tham gia tuần tra", "Patrol attendances of grassroots security teams",
        "Tuần tra: Tổ bảo vệ an ninh, trật tự", "Patrols: Grassroots security team",
    ),
    "patrol_attendances_other": (
        "Lực lượng khác tham gia tuần tra", "Patrol attendances of other forces",
        "Tuần tra: Lực lượng khác", "Patrols: Other forces",
    ),
}  # fmt: skip


def forwards(apps: Any, schema_editor: Any) -> None:
    """What an administrator has named otherwise stays."""
    indicators = apps.get_model("rollups", "Indicator").objects
    for key, (before, english_before, name, english) in NAMES.items():
        indicators.filter(key=key, name_vi=before).update(name_vi=name)
        indicators.filter(key=key, name_en=english_before).update(name_en=english)


def backwards(apps: Any, schema_editor: Any) -> None:
    indicators = apps.get_model("rollups", "Indicator").objects
    for key, (before, english_before, name, english) in NAMES.items():
        indicators.filter(key=key, name_vi=name).update(name_vi=before)
        indicators.filter(key=key, name_en=english).update(name_en=english_before)


class Migration(migrations.Migration):
    dependencies = [("rollups", "0007_sources_of_figures")]

    operations = [migrations.RunPython(forwards, backwards)]
