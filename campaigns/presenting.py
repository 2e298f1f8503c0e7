"""What an entry says, in words: for its page, for comparing two versions, for a line of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from campaigns.contents import Content
from campaigns.kinds.registry import spec_for, spec_of
from campaigns.models import Record
from rollups.models import SCALE
from rollups.numbers import grouped


@dataclass(frozen=True)
class Fact:
    """A field in words: several lines, one, or none when nothing was said."""

    name: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    label: str
    stored: tuple[str, ...]
    sent: tuple[str, ...]


def facts(content: Content) -> list[Fact]:
    """Give every field of a content, in the order of its form."""
    day = Fact("on", _("Ngày"), (f"{content.on:%d/%m/%Y}",))
    areas = names("residential_areas", _("Khu dân cư"), content.residential_areas)
    return spec_for(content).facts(content, day, areas)


def differences(stored: Content, sent: Content) -> list[Difference]:
    """Give the fields in which two contents differ."""
    pairs = zip(facts(stored), facts(sent), strict=True)
    return [Difference(one.label, one.lines, other.lines) for one, other in pairs if set(one.lines) != set(other.lines)]


def summary(record: Record) -> str:
    """One line of a list, from rows that the list has fetched."""
    return " · ".join(part for part in spec_of(record).summary(record) if part)


def count(number: int) -> str:
    return grouped(number * SCALE)


def one(name: str, label: str, text: Any) -> Fact:
    return Fact(name, label, (str(text),) if text else ())


def number(name: str, label: str, amount: int) -> Fact:
    """A count; 0 is what an empty field says, too."""
    return Fact(name, label, (count(amount),) if amount else ())


def names(name: str, label: str, rows: Iterable[models.Model]) -> Fact:
    return Fact(name, label, tuple(str(row) for row in rows))


def by_row(name: str, label: str, amounts: Mapping[Any, int]) -> Fact:
    """Counts of the rows of a catalogue, in its order."""
    said = sorted(((row, amount) for row, amount in amounts.items() if amount), key=lambda pair: pair[0].order)
    return Fact(name, label, tuple(f"{row.name}: {count(amount)}" for row, amount in said))


def counted(words: Promise, amount: int) -> str:
    """A count with its unit; nothing where there is none."""
    return words % {"number": amount, "n": count(amount)} if amount else ""
