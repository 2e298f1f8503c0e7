"""Colours behind the numbers: five steps for each figure, over all units and periods of the table."""

from collections import defaultdict
from collections.abc import Sequence

from dashboards.charts.steps import amounts
from pivots.items import Item
from rollups.models import Indicator

PLAIN = 0  # a cell without a colour


def shades(
    rows: Sequence[tuple[Item, Sequence[int | None]]], columns: Sequence[tuple[Indicator | None, bool]]
) -> list[tuple[int, ...]]:
    """The step of each value. `columns`: what each counts, and whether it is coloured (totals are not)."""
    figures = [[_of(item, column) for column in columns] for item, _values in rows]
    found: dict[Indicator, list[int]] = defaultdict(list)
    for (_item, values), line in zip(rows, figures, strict=True):
        for value, figure in zip(values, line, strict=True):
            if value is not None and figure is not None:
                found[figure].append(value)
    scales = {figure: amounts(values, str) for figure, values in found.items()}
    return [
        tuple(
            PLAIN if value is None or figure is None else scales[figure].of(value)
            for value, figure in zip(values, line, strict=True)
        )
        for (_item, values), line in zip(rows, figures, strict=True)
    ]


def _of(item: Item, column: tuple[Indicator | None, bool]) -> Indicator | None:
    figure, coloured = column
    return (item.figure or figure) if coloured and not item.total else None
