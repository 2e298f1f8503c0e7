"""A form of returns as its rows make it: which numbers are asked for on which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaigns.kinds.definition import with_unit
from returns.models import ReturnForm, ReturnLine
from rollups.models import Indicator


@dataclass(frozen=True)
class Asked:
    """A number that is asked for: one row, or several that followed each other."""

    rows: tuple[ReturnLine, ...]

    @property
    def indicator(self) -> Indicator:
        return self.rows[-1].indicator

    @property
    def key(self) -> str:
        return self.indicator.key

    @property
    def label(self) -> str:
        return with_unit(self.indicator)

    @property
    def field(self) -> str:
        return f"count_{self.key}"

    @property
    def word(self) -> str:
        """The field of the word beside it."""
        return f"word_{self.key}"

    @property
    def ever_qualified(self) -> bool:
        return any(row.qualified for row in self.rows)

    def on(self, day: date) -> ReturnLine | None:
        return next((row for row in self.rows if row.is_valid_on(day)), None)


class Definition:
    """Its rows are read when they are first asked for: a line of a list needs the name alone."""

    def __init__(self, row: ReturnForm) -> None:
        self.row = row

    @cached_property
    def asked(self) -> list[Asked]:
        found: dict[int, list[ReturnLine]] = {}
        for row in self.row.lines.select_related("indicator").order_by("order", "valid_from"):
            found.setdefault(row.indicator_id, []).append(row)
        return [Asked(tuple(rows)) for rows in found.values()]

    def lines(self, day: date) -> Mapping[str, ReturnLine]:
        """What is asked for on a day, by the key of its figure."""
        return {one.key: row for one in self.asked if (row := one.on(day))}
