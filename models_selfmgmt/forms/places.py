"""Where a stage lies: residential areas, the unit of its day, the communes that take part. As entry forms ask it."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import Choices
from campaigns.forms.entry import AreaGroup, PlaceOption
from campaigns.forms.fields import AreasField, DayField
from campaigns.placing import Nowhere, Scattered, Undecided, place
from communes.models import LEGACY_FROM, Unit


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


class PlacedForm(forms.Form):
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
        self.asks_place = False
        self.day = self._day_shown()
        self._offer(joins, joined)

    @property
    def usual_days(self) -> dict[str, date]:
        today = timezone.localdate()
        return {"today": today}

    @property
    def shows_place(self) -> bool:
        return self.asks_place or bool(self["place_of_day"].value())

    @property
    def places(self) -> list[PlaceOption]:
        buttons = zip(self.offers.units, self["place_of_day"].subwidgets, strict=True)
        return [PlaceOption(unit, button, unit.is_valid_on(self.day)) for unit, button in buttons]

    @property
    def area_groups(self) -> list[AreaGroup]:
        """Boxes under the unit in which the areas lay before; those of unknown origin last."""
        groups: dict[Unit | None, list[Any]] = {}
        for option in self["residential_areas"].subwidgets:
            former = self.offers.areas[str(option.data["value"])].former(self.unit)
            groups.setdefault(former, []).append(option)
        last = groups.pop(None, None)
        known = sorted(filter(None, groups), key=lambda unit: unit.sort_key)
        return [*(AreaGroup(unit, groups[unit]) for unit in known), *([AreaGroup(None, last)] if last else [])]

    def usual_place(self, day: date) -> Unit | None:
        """The unit of a day that needs not be asked for."""
        return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        day = cleaned.get("on")
        if day is not None and "residential_areas" in cleaned:
            self._find_place(day)
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

    def _day_shown(self) -> date:
        """The day whose places are shown: the one that was typed, if it can be one."""
        try:
            day = forms.DateField().to_python(self["on"].value())
        except forms.ValidationError:
            day = None
        return day if day and LEGACY_FROM <= day <= timezone.localdate() else timezone.localdate()

    def _find_place(self, day: date) -> None:
        chosen = next((unit for unit in self.offers.units if unit.slug == self.cleaned_data.get("place_of_day")), None)
        areas, usual = self.cleaned_data["residential_areas"], chosen or self.usual_place(day)
        try:
            self.place = place(unit=self.unit, on=day, areas=areas, chosen=usual)
        except Nowhere:
            self.add_error("on", _("Ngày này chưa có đơn vị: chọn ngày khác."))
        except Scattered:
            self.add_error("residential_areas", _("Ngày này các khu dân cư đã chọn không cùng thuộc một xã, phường."))
        except Undecided:
            self.asks_place = True
            self.fields["place_of_day"].required = True
            self.add_error("place_of_day", _("Ngày này chưa sáp nhập: chọn khu dân cư, hoặc chọn xã, phường khi đó."))
        else:
            if chosen and chosen != self.place and chosen.is_valid_on(day):
                words = _("Khu dân cư đã ghi thuộc %(unit)s.")
                error = forms.ValidationError(words, params={"unit": self.place.full_name})
                self.add_error("place_of_day", error)
