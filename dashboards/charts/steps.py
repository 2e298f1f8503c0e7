"""Five steps of one scale, by what there is to show.

Steps hold about as many units each (quantiles): totals of communes are skewed, and equal intervals would paint all but
three alike. Equal values never part, and zero stands alone, so that nothing can be taken for little.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rollups.numbers import Qualified

STEPS = 5
STEADY = 5_000  # thousandths of a percent: moved less than that, unchanged
STRONG = 20_000
UNSAID = 0.5  # where "nhiều" stands: more than nothing, and in no order with numbers


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the legend: which colour, what it stands for, how many units are in it."""

    number: int
    text: str
    units: int


@dataclass(frozen=True, slots=True)
class Scale:
    steps: tuple[Step, ...]
    tops: tuple[float, ...]  # the largest value of each step

    def of(self, value: int) -> int:
        """The colour of a value."""
        place = min(bisect_left(self.tops, _height(value)), len(self.tops) - 1)
        return self.steps[place].number


def amounts(values: Iterable[int], text_of: Callable[[int], str]) -> Scale:
    """Steps of the values that were reported, named by the least and the most in each."""
    found = sorted(values, key=_height)
    zeros = [value for value in found if _height(value) <= 0]
    unsaid = [value for value in found if _height(value) == UNSAID]
    groups = [group for group in (zeros, unsaid) if group]
    groups += _quantiles([value for value in found if _height(value) > UNSAID], STEPS - len(groups))
    # Few different values keep to the light end, but for the highest: it is the one to be seen.
    numbers = [*range(1, len(groups)), STEPS] if len(groups) > 1 else [1 if zeros else STEPS]
    steps = tuple(
        Step(number, _between(text_of, group), len(group)) for number, group in zip(numbers, groups, strict=False)
    )
    return Scale(steps, tuple(_height(group[-1]) for group in groups))


def top_of(values: Iterable[int | None]) -> int:
    """What fills a picture: the largest of its values, and never nothing."""
    return max((int(value) for value in values if value is not None), default=0) or 1


def moved(part: int) -> int:
    """The step of a change: 1 and 2 below, 3 steady, 4 and 5 above. `part`: thousandths of a percent."""
    if abs(part) < STEADY:
        return 3
    far = abs(part) >= STRONG
    return (5 if far else 4) if part > 0 else (1 if far else 2)


def _height(value: int) -> float:
    return UNSAID if isinstance(value, Qualified) and value.unsaid else value


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
    # A step is named by numbers: their signs are said with each of them.
    bounds = [int(one) if isinstance(one, Qualified) and not one.unsaid else one for one in (group[0], group[-1])]
    low, high = map(text_of, bounds)
    return low if low == high else f"{low}–{high}"
