"""Five steps of one scale, by what there is to show.

Steps hold about as many units each (quantiles): totals of communes are skewed, and equal intervals would paint all but
three alike. Equal values never part, and zero stands alone, so that nothing can be taken for little.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

STEPS = 5
STEADY = 5_000  # thousandths of a percent: moved less than that, unchanged
STRONG = 20_000


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the legend: which colour, what it stands for, how many units are in it."""

    number: int
    text: str
    units: int


@dataclass(frozen=True, slots=True)
class Scale:
    steps: tuple[Step, ...]
    tops: tuple[int, ...]  # the largest value of each step

    def of(self, value: int) -> int:
        """The colour of a value."""
        place = min(bisect_left(self.tops, value), len(self.tops) - 1)
        return self.steps[place].number


def amounts(values: Iterable[int], text_of: Callable[[int], str]) -> Scale:
    """Steps of the values that were reported, named by the least and the most in each."""
    found = sorted(values)
    zeros = [value for value in found if value <= 0]
    groups = [zeros] if zeros else []
    groups += _quantiles([value for value in found if value > 0], STEPS - len(groups))
    # Few different values keep to the light end, but for the highest: it is the one to be seen.
    numbers = [*range(1, len(groups)), STEPS] if len(groups) > 1 else [1 if zeros else STEPS]
    steps = tuple(
        Step(number, _between(text_of, group), len(group)) for number, group in zip(numbers, groups, strict=False)
    )
    return Scale(steps, tuple(group[-1] for group in groups))


def moved(part: int) -> int:
    """The step of a change: 1 and 2 below, 3 steady, 4 and 5 above. `part`: thousandths of a percent."""
    if abs(part) < STEADY:
        return 3
    far = abs(part) >= STRONG
    return (5 if far else 4) if part > 0 else (1 if far else 2)


def _quantiles(values: list[int], wanted: int) -> list[list[int]]:
    """At most so many groups of about one size; equal values stay together."""
    groups: list[list[int]] = []
    start = 0
    while start < len(values):
        left = wanted - len(groups)
        end = start + max(1, round((len(values) - start) / left)) if left > 1 else len(values)
        while end < len(values) and values[end] == values[end - 1]:
            end += 1
        groups.append(values[start:end])
        start = end
    return groups


def _between(text_of: Callable[[int], str], group: list[int]) -> str:
    low, high = text_of(group[0]), text_of(group[-1])
    return low if low == high else f"{low}–{high}"
