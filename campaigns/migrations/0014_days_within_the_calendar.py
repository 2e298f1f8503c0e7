"""Days of what forms offer lie within the calendar: forms reckon with the day after the last one."""

from datetime import date

from django.db import migrations, models
from django.db.models import Q

from communes.remaking import keeping_triggers  # house: it stays as it is

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
MODELS = (
    "activitychoice", "activitycount", "activitykind", "audience", "choicelist", "forcekind", "giftkind", "itemkind",
    "itemlawgroup", "itemrule", "lawgroup", "linkedmovement", "listedchoice", "partnerorg", "sessionform", "topic",
)  # fmt: skip


def cut(apps, schema_editor):
    """What was to end in a year of no calendar never ends."""
    for name in MODELS:
        rows = apps.get_model("campaigns", name)._base_manager
        rows.filter(valid_from__lt=FIRST).update(valid_from=FIRST)
        rows.filter(valid_to__gt=LAST).update(valid_to=None)


def within_calendar(name):
    condition = Q(valid_from__range=(FIRST, LAST)) & (Q(valid_to__isnull=True) | Q(valid_to__lte=LAST))
    return models.CheckConstraint(
        condition=condition,
        name=f"{name}_days",
        violation_error_message="Chọn ngày từ năm 2000 đến năm 2099.",
    )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0013_phrases_of_shipped_kinds"), ("rollups", "0010_last_day_of_figures")]

    operations = [
        migrations.RunPython(cut, migrations.RunPython.noop),
        *keeping_triggers(*(migrations.AddConstraint(name, within_calendar(name)) for name in MODELS)),
    ]
