"""Load the gazetteer's files into an empty database, in bulk and in one transaction."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from communes.bulk import insert
from communes.models import (
    LEGACY_FROM,
    REORGANISED_ON,
    Area,
    AreaMembership,
    Kind,
    Level,
    Station,
    Succession,
    Unit,
)
from communes.shapes.storing import load_cells
from communes.vietnamese import search_key, sort_key

FILES = Path(__file__).parent / "gazetteer"
UNIT = [
    "code", "name", "level", "kind", "parent", "province", "heir", "estimated", "from_known", "leaf", "slug",
    "sort_key", "search_key", "lon", "lat", "area_km2", "valid_from", "valid_to",
]  # fmt: skip
LEVELS = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}
BATCH = 2000
# Special zones of the sea: no station of commune police (3,319 stations for 3,321 communes).
WITHOUT_STATION = {"Hoàng Sa", "Trường Sa"}

Row = dict[str, str]


@transaction.atomic
def load_gazetteer() -> bool:
    """Load units, successions, areas, stations and cells into an empty table; say whether there was anything to do."""
    if Unit.objects.exists():
        load_cells()  # an installation older than the maps
        return False
    rows = list(_rows("units.csv"))
    links = list(_rows("successions.csv"))
    today = [row for row in rows if not row["valid_to"]]
    legacy = [row for row in rows if row["valid_to"]]
    estimated = {link["successor"] for link in links if link["divided"] == "1"}
    _create_units(today, heirs={}, estimated=estimated)
    Unit.objects.update(heir=F("pk"))
    heirs = {link["predecessor"]: link["successor"] for link in links if link["main"] == "1"}
    _create_units(legacy, heirs=heirs, estimated=set())
    Unit.objects.filter(level=Level.PROVINCE).update(province=F("pk"))
    _create_successions(links)
    _create_areas()
    _create_stations()
    load_cells()
    return True


def _rows(name: str) -> Iterator[Row]:
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _ids(era_from: date) -> dict[str, int]:
    return dict(Unit.objects.filter(valid_from=era_from).values_list("code", "pk"))


def _create_units(rows: list[Row], *, heirs: dict[str, str], estimated: set[str]) -> None:
    """Create one era, parents before children."""
    heir_ids = _ids(REORGANISED_ON)
    for length in LEVELS:
        parents = _ids(date.fromisoformat(rows[0]["valid_from"]))
        provinces = _province_of_districts(rows)
        units = (
            _unit(row, parents, provinces, heir_ids.get(heirs.get(row["code"], "")), row["code"] in estimated)
            for row in rows
            if len(row["code"]) == length
        )
        insert(Unit, UNIT, units)


def _province_of_districts(rows: list[Row]) -> dict[str, str]:
    return {row["code"]: row["parent"] for row in rows if len(row["code"]) == 3}


def _unit(row: Row, ids: dict[str, int], provinces: dict[str, str], heir: int | None, estimated: bool) -> list[Any]:
    """The columns of UNIT, in their order."""
    valid_from = date.fromisoformat(row["valid_from"])
    parent = row["parent"]
    return [
        row["code"],
        row["name"],
        LEVELS[len(row["code"])].value,
        row["kind"],
        ids[parent] if parent else None,
        ids[provinces.get(parent, parent)] if parent else None,
        heir,
        estimated,
        valid_from != LEGACY_FROM,
        row["leaf"] == "1",
        f"{row['code']}-{valid_from.year}",
        sort_key(row["name"]),
        search_key(f"{Kind(row['kind']).label} {row['name']}"),
        _number(row["lon"]),
        _number(row["lat"]),
        _number(row["area_km2"]),
        valid_from,
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    ]


def _number(text: str) -> float | None:
    return float(text) if text else None


def _create_successions(links: list[Row]) -> None:
    before, after = _ids(LEGACY_FROM), _ids(REORGANISED_ON)
    insert(
        Succession,
        ["predecessor", "successor", "main", "rule", "divided"],
        (
            (before[link["predecessor"]], after[link["successor"]], link["main"] == "1", link["rule"],
             link["divided"] == "1")
            for link in links
        ),
    )  # fmt: skip


def _create_areas() -> None:
    """Group today's communes by former district."""
    before, after = _ids(LEGACY_FROM), _ids(REORGANISED_ON)
    rows = list(_rows("areas.csv"))
    named = {(row["province"], row["district"]): row["area"] for row in rows}
    areas = [
        Area(
            province_id=after[province],
            name=name,
            source_id=before[district],
            slug=f"{district}-{province}-{REORGANISED_ON.year}",
            sort_key=sort_key(name),
            valid_from=REORGANISED_ON,
        )
        for (province, district), name in named.items()
    ]
    by_key = {area.slug.rsplit("-", 1)[0]: area for area in Area.objects.bulk_create(areas, batch_size=BATCH)}
    lying = ((by_key[f"{row['district']}-{row['province']}"].pk, after[row["commune"]], REORGANISED_ON) for row in rows)
    insert(AreaMembership, ["area", "unit", "valid_from"], lying)


def _create_stations() -> None:
    leaves = Unit.objects.filter(leaf=True).exclude(name__in=WITHOUT_STATION)
    columns = leaves.order_by("pk").values_list("pk", "valid_from", "valid_to")
    insert(Station, ["unit", "valid_from", "valid_to"], list(columns))
