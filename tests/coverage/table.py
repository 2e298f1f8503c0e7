"""The features and figures of the source articles, as the small tables beside this module name them."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Figure:
    """A figure as an article tells it, and as a screen has to show it; `shown`: all of these, beside each other.

    `page` names the figure whose page shows it, where that is another one: a share of what is counted.
    """

    id: str
    place: str
    start: date | None
    end: date
    indicator: str
    value: str
    qualifier: str
    unit: str
    kind: str
    screen: str
    page: str
    shown: tuple[str, ...]


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures() -> list[Figure]:
    return [
        Figure(
            id=row["id"], place=row["place"], start=date.fromisoformat(row["start"]) if row["start"] else None,
            end=date.fromisoformat(row["end"]), indicator=row["indicator"], value=row["value"],
            qualifier=row["qualifier"], unit=row["unit"], kind=row["kind"], screen=row["screen"],
            page=row["page"] or row["indicator"], shown=tuple(row["shown"].split("|")),
        )
        for row in rows("figures.csv")
    ]  # fmt: skip
