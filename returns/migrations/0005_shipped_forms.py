"""The forms that ship: rows of an administrator like any others, for figures of the articles that no log produces.

A return repeats of its record the unit, the day and whether it counts: the database holds the two to each other.
"""

from datetime import date

from django.db import migrations
from django.db.models import Max

ALWAYS = date(2000, 1, 1)
SLOTS, STOCK_SLOTS = 16, 16_000
INFORMATION, EMULATION, ACTIVITY = "information", "emulation", "activity"

# key → name, name in English, how often, figure that counts its returns (key, group), lines (figure, whether qualified)
FORMS = {
    "nothing": ("Không phát sinh", "Nothing happened", "month", ("nothing_reports", ACTIVITY), []),
    "tips_and_conflicts": (
        "Tin có giá trị, giải quyết mâu thuẫn", "Tips and conflicts", "month", ("tips_and_conflicts_returns", INFORMATION),
        [("valuable_tips", True), ("conflicts_resolved", True)],
    ),
    "campaigns_and_discipline": (
        "Tham gia cao điểm, kỷ luật lực lượng", "Campaigns and discipline", "half",
        ("campaigns_and_discipline_returns", EMULATION),
        [("campaigns_joined", True), ("officers_disciplined", False)],
    ),
}  # fmt: skip
SIDES = {
    "below": ("{}: dòng ghi thấp hơn (gần)", "{}: lines that stand below"),
    "above": ("{}: dòng ghi cao hơn (hơn, nhiều)", "{}: lines that stand above"),
}

ANOTHER = """SELECT 1 FROM campaigns_record
    WHERE id = NEW.record_id AND unit_id = NEW.unit_id AND "on" = NEW."end"
    AND (NOT deleted AND hold = 0) = NEW.counts"""
POSTGRESQL = f"""
CREATE FUNCTION return_as_its_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS ({ANOTHER}) THEN
        RAISE EXCEPTION 'a return is of the unit and day of its record' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER return_as_its_record BEFORE INSERT OR UPDATE ON returns_return
    FOR EACH ROW EXECUTE FUNCTION return_as_its_record();
"""
POSTGRESQL_BACK = """
DROP TRIGGER return_as_its_record ON returns_return;
DROP FUNCTION return_as_its_record();
"""
SQLITE = [
    f"""CREATE TRIGGER return_as_its_record_{event.lower()} BEFORE {event} ON returns_return WHEN NOT EXISTS ({ANOTHER})
    BEGIN SELECT RAISE(ABORT, 'a return is of the unit and day of its record'); END"""
    for event in ("INSERT", "UPDATE")
]
SQLITE_BACK = ["DROP TRIGGER return_as_its_record_insert", "DROP TRIGGER return_as_its_record_update"]


def hold_to_records(apps, schema_editor):
    for statement in [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in [POSTGRESQL_BACK] if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Figures:
    def __init__(self, apps):
        self.model = apps.get_model("rollups", "Indicator")

    def next_slot(self, columns=1):
        slot = self.model.objects.filter(slot__lt=STOCK_SLOTS).aggregate(slot=Max("slot"))["slot"] + 1
        return slot if slot % SLOTS + columns <= SLOTS else slot + SLOTS - slot % SLOTS

    def presence(self, key, group, fed_by, name_vi, name_en):
        return self.model.objects.create(
            key=key, group=group, fed_by=fed_by, aggregation="sum", source="return", slot=self.next_slot(),
            name_vi=f"Báo cáo: {name_vi}", name_en=f"Returns: {name_en}", unit_vi="báo cáo", unit_en="returns",
            order=self.model.objects.aggregate(order=Max("order"))["order"] + 10,
        )  # fmt: skip

    def claim(self, key, fed_by, presence, qualified):
        figure = self.model.objects.get(key=key)
        figure.fed_by, figure.presence = fed_by, presence
        figure.slot = self.next_slot(3 if qualified else 1)
        figure.save()
        for side, (name_vi, name_en) in SIDES.items() if qualified else ():
            companion = self.model.objects.create(
                key=f"{key}_{side}", group=figure.group, fed_by=fed_by, aggregation="sum", source="return",
                slot=self.next_slot(), active=False, order=figure.order, unit_vi="dòng", unit_en="lines",
                name_vi=name_vi.format(figure.name_vi)[:120], name_en=name_en.format(figure.name_en)[:120],
            )  # fmt: skip
            setattr(figure, side, companion)
        figure.save()
        return figure


def ship(apps, schema_editor):
    figures = Figures(apps)
    forms, lines = apps.get_model("returns", "ReturnForm"), apps.get_model("returns", "ReturnLine")
    for place, (key, (name_vi, name_en, every, counted, asked)) in enumerate(FORMS.items(), 1):
        fed_by = f"return:{key}"
        presence = figures.presence(*counted, fed_by, name_vi, name_en)
        form = forms.objects.create(
            key=key, name_vi=name_vi, name_en=name_en, every=every, presence=presence, about_log=not asked,
            order=10 * place, valid_from=ALWAYS,
        )  # fmt: skip
        for order, (figure, qualified) in enumerate(asked, 1):
            indicator = figures.claim(figure, fed_by, presence, qualified)
            lines.objects.create(form=form, indicator=indicator, order=order, qualified=qualified, valid_from=ALWAYS)


def take_back(apps, schema_editor):
    """Nothing hangs on the forms any more: returns have gone before, or this is refused."""
    for name in ("ReturnLine", "ReturnForm"):
        rows = apps.get_model("returns", name).objects.all()
        rows._raw_delete(rows.db)
    indicators = apps.get_model("rollups", "Indicator").objects
    fed = indicators.filter(fed_by__startswith="return:")
    claimed = [figure for *_, asked in FORMS.values() for figure, _ in asked]
    fed.update(presence=None, below=None, above=None)
    gone = fed.exclude(key__in=claimed)
    gone._raw_delete(gone.db)
    fed.update(fed_by="", slot=None)


class Migration(migrations.Migration):
    dependencies = [("returns", "0004_returns")]
    operations = [migrations.RunPython(hold_to_records, let_go), migrations.RunPython(ship, take_back)]
