"""What counts the returns of a form says itself that it is reported: a unit may file one and log nothing."""

from django.db import migrations
from django.db.models import F


def counts(apps):
    forms = apps.get_model("returns", "ReturnForm").objects.filter(about_log=False)
    return apps.get_model("rollups", "Indicator").objects.filter(pk__in=forms.values("presence"))


def tell(apps, schema_editor):
    counts(apps).filter(presence=None).update(presence=F("pk"))


def tell_no_more(apps, schema_editor):
    counts(apps).filter(presence=F("pk")).update(presence=None)


class Migration(migrations.Migration):
    dependencies = [("returns", "0005_shipped_forms")]
    operations = [migrations.RunPython(tell, tell_no_more)]
