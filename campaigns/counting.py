"""What is counted, said once: totals when a record is saved, `rollups --verify` and `--rebuild` all come from here.

What the records of a kind count stands with the kind (`campaigns/kinds/`). A new figure of a record is one line of its
sources and one row of Indicator.
"""

from typing import Any

from campaigns.kinds.registry import family_of
from campaigns.models import Record, RecordArea, RecordKind
from campaigns.models.records import Hold
from rollups.counts import Counts
from rollups.sources import Source, count_one


def below(model: Any, record: str, where: dict[str, Any] | None = None, **counted: Any) -> Source:
    """A source over the rows of `model` whose record, reached by the path `record`, counts."""
    rows = model.objects.filter(**{f"{record}__deleted": False, f"{record}__hold": Hold.NONE}, **(where or {}))
    return Source(rows, record, f"{record}__unit", f"{record}__on", f"{record}__state", **counted)


def areas(kind: RecordKind, key: str) -> Source:
    """How many residential areas the records of a kind cover."""
    return below(RecordArea, "record", where={"record__kind": kind}, members={key: "residential_area"})


def late(kind: RecordKind) -> Source:
    """How many records of a kind came after the deadline of their period."""
    return _of_records(Record.objects.filter(kind=kind, late=True), fixed={"late_reports": None})


def _of_records(rows: Any, **counted: Any) -> Source:
    """A source over records themselves."""
    return Source(rows.filter(deleted=False, hold=Hold.NONE), "pk", "unit", "on", "state", **counted)


def count_record(record: Record) -> Counts:
    """What the record adds up to as it stands in the database now: nothing while it is held or deleted."""
    return count_one(family_of(record).sources, record.pk)
