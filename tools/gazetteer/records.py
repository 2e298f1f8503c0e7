"""The rows that the generator passes along, and how they are written as text."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

LEGACY_FROM, LEGACY_TO, TODAY_FROM = "2000-01-01", "2025-06-30", "2025-07-01"
LEGACY, TODAY = "2000", "2025"

Point = tuple[float, float]
"""Longitude and latitude in degrees."""


@dataclass
class Unit:
    """One unit of one era, before and after the patch."""

    code: str
    era: str
    name: str
    kind: str
    parent: str
    leaf: bool
    point: Point | None
    area_km2: float | None
    moved: bool = False
    """The patch placed the point: it is an estimate, so no rule may decide by it."""

    @property
    def address(self) -> str:
        """Return the code with the year in which its use began; codes alone are used twice."""
        return f"{self.code}-{self.era}"


@dataclass(frozen=True)
class Link:
    """One legacy unit that went to one unit of today, wholly or in part."""

    predecessor: str
    successor: str
    source_default: bool


@dataclass(frozen=True)
class Succession:
    """A link with the decision of the rule `main-successor`."""

    predecessor: str
    successor: str
    main: bool
    rule: str
    divided: bool


@dataclass(frozen=True)
class Correction:
    """One row of the patch."""

    what: str
    codes: str
    old: str
    new: str
    reason: str


def number(value: float | None, digits: int) -> str:
    """Write a number without trailing zeros, so that equal facts are equal bytes; unknown is empty."""
    if value is None:
        return ""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def point_text(point: Point | None) -> str:
    """Write a point as `lon lat`, the form of the patch."""
    return "" if point is None else f"{number(point[0], 5)} {number(point[1], 5)}"


def write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a CSV file with LF line ends on every system."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a CSV file into one dictionary a row."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
