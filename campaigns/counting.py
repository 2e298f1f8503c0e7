"""What is counted, said once: totals when a record is saved, `rollups --verify` and `--rebuild` all come from here.

A new figure of a record is one line below and one row of Indicator.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Value, When

from campaigns.models import (
    GiftLine,
    HandoverItem,
    Patrol,
    PatrolForce,
    PropagandaSession,
    Record,
    RecordArea,
    RecordKind,
    WeaponHandover,
)
from campaigns.models.records import Hold
from rollups.counts import Counts
from rollups.sources import Source, count_one

LAUNCHES = Case(When(launch=True, then=Value(1)), default=Value(0))


def below(model: Any, record: str, where: dict[str, Any] | None = None, **counted: Any) -> Source:
    """A source over the rows of `model` whose record, reached by the path `record`, counts."""
    rows = model.objects.filter(**{f"{record}__deleted": False, f"{record}__hold": Hold.NONE}, **(where or {}))
    return Source(rows, record, f"{record}__unit", f"{record}__on", f"{record}__state", **counted)


def areas(kind: RecordKind, key: str) -> Source:
    """How many residential areas the records of a kind cover."""
    return below(RecordArea, "record", where={"record__kind": kind}, members={key: "residential_area"})


SOURCES: dict[str, list[Source]] = {
    RecordKind.PATROL: [
        below(
            Patrol,
            "record",
            fixed={
                "reports": None,
                "patrol_sessions": None,
                "patrol_reminders": "reminders",
                "patrol_incidents": "incidents",
            },
        ),
        below(
            PatrolForce,
            "patrol__record",
            fixed={"patrol_attendances": "attendances"},
            by={"force_kind__indicator": "attendances"},
        ),
        areas(RecordKind.PATROL, "patrol_villages_covered"),
    ],
    RecordKind.PROPAGANDA_SESSION: [
        below(
            PropagandaSession,
            "record",
            fixed={
                "reports": None,
                "propaganda_sessions": None,
                "launch_sessions": LAUNCHES,
                "propaganda_attendances": "attendances",
                "propaganda_households": "households",
            },
            by={"form__indicator": None},
        ),
        below(PropagandaSession.topics.through, "propagandasession__record", by={"topic__indicator": None}),
        areas(RecordKind.PROPAGANDA_SESSION, "propaganda_villages_covered"),
    ],
    RecordKind.WEAPON_HANDOVER: [
        below(WeaponHandover, "record", fixed={"reports": None, "weapon_handovers": None}),
        # A line keeps the rule of its day: the figure it feeds, if any, and the figure of its own kind, unit and mode.
        below(
            HandoverItem,
            "handover__record",
            by={"rule__indicator": "thousandths", "rule__detail": "thousandths"},
            scale=1,
        ),
        below(
            GiftLine,
            "handover__record",
            fixed={"gifts_given": "count"},
            by={"gift_kind__indicator": "count"},
        ),
    ],
}


def sources() -> Iterable[Source]:
    """All that records count, for the recount."""
    return [source for of_kind in SOURCES.values() for source in of_kind]


def count_record(record: Record) -> Counts:
    """What the record adds up to as it stands in the database now: nothing while it is held or deleted."""
    return count_one(SOURCES[record.kind], record.pk)
