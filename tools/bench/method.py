"""How to measure on a noisy machine: two things in turn, the ratio in each round, then the median."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 7
FEWEST = 3
OFF = 0.3  # a round whose bare view is this far from the usual one says nothing

Timing = Callable[[], float]


@dataclass(frozen=True)
class Ratio:
    value: float
    kept: int
    rounds: int
    first: float  # medians of the two, in whatever unit they were measured
    second: float

    @property
    def note(self) -> str:
        return f"{self.kept} of {self.rounds} rounds"


def ratio(first: Timing, second: Timing, bare: Timing, rounds: int = ROUNDS) -> Ratio:
    """Measure `second` ÷ `first`, A, B, A, B, with a bare view before each round."""
    first(), second()  # warm
    found = [(bare(), first(), second()) for _ in range(rounds)]
    usual = median(view for view, _, _ in found)
    kept = [(a, b) for view, a, b in found if abs(view / usual - 1) <= OFF]
    if len(kept) < FEWEST:
        kept = [(a, b) for _, a, b in found]
    return Ratio(
        median(b / a for a, b in kept), len(kept), rounds, median(a for a, _ in kept), median(b for _, b in kept)
    )


@dataclass(frozen=True)
class Goal:
    """A line of the report."""

    name: str
    what: str
    target: str
    reached: str
    met: bool | None  # None: measured for information
    note: str = ""

    def cells(self) -> list[str]:
        mark = {True: "yes", False: "NO", None: ""}[self.met]
        return [self.name, self.what, self.target, self.reached, mark, self.note]


HEAD = ["goal", "what", "target", "reached", "met", "note"]


def at_most(name: str, what: str, limit: float, found: Ratio, note: str = "") -> Goal:
    return Goal(name, what, f"≤ {limit:g}", f"{found.value:.2f}", found.value <= limit, join(note, found.note))


def at_least(name: str, what: str, limit: float, found: Ratio, note: str = "") -> Goal:
    return Goal(name, what, f"≥ {limit:g}", f"{found.value:.2f}", found.value >= limit, join(note, found.note))


def join(*notes: str) -> str:
    return "; ".join(note for note in notes if note)


def table(goals: list[Goal]) -> str:
    """Markdown, so that it can be pasted into a decision."""
    rows = [HEAD, ["---"] * len(HEAD), *(goal.cells() for goal in goals)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
