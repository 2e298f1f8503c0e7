"""A form whose day was changed while it is being written: what it offers follows, what was typed stays."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from campaigns.forms.entry import EntryForm
from campaigns.models.catalogues import Catalogue
from campaigns.remembering import Remembered
from communes.models import Unit


@dataclass(frozen=True)
class Turned:
    """A form of another day. `dropped` was not typed but stood there from last time, and is not of the day.

    `unfit` was typed and is not of the day either: it is kept, and pointed at. `last` where its numbers still stand,
    `chosen` is the day of last time where a choice of it does.
    """

    form: EntryForm
    last: Remembered | None
    dropped: list[str] = field(default_factory=list)
    unfit: list[str] = field(default_factory=list)
    chosen: date | None = None


def opened(make: type[EntryForm], *, unit: Unit, values: Mapping[str, Any], last: Remembered) -> Turned:
    """Draw values for the day among them, without what stood there from last time and is not of this day."""
    form = make(unit=unit, initial=dict(values))
    unfit = dict(_unfit(form))
    gone = {name for name in unfit if name in last.values and _same(values.get(name), last.values[name])}
    if gone:
        kept = {name: _without(value, unfit[name]) if name in gone else value for name, value in values.items()}
        form = make(unit=unit, choices=form.offers, initial=kept)
    numbers = [name for name in last.values if name.startswith(tuple(f"{prefix}_" for prefix in form.amounts))]
    alike = all(_same(values.get(name), last.values[name]) for name in numbers)
    choices = set(last.values) - set(numbers) - gone
    chosen = any(last.values[name] and _same(values.get(name), last.values[name]) for name in choices)
    return Turned(
        form,
        last if alike and set(numbers) - gone else None,
        [row.name for name in unfit if name in gone for row in unfit[name]],
        [row.name for name in unfit if name not in gone for row in unfit[name]],
        last.on if chosen else None,
    )


def turned(make: type[EntryForm], data: Mapping[str, Any], *, unit: Unit, last: Remembered) -> Turned:
    """Draw what was typed so far, unchecked, for the day that was typed."""
    typed = make(data, unit=unit)
    return opened(make, unit=unit, values={name: typed[name].data for name in typed.fields}, last=last)


def turns(form: EntryForm) -> list[date]:
    """The days from which the form offers something else than on the day before."""
    found = set()
    for row in form.dated():
        found.add(row.valid_from)
        if row.valid_to and row.valid_to < date.max:
            found.add(row.valid_to + timedelta(days=1))
    return sorted(found)


def _unfit(form: EntryForm) -> Iterator[tuple[str, list[Catalogue]]]:
    """Rows that are chosen or counted and not of the day of the form, by field."""
    for name in form.catalogues:
        value = form[name].value()
        keys = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value or "")}
        if rows := [row for row in form.rows_of(name) if row.key in keys and not form.fits(name, row)]:
            yield name, rows
    for prefix, source in form.amounts.items():
        for row in getattr(form.offers, source):
            if not row.is_valid_on(form.day) and form[f"{prefix}_{row.key}"].value() not in ("", None, 0, "0"):
                yield f"{prefix}_{row.key}", [row]


def _without(value: Any, rows: list[Catalogue]) -> Any:
    keys = {row.key for row in rows}
    return [one for one in value if one not in keys] if isinstance(value, list | tuple) else None


def _same(one: Any, other: Any) -> bool:
    """Whether a field still says what it was drawn with: nothing and 0 are drawn alike."""
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return set(map(str, one)) == set(map(str, other))
    return str(one or "") == str(other or "")
