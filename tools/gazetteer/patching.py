"""Apply the listed corrections; a row whose old value no longer matches stops the generator."""

from __future__ import annotations

from pathlib import Path

from tools.gazetteer.geometry import kilometres
from tools.gazetteer.records import Correction, Link, Point, Unit, number, point_text, read_csv

LONG_LINK_KM = 25
"""Links longer than this are errors until a row of the patch says why not."""


class StalePatch(SystemExit):
    """A row of the patch that does not fit the source: the source changed, or the row is wrong."""


def read_patch(path: Path) -> list[Correction]:
    """Return the rows of the patch file."""
    return [Correction(**row) for row in read_csv(path)]


def parse_point(text: str) -> Point:
    """Read a point written as `lon lat`."""
    lon, lat = text.split()
    return float(lon), float(lat)


def expect(row: Correction, found: str) -> None:
    """Stop where the source does not say what the patch corrects."""
    if row.old != found:
        raise StalePatch(f"patch {row.what} {row.codes}: expected {row.old!r}, the source has {found!r}")


def correct_unit(row: Correction, unit: Unit) -> None:
    """Replace one fact of one unit."""
    if row.what == "name":
        expect(row, unit.name)
        unit.name = row.new
    elif row.what == "point":
        expect(row, point_text(unit.point))
        unit.point, unit.moved = parse_point(row.new), True
    elif row.what == "area":
        expect(row, number(unit.area_km2, 3))
        unit.area_km2 = float(row.new)
    else:
        raise StalePatch(f"patch {row.codes}: unknown correction {row.what!r}")


def apply_patch(corrections: list[Correction], units: list[Unit], links: list[Link]) -> list[Link]:
    """Correct units in place and return the links that remain."""
    by_address = {unit.address: unit for unit in units}
    by_codes = {f"{link.predecessor}-2000 {link.successor}-2025": link for link in links}
    for row in corrections:
        if row.what == "link":
            expect(row, "linked" if row.codes in by_codes else "absent")
            del by_codes[row.codes]
        elif row.what != "long_link":
            if row.codes not in by_address:
                raise StalePatch(f"patch {row.what} {row.codes}: no such unit")
            correct_unit(row, by_address[row.codes])
    return list(by_codes.values())


def check_long_links(corrections: list[Correction], units: list[Unit], links: list[Link]) -> None:
    """Stop unless exactly the long links are the justified ones, with their length in whole kilometres."""
    points = {unit.address: unit.point for unit in units}
    found: dict[str, str] = {}
    for link in links:
        codes = f"{link.predecessor}-2000 {link.successor}-2025"
        start, end = (points[address] for address in codes.split())
        if start is not None and end is not None and kilometres(start, end) > LONG_LINK_KM:
            found[codes] = f"{kilometres(start, end):.0f} km"
    justified = {row.codes: row.old for row in corrections if row.what == "long_link"}
    for codes in sorted(found.keys() | justified.keys()):
        if found.get(codes) != justified.get(codes):
            raise StalePatch(f"long link {codes}: measured {found.get(codes)}, justified {justified.get(codes)}")
