"""The figure that counts records which came after the deadline of their period."""

from django.db import migrations
from django.db.models import Max

STOCK_SLOTS = 16_000


def forwards(apps, schema_editor):
    indicators = apps.get_model("rollups", "Indicator").objects
    reports = indicators.get(key="reports")
    last = indicators.filter(slot__lt=STOCK_SLOTS).aggregate(slot=Max("slot"))["slot"]
    indicators.create(
        key="late_reports",
        group="activity",
        aggregation="sum",
        source="log",
        slot=last + 1,
        name_vi="Phiếu nộp muộn",
        unit_vi="phiếu",
        name_en="Records entered late",
        unit_en="records",
        order=reports.order + 1,
        breakdown_of=reports,
    )


def backwards(apps, schema_editor):
    apps.get_model("rollups", "Indicator").objects.filter(key="late_reports").delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_signs_of_papers"), ("rollups", "0008_names_of_forces")]
    operations = [migrations.RunPython(forwards, backwards)]
