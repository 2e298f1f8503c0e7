"""No total below nothing, and none nearly nothing: "gần 0" becomes 0, as returns say it."""

from django.db import migrations, models

NOT_BELOW = models.Q(("thousandths__gte", 0))
NOT_NEARLY = models.Q(("qualifier", "nearly"), ("thousandths", 0), _negated=True)


def say_nothing(apps, schema_editor):
    for name in ("ReportedTotal", "RestrictedFigure"):
        rows = apps.get_model("returns", name).objects
        rows.filter(qualifier="nearly", thousandths=0).update(qualifier="exact")


def rule(model, name, condition):
    return migrations.AddConstraint(model_name=model, constraint=models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [("returns", "0010_periods_held_by_returns")]
    operations = [
        migrations.RunPython(say_nothing, migrations.RunPython.noop),
        rule("reportedtotal", "reported_least", NOT_BELOW),
        rule("reportedtotal", "reported_nearly_something", NOT_NEARLY),
        rule("restrictedfigure", "restricted_least", NOT_BELOW),
        rule("restrictedfigure", "restricted_nearly_something", NOT_NEARLY),
    ]
