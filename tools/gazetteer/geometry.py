"""Distances and polygons, as far as the checks against boundaries need them."""

from __future__ import annotations

import gzip
import itertools
import json
from math import asin, cos, hypot, radians, sin, sqrt
from pathlib import Path

from tools.gazetteer.records import Point

Ring = list[Point]
Shape = list[list[Ring]]
"""Polygons, each an outer ring and its holes."""


def kilometres(a: Point, b: Point) -> float:
    """Return the great-circle distance."""
    lon1, lat1, lon2, lat2 = map(radians, (*a, *b))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


def read_shapes(path: Path) -> dict[str, Shape]:
    """Read plain or gzipped GeoJSON into polygons by commune code."""
    raw = path.read_bytes()
    text = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    shapes: dict[str, Shape] = {}
    for feature in json.loads(text)["features"]:
        coordinates = feature["geometry"]["coordinates"]
        polygons = coordinates if feature["geometry"]["type"] == "MultiPolygon" else [coordinates]
        shapes[feature["properties"]["code"]] = [[[(p[0], p[1]) for p in ring] for ring in poly] for poly in polygons]
    return shapes


def crosses(point: Point, ring: Ring) -> bool:
    """Say whether a ray eastward from the point crosses the ring an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def contains(shape: Shape, point: Point) -> bool:
    """Say whether the point lies in one of the polygons and in none of its holes."""
    return any(crosses(point, poly[0]) and not any(crosses(point, hole) for hole in poly[1:]) for poly in shape)


def segment_km(point: Point, a: Point, b: Point) -> float:
    """Return the distance from a point to a segment, flat around the point."""
    east = 111.32 * cos(radians(point[1]))
    ax, ay, bx, by = (a[0] - point[0]) * east, (a[1] - point[1]) * 110.57, (b[0] - a[0]) * east, (b[1] - a[1]) * 110.57
    length = bx * bx + by * by
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * bx + ay * by) / length))
    return hypot(ax + t * bx, ay + t * by)


def outside_km(shape: Shape, point: Point) -> float:
    """Return how far outside the polygons the point lies; 0 inside."""
    if contains(shape, point):
        return 0.0
    return min(segment_km(point, a, b) for poly in shape for a, b in zip(poly[0], poly[0][1:], strict=False))


def area_km2(shape: Shape) -> float:
    """Return the area of the polygons, flat at each ring's own latitude."""
    total = 0.0
    for poly in shape:
        for index, ring in enumerate(poly):
            twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))
            total += abs(twice) / 2 * 111.32 * cos(radians(ring[0][1])) * 110.57 * (-1 if index else 1)
    return total
