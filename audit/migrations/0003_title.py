"""What an audit row is about, in words, and the key by which it is found."""

from django.db import migrations, models

# SQLite makes the table anew, and its triggers go with the old one.
SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS audit_no_{verb.lower()} BEFORE {verb} ON audit_auditentry
    BEGIN SELECT RAISE(ABORT, 'audit rows cannot be changed or deleted'); END"""
    for verb in ("UPDATE", "DELETE")
]


def guard_again(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for statement in SQLITE:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]
    operations = [
        migrations.RunPython(migrations.RunPython.noop, guard_again),
        migrations.AddField(
            "auditentry",
            "title",
            models.CharField(blank=True, default="", max_length=200, verbose_name="tên đối tượng"),
        ),
        migrations.AddField("auditentry", "search_key", models.CharField(default="", editable=False, max_length=600)),
        migrations.AlterField(
            "auditentry", "object_id", models.CharField(blank=True, max_length=40, verbose_name="mã đối tượng")
        ),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
