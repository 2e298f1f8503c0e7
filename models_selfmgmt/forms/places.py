"""Where a stage lies: residential areas, the unit of its day, the communes that take part. As entry forms ask it."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import Choices
from campaigns.forms.fields import AreasField, DayField
from campaigns.forms.places import PlacedForm
from communes.models import Unit


class JoinedField(forms.MultipleChoiceField):
    """Further communes, by their addresses."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("Mục này không có trong danh sách.")}
    units: Mapping[str, Unit] = {}

    def offer(self, units: Collection[Unit]) -> None:
        self.units = {unit.slug: unit for unit in units}
        self.choices = [(unit.slug, unit.full_name if unit.is_open else unit.described) for unit in units]

    def clean(self, value: Any) -> tuple[Unit, ...]:
        return tuple(self.units[slug] for slug in super().clean(value))


class StagePlaceForm(PlacedForm):
    """`unit` is the one that the head works in; `place` after cleaning is the one of the day."""

    on: Any
    residential_areas = AreasField(label=_("Khu dân cư"), required=False)
    place_of_day = forms.ChoiceField(label=_("Xã, phường khi đó"), required=False, widget=forms.RadioSelect)
    joined = JoinedField(label=_("Xã, phường cùng cụm"), required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        unit: Unit,
        choices: Choices,
        joins: bool,
        joined: Collection[Unit] = (),
        initial: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        self.unit, self.offers = unit, choices
        super().__init__(data, initial=initial, **kwargs)
        if isinstance(on := self.fields["on"], DayField):
            on.end_today()
        self.day = self.day_shown()
        self._offer(joins, joined)

    @property
    def usual_days(self) -> dict[str, date]:
        today = timezone.localdate()
        return {"today": today}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("on")
        if day is not None and "residential_areas" in cleaned:
            self.find_place(day)
        return cleaned

    def _offer(self, joins: bool, joined: Collection[Unit]) -> None:
        areas, places, further = (self.fields[name] for name in ("residential_areas", "place_of_day", "joined"))
        if isinstance(areas, AreasField):
            chosen = self["residential_areas"].value() or []
            areas.offer(self.offers.areas, self.day, [str(one) for one in chosen])
        if isinstance(places, forms.ChoiceField):
            places.choices = [(unit.slug, unit.full_name) for unit in self.offers.units]
        if not joins:
            del self.fields["joined"]
        elif isinstance(further, JoinedField):
            further.offer([*self._around, *(unit for unit in joined if unit not in self._around)])

    @cached_property
    def _around(self) -> list[Unit]:
        """The communes of the province on the shown day, but those that the writer works in."""
        own = {unit.pk for unit in self.offers.units}
        provinces = {unit.province_id for unit in self.offers.units if unit.is_valid_on(self.day)}
        found = Unit.objects.valid_on(self.day).filter(province__in=provinces, leaf=True).order_by("sort_key")
        return [unit for unit in found.select_related("province") if unit.pk not in own]
