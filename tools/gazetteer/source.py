"""Read units and links out of the installed package `vietnamadminunits`.

The package is never imported, only its data files are read: importing it would pull in a geocoder that we do not need.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
import unicodedata
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tools.gazetteer.records import LEGACY, TODAY, Link, Point, Unit

PACKAGE, VERSION = "vietnamadminunits", "1.0.4"
KINDS = {
    "Tỉnh": "tinh",
    "Thành phố": "thanh_pho",
    "Huyện": "huyen",
    "Quận": "quan",
    "Thị xã": "thi_xa",
    "Xã": "xa",
    "Phường": "phuong",
    "Thị trấn": "thi_tran",
    "Đặc khu": "dac_khu",
}
PREFIX = re.compile(rf"({'|'.join(KINDS)}) +(.+)", re.IGNORECASE)
TONES = "\u0300\u0301\u0303\u0309\u0323"
LATE_TONE = re.compile(rf"(o)([ae])([{TONES}])(?!\w)|(?<![qQ])(u)(y)([{TONES}])(?!\w)", re.IGNORECASE)

Row = dict[str, Any]


def clean_name(name: str) -> str:
    """Write a name one way: composed, `Hòa` not `Hoà`, straight apostrophe, single spaces."""
    parts = unicodedata.normalize("NFD", re.sub(r"[’‘ʼ`´]", "'", name))
    early = LATE_TONE.sub(lambda m: (m[1] or m[4]) + (m[3] or m[6]) + (m[2] or m[5]), parts)
    return " ".join(unicodedata.normalize("NFC", early).split())


def split_name(full: str) -> tuple[str, str]:
    """Split a full name into kind and bare name (`Phường 1` into `phuong` and `1`)."""
    match = PREFIX.fullmatch(clean_name(full))
    if match is None:
        raise ValueError(f"no known kind in {full!r}")
    return KINDS[match[1].capitalize()], match[2]


def data_folder() -> Path:
    """Return the folder of the package's data files; refuse any other version than the one checked."""
    if version(PACKAGE) != VERSION:
        raise SystemExit(f"{PACKAGE} {version(PACKAGE)} is installed, but the patch was made for {VERSION}")
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{PACKAGE} {VERSION} is not installed")
    return Path(spec.origin).parent / "data"


def read_rows(folder: Path, table: str) -> list[Row]:
    """Return all rows of one table of the package's database."""
    connection = sqlite3.connect(folder / "dataset.db")
    try:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]  # noqa: S608 - two fixed names
    finally:
        connection.close()


def make_unit(row: Row, level: str, era: str, parent: str, *, leaf: bool) -> Unit:
    """Build the unit that one row states for one of its levels."""
    kind, name = split_name(row[level])
    if level == "province" and kind == "thanh_pho":
        kind = "thanh_pho_tw"
    lon, lat = row[f"{level}Lon"], row[f"{level}Lat"]
    point: Point | None = None if lon is None or lat is None else (round(lon, 5), round(lat, 5))
    area = row.get("wardAreaKm2") if level == "ward" else None
    return Unit(row[f"{level}Code"], era, name, kind, parent, leaf, point, area)


def legacy_units(rows: list[Row]) -> list[Unit]:
    """Return provinces, districts and communes up to June 2025.

    Five rows have no commune: they are island districts, which keep logs themselves.
    """
    units: dict[str, Unit] = {}
    for row in rows:
        province, district, commune = row["provinceCode"], row["districtCode"], row["wardCode"]
        units.setdefault(province, make_unit(row, "province", LEGACY, "", leaf=False))
        units.setdefault(district, make_unit(row, "district", LEGACY, province, leaf=commune is None))
        if commune is not None:
            units[commune] = make_unit(row, "ward", LEGACY, district, leaf=True)
    return list(units.values())


def today_units(rows: list[Row]) -> list[Unit]:
    """Return provinces and communes since July 2025."""
    units: dict[str, Unit] = {}
    for row in rows:
        units.setdefault(row["provinceCode"], make_unit(row, "province", TODAY, "", leaf=False))
        units[row["wardCode"]] = make_unit(row, "ward", TODAY, row["provinceCode"], leaf=True)
    return list(units.values())


def read_links(folder: Path, legacy: list[Row], today: list[Row]) -> tuple[list[Link], list[Link]]:
    """Return the links of provinces and those of communes, with the source's keys replaced by codes."""
    data = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    old = {
        f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey'] or ''}": r["wardCode"] or r["districtCode"]
        for r in legacy
    }
    old_province = {r["provinceKey"]: r["provinceCode"] for r in legacy}
    new = {(r["provinceKey"], r["wardKey"]): r["wardCode"] for r in today}
    new_province = {r["provinceKey"]: r["provinceCode"] for r in today}
    provinces = [
        Link(old_province[key], new_province[target], source_default=True)
        for target, keys in data["DICT_PROVINCE"].items()
        for key in keys
    ]
    communes = [
        Link(old[key], new[province, target], source_default=True)
        for province, targets in data["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for target, keys in targets.items()
        for key in keys
    ]
    communes += [
        Link(old[key], new[province, part["newWardKey"]], source_default=part["isDefaultNewWard"])
        for province, keys in data["DICT_PROVINCE_WARD_DIVIDED"].items()
        for key, parts in keys.items()
        for part in parts
    ]
    return provinces, communes


def read_source() -> tuple[list[Unit], list[Link], list[Link]]:
    """Return all units, the links of provinces and the links of communes, as the source states them."""
    folder = data_folder()
    legacy, today = read_rows(folder, "admin_units_legacy"), read_rows(folder, "admin_units")
    provinces, communes = read_links(folder, legacy, today)
    return legacy_units(legacy) + today_units(today), provinces, communes
