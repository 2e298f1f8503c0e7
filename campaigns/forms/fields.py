"""Fields whose choices are rows that the form was given: a foreign or invented value is never among them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import AreaChoice
from campaigns.models.catalogues import Catalogue
from communes.models import LEGACY_FROM, ResidentialArea


class DayField(forms.DateField):
    """A day of the past, or today. Rendered as the browser's own calendar needs it.

    A year that can only be a slip (0203, 9999) is told as one, and nothing else is said about such a day.
    """

    default_error_messages = {
        "required": _("Chọn ngày."),
        "invalid": _("Ghi ngày theo mẫu 31/12/2025."),
        "future": _("Chỉ ghi việc đã làm: ngày không được sau hôm nay."),
        "year": _("Xem lại năm %(year)s: ghi được từ ngày %(first)s đến hôm nay."),
    }

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"type": "date", "min": LEGACY_FROM.isoformat()}
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs=attrs), **kwargs)

    def end_today(self) -> None:
        """Let the calendar end today: of each form anew, since a process lives for many days."""
        self.widget.attrs["max"] = timezone.localdate().isoformat()

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is None:
            return day
        today = timezone.localdate()
        if day < LEGACY_FROM or day.year > today.year + 1:
            words = {"year": f"{day.year:04}", "first": f"{LEGACY_FROM:%d/%m/%Y}"}
            raise ValidationError(self.error_messages["year"], code="year", params=words)
        if day > today:
            raise ValidationError(self.error_messages["future"], code="future")
        return day


class AnswersField(forms.Field):
    """Answers to questions, kept beside the fields that were asked about: a list of short words, whatever arrives."""

    widget = forms.MultipleHiddenInput
    MOST, LONGEST = 100, 100

    def bound_data(self, data: Any, initial: Any) -> list[str]:
        """Also what is only shown again."""
        words = [data] if isinstance(data, str) else data if isinstance(data, list | tuple) else []
        return [word for word in words if isinstance(word, str) and 0 < len(word) <= self.LONGEST][: self.MOST]

    def clean(self, value: Any) -> list[str]:
        return self.bound_data(value, None)


class OneOf(forms.ChoiceField):
    """One row of a catalogue, by its key."""

    default_error_messages = {"required": _("Chọn một mục."), "invalid_choice": _("Mục này không có trong danh sách.")}

    rows: Mapping[str, Catalogue] = {}

    def offer(self, rows: Sequence[Catalogue], day: date, chosen: Iterable[str]) -> None:
        """Accept every row, show those of the day and the chosen ones."""
        self.rows = {row.key: row for row in rows}
        self.choices = shown(rows, day, chosen, empty=not self.required)

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.rows

    def clean(self, value: Any) -> Any:
        key = super().clean(value)
        return self.rows[key] if key else None


class SomeOf(forms.MultipleChoiceField):
    """Rows of a catalogue, by their keys."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {
        "required": _("Chọn ít nhất một mục."),
        "invalid_choice": _("Mục này không có trong danh sách."),
        "invalid_list": _("Mục này không có trong danh sách."),
    }

    rows: Mapping[str, Catalogue] = {}

    def offer(self, rows: Sequence[Catalogue], day: date, chosen: Iterable[str]) -> None:
        self.rows = {row.key: row for row in rows}
        self.choices = shown(rows, day, chosen, empty=False)

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.rows

    def clean(self, value: Any) -> Any:
        keys = super().clean(value)
        return tuple(row for key, row in self.rows.items() if key in keys)


class AreasField(forms.MultipleChoiceField):
    """Residential areas of the unit or of what was there before."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = SomeOf.default_error_messages

    areas: Mapping[str, AreaChoice] = {}

    def offer(self, areas: Mapping[str, AreaChoice], day: date, chosen: Iterable[str]) -> None:
        self.areas = areas
        selected = set(chosen)
        self.choices = [
            (pk, choice.area.name) for pk, choice in areas.items() if choice.lies_here_on(day) or pk in selected
        ]

    def valid_value(self, value: Any) -> bool:
        return str(value) in self.areas

    def clean(self, value: Any) -> tuple[ResidentialArea, ...]:
        keys = super().clean(value)
        return tuple(choice.area for key, choice in self.areas.items() if key in keys)


def shown(rows: Sequence[Catalogue], day: date, chosen: Iterable[str], *, empty: bool) -> list[tuple[str, str]]:
    """Choices of a day; what was chosen stays visible, so that the refusal can be understood."""
    selected = set(chosen)
    found = [(row.key, row.name) for row in rows if row.is_valid_on(day) or row.key in selected]
    return [("", str(_("Không"))), *found] if empty else found
