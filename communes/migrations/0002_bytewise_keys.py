"""Order by sort keys bytewise on PostgreSQL too, whatever collation its database was made with."""

from django.db import migrations

TABLES = ["communes_unit", "communes_area", "communes_residentialarea"]


def collate(schema_editor, collation):
    if schema_editor.connection.vendor == "postgresql":
        for table in TABLES:
            schema_editor.execute(f'ALTER TABLE {table} ALTER COLUMN sort_key TYPE varchar(400) COLLATE "{collation}"')


def forwards(apps, schema_editor):
    collate(schema_editor, "C")


def backwards(apps, schema_editor):
    collate(schema_editor, "default")


class Migration(migrations.Migration):
    dependencies = [("communes", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
