"""The shape of a trend: where its line and bars run. Words and marks are the template's."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.charts.steps import top_of

WIDTH, HEIGHT, EDGE = 120, 36, 3  # of the small one, in its own units
TALL, GAP = 100, 0.3  # of the large one: its height, and how much of a step is air


@dataclass(frozen=True, slots=True)
class Spark:
    """A small trend line, broken where a period has no report; `running` leads to the period that is not over."""

    line: str
    area: str
    running: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One period of a large trend. No value: not reported."""

    label: str
    short: str
    text: str
    x: float
    width: float
    y: float
    height: float
    missing: bool
    now: bool
    running: bool


def spark(values: Sequence[int | None], running: bool = False, top: int = 0) -> Spark:
    """Draw from zero, so that a small change looks small. `top`: of several that share one scale."""
    top = top or top_of(values)
    step = (WIDTH - 2 * EDGE) / max(len(values) - 1, 1)
    points = [
        None if value is None else (round(EDGE + step * place, 1), round(HEIGHT - EDGE - _rise(value, top), 1))
        for place, value in enumerate(values)
    ]
    line, area = [], []
    whole = points[:-1] if running else points
    for part in _unbroken(whole):
        path = "L".join(f"{x} {y}" for x, y in part)
        # A lone point is drawn as a short dash, else it would not be seen.
        line.append(f"M{path}" if len(part) > 1 else f"M{path}h1")
        area.append(f"M{part[0][0]} {HEIGHT - EDGE}L{path}L{part[-1][0]} {HEIGHT - EDGE}Z")
    last = [point for point in points[-2:] if point is not None] if running else []
    path = "L".join(f"{x} {y}" for x, y in last)
    return Spark("".join(line), "".join(area), f"M{path}" if len(last) > 1 else "")


def _rise(value: int, top: int) -> float:
    return (HEIGHT - 2 * EDGE) * max(value, 0) / top


def _unbroken(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    parts: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            parts.append([])
        else:
            parts[-1].append(point)
    return [part for part in parts if part]


def bars(values: Sequence[tuple[str, str, str, int | None]], running: bool) -> list[Bar]:
    """Draw (label, short label, text, value) from the oldest to now, in a square that the page stretches."""
    top = top_of(value for *_words, value in values)
    step = TALL / max(len(values), 1)
    found = []
    for place, (label, short, text, value) in enumerate(values):
        # Not reported: a low hatched block, as far from zero as from any height.
        height = 18.0 if value is None else round(TALL * max(value, 0) / top, 2)
        now = place == len(values) - 1
        found.append(
            Bar(
                label,
                short,
                text,
                x=round(step * place + step * GAP / 2, 2),
                width=round(step * (1 - GAP), 2),
                y=round(TALL - height, 2),
                height=height,
                missing=value is None,
                now=now,
                running=now and running,
            )
        )
    return found
