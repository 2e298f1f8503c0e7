"""Where something was: residential areas, or the unit of its day where these do not decide."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import Choices
from campaigns.placing import Nowhere, Scattered, Undecided, place
from communes.models import LEGACY_FROM, Unit


@dataclass(frozen=True)
class AreaGroup:
    """Boxes of residential areas; `former` is the unit in which they lay before, None where that is not known."""

    former: Unit | None
    options: list[BoundWidget]


@dataclass(frozen=True)
class PlaceOption:
    """The button of a unit that was there on some days; `of_the_day`: on the one that is shown."""

    unit: Unit
    button: BoundWidget
    of_the_day: bool


class PlacedForm(forms.Form):
    """A form with the fields `on`, `residential_areas` and `place_of_day`.

    `unit` is the one that its writer works in; `place` after cleaning is the one of the day.
    """

    unit: Unit
    offers: Choices
    place: Unit
    day: date
    asks_place = False

    @property
    def shows_place(self) -> bool:
        """Whether the old unit is asked for: the areas did not decide, or an answer stands already."""
        return self.asks_place or bool(self["place_of_day"].value())

    @property
    def places(self) -> list[PlaceOption]:
        """The units of which one may have to be chosen, of all days: the browser follows the day."""
        buttons = zip(self.offers.units, self["place_of_day"].subwidgets, strict=True)
        return [PlaceOption(unit, button, unit.is_valid_on(self.day)) for unit, button in buttons]

    @property
    def area_groups(self) -> list[AreaGroup]:
        """The boxes of residential areas under the unit in which they lay before; those of unknown origin last."""
        groups: dict[Unit | None, list[BoundWidget]] = {}
        for option in self["residential_areas"].subwidgets:
            groups.setdefault(self.offers.areas[str(option.data["value"])].former(self.unit), []).append(option)
        last = groups.pop(None, None)
        found = [AreaGroup(unit, groups[unit]) for unit in sorted(filter(None, groups), key=lambda unit: unit.sort_key)]
        return [*found, *([AreaGroup(None, last)] if last else [])]

    def usual_day(self) -> date:
        return timezone.localdate()

    def usual_place(self, day: date) -> Unit | None:
        """The unit of a day that needs not be asked for."""
        return None

    def nowhere(self, day: date) -> str | Promise:
        return _("Ngày này chưa có đơn vị: chọn ngày khác.")

    def undecided(self) -> str | Promise:
        return _("Ngày này chưa sáp nhập: chọn khu dân cư, hoặc chọn xã, phường khi đó.")

    @property
    def place_hint(self) -> str | Promise:
        return _("Ngày này chưa sáp nhập. Bỏ qua nếu chọn khu dân cư.")

    def scattered(self, day: date) -> str | Promise:
        return _("Ngày này các khu dân cư đã chọn không cùng thuộc một xã, phường.")

    def day_shown(self) -> date:
        """The day whose catalogues and places are shown: the one that was typed, if it can be one."""
        try:
            day = forms.DateField().to_python(self["on"].value())
        except forms.ValidationError:
            day = None
        return day if day and LEGACY_FROM <= day <= timezone.localdate() else self.usual_day()

    def find_place(self, day: date) -> None:
        chosen = next((unit for unit in self.offers.units if unit.slug == self.cleaned_data.get("place_of_day")), None)
        areas, usual = self.cleaned_data["residential_areas"], chosen or self.usual_place(day)
        try:
            self.place = place(unit=self.unit, on=day, areas=areas, chosen=usual)
        except Nowhere:
            self.add_error("on", str(self.nowhere(day)))
        except Scattered:
            self.add_error("residential_areas", str(self.scattered(day)))
        except Undecided:
            self.asks_place = True
            self.fields["place_of_day"].required = True
            self.add_error("place_of_day", str(self.undecided()))
        else:
            if chosen and chosen != self.place and chosen.is_valid_on(day):
                words = {"unit": self.place.full_name}
                self.add_error("place_of_day", _("Khu dân cư đã ghi thuộc %(unit)s.") % words)
