"""Outlines of what lies together, and where a name fits into a shape."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from communes.shapes.grid import Point, Ring, area, clean

LINES = 15  # on which a label is tried


@dataclass(frozen=True, slots=True)
class Label:
    """The middle of the widest place of a shape, and how wide it is there."""

    x: int
    y: int
    width: int


def outline(rings: Iterable[Ring]) -> list[Ring]:
    """The border around shapes that share their borders point by point: what two of them share is no border."""
    left: dict[tuple[Point, Point], int] = defaultdict(int)
    for ring in rings:
        turned = ring if area(ring) > 0 else ring[::-1]
        for one, two in zip(turned, [*turned[1:], turned[0]], strict=True):
            if left.get((two, one)):
                left[two, one] -= 1
            else:
                left[one, two] += 1
    return _chained({edge: number for edge, number in left.items() if number})


def _chained(edges: dict[tuple[Point, Point], int]) -> list[Ring]:
    """Edges as rings, in the order in which they were found."""
    following: dict[Point, list[Point]] = defaultdict(list)
    for (one, two), number in edges.items():
        following[one] += [two] * number
    rings = []
    for start in list(following):
        while following[start]:
            ring = [start]
            while following[ring[-1]]:
                ring.append(following[ring[-1]].pop())
                if ring[-1] == start:
                    break
            rings.append(clean(ring))
    return [ring for ring in rings if ring]


def box(rings: Iterable[Ring]) -> tuple[int, int, int, int]:
    """Left, top, right, bottom."""
    points = [point for ring in rings for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def label(rings: list[Ring]) -> Label:
    """Where a name fits best: the widest stretch inside the largest ring, with room above and below it."""
    largest = max(rings, key=lambda ring: abs(area(ring)))
    _left, top, _right, bottom = box([largest])
    heights = [top + (bottom - top) * place / (LINES + 1) for place in range(1, LINES + 1)]
    stretches = [_widest(largest, height) for height in heights]
    best = max(
        range(1, LINES - 1),
        # As wide as its neighbours allow, and rather in the middle.
        key=lambda n: min(_width(one) for one in stretches[n - 1 : n + 2]) * (1 - 0.3 * abs(n - LINES // 2) / LINES),
    )
    start, end = stretches[best]
    narrowest = min(_width(one) for one in stretches[best - 1 : best + 2])
    return Label(round((start + end) / 2), round(heights[best]), round(narrowest))


def _width(stretch: tuple[float, float]) -> float:
    return stretch[1] - stretch[0]


def _widest(ring: Ring, height: float) -> tuple[float, float]:
    """The longest stretch of a line that lies inside."""
    crossings = sorted(
        x + (u - x) * (height - y) / (v - y)
        for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (y <= height) != (v <= height)
    )
    return max(zip(crossings[::2], crossings[1::2], strict=False), key=_width, default=(0.0, 0.0))
