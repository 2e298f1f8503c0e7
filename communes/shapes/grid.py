"""The national grid in which shapes are stored: Mercator, which keeps the look of every province.

Its unit is a thousandth of a degree of longitude (some 105 m): to the right from 102° E and down from 24° N.
"""

from math import degrees, log, pi, radians, tan

WEST, NORTH, UNITS = 102.0, 24.0, 1000
KM = 9.3  # grid units of a kilometre in the middle of the country

Point = tuple[int, int]
Ring = list[Point]  # closed: the last point joins the first, which is not repeated


def to_grid(lon: float, lat: float) -> Point:
    """The grid point of degrees (WGS 84)."""
    return round((lon - WEST) * UNITS), round((_mercator(NORTH) - _mercator(lat)) * UNITS)


def _mercator(lat: float) -> float:
    """Degrees north in degrees of longitude."""
    return degrees(log(tan(pi / 4 + radians(lat) / 2)))


def coarse(ring: Ring, step: int) -> Ring:
    """A ring on a coarser grid: neighbours that share a border still share it."""
    return clean([(round(x / step) * step, round(y / step) * step) for x, y in ring])


def clean(ring: Ring) -> Ring:
    """A ring without repeated points, without points on a straight line, without spikes of no width."""
    points: Ring = []
    for point in ring:
        while len(points) > 1 and _straight(points[-2], points[-1], point):
            points.pop()
        if not points or point != points[-1]:
            points.append(point)
    while len(points) > 2 and (points[0] == points[-1] or _straight(points[-2], points[-1], points[0])):
        points.pop()
    while len(points) > 2 and _straight(points[-1], points[0], points[1]):
        points.pop(0)
    return points if len(points) > 2 else []


def _straight(one: Point, two: Point, three: Point) -> bool:
    return (two[0] - one[0]) * (three[1] - two[1]) == (two[1] - one[1]) * (three[0] - two[0])


def area(ring: Ring) -> float:
    """Signed area: positive where the ring runs clockwise on the screen."""
    following = [*ring[1:], *ring[:1]]
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, following, strict=True)) / 2


def path(rings: list[Ring]) -> str:
    """SVG path data with relative steps, as short as integers allow."""
    return "".join(_ring_path(ring) for ring in rings)


def _ring_path(ring: Ring) -> str:
    (x, y), *others = ring
    steps = []
    for u, v in others:
        steps.append(f"{_spaced(u - x)}{_spaced(v - y)}")
        x, y = u, v
    return f"M{ring[0][0]}{_spaced(ring[0][1])}l{''.join(steps).lstrip()}z"


def _spaced(number: int) -> str:
    return str(number) if number < 0 else f" {number}"


def disc(point: Point, radius: int) -> str:
    """SVG path data of a disc."""
    x, y = point
    return f"M{x - radius}{_spaced(y)}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0{-2 * radius} 0z"
