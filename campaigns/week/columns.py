"""The columns of a week, said once: the grid, what is pasted into it and the paper logbook follow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from campaigns.forms import FORMS
from campaigns.forms.choices import Choices
from campaigns.models import Mode, RecordKind, Shift
from campaigns.models.catalogues import Catalogue
from campaigns.week.calendar import Week, read_day
from campaigns.week.matching import Choice, find, find_all
from campaigns.week.places import areas_within, units_asked
from campaigns.week.reading import read_amounts, read_yes


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


def columns_of(kind: RecordKind, offers: Choices, week: Week) -> list[Column]:
    """The columns of a kind with the choices of the week."""
    days = week.days or [week.monday]
    areas = tuple(choice for choice, _area in areas_within(offers, days))
    columns: list[Column] = [DayColumn(key="on", label=label(kind, "on"), size="day", week=week)]
    if units := units_asked(offers, days):
        choices = tuple(Choice("", unit.full_name, unit.slug, unit.name) for unit in units)
        columns.append(OneColumn(key="place_of_day", label=label(kind, "place_of_day"), size="word", choices=choices))
    villages = SomeColumn(key="residential_areas", label=label(kind, "residential_areas"), size="wide", choices=areas)
    return [*columns, *OF_KIND[kind](villages, offers, days)]


def label(kind: RecordKind, field: str) -> str:
    return str(FORMS[kind].base_fields[field].label)


def valid(rows: Sequence[Catalogue], days: Sequence[date]) -> list[Catalogue]:
    return [row for row in rows if any(row.is_valid_on(day) for day in days)]


def coded(rows: Sequence[Catalogue], days: Sequence[date]) -> tuple[Choice, ...]:
    """Rows in use, numbered in the order in which they were entered: no number ever changes."""
    numbers = {row.pk: str(place) for place, row in enumerate(sorted(rows, key=lambda row: row.pk), 1)}
    return tuple(Choice(numbers[row.pk], row.name, row.key) for row in valid(rows, days))


def _number(kind: RecordKind, key: str) -> NumberColumn:
    return NumberColumn(key=key, label=label(kind, key), size="number")


def _patrol(villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    kind = RecordKind.PATROL
    shifts = tuple(Choice(str(name)[0], str(name).split(" (")[0], value) for value, name in Shift.choices)
    forces = valid(offers.force_kinds, days)
    return [
        OneColumn(key="shift", label=label(kind, "shift"), size="word", choices=shifts),
        villages,
        *(NumberColumn(key=f"forces_{row.key}", label=row.name, size="number") for row in forces),
        _number(kind, "reminders"),
        _number(kind, "incidents"),
    ]


def _propaganda_session(villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    kind = RecordKind.PROPAGANDA_SESSION

    def one(key: str, rows: Sequence[Catalogue]) -> Column:
        return OneColumn(key=key, label=label(kind, key), size="text", choices=coded(rows, days))

    def some(key: str, rows: Sequence[Catalogue]) -> Column:
        return SomeColumn(key=key, label=label(kind, key), size="text", choices=coded(rows, days))

    return [
        replace(villages, size="text"),
        one("form", offers.session_forms),
        some("topics", offers.topics),
        _number(kind, "attendances"),
        _number(kind, "households"),
        some("audiences", offers.audiences),
        some("partners", offers.partner_orgs),
        YesColumn(key="launch", label=_("Phát động"), size="mark"),
        one("linked_movement", offers.linked_movements),
    ]


def _weapon_handover(villages: Column, offers: Choices, days: Sequence[date]) -> list[Column]:
    kind = RecordKind.WEAPON_HANDOVER
    modes = tuple(Choice(str(place), str(name), value) for place, (value, name) in enumerate(Mode.choices, 1))
    used = [unit for unit in offers.item_units.values() if valid([unit.item_kind], days)]
    items = tuple(Choice("", str(unit), str(unit.pk), unit.item_kind.name) for unit in used)
    return [
        OneColumn(key="mode", label=label(kind, "mode"), size="text", choices=modes),
        replace(villages, size="text"),
        ItemsColumn(
            key="items",
            label=label(kind, "items"),
            size="wide",
            choices=items,
            units=tuple(dict.fromkeys(unit.name for unit in used)),
            decimals={str(unit.pk): unit.decimals for unit in used},
        ),
        Column(key="receipt_number", label=label(kind, "receipt_number"), size="word"),
        CountsColumn(key="gifts", label=_("Quà, số suất"), size="text", choices=coded(offers.gift_kinds, days)),
    ]


OF_KIND = {
    RecordKind.PATROL: _patrol,
    RecordKind.PROPAGANDA_SESSION: _propaganda_session,
    RecordKind.WEAPON_HANDOVER: _weapon_handover,
}
