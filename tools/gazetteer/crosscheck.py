"""Compare the gazetteer with boundaries, where somebody has them; the committed files need none."""

from __future__ import annotations

from tools.gazetteer.geometry import Shape, area_km2, contains, outside_km
from tools.gazetteer.records import LEGACY, Link, Unit
from tools.gazetteer.rules import by_predecessor

FAR_KM = {"2000": 2.0, "2025": 1.0}
"""How far outside its territory a point may lie: boundaries are simplified, legacy points are coarser."""


def measure_containing(units: list[Unit], links: list[Link], shapes: dict[str, Shape]) -> dict[str, str]:
    """Return, for divided communes, the one successor that contains the source's own point."""
    points = {unit.code: unit.point for unit in units if unit.era == LEGACY and not unit.moved}
    found: dict[str, str] = {}
    for code, group in sorted(by_predecessor(links).items()):
        point = points.get(code)
        if len(group) < 2 or point is None:
            continue
        inside = [link.successor for link in group if contains(shapes.get(link.successor, []), point)]
        if len(inside) == 1:
            found[code] = inside[0]
    return found


def misplaced_points(units: list[Unit], links: list[Link], shapes: dict[str, Shape]) -> list[str]:
    """Return the points that lie outside their territory; that of a legacy unit is its successors' together."""
    groups = by_predecessor(links)
    report = []
    for unit in units:
        if not unit.leaf or unit.point is None:
            continue
        codes = [link.successor for link in groups[unit.code]] if unit.era == LEGACY else [unit.code]
        known = [polygon for code in codes for polygon in shapes.get(code, [])]
        distance = outside_km(known, unit.point) if known else 0.0
        if distance > FAR_KM[unit.era]:
            report.append(f"point {unit.address} {unit.name}: {distance:.1f} km outside")
    return report


def doubtful_areas(units: list[Unit], shapes: dict[str, Shape]) -> list[str]:
    """Return areas that are missing, or off by 10 km² and by two thirds."""
    report = []
    for unit in units:
        if unit.era == LEGACY or not unit.leaf or unit.code not in shapes:
            continue
        measured = area_km2(shapes[unit.code])
        stated = unit.area_km2 or 0.0
        if abs(measured - stated) > 10 and not 0.6 * stated < measured < 1.67 * stated:
            report.append(f"area {unit.address} {unit.name}: {stated} stated, {measured:.1f} measured")
    return report
