"""Targets apart from campaigns and those of each campaign and phase stand beside each other, each with its own days."""

from django.db import migrations, models
from django.db.models import Q

from communes.triggers import Trigger, refusing  # house: it stays as it is

# A standing target has the days of its campaign, or of the phase of that campaign.
WRONG = """NOT NEW.voided AND NEW.campaign_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM campaigns_campaign c LEFT JOIN campaigns_campaignphase p ON p.id = NEW.phase_id
    WHERE c.id = NEW.campaign_id AND (NEW.phase_id IS NULL OR p.campaign_id = c.id)
    AND NEW."start" = COALESCE(p."start", c."start") AND NEW."end" = COALESCE(p."end", c."end"))"""
DAYS = Trigger(
    "target_days_of_campaign", "targets_target", 'INSERT OR UPDATE OF campaign_id, phase_id, "start", "end", voided',
    WRONG, "a target has the days of its campaign",
)  # fmt: skip


def settle(apps, schema_editor):
    """The last of several that one campaign has of one assigner stays, with the days that the campaign has now."""
    target = apps.get_model("targets", "Target")
    in_campaigns = target.objects.filter(campaign__isnull=False)
    keep_last(target, in_campaigns, ["unit", "indicator", "campaign", "phase", "assigner_name"])
    for row in in_campaigns.filter(voided=False).select_related("campaign", "phase"):
        days = row.phase or row.campaign
        if (row.start, row.end) != (days.start, days.end):
            target.objects.filter(pk=row.pk).update(start=days.start, end=days.end)


def unsettle(apps, schema_editor):
    target = apps.get_model("targets", "Target")
    keep_last(target, target.objects.all(), ["unit", "indicator", "start", "end", "assigner_name"])


def keep_last(target, rows, names):
    kept = {}
    for pk, *same in rows.filter(voided=False).order_by("created_at", "pk").values_list("pk", *names):
        if tuple(same) in kept:
            target.objects.filter(pk=kept[tuple(same)]).update(voided=True)
        kept[tuple(same)] = pk


class Migration(migrations.Migration):
    dependencies = [("targets", "0001_targets")]

    operations = [
        migrations.RemoveConstraint(model_name="target", name="target_once"),
        migrations.RunPython(settle, unsettle),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=Q(phase__isnull=True) | Q(campaign__isnull=False), name="target_phase_of_a_campaign"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=["unit", "indicator", "start", "end", "assigner_name"],
                condition=Q(voided=False, campaign__isnull=True),
                name="target_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=["unit", "indicator", "campaign", "assigner_name"],
                condition=Q(voided=False, campaign__isnull=False, phase__isnull=True),
                name="target_once_in_campaign",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=["unit", "indicator", "phase", "assigner_name"],
                condition=Q(voided=False, phase__isnull=False),
                name="target_once_in_phase",
            ),
        ),
        refusing(DAYS),
    ]
