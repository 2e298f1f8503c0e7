"""Read shapes from files: the gazetteer's own cells, and boundaries as GeoJSON."""

import csv
import gzip
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communes.shapes.grid import Ring, clean, to_grid

CELLS = Path(__file__).parent.parent / "gazetteer" / "cells.csv"
ZIPPED = b"\x1f\x8b"
LARGEST = 256 * 1024 * 1024  # bytes when unpacked; reading takes some eight times as much memory
BOX = (100.0, 6.0, 119.0, 24.5)  # degrees: all of Vietnam with its islands lies inside
NUMBER = re.compile(r"-?\d+")


class BadFile(Exception):
    """A file that is no map of units; its text says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A unit as a file gives it."""

    code: str
    name: str
    province: str
    rings: list[Ring]


def cells() -> dict[str, list[Ring]]:
    """Code of a commune of today → rings."""
    with CELLS.open(encoding="utf-8", newline="") as file:
        return {row["code"]: rings_of(row["path"]) for row in csv.DictReader(file)}


def rings_of(path: str) -> list[Ring]:
    """The rings of path data as communes.shapes.grid writes it."""
    rings = []
    for part in path.split("z")[:-1]:
        numbers = [int(number) for number in NUMBER.findall(part)]
        x, y = numbers[0], numbers[1]
        ring = [(x, y)]
        for right, down in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + right, y + down
            ring.append((x, y))
        rings.append(ring)
    return rings


def features(path: Path) -> Iterator[Feature]:
    """The polygons of a GeoJSON file, plain or gzipped."""
    found = _json(path)
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise BadFile("Tệp không phải GeoJSON FeatureCollection.")
    for number, one in enumerate(found["features"], 1):
        try:
            yield _feature(one)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise BadFile(f"Đối tượng thứ {number} không đọc được: {error}") from error


def _json(path: Path) -> Any:
    try:
        with path.open("rb") as file:
            zipped = file.read(2) == ZIPPED
        with gzip.open(path) if zipped else path.open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise BadFile(f"Tệp lớn hơn {LARGEST // 1024**2} MiB khi giải nén.")
        return json.loads(raw)
    except (OSError, EOFError, ValueError, RecursionError, zlib.error) as error:
        raise BadFile(f"Không đọc được tệp: {error}") from error


def _feature(one: Any) -> Feature:
    names, geometry = one["properties"], one["geometry"]
    if geometry["type"] not in {"Polygon", "MultiPolygon"}:
        raise ValueError(f"{geometry['type']} không phải đa giác")
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    rings = [clean([_point(point) for point in ring]) for polygon in polygons for ring in polygon]
    code, name, province = (str(names.get(key) or "").strip() for key in ("code", "name", "province"))
    return Feature(code, name, province, [ring for ring in rings if ring])


def _point(point: Any) -> tuple[int, int]:
    lon, lat = float(point[0]), float(point[1])
    if not (BOX[0] <= lon <= BOX[2] and BOX[1] <= lat <= BOX[3]):
        raise ValueError(f"điểm {lon}, {lat} nằm ngoài Việt Nam (cần kinh độ, vĩ độ WGS 84)")
    return to_grid(lon, lat)
