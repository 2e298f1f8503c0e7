"""What was surveyed and not launched yet: entered by its day alone, later launched, or given up."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from campaigns.forms.choices import Choices
from campaigns.forms.fields import DayField
from campaigns.forms.places import PlacedForm
from communes.models import Unit
from models_selfmgmt.forms.fields import EntryForm, past_day
from models_selfmgmt.forms.stages import StoredForm
from models_selfmgmt.models import ModelType
from models_selfmgmt.planned import Launch, Survey


class SurveyForm(EntryForm, PlacedForm):
    """`unit` is the one that the head works in; `place` after cleaning is the one of the day."""

    on = past_day(_("Ngày khảo sát"))
    place_of_day = forms.ChoiceField(label=_("Xã, phường khi đó"), required=False, widget=forms.RadioSelect)

    place_hint = _("Ngày này chưa sáp nhập.")

    def __init__(self, data: Mapping[str, Any] | None = None, *, type: ModelType, unit: Unit) -> None:
        self.type, self.unit, self.offers = type, unit, Choices(unit)
        super().__init__(data, initial={"uuid": uuid4(), "on": timezone.localdate()})
        if not type.named:
            del self.fields["name"]
        if isinstance(on := self.fields["on"], DayField):
            on.end_today()
        self.day = self.day_shown()
        places: Any = self.fields["place_of_day"]
        places.choices = [(unit.slug, unit.full_name) for unit in self.offers.units]

    @property
    def usual_days(self) -> dict[str, Any]:
        return {"today": timezone.localdate()}

    def undecided(self) -> str | Promise:
        return _("Ngày này chưa sáp nhập: chọn xã, phường khi đó.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.cleaned_data["residential_areas"] = ()
        if (day := cleaned.get("on")) is not None:
            self.find_place(day)
        return cleaned

    @property
    def change(self) -> Survey:
        return Survey(self.place, self.cleaned_data["on"])


class LaunchForm(StoredForm):
    """All that a stage says, from the day of the launch on; the name may be another than that of the plan."""

    reason = None  # type: ignore[assignment]
    on = past_day(_("Ngày ra mắt, lắp đặt"))
    name = EntryForm.declared_fields["name"]

    def __init__(self, data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if not self.type.named:
            del self.fields["name"]
        self.order_fields(["name", "on"])

    @property
    def change(self) -> Launch:
        values = self.cleaned_data
        return Launch(self.place, values["on"], self.content, values.get("name"))
