"""Units one below the other: how much each reached, with a mark for what it is held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.charts.points import Point
from dashboards.charts.steps import top_of

WHOLE = 100.0  # the length of the longest bar, and of a row


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: lengths in percent of the row; no length means not reported, no mark nothing to hold against."""

    point: Point
    length: float | None
    mark: float | None
    moved: str = ""  # in words, against the mark


def ranking(points: Sequence[Point], marks: Sequence[int | None], moved: Sequence[str]) -> list[Bar]:
    """The points in their order, drawn from zero on one scale with their marks."""
    top = top_of([*(point.value for point in points), *marks])

    def length(value: int | None) -> float | None:
        return None if value is None else round(WHOLE * max(value, 0) / top, 1)

    return [
        Bar(point, length(point.value), length(mark), words)
        for point, mark, words in zip(points, marks, moved, strict=True)
    ]
