"""In the database itself: rows of one thing follow each other, and none ends before its last use.

So a kind asks for never more than eight numbers on a day, a figure is asked for once, and so is a list, which another
question may follow. Who records holds the rows that he reads until he commits: none is closed meanwhile.
"""

from django.db import migrations, models
from django.db.models import Q

from communes.remaking import keeping_triggers  # house: it stays as it is
from communes.triggers import Trigger, refusing  # house: it stays as it is

COUNT, CHOICE, LISTED = "campaigns_activitycount", "campaigns_activitychoice", "campaigns_listedchoice"
KIND, AMOUNT, LABEL = "campaigns_activitykind", "campaigns_activityamount", "campaigns_activitylabel"
MET, USED = "rows of one thing overlap", "a row ends before its last use"


def overlap(table, *same):
    alike = " AND ".join(f"o.{name} = NEW.{name}" for name in same)
    return f"""EXISTS (SELECT 1 FROM {table} o WHERE {alike} AND o.id <> NEW.id
    AND (NEW.valid_to IS NULL OR o.valid_from <= NEW.valid_to)
    AND (o.valid_to IS NULL OR o.valid_to >= NEW.valid_from))"""  # noqa: S608 - our own tables


def used(table, column):
    """Whether a record of a day after the last one hangs on the row by a column of a table below its details."""
    return f"""EXISTS (SELECT 1 FROM {table} u JOIN campaigns_record r ON r.id = u.activity_id
    WHERE u.{column} = NEW.id AND r."on" > NEW.valid_to)"""  # noqa: S608 - our own tables


OF_KIND = """EXISTS (SELECT 1 FROM campaigns_activity u JOIN campaigns_record r ON r.id = u.record_id
    WHERE u.kind_id = NEW.id AND r."on" > NEW.valid_to)"""
ASKED = f"""EXISTS (SELECT 1 FROM {COUNT} c, campaigns_record r WHERE c.id = NEW.count_id AND r.id = NEW.activity_id
    AND c.valid_from <= r."on" AND (c.valid_to IS NULL OR c.valid_to >= r."on"))"""  # noqa: S608 - our own tables
DAYS = "valid_from, valid_to"
# Two who write rows of one thing at one moment do so one after the other, or neither sees the other's.
TURN = "PERFORM pg_advisory_xact_lock(hashtext('{}'));"
HELD = f"PERFORM 1 FROM {COUNT} WHERE id = NEW.count_id FOR SHARE;"
OFFERED = f"""EXISTS (SELECT 1 FROM campaigns_record r JOIN {CHOICE} c ON c.id = NEW.choice_id
    LEFT JOIN {LISTED} l ON l.id = NEW.listed_id WHERE r.id = NEW.activity_id
    AND c.valid_from <= r."on" AND (c.valid_to IS NULL OR c.valid_to >= r."on")
    AND (l.id IS NULL OR (l.valid_from <= r."on" AND (l.valid_to IS NULL OR l.valid_to >= r."on"))))"""  # noqa: S608 - our own tables
HELD_LISTED = f"""PERFORM 1 FROM {CHOICE} WHERE id = NEW.choice_id FOR SHARE;
    PERFORM 1 FROM {LISTED} WHERE id = NEW.listed_id FOR SHARE;"""
TRIGGERS = [
    (
        "activity_count_place_alone", COUNT, f'INSERT OR UPDATE OF kind_id, "order", {DAYS}',
        overlap(COUNT, "kind_id", '"order"'), MET, TURN.format(COUNT),
    ),
    (
        "activity_count_figure_alone", COUNT, f"INSERT OR UPDATE OF indicator_id, {DAYS}",
        overlap(COUNT, "indicator_id"), MET, TURN.format(COUNT),
    ),
    (
        "activity_choice_list_alone", CHOICE, f"INSERT OR UPDATE OF kind_id, list_id, {DAYS}",
        overlap(CHOICE, "kind_id", "list_id"), MET, TURN.format(CHOICE),
    ),
    ("activity_count_used", COUNT, "UPDATE OF valid_to", used(AMOUNT, "count_id"), USED, ""),
    ("activity_choice_used", CHOICE, "UPDATE OF valid_to", used(LABEL, "choice_id"), USED, ""),
    (
        "listed_choice_used", LISTED, "UPDATE OF valid_to",
        f"({used(AMOUNT, 'choice_id')} OR {used(LABEL, 'listed_id')})", USED, "",
    ),
    ("activity_kind_used", KIND, "UPDATE OF valid_to", OF_KIND, USED, ""),
    (
        "activity_amount_asked", AMOUNT, "INSERT OR UPDATE OF activity_id, count_id", f"NOT {ASKED}",
        "the number was not asked for on that day", HELD,
    ),
    (
        "activity_label_offered", LABEL, "INSERT OR UPDATE OF activity_id, choice_id, listed_id", f"NOT {OFFERED}",
        "the choice was not offered on that day", HELD_LISTED,
    ),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0015_counters_are_no_amounts")]

    operations = [
        *keeping_triggers(
            migrations.RemoveConstraint("activitychoice", "activity_choice_list_once"),
            migrations.AddConstraint(
                "activitychoice",
                models.UniqueConstraint(
                    fields=["kind", "list"], condition=Q(valid_to__isnull=True), name="activity_choice_list_open"
                ),
            ),
        ),
        refusing(*(Trigger(*one) for one in TRIGGERS)),
    ]
