"""The shapes that a map draws, in one query: boundaries where they are loaded, else cells, else discs."""

from collections.abc import Collection, Iterable
from itertools import chain
from math import dist
from statistics import median
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from communes.models import Kind, Shape, Succession, Unit
from communes.shapes.grid import disc, to_grid
from dashboards.charts.maps import Box, Outline

# The nation with the sea in which the insets stand; Hoàng Sa and Trường Sa lie further east.
FRAME = Box(*to_grid(102.1, 23.45), *to_grid(111.3, 8.3))
CLOSE = 0.42  # of the usual distance to the nearest neighbour: discs rarely overlap
APART = 40  # grid units: discs of communes before July 2025 whose points are one
COLUMNS = ("path", "left", "top", "right", "bottom", "label_x", "label_y", "label_width")

Row = tuple[Any, ...]


def outlines(units: Collection[int], *, nation: bool = False) -> list[Outline]:
    """The shapes of units, in their order by name; a unit that has neither shape nor point has none.

    For the nation also the special zones outside its frame, each for its provinces: of today and of before July 2025.
    """
    earlier = Succession.objects.filter(main=True, successor=OuterRef("pk")).values("predecessor__province")[:1]
    far = Q(kind=Kind.DAC_KHU, valid_to=None) if nation else Q()
    rows: QuerySet[Any] = Unit.objects.filter(Q(pk__in=units) | far).order_by("sort_key", "pk", "shapes__source")
    names = ("pk", "province", "earlier", "name", "kind", "lon", "lat", "shapes__source")
    shapes = [f"shapes__{column}" for column in COLUMNS]
    found: dict[int, list[Outline]] = {}
    bare: list[Row] = []
    for row in rows.annotate(earlier=Subquery(earlier)).values_list(*names, *shapes):
        pk, province, before, name, kind, lon, lat, source, path, *numbers = row
        if pk in found:
            continue
        if path:
            one = _outline(pk, name, kind, source, path, numbers)
            found[pk] = [one] if pk in units else _far(one, [province, before])
        elif lon is not None:
            bare.append((pk, name, *to_grid(lon, lat)))
    return [*chain.from_iterable(found.values()), *_discs(bare)]


def _outline(pk: int, name: str, kind: str, source: str, path: str, numbers: list[int]) -> Outline:
    left, top, right, bottom, x, y, width = numbers
    box = Box(left, top, right, bottom)
    return Outline(pk, name, path, box, (x, y, width), kind == Kind.DAC_KHU, source == Shape.Source.CELLS)


def _far(zone: Outline, provinces: list[int | None]) -> list[Outline]:
    """A zone outside the frame, once for each of its provinces."""
    if FRAME.holds(zone.box):
        return []
    return [zone._replace(unit=province, apart=True) for province in provinces if province is not None]


def _discs(rows: Iterable[Row]) -> list[Outline]:
    """Equal discs; points that several share are laid side by side."""
    seen: dict[tuple[int, int], int] = {}
    placed = []
    for pk, name, x, y in rows:
        turn = seen[x, y] = seen.get((x, y), -1) + 1
        right, down = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1), (1, 1), (-1, -1))[turn % 7]
        placed.append((pk, name, x + right * APART, y + down * APART))
    radius = _radius([(x, y) for _pk, _name, x, y in placed])
    found = []
    for pk, name, x, y in placed:
        box = Box(x - radius, y - radius, x + radius, y + radius)
        found.append(Outline(pk, name, disc((x, y), radius), box, (x, y, 2 * radius), rough=True, disc=True))
    return found


def _radius(points: list[tuple[int, int]]) -> int:
    nearest = [min((dist(one, other) for other in points if other != one), default=APART) for one in points]
    return max(4, round(CLOSE * median(nearest))) if nearest else 4
