"""That nothing happened in a period is worth something only where the log has no record of it: records win."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Record, RecordKind
from campaigns.models.records import RecordQuerySet
from communes.models import Unit
from returns.models import Return
from rollups.models import SCALE
from rollups.numbers import grouped
from rollups.ranges import Days


def entered(unit: Unit, days: Days) -> RecordQuerySet:
    """What the log of a unit holds of a range; returns are no part of it."""
    return logged(unit=unit, on__range=(days.start, days.end))


def logged(**where: Any) -> RecordQuerySet:
    """Records that belie it; `where` may be of an outer query."""
    rows: RecordQuerySet = Record.objects.filter(**where)
    return rows.counted().exclude(kind=RecordKind.RETURN)


def number_of(records: int) -> str:
    return ngettext("%(n)s phiếu", "%(n)s phiếu", records) % {"n": grouped(records * SCALE)}


def list_of(unit: Unit, days: Days) -> str:
    """Where they are read."""
    query = {"unit": unit.slug, "from": str(days.start), "to": str(days.end), "figure": "reports"}
    return f"{reverse('record_list')}?{urlencode(query)}"


def superseded(written: Sequence[Record]) -> list[tuple[Record, str]]:
    """What said that nothing happened in a period of which the log has records, around records just written."""
    units = {one.unit_id for one in written}
    days = [one.on for one in written]
    rows = Return.objects.filter(
        form__about_log=True, counts=True, unit__in=units, start__lte=max(days), end__gte=min(days)
    )
    # Whoever approves or deletes one holds its record alone: once it is ours, those that still count are asked for.
    said = Record.objects.filter(pk__in=rows.values("record"))
    list(said.select_for_update(no_key=True).order_by("pk").values("pk"))
    own = {one.pk: one for one in written}
    found = []
    for filed in rows.select_related("record", "unit").order_by("pk"):
        if records := entered(filed.unit, Days(filed.start, filed.end)).count():
            with translation.override("vi"):  # it is stored, for all readers
                reason = _("Kỳ này đã có %(records)s trong sổ.") % {"records": number_of(records)}
            found.append((own.get(filed.record_id, filed.record), reason))
    return found
