"""Two numbers that say whether a page could differ: writes of totals behind it, and changes of what it is made of.

Both come from one small statement, so a page that nothing has touched costs no more than that (dashboards.conditional),
and what changes a few times a year is built once a process (`remembered`).
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

from django.db import connection
from django.db.models import TextField
from django.db.models.expressions import RawSQL

T = TypeVar("T")
NATION = 0  # in place of the province whose totals are behind a page
KEPT = 48  # entries of `remembered`; the largest, a province of seven hundred units, takes half a megabyte

# Each change of these leaves an audit row; new rows of bulk loads show in the highest id.
AUDITED = (
    *("communes.unit", "communes.succession", "communes.area", "communes.areamembership", "communes.station"),
    *("rollups.indicator", "periods.period", "campaigns.campaign", "campaigns.campaignphase"),
)
TABLES = (
    *("communes_unit", "communes_area", "communes_areamembership", "communes_station"),
    *("rollups_indicator", "periods_period", "campaigns_campaign", "campaigns_campaignphase"),
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


def stamp_columns(table: str) -> dict[str, RawSQL]:
    """The stamp of each row of a query of units or areas, by its province."""
    return {
        "totals_stamp": RawSQL(_totals(f"{table}.province_id"), (), output_field=TextField()),  # noqa: S611
        "settings_stamp": RawSQL(SETTINGS, (), output_field=TextField()),  # noqa: S611
    }


def _totals(province: str) -> str:
    return TOTALS.format(BEHIND.format(province))


def stamp_of(province: int) -> Stamp:
    """The stamp of a province's pages, or the nation's."""
    totals = TOTALS.format("") if province == NATION else _totals(f"{province:d}")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {totals}, {SETTINGS}")
        return Stamp(*cursor.fetchone())


_memory: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
_lock = Lock()


def remembered(settings: str, key: tuple[Any, ...], make: Callable[[], T]) -> T:
    """What `make` gives, made once while the settings stand. It is shared: nobody may change it."""
    full = (settings, *key)
    with _lock:
        if full in _memory:
            _memory.move_to_end(full)
            kept: T = _memory[full]
            return kept
    made = make()
    with _lock:
        _memory[full] = made
        while len(_memory) > KEPT:
            _memory.popitem(last=False)
    return made


def forget() -> None:
    """Tests undo what they wrote: then the same stamp may stand for something else."""
    with _lock:
        _memory.clear()
