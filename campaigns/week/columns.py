"""The columns of a week, said once: the grid, what is pasted into it and the paper logbook follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar

from campaigns.forms.choices import Choices
from campaigns.forms.entry import EntryForm
from campaigns.kinds.spec import KindSpec
from campaigns.models.catalogues import Catalogue
from campaigns.week.calendar import Week, read_day
from campaigns.week.matching import Choice, find, find_all
from campaigns.week.places import areas_within, units_asked
from campaigns.week.reading import read_amounts, read_yes
from communes.models import Dated

D = TypeVar("D", bound=Dated)


@dataclass(frozen=True, kw_only=True)
class Column:
    """`key` is the field of the form; `size` its width on screen and paper: day, word, number, mark, wide."""

    key: str
    label: str
    size: str
    choices: tuple[Choice, ...] = ()
    several: ClassVar[bool] = False  # of the choices, parted by ";"
    counted: ClassVar[bool] = False  # a number stands before each choice

    def read(self, text: str) -> dict[str, Any]:
        """Give what the text means as data of the form; raise Unclear."""
        return {self.key: text}

    def owns(self, field: str) -> bool:
        return field == self.key


@dataclass(frozen=True, kw_only=True)
class DayColumn(Column):
    week: Week

    def read(self, text: str) -> dict[str, Any]:
        return {self.key: read_day(text, self.week).isoformat()}


@dataclass(frozen=True, kw_only=True)
class OneColumn(Column):
    def read(self, text: str) -> dict[str, Any]:
        return {self.key: find(text, self.choices).value}


@dataclass(frozen=True, kw_only=True)
class SomeColumn(Column):
    several: ClassVar[bool] = True

    def read(self, text: str) -> dict[str, Any]:
        return {self.key: [choice.value for choice in find_all(text, self.choices)]}


@dataclass(frozen=True, kw_only=True)
class NumberColumn(Column):
    def read(self, text: str) -> dict[str, Any]:
        return {} if text in {"-", "–", "—"} else {self.key: text}


@dataclass(frozen=True, kw_only=True)
class YesColumn(Column):
    def read(self, text: str) -> dict[str, Any]:
        return {self.key: "on"} if read_yes(text) else {}


@dataclass(frozen=True, kw_only=True)
class ItemsColumn(Column):
    """Kinds with quantities in their units of count."""

    several: ClassVar[bool] = True
    counted: ClassVar[bool] = True

    units: tuple[str, ...]
    decimals: dict[str, int]

    def read(self, text: str) -> dict[str, Any]:
        amounts = read_amounts(text, self.choices, units=self.units, decimals=self.decimals)
        return {
            f"{self.key}-{place}-{part}": value
            for place, (choice, amount) in enumerate(amounts.items())
            for part, value in (("unit", choice.value), ("quantity", amount))
        }


@dataclass(frozen=True, kw_only=True)
class CountsColumn(Column):
    """Several counts in one cell, each a field of the form."""

    several: ClassVar[bool] = True
    counted: ClassVar[bool] = True

    def read(self, text: str) -> dict[str, Any]:
        return {f"{self.key}_{choice.value}": count for choice, count in read_amounts(text, self.choices).items()}

    def owns(self, field: str) -> bool:
        return field.startswith(f"{self.key}_")


def columns_of(spec: KindSpec, offers: Choices, week: Week) -> list[Column]:
    """The columns of a kind with the choices of the week."""
    days, form = week.days or [week.monday], spec.form
    areas = tuple(choice for choice, _area in areas_within(offers, days))
    columns: list[Column] = [DayColumn(key="on", label=label(form, "on"), size="day", week=week)]
    if units := units_asked(offers, days):
        choices = tuple(Choice("", unit.full_name, unit.slug, unit.name) for unit in units)
        columns.append(OneColumn(key="place_of_day", label=label(form, "place_of_day"), size="word", choices=choices))
    villages = SomeColumn(key="residential_areas", label=label(form, "residential_areas"), size="wide", choices=areas)
    return [*columns, *(spec.week.columns(villages, offers, days) if spec.week else [])]


def label(form: type[EntryForm], field: str) -> str:
    return str(form.base_fields[field].label)


def number_of(form: type[EntryForm], key: str) -> NumberColumn:
    return NumberColumn(key=key, label=label(form, key), size="number")


def valid(rows: Sequence[D], days: Sequence[date]) -> list[D]:
    return [row for row in rows if any(row.is_valid_on(day) for day in days)]


def coded(rows: Sequence[Catalogue], days: Sequence[date]) -> tuple[Choice, ...]:
    """Rows in use, numbered in the order in which they were entered: no number ever changes."""
    numbers = {row.pk: str(place) for place, row in enumerate(sorted(rows, key=lambda row: row.pk), 1)}
    return tuple(Choice(numbers[row.pk], row.name, row.key) for row in valid(rows, days))
