"""The reporting periods of 2019–2030 (Decree 09/2019, article 12): months from the 15th to the 14th, named by their end."""

from datetime import date

from django.db import migrations

YEARS = range(2019, 2031)
MONTHS_IN = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def dates(kind, year, number):
    """From the 15th of the month before the first month to the 14th of the last one."""
    last = MONTHS_IN[kind] * number
    first = last - MONTHS_IN[kind]
    start = date(year, first, 15) if first else date(year - 1, 12, 15)
    return start, date(year, last, 14)


def create_periods(apps, schema_editor):
    Period = apps.get_model("periods", "Period")
    rows = []
    for year in YEARS:
        for kind, months in MONTHS_IN.items():
            for number in range(1, 12 // months + 1):
                start, end = dates(kind, year, number)
                rows.append(Period(kind=kind, year=year, number=number, start=start, end=end))
    Period.objects.bulk_create(rows)


def remove_periods(apps, schema_editor):
    apps.get_model("periods", "Period").objects.filter(year__in=YEARS).delete()


class Migration(migrations.Migration):
    dependencies = [("periods", "0001_initial")]

    operations = [migrations.RunPython(create_periods, remove_periods)]
