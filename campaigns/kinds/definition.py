"""A kind that rows define: what its form asks for, what may be chosen, and where each number is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from campaigns.models import ActivityChoice, ActivityCount, ActivityKind, LinkedMovement, ListedChoice, PartnerOrg
from campaigns.models.catalogues import Catalogue
from rollups.models import Indicator


def with_unit(indicator: Indicator) -> str:
    """A figure as a form names it; the unit of count only where the name does not say it."""
    name, unit = indicator.name, indicator.unit
    return name if unit.casefold() in name.casefold() else f"{name} ({unit})"


@dataclass(frozen=True)
class Asked:
    """A number that is asked for, whole or in parts: one row, or several that followed each other."""

    rows: tuple[ActivityCount, ...]
    parts: tuple[ListedChoice, ...]

    @property
    def indicator(self) -> Indicator:
        return self.rows[-1].indicator

    @property
    def label(self) -> str:
        return with_unit(self.indicator)

    @property
    def field(self) -> str:
        """Of the form; what the fields of parts begin with."""
        return f"of_{self.indicator.key}_" if self.parts else f"count_{self.indicator.key}"

    def field_of(self, part: ListedChoice) -> str:
        return f"{self.field}_{part.key}"

    @property
    def places(self) -> Mapping[str, tuple[str, ListedChoice | None]]:
        """Its fields, and where each is stored: the key of its figure, and the part."""
        if not self.parts:
            return {self.field: (self.indicator.key, None)}
        return {self.field_of(part): (figure_of(part).key, part) for part in self.parts}

    def on(self, day: date) -> ActivityCount | None:
        return next((row for row in self.rows if row.is_valid_on(day)), None)

    def within(self, days: Sequence[date]) -> bool:
        return any(self.on(day) for day in days)


def figure_of(part: ListedChoice) -> Indicator:
    if part.indicator is None:
        raise LookupError(f"a part of a count has no figure: {part.key}")
    return part.indicator


class Definition:
    """Its rows are read when they are first asked for: a line of a list needs the name alone."""

    def __init__(self, row: ActivityKind) -> None:
        self.row = row

    @cached_property
    def asked(self) -> list[Asked]:
        rows = self.row.counts.select_related("indicator", "split").prefetch_related("split__choices__indicator")
        found: dict[tuple[int, int | None], list[ActivityCount]] = {}
        for row in rows.order_by("order", "valid_from"):
            found.setdefault((row.indicator_id, row.split_id), []).append(row)
        return [
            Asked(tuple(rows), tuple(rows[-1].split.choices.all()) if rows[-1].split else ()) for rows in found.values()
        ]

    @cached_property
    def choices(self) -> list[ActivityChoice]:
        return list(self.row.choices.select_related("list").prefetch_related("list__choices").order_by("order", "key"))

    def rows(self, choice: ActivityChoice) -> Sequence[Catalogue]:
        """What may be chosen, whatever the day."""
        if choice.list:
            return list(choice.list.choices.all())
        return self._partners if choice.shared == ActivityChoice.Shared.PARTNERS else self._movements

    @cached_property
    def _partners(self) -> Sequence[Catalogue]:
        return list(PartnerOrg.objects.all())

    @cached_property
    def _movements(self) -> Sequence[Catalogue]:
        return list(LinkedMovement.objects.all())

    def place(self, key: str, day: date) -> tuple[ActivityCount, ListedChoice | None] | None:
        """Where an amount of a day is stored, by the key of its figure; none where it was not asked for."""
        for asked in self.asked:
            row = asked.on(day)
            for figure, part in asked.places.values():
                if figure == key and row is not None:
                    return row, part
        return None
