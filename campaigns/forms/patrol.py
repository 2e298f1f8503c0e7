"""A patrol: day, shift, places, who took part, what came of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from campaigns.contents import Content, PatrolContent
from campaigns.forms.entry import EntryForm
from campaigns.forms.numbers import WholeField
from campaigns.models import RecordKind, Shift
from campaigns.shifts import BEGINS, has_begun, last_begun, last_day_of
from campaigns.usual import Usual


class PatrolForm(EntryForm):
    records = Q(kind=RecordKind.PATROL)
    remembered = ("shift", "forces_")
    amounts = {"forces": "force_kinds"}
    usual = {
        "forces": Usual(
            "patrol__forces__attendances",
            60,
            _("%(number)s lượt người trong một buổi tuần tra: đúng như vậy?"),
            of="patrol__forces__force_kind",
        ),
        "reminders": Usual(
            "patrol__reminders", 100, _("%(number)s lượt nhắc nhở trong một buổi tuần tra: đúng như vậy?")
        ),
        "incidents": Usual("patrol__incidents", 20, _("%(number)s vụ việc trong một buổi tuần tra: đúng như vậy?")),
    }

    shift = forms.ChoiceField(
        label=_("Ca"),
        choices=Shift.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn ca."), "invalid_choice": _("Chọn ca.")},
    )
    reminders = WholeField(label=_("Lượt nhắc nhở"))
    incidents = WholeField(label=_("Vụ việc phát hiện"))

    @classmethod
    def defaults(cls, known: Mapping[str, Any]) -> dict[str, Any]:
        """Propose the usual shift on the last day on which it has begun: at noon the night before."""
        known_shift = known.get("shift")
        shift = known_shift if known_shift in Shift.values else last_begun()[1].value
        return {"shift": shift, "on": last_day_of(shift)}

    @property
    def begins(self) -> dict[str, int]:
        """The hours at which shifts begin, for the browser."""
        return {shift.value: hour for shift, hour in BEGINS.items()}

    @property
    def forces(self) -> list[BoundField]:
        return self.amount_fields("forces")

    @property
    def other_forces(self) -> list[BoundField]:
        return self.amount_fields("forces", of_the_day=False)

    @classmethod
    def proposed(cls, known: Mapping[str, Any]) -> dict[str, Any]:
        """An evening that has begun comes before the usual night, which would be that of yesterday."""
        if "on" not in known and last_begun()[1] == Shift.EVENING and known.get("shift") == Shift.NIGHT:
            known = {**known, "shift": Shift.EVENING.value}
        return super().proposed(known)

    def _offer(self) -> None:
        """Fields, and so errors, in the order in which they stand on the page."""
        super()._offer()
        forces = [name for name in self.fields if name.startswith("forces_")]
        self.order_fields(["on", "place_of_day", "shift", "residential_areas", *forces, "reminders", "incidents"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        names = [name for name in self.fields if name.startswith("forces_")]
        if not self.amounts_of("forces") and not any(name in self.errors for name in names):
            self.add_error(names[0], _("Ghi số lượt người của ít nhất một lực lượng."))
        day, shift = cleaned.get("on"), cleaned.get("shift")
        if day and shift and not has_begun(shift, day):
            self.add_error("shift", not_begun(shift, day))
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


def not_begun(shift: str, day: date) -> str:
    words = {"shift": Shift(shift).label, "day": f"{day - timedelta(days=1):%d/%m/%Y}"}
    return str(_("Hôm nay chưa đến ca %(shift)s. Nếu là ca hôm qua, chọn ngày %(day)s.")) % words
