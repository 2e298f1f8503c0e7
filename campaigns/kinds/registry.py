"""Which kinds of records there are. Apps register theirs in `ready()`: `campaigns` its own, others from above."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from campaigns.kinds.spec import Family, KindSpec
from campaigns.models import Record, RecordKind
from communes.models import Unit
from rollups.sources import Source

if TYPE_CHECKING:
    from accounts.models import User
    from campaigns.contents import Content

_families: dict[RecordKind, Family] = {}


def register(family: Family) -> None:
    """Called once a kind, in the order in which pages name them."""
    _families[family.kind] = family


def families() -> Iterator[Family]:
    yield from _families.values()


def family_of(record: Record) -> Family:
    return _families[RecordKind(record.kind)]


def spec_of(record: Record) -> KindSpec:
    return family_of(record).of_record(record)


def spec_for(content: "Content") -> KindSpec:
    return _families[content.kind].of_content(content)


def of_log(unit: Unit) -> list[KindSpec]:
    """The kinds that may stand in the log of a unit, today or on some other day."""
    return [spec for family in families() for spec in family.of_log(unit)]


def of_reader(user: "User") -> list[KindSpec]:
    """The kinds that a list of what a person may read can name."""
    return [spec for family in families() for spec in family.of_reader(user)]


def in_log(unit: Unit, key: str) -> KindSpec | None:
    """The kind of a key, if the log of the unit may hold it."""
    return next((spec for spec in of_log(unit) if spec.key == key), None)


def sources() -> list[Source]:
    """All that records count, for the recount."""
    return [source for family in families() for source in family.sources]


def sources_of(fed_by: str) -> list[Source]:
    """Those of the kind that feeds a figure (`Indicator.fed_by`: "patrol", "activity:award"); without one all may."""
    kind = fed_by.partition(":")[0]
    return [source for family in families() if kind in {"", family.kind} for source in family.sources]


def read_by_summaries() -> tuple[list[str], list[str]]:
    """What the lines of a list read: to be joined, and to be fetched beside."""
    every = list(families())
    return [path for one in every for path in one.one], [path for one in every for path in one.many]
