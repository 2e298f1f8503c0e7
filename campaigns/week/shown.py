"""What was recorded already, as the same columns would be typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from campaigns.forms.choices import Choices
from campaigns.forms.weapon_handover import amount_text
from campaigns.listing import status
from campaigns.models import Record, RecordKind
from campaigns.week.calendar import Week
from campaigns.week.columns import Column
from rollups.models import SCALE
from rollups.numbers import grouped

JOIN = "; "
# What the cells of a kind read, so that a week costs the same however full it is.
RELATED: dict[RecordKind, tuple[str, ...]] = {
    RecordKind.PATROL: ("patrol__forces__force_kind",),
    RecordKind.PROPAGANDA_SESSION: (
        "propagandasession__form",
        "propagandasession__linked_movement",
        "propagandasession__topics",
        "propagandasession__audiences",
        "propagandasession__partners",
    ),
    RecordKind.WEAPON_HANDOVER: (
        "weaponhandover__items__item_unit__item_kind",
        "weaponhandover__gifts__gift_kind",
    ),
}


@dataclass(frozen=True)
class Shown:
    """A record of the week: its words by column, and its mark for components/status.html."""

    record: Record
    texts: list[tuple[Column, str]]
    status: str


def records_of(by: User, offers: Choices, kind: RecordKind, week: Week, columns: Sequence[Column]) -> list[Shown]:
    records = Record.objects.read_by(by).filter(
        unit__in=offers.units, kind=kind, on__range=(week.monday, week.sunday), deleted=False
    )
    related = records.select_related("unit").prefetch_related("residential_areas", *RELATED[kind])
    return [_shown(record, columns) for record in related.order_by("on", "created_at", "pk")]


def _shown(record: Record, columns: Sequence[Column]) -> Shown:
    texts = _common(record) | OF_KIND[RecordKind(record.kind)](record)
    return Shown(record, [(column, texts.get(column.key, "")) for column in columns], status(record))


def _common(record: Record) -> dict[str, str]:
    return {
        "on": f"{record.on:%d/%m}",
        "place_of_day": record.unit.full_name,
        "residential_areas": _joined(record.residential_areas.all()),
    }


def _patrol(record: Record) -> dict[str, str]:
    patrol = record.patrol
    return {
        "shift": patrol.get_shift_display().split(" (")[0],
        **{f"forces_{line.force_kind.key}": _count(line.attendances) for line in patrol.forces.all()},
        "reminders": _count(patrol.reminders),
        "incidents": _count(patrol.incidents),
    }


def _propaganda_session(record: Record) -> dict[str, str]:
    session = record.propagandasession
    return {
        "form": str(session.form),
        "topics": _joined(session.topics.all()),
        "audiences": _joined(session.audiences.all()),
        "partners": _joined(session.partners.all()),
        "launch": "x" if session.launch else "",
        "linked_movement": str(session.linked_movement or ""),
        "attendances": _count(session.attendances),
        "households": _count(session.households),
    }


def _weapon_handover(record: Record) -> dict[str, str]:
    handover = record.weaponhandover
    items = [f"{amount_text(line.thousandths)} {line.item_unit}" for line in handover.items.all()]
    return {
        "mode": handover.get_mode_display(),
        "items": JOIN.join(items),
        "receipt_number": handover.receipt_number,
        "gifts": JOIN.join(f"{_count(line.count)} {line.gift_kind}" for line in handover.gifts.all()),
    }


def _joined(rows: Iterable[object]) -> str:
    return JOIN.join(str(row) for row in rows)


def _count(number: int) -> str:
    return grouped(number * SCALE) if number else ""


OF_KIND = {
    RecordKind.PATROL: _patrol,
    RecordKind.PROPAGANDA_SESSION: _propaganda_session,
    RecordKind.WEAPON_HANDOVER: _weapon_handover,
}
