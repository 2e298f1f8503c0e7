"""Two numbers that say whether a page could differ: writes of totals behind it, and changes of what it is made of.

Both come from one small statement, so a page that nothing has touched costs no more than that (dashboards.conditional),
and what changes a few times a year is built once a process (`remembered`).
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL

T = TypeVar("T")
NATION = 0  # in place of the province whose totals are behind a page
# What each kind of thing keeps of itself: whatever is asked for most cannot push out what costs more to make.
KEPT = 48  # the largest, the units of a province of seven hundred, take half a megabyte
KEPT_OF = {"options": 400}  # five kilobytes each, one for a place and a period: more than there are places in use

# Each change of these leaves an audit row; new rows of bulk loads show in the highest id.
AUDITED = (
    *(
        "communes.unit",
        "communes.succession",
        "communes.area",
        "communes.areamembership",
        "communes.station",
        "communes.shape",
    ),
    *("rollups.indicator", "periods.period", "campaigns.campaign", "campaigns.campaignphase"),
    *("returns.reportingrule", "returns.dayoff", "returns.returnform"),
)
TABLES = (
    *("communes_unit", "communes_area", "communes_areamembership", "communes_station", "communes_shape"),
    *("rollups_indicator", "periods_period", "campaigns_campaign", "campaigns_campaignphase"),
    *("returns_reportingrule", "returns_dayoff", "returns_returnform"),
)
KINDS = ", ".join(f"'{label}'" for label in AUDITED)
# Names of our own alone stand in these statements, and integers.
SETTINGS = " || '-' || ".join(
    [
        f"(SELECT CAST(COUNT(*) AS text) FROM audit_auditentry WHERE object_type IN ({KINDS}))",  # noqa: S608
        *(f"(SELECT CAST(COALESCE(MAX(id), 0) AS text) FROM {table})" for table in TABLES),  # noqa: S608
    ]
)
TOTALS = "(SELECT CAST(COALESCE(SUM(r.number), 0) AS text) FROM rollups_revision r {})"
# The province and those before it: their totals are its history.
BEHIND = "WHERE r.province_id IN (SELECT p.id FROM communes_unit p WHERE p.id = {0} OR p.heir_id = {0})"


@dataclass(frozen=True, slots=True)
class Stamp:
    totals: str
    settings: str
    # Of the nation the writes under each province; their sum says as much of whether a page could differ.
    provinces: tuple[tuple[int, str], ...] = field(default=(), repr=False)


def stamp_columns(table: str) -> dict[str, RawSQL]:
    """The stamp of each row of a query of units or areas, by its province."""
    return {
        "totals_stamp": RawSQL(_totals(f"{table}.province_id"), (), output_field=TextField()),  # noqa: S611
        "settings_stamp": RawSQL(SETTINGS, (), output_field=TextField()),  # noqa: S611
    }


def nation_stamp() -> RawSQL:
    """The writes anywhere, for a page that reads a second province."""
    return RawSQL(TOTALS.format(""), (), output_field=TextField())  # noqa: S611


def _totals(province: str) -> str:
    return TOTALS.format(BEHIND.format(province))


def stamp_of(province: int) -> Stamp:
    """The stamp of a province's pages, or the nation's."""
    totals = TOTALS.format("") if province == NATION else _totals(f"{province:d}")
    each = " UNION ALL SELECT province_id, CAST(number AS text), '' FROM rollups_revision" if province == NATION else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 0, {totals}, {SETTINGS}{each}")
        (_nation, whole, made_of), *provinces = sorted(cursor.fetchall())
    return Stamp(whole, made_of, tuple((pk, number) for pk, number, _ in provinces))


class Memory:
    """The latest used of what was made. It is shared between threads: nobody may change what lies in it."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.kept: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self.lock = Lock()
        MEMORIES.append(self)

    def get(self, key: tuple[Any, ...]) -> Any:
        """What lies there, or None."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key: tuple[Any, ...], made: Any) -> None:
        with self.lock:
            self.kept[key] = made
            while len(self.kept) > self.size:
                self.kept.popitem(last=False)


MEMORIES: list[Memory] = []
_built: dict[str, Memory] = {}  # by the kind of what is made, the first word of its key
_making = Lock()


def remembered(settings: str, key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """What `make` gives, made once while the settings stand; the first word of the key is the kind of thing it is."""
    return remembered_all([(settings, *key)], lambda _unknown: [make()])[0]


def remembered_all(keys: Sequence[tuple[Any, ...]], make: Callable[[Sequence[int]], Sequence[T]]) -> list[T]:
    """The same of several of a kind, each key with its settings: `make` is asked once, for places of unknown ones."""
    memory = _memory(str(keys[0][1]))
    kept = {key: made for key in keys if (made := memory.get(key)) is not None}
    unknown = [place for place, key in enumerate(keys) if key not in kept and key not in keys[:place]]
    for place, made in zip(unknown, make(unknown) if unknown else (), strict=True):
        memory.put(keys[place], made)
        kept[keys[place]] = made
    return [kept[key] for key in keys]


def _memory(kind: str) -> Memory:
    with _making:
        if kind not in _built:
            _built[kind] = Memory(KEPT_OF.get(kind, KEPT))
        return _built[kind]


def forget() -> None:
    """Tests undo what they wrote: then the same stamp may stand for something else."""
    for memory in MEMORIES:
        with memory.lock:
            memory.kept.clear()
