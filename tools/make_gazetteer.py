"""Write communes/gazetteer/*.csv from the package `vietnamadminunits` 1.0.4 and the listed patch.

The same input gives the same bytes. With `--boundaries FILE` (GeoJSON of July 2025, never needed and never committed)
it measures again which successor contains a divided commune's point, and prints what still disagrees with the map.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # so that it runs as a file too, not only as `python -m tools.make_gazetteer`

from tools.gazetteer import crosscheck, records, rules  # noqa: E402
from tools.gazetteer.geometry import read_shapes  # noqa: E402
from tools.gazetteer.patching import apply_patch, check_long_links, read_patch  # noqa: E402
from tools.gazetteer.records import LEGACY, LEGACY_FROM, LEGACY_TO, TODAY_FROM, Link, Succession, Unit, number  # noqa: E402
from tools.gazetteer.source import read_source  # noqa: E402

FOLDER = ROOT / "communes" / "gazetteer"
UNIT_COLUMNS = ["code", "name", "kind", "parent", "valid_from", "valid_to", "leaf", "lon", "lat", "area_km2"]
SUCCESSION_COLUMNS = ["predecessor", "successor", "main", "rule", "divided"]
AREA_COLUMNS = ["commune", "province", "district", "area", "others"]


def unit_row(unit: Unit) -> list[str]:
    """Return one line of units.csv."""
    start, end = (LEGACY_FROM, LEGACY_TO) if unit.era == LEGACY else (TODAY_FROM, "")
    lon, lat = unit.point or (None, None)
    return [
        *(unit.code, unit.name, unit.kind, unit.parent, start, end, str(int(unit.leaf))),
        *(number(lon, 5), number(lat, 5), number(unit.area_km2, 3)),
    ]


def succession_row(row: Succession) -> list[str]:
    """Return one line of successions.csv."""
    return [row.predecessor, row.successor, str(int(row.main)), row.rule, str(int(row.divided))]


def compare_with_map(path: Path, folder: Path, units: list[Unit], links: list[Link]) -> None:
    """Measure containment again and print what the map contradicts."""
    shapes = read_shapes(path)
    found = crosscheck.measure_containing(units, links, shapes)
    records.write_csv(folder / "containing.csv", ["predecessor", "successor"], sorted(found.items()))
    report = crosscheck.misplaced_points(units, links, shapes) + crosscheck.doubtful_areas(units, shapes)
    sys.stdout.writelines(f"{line}\n" for line in report)


def generate(folder: Path, boundaries: Path | None) -> None:
    """Write units, successions and areas into the folder that holds the patch."""
    units, province_links, source_links = read_source()
    corrections = read_patch(folder / "patch.csv")
    links = apply_patch(corrections, units, source_links)
    check_long_links(corrections, units, links)
    if boundaries is not None:
        compare_with_map(boundaries, folder, units, links)
    containing = {row["predecessor"]: row["successor"] for row in records.read_csv(folder / "containing.csv")}
    successions = rules.successions(units, province_links + links, containing)
    units.sort(key=lambda unit: (unit.era, len(unit.code), unit.code))
    records.write_csv(folder / "units.csv", UNIT_COLUMNS, map(unit_row, units))
    records.write_csv(folder / "successions.csv", SUCCESSION_COLUMNS, map(succession_row, successions))
    records.write_csv(folder / "areas.csv", AREA_COLUMNS, rules.area_rows(units, successions))


def main() -> None:
    """Read the arguments and generate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--boundaries", type=Path, help="GeoJSON of today's communes, plain or gzipped, to compare with"
    )
    parser.add_argument("--folder", type=Path, default=FOLDER, help="folder with patch.csv and containing.csv")
    arguments = parser.parse_args()
    generate(arguments.folder, arguments.boundaries)


if __name__ == "__main__":
    main()
