"""A patrol: day, shift, places, who took part, what came of it."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.contents import Content, PatrolContent
from campaigns.forms.entry import EntryForm
from campaigns.forms.numbers import WholeField
from campaigns.models import RecordKind, Shift


class PatrolForm(EntryForm):
    kind = RecordKind.PATROL
    remembered = ("shift", "forces_")
    amounts = {"forces": "force_kinds"}

    shift = forms.ChoiceField(
        label=_("Ca"),
        choices=Shift.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn ca."), "invalid_choice": _("Chọn ca.")},
    )
    reminders = WholeField(label=_("Lượt nhắc nhở"))
    incidents = WholeField(label=_("Vụ việc phát hiện"))

    @property
    def forces(self) -> list[BoundField]:
        return self.amount_fields("forces")

    @property
    def other_forces(self) -> list[BoundField]:
        return self.amount_fields("forces", of_the_day=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = [name for name in self.fields if name.startswith("forces_")]
        if not self.amounts_of("forces") and not any(name in self.errors for name in names):
            self.add_error(names[0], _("Ghi số lượt người của ít nhất một lực lượng."))
        return cleaned

    def build(self) -> Content:
        return PatrolContent(
            on=self.cleaned_data["on"],
            residential_areas=self.cleaned_data["residential_areas"],
            shift=self.cleaned_data["shift"],
            forces=self.amounts_of("forces"),
            reminders=self.cleaned_data["reminders"],
            incidents=self.cleaned_data["incidents"],
        )
