"""What a record (or many) adds up to: exact integers that can be added, subtracted and handed to the writer."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

Cell = tuple[int, date, int]  # unit, day, indicator
Member = tuple[int, date, int, int]  # unit, day, indicator, member
Pair = tuple[int, int]  # over all counted records, over the verified ones among them
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Counts:
    """Totals in thousandths by cell, and how often members were named. Zeros are left out: equal means the same."""

    totals: Mapping[Cell, Pair] = field(default_factory=dict)
    members: Mapping[Member, Pair] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "totals", without_zeros(self.totals))
        object.__setattr__(self, "members", without_zeros(self.members))

    def __bool__(self) -> bool:
        return bool(self.totals or self.members)

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            added([*self.totals.items(), *other.totals.items()]),
            added([*self.members.items(), *other.members.items()]),
        )

    def __neg__(self) -> "Counts":
        return Counts(negated(self.totals), negated(self.members))

    def __sub__(self, other: "Counts") -> "Counts":
        return self + -other


def added(items: Iterable[tuple[Key, Pair]]) -> dict[Key, Pair]:
    """Sum the pairs of each key."""
    sums: dict[Key, Pair] = {}
    for key, (counted, verified) in items:
        before = sums.get(key, (0, 0))
        sums[key] = (before[0] + counted, before[1] + verified)
    return sums


def negated(pairs: Mapping[Key, Pair]) -> dict[Key, Pair]:
    return {key: (-counted, -verified) for key, (counted, verified) in pairs.items()}


def without_zeros(pairs: Mapping[Key, Pair]) -> dict[Key, Pair]:
    return {key: pair for key, pair in pairs.items() if pair != (0, 0)}
