"""What every entry form has: the UUID of its first moment, the day, the places; and how it becomes a content."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.contents import Content
from campaigns.forms.asking import AskingForm
from campaigns.forms.choices import Choices
from campaigns.forms.fields import AreasField, DayField, OneOf, SomeOf
from campaigns.forms.numbers import WholeField
from campaigns.forms.places import PlacedForm
from campaigns.models.catalogues import Catalogue
from campaigns.shifts import last_begun
from communes.models import Dated, Unit


class EntryForm(AskingForm, PlacedForm):
    """The one validator of an entry: pages, phone, API and import feed it.

    `unit` is the unit that the writer works in. After `is_valid`: `content`, `place` (the unit of its day),
    `entry_uuid`, `seen_version` (None for a new entry), `device_time`.
    """

    catalogues: ClassVar[Mapping[str, str]] = {}  # field → attribute of Choices
    remembered: ClassVar[tuple[str, ...]] = ()  # beginnings of the names of fields that usually stay the same

    uuid = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": _("Phiếu thiếu mã. Xin mở lại trang này."), "invalid": _("Mã phiếu không đúng.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    device_at = forms.DateTimeField(widget=forms.HiddenInput, required=False)
    on = DayField(label=_("Ngày"))
    residential_areas = AreasField(label=_("Khu dân cư"), required=False)
    place_of_day = forms.ChoiceField(label=_("Xã, phường khi đó"), required=False, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        unit: Unit,
        choices: Choices | None = None,
        content: Content | None = None,
        version: int | None = None,
        initial: dict[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        self.unit, self.offers = unit, choices or Choices(unit)
        known = {**(self.initial_from(content) if content else {}), **(initial or {})}
        given = {"uuid": uuid4(), "version": version, **self.proposed(known)}
        super().__init__(data, initial=given, prefix=prefix)
        self.stored, self.questions = content, {}
        if isinstance(on := self.fields["on"], DayField):
            on.end_today()
        self.day = self.day_shown()
        self._offer()

    @property
    def entry_uuid(self) -> UUID:
        return UUID(str(self.cleaned_data["uuid"]))

    @property
    def seen_version(self) -> int | None:
        version: int | None = self.cleaned_data["version"]
        return version

    @property
    def device_time(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["device_at"]
        return moment

    def stands_alone(self) -> bool:
        """Whether nothing contradicts what was typed; else there is an error, and `leads`. Asked at the page alone:

        what a phone kept while it had no signal is stored, and told afterwards.
        """
        return True

    def build(self) -> Content:
        """Make the content from clean fields."""
        raise NotImplementedError

    @classmethod
    def defaults(cls, known: Mapping[str, Any]) -> dict[str, Any]:
        """Propose what is not known yet; in the small hours one writes of yesterday."""
        return {"on": last_begun()[0]}

    @classmethod
    def proposed(cls, known: Mapping[str, Any]) -> dict[str, Any]:
        """What a form begins with: what is known, the rest by default."""
        return {**cls.defaults(known), **known}

    @classmethod
    def initial_from(cls, content: Content) -> dict[str, Any]:
        """Show a content: the reverse of `build`. Catalogue rows are their keys, amounts a field each."""
        found: dict[str, Any] = {}
        for part in fields(content):
            value = getattr(content, part.name)
            if part.name == "residential_areas":
                found[part.name] = [str(area.pk) for area in value]
            elif part.name in cls.amounts:
                found |= {f"{part.name}_{row.key}": number for row, number in value.items()}
            elif isinstance(value, Catalogue):
                found[part.name] = value.key
            elif isinstance(value, tuple):
                found[part.name] = [row.key for row in value]
            else:
                found[part.name] = value
        return found

    def clean_device_at(self) -> datetime | None:
        """The moment in UTC. A clock at the edge of the calendar says nothing that could be stored or shown."""
        moment: datetime | None = self.cleaned_data["device_at"]
        try:
            moment = moment and moment.astimezone(UTC)
            return moment and timezone.localtime(moment).astimezone(UTC)
        except OverflowError:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("on")
        if day is not None:
            self._check_catalogues(day)
            if "residential_areas" in cleaned:
                self.find_place(day)
        self._ask_about_numbers()
        if not self.errors:
            self.content = self.build()
        return cleaned

    def amounts_of(self, prefix: str) -> dict[Any, int]:
        """Give the numbers above zero of the fields `prefix_key`, by catalogue row."""
        rows = getattr(self.offers, self.amounts[prefix])
        numbers = {row: self.cleaned_data.get(f"{prefix}_{row.key}") or 0 for row in rows}
        return {row: number for row, number in numbers.items() if number}

    def amount_fields(self, prefix: str, *, of_the_day: bool = True) -> list[BoundField]:
        """Fields of the catalogue rows that are valid on the shown day, or of the others."""
        rows = getattr(self.offers, self.amounts[prefix])
        return [self[f"{prefix}_{row.key}"] for row in rows if row.is_valid_on(self.day) is of_the_day]

    @property
    def usual_days(self) -> dict[str, date]:
        today = timezone.localdate()
        return {"today": today, "yesterday": today - timedelta(days=1)}

    def _offer(self) -> None:
        for name in self.catalogues:
            field = self.fields[name]
            if isinstance(field, OneOf | SomeOf):
                field.offer(self.rows_of(name), self.day, self._chosen(name))
        for prefix, source in self.amounts.items():
            for row in getattr(self.offers, source):
                self.fields[f"{prefix}_{row.key}"] = WholeField(label=row.name)
        areas = self.fields["residential_areas"]
        if isinstance(areas, AreasField):
            areas.offer(self.offers.areas, self.day, self._chosen("residential_areas"))
        places = self.fields["place_of_day"]
        if isinstance(places, forms.ChoiceField):
            places.choices = [(unit.slug, unit.full_name) for unit in self.offers.units]

    def rows_of(self, field: str) -> Sequence[Catalogue]:
        """What may be chosen in a field, whatever the day."""
        rows: Sequence[Catalogue] = getattr(self.offers, self.catalogues[field])
        return rows

    def fits(self, field: str, row: Catalogue) -> bool:
        """Whether a row of a catalogue may be chosen in a field on the shown day."""
        return row.is_valid_on(self.day)

    def dated(self) -> Iterator[Dated]:
        """All whose beginning or end changes what the form offers."""
        yield from self.offers.units
        for choice in self.offers.areas.values():
            yield from choice.memberships
        for name in self.catalogues:
            yield from self.rows_of(name)
        for source in self.amounts.values():
            yield from getattr(self.offers, source)

    def usual_day(self) -> date:
        proposed: date = self.defaults({})["on"]
        return proposed

    def _chosen(self, name: str) -> list[str]:
        value = self[name].value()
        return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value or "")]

    def _check_catalogues(self, day: date) -> None:
        """Refuse rows that were not in use on the day, beside their field."""
        for name in self.catalogues:
            value = self.cleaned_data.get(name)
            for row in value if isinstance(value, tuple) else [value] if value else []:
                if not row.is_valid_on(day):
                    self.add_error(name, not_valid_on(row, day))
        for prefix in self.amounts:
            for row in self.amounts_of(prefix):
                if not row.is_valid_on(day):
                    self.add_error(f"{prefix}_{row.key}", not_valid_on(row, day))

    def nowhere(self, day: date) -> str:
        """Say from or until when the log may be written."""
        name, later = self.unit.full_name, [unit.valid_from for unit in self.offers.units if unit.valid_from > day]
        if later:
            words = {"unit": name, "day": f"{min(later):%d/%m/%Y}"}
            return (
                str(_("Ngày này chưa có %(unit)s: chọn từ ngày %(day)s. Việc trước đó, đơn vị kế thừa xã cũ ghi."))
                % words
            )
        ends = [unit.valid_to for unit in self.offers.units if unit.valid_to]
        words = {"unit": name, "day": f"{max(ends):%d/%m/%Y}"}
        return str(_("Ngày này không còn %(unit)s: chọn đến ngày %(day)s, hoặc ghi ở đơn vị mới.")) % words

    def scattered(self, day: date) -> str:
        areas = self.cleaned_data["residential_areas"]
        outside = [area.name for area in areas if not self.offers.areas[str(area.pk)].lies_here_on(day)]
        if outside:
            words = {"areas": ", ".join(outside), "day": f"{day:%d/%m/%Y}"}
            return str(_("Ngày %(day)s chưa thuộc địa bàn: %(areas)s.")) % words
        return str(_("Ngày này các khu dân cư đã chọn thuộc nhiều xã, phường: ghi mỗi nơi một phiếu."))


def not_valid_on(row: Catalogue, day: date) -> str:
    return str(_("“%(name)s” không dùng cho ngày %(day)s.")) % {"name": row.name, "day": f"{day:%d/%m/%Y}"}
