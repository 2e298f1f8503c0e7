"""In the database itself: what counts the records of a kind, or its areas, is no number that a form asks for."""

from django.db import migrations

from communes.triggers import Trigger, refusing  # house: it stays as it is

COUNT, KIND = "campaigns_activitycount", "campaigns_activitykind"
SAID = "the figure counts the records of a kind"
TRIGGERS = [
    (
        "activity_count_no_counter", COUNT, "INSERT OR UPDATE OF indicator_id",
        f"EXISTS (SELECT 1 FROM {KIND} WHERE indicator_id = NEW.indicator_id OR coverage_id = NEW.indicator_id)",  # noqa: S608 - our own tables
        SAID,
    ),
    (
        "activity_kind_counts_alone", KIND, "INSERT OR UPDATE OF indicator_id, coverage_id",
        f"EXISTS (SELECT 1 FROM {COUNT} WHERE indicator_id IN (NEW.indicator_id, NEW.coverage_id))",  # noqa: S608 - our own tables
        SAID,
    ),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0014_days_within_the_calendar")]

    operations = [refusing(*(Trigger(*one) for one in TRIGGERS))]
