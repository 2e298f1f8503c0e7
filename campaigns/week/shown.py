"""What was recorded already, as the same columns would be typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from campaigns.forms.choices import Choices
from campaigns.kinds.spec import KindSpec
from campaigns.listing import status
from campaigns.models import Record
from campaigns.week.calendar import Week
from campaigns.week.columns import Column
from rollups.models import SCALE
from rollups.numbers import grouped

JOIN = "; "


@dataclass(frozen=True)
class Shown:
    """A record of the week: its words by column, and its mark for components/status.html."""

    record: Record
    texts: list[tuple[Column, str]]
    status: str


def records_of(by: User, offers: Choices, spec: KindSpec, week: Week, columns: Sequence[Column]) -> list[Shown]:
    records = Record.objects.read_by(by).filter(
        spec.records, unit__in=offers.units, on__range=(week.monday, week.sunday), deleted=False
    )
    own = spec.week.related if spec.week else ()
    related = records.select_related("unit").prefetch_related("residential_areas", *own)
    return [_shown(record, spec, columns) for record in related.order_by("on", "created_at", "pk")]


def _shown(record: Record, spec: KindSpec, columns: Sequence[Column]) -> Shown:
    texts = _common(record) | (spec.week.cells(record) if spec.week else {})
    return Shown(record, [(column, texts.get(column.key, "")) for column in columns], status(record))


def _common(record: Record) -> dict[str, str]:
    return {
        "on": f"{record.on:%d/%m}",
        "place_of_day": record.unit.full_name,
        "residential_areas": joined(record.residential_areas.all()),
    }


def joined(rows: Iterable[object]) -> str:
    return JOIN.join(str(row) for row in rows)


def typed(number: int) -> str:
    """A count as one types it: nothing for 0."""
    return grouped(number * SCALE) if number else ""
