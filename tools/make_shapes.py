"""Write communes/gazetteer/cells.csv: what stands on maps for the communes of today where no boundaries are loaded.

Each point of the gazetteer, of today and of before, takes the land that is nearest to it (Voronoi), and belongs to the
commune of today that followed. Land is what lies within the reach of a commune's area around its points. The same
input gives the same bytes; shapely is a tool of development, the program only reads the file.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from math import pi, sqrt
from pathlib import Path
from typing import Any

from shapely import MultiPoint, Point, Polygon, STRtree, unary_union, voronoi_polygons
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a file too, not only as `python -m tools.make_shapes`

from communes.shapes.grid import KM, Ring, clean, path, to_grid  # noqa: E402

FOLDER = ROOT / "communes" / "gazetteer"

REACH = 1.35  # of the radius of a disc as large as the commune
LARGEST = 40 * KM  # no reach beyond: areas at sea are not land
JOIN = 3 * KM  # gaps of land narrower than twice this are filled
FAR = 25 * KM  # a point of before that far from what followed it is misplaced

Row = dict[str, str]
Where = tuple[int, int]


def rows(name: str) -> list[Row]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sites(units: list[Row], links: list[Row]) -> dict[Where, str]:
    """Grid point → the code of the commune of today that it belongs to. A point given twice names nobody."""
    today = {row["code"]: to_grid(float(row["lon"]), float(row["lat"])) for row in units if here(row)}
    before = {
        row["code"]: to_grid(float(row["lon"]), float(row["lat"])) for row in units if row["valid_to"] and point(row)
    }
    named: dict[Where, set[str]] = defaultdict(set)
    for link in links:
        code, old = link["successor"].partition("-")[0], link["predecessor"].partition("-")[0]
        if link["main"] == "1" and code in today and old in before:
            where = before[old]
            if Point(where).distance(Point(today[code])) < FAR:
                named[where].add(code)
    found = {where: codes.pop() for where, codes in named.items() if len(codes) == 1}
    return found | {where: code for code, where in today.items()}


def point(row: Row) -> bool:
    return bool(row["leaf"] == "1" and row["lon"])


def here(row: Row) -> bool:
    return point(row) and not row["valid_to"]


def land(units: list[Row], of: dict[Where, str]) -> BaseGeometry:
    """Discs around the points of each commune, together as large as its reach, joined where they nearly touch."""
    areas = {row["code"]: float(row["area_km2"]) for row in units if here(row)}
    number: dict[str, int] = defaultdict(int)
    for code in of.values():
        number[code] += 1
    discs = []
    for where, code in sorted(of.items()):
        radius = REACH * sqrt(areas[code] / number[code] / pi) * KM
        discs.append(Point(where).buffer(max(min(radius, LARGEST), KM), quad_segs=4))
    joined = unary_union(discs).buffer(JOIN, quad_segs=2).buffer(-JOIN, quad_segs=2)
    # No point is nearer to what stays open inside than those around it: it is theirs.
    return unary_union([Polygon(one.exterior) for one in getattr(joined, "geoms", [joined])])


def cells(of: dict[Where, str], mask: BaseGeometry) -> dict[str, list[Ring]]:
    """Code → rings: the land nearest to its points."""
    points = sorted(of)
    parts = list(voronoi_polygons(MultiPoint(points)).geoms)
    tree = STRtree(parts)
    inside: dict[str, list[Any]] = defaultdict(list)
    for where in points:
        nearest = min(tree.query(Point(where), predicate="intersects"))
        inside[of[where]].append(parts[nearest])
    return {code: rings_of(unary_union(found).intersection(mask)) for code, found in sorted(inside.items())}


def rings_of(shape: BaseGeometry) -> list[Ring]:
    polygons = [one for one in getattr(shape, "geoms", [shape]) if isinstance(one, Polygon)]
    found = []
    for one in sorted(polygons, key=lambda polygon: -polygon.area):
        for line in [one.exterior, *one.interiors]:
            ring = clean([(round(x), round(y)) for x, y in line.coords[:-1]])
            if ring:
                found.append(ring)
    return found


def main() -> None:
    units, links = rows("units.csv"), rows("successions.csv")
    of = sites(units, links)
    drawn = cells(of, land(units, of))
    missing = {row["code"] for row in units if here(row)} - {code for code, rings in drawn.items() if rings}
    if missing:
        raise SystemExit(f"without a shape: {sorted(missing)}")
    with (FOLDER / "cells.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "path"])
        writer.writerows([code, path(rings)] for code, rings in drawn.items())


if __name__ == "__main__":
    main()
