"""From which day to which day the figures of kinds and forms are asked for, as their rows say.

Those that were claimed before there was a field for the first day have none; the last day is new.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db import migrations
from django.db.models import Max

ALWAYS = date(2000, 1, 1)  # since this day stands what nobody knows the beginning of


def within(span, other):
    end = min((day for day in (span[1], other[1]) if day), default=None)
    start = max(span[0], other[0])
    return min(start, end or start), end


def span_of(row):
    return row.valid_from, row.valid_to


def joined(rows):
    """Rows that follow each other, by what they have in common; open while one of them is."""
    spans = defaultdict(list)
    for key, row in rows:
        spans[key].append(span_of(row))
    return {
        key: (
            min(start for start, _end in some),
            None if any(not end for _start, end in some) else max(e for _s, e in some),
        )
        for key, some in spans.items()
    }


def of_kind(kind, parts):
    own, counts, choices = span_of(kind), list(kind.counts.all()), list(kind.choices.exclude(list=None))
    found = {pk: own for pk in (kind.indicator_id, kind.coverage_id) if pk}
    found |= {pk: within(span, own) for pk, span in joined((one.indicator_id, one) for one in counts).items()}
    wholes = joined((one.split_id, one) for one in counts if one.split_id)
    wholes |= joined((one.list_id, one) for one in choices)
    for part in parts.filter(list__in=wholes).exclude(indicator=None):
        found[part.indicator_id] = within(within(span_of(part), wholes[part.list_id]), own)
    return found


def of_form(form, periods, units):
    """A line ends with the last day on which a return could ask for it: of a period, or of a unit within one."""
    own, found = span_of(form), {}
    for pk, span in joined((line.indicator_id, line) for line in form.lines.all()).items():
        start, end = within(span, own)
        if end is not None:
            week = end - timedelta(days=(end.weekday() + 1) % 7)
            period = periods.filter(kind=form.every, end__lte=end).aggregate(day=Max("end"))["day"]
            unit = units.filter(valid_to__lte=end).aggregate(day=Max("valid_to"))["day"]
            known = [day for day in (week if form.every == "week" else period, unit) if day]
            end = max(max(known, default=end), start)
        found[pk] = start, end
    return found


def say(apps, schema_editor):
    def rows(room, name):
        return apps.get_model(room, name).objects.all()

    found, parts = {}, rows("campaigns", "ListedChoice")
    for kind in rows("campaigns", "ActivityKind"):
        found |= of_kind(kind, parts)
    for form in rows("returns", "ReturnForm"):
        found |= of_form(form, rows("periods", "Period"), rows("communes", "Unit"))
    for one in rows("rollups", "Indicator").filter(pk__in=found):
        start, end = found[one.pk]
        since = start if start > ALWAYS else None
        if (one.since, one.until) != (since, end):
            one.since, one.until = since, end
            one.save(update_fields=["since", "until"])


class Migration(migrations.Migration):
    dependencies = [
        ("returns", "0008_records_as_their_returns"),
        ("campaigns", "0013_phrases_of_shipped_kinds"),
        ("communes", "0004_last_day_in_one_wording"),
        ("periods", "0003_last_day_in_one_wording"),
        ("rollups", "0010_last_day_of_figures"),
    ]
    # What a figure was asked for stays true of the code before: it passes over the last day.
    operations = [migrations.RunPython(say, migrations.RunPython.noop)]
