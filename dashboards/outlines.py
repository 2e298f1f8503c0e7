"""The shapes that a map draws, in one query: boundaries where they are loaded, else cells, else discs."""

from collections.abc import Collection, Iterable
from math import dist
from statistics import median
from typing import Any

from django.db.models import QuerySet

from communes.models import Kind, Shape, Succession, Unit
from communes.shapes.grid import disc, to_grid
from dashboards.charts.maps import Box, Outline

# The nation with the sea in which the insets stand; Hoàng Sa and Trường Sa lie further east.
FRAME = Box(*to_grid(102.1, 23.45), *to_grid(111.3, 8.3))
CLOSE = 0.42  # of the usual distance to the nearest neighbour: discs rarely overlap
APART = 40  # grid units: discs of communes before July 2025 whose points are one
COLUMNS = ("path", "left", "top", "right", "bottom", "label_x", "label_y", "label_width")

Row = tuple[Any, ...]


def outlines(units: Collection[int]) -> list[Outline]:
    """The shapes of units, in their order by name; a unit that has neither shape nor point has none."""
    rows: QuerySet[Any] = Unit.objects.filter(pk__in=units).order_by("sort_key", "pk", "shapes__source")
    shapes = [f"shapes__{column}" for column in COLUMNS]
    found: dict[int, Outline] = {}
    bare: list[Row] = []
    for pk, name, kind, lon, lat, path, *rest in rows.values_list("pk", "name", "kind", "lon", "lat", *shapes):
        if pk in found:
            continue
        if path:
            found[pk] = Outline(pk, name, path, Box(*rest[:4]), (rest[4], rest[5], rest[6]), kind == Kind.DAC_KHU)
        elif lon is not None:
            bare.append((pk, name, *to_grid(lon, lat)))
    return [*found.values(), *_discs(bare)]


def zones(*, before: bool) -> list[Outline]:
    """The special zones outside the frame of the nation, each for its province (of before July 2025, or of today)."""
    rows = Shape.objects.filter(unit__kind=Kind.DAC_KHU, unit__valid_to=None).order_by("unit__sort_key", "source")
    names = ("unit", "unit__province", "unit__name", *COLUMNS)
    earlier = Succession.objects.filter(main=True, successor__kind=Kind.DAC_KHU)
    province_before = dict(earlier.values_list("successor", "predecessor__province")) if before else {}
    found: dict[int, Outline] = {}
    for pk, province, name, path, left, top, right, bottom, *label in rows.values_list(*names):
        box = Box(left, top, right, bottom)
        if pk not in found and not FRAME.holds(box):
            of = province_before.get(pk) if before else province
            found[pk] = Outline(of or province, name, path, box, (label[0], label[1], label[2]), apart=True)
    return list(found.values())


def _discs(rows: Iterable[Row]) -> list[Outline]:
    """Equal discs; points that several share are laid side by side."""
    seen: dict[tuple[int, int], int] = {}
    placed = []
    for pk, name, x, y in rows:
        turn = seen[x, y] = seen.get((x, y), -1) + 1
        right, down = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1))[turn % 7]
        placed.append((pk, name, x + right * APART, y + down * APART))
    radius = _radius([(x, y) for _pk, _name, x, y in placed])
    return [
        Outline(pk, name, disc((x, y), radius), Box(x - radius, y - radius, x + radius, y + radius), (x, y, 2 * radius))
        for pk, name, x, y in placed
    ]


def _radius(points: list[tuple[int, int]]) -> int:
    nearest = [min((dist(one, other) for other in points if other != one), default=APART) for one in points]
    return max(4, round(CLOSE * median(nearest))) if nearest else 4
