"""Draws that depend on a key alone: the same on every machine and in every order, so that days never change."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar
from uuid import UUID

SEED = "antq-2024"

T = TypeVar("T")


def _digest(key: tuple[object, ...], size: int) -> bytes:
    return blake2b("|".join([SEED, *map(str, key)]).encode(), digest_size=size).digest()


class Chance:
    """A stream of some forty small draws from a key."""

    __slots__ = ("_rest",)

    def __init__(self, *key: object) -> None:
        self._rest = int.from_bytes(_digest(key, 64), "big")

    def below(self, limit: int) -> int:
        self._rest, drawn = divmod(self._rest, limit)
        return drawn

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def happens(self, probability: float) -> bool:
        return self.below(100_000) < probability * 100_000

    def one(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        """Different choices, at most as many as there are."""
        rest = list(choices)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]


def shuffled(choices: Sequence[T], *key: object) -> list[T]:
    return [choice for _, choice in sorted((_digest((*key, place), 8), choice) for place, choice in enumerate(choices))]


def uuid_of(*key: object) -> UUID:
    return UUID(bytes=_digest(("uuid", *key), 16), version=4)
