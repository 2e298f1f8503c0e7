"""What targets are given by: a figure, a phase, who gave them, a number a unit; and a task of a plan."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.forms.names import no_person
from campaigns.forms.numbers import read_thousandths
from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from rollups.models import Indicator
from rollups.numbers import grouped
from targets.models import Target


class BoardForm(forms.Form):
    """How a board is looked at: in which phase, as of which day. What is no choice is the usual one.

    Before its first day and as of its last one today is meant: what was due on that day is due by now.
    """

    phase = forms.ModelChoiceField(
        CampaignPhase.objects.none(), label=_("Giai đoạn"), required=False, empty_label=_("Cả đợt")
    )
    on = forms.DateField(
        label=_("Tính đến ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: Mapping[str, Any], *, campaign: Campaign) -> None:
        self.last = min(campaign.end, timezone.localdate())
        self.begun = campaign.start <= self.last
        super().__init__({"phase": data.get("phase", ""), "on": data.get("on") or self.last.isoformat()})
        self.fields["phase"].queryset = campaign.phases.all()  # type: ignore[attr-defined]
        self.fields["on"].widget.attrs |= {"min": campaign.start.isoformat(), "max": self.last.isoformat()}
        self.campaign = campaign
        self.is_valid()

    @property
    def day(self) -> date:
        found: date | None = self.cleaned_data.get("on")
        day = max(min(found or self.last, self.last), min(self.campaign.start, self.last))
        return timezone.localdate() if day == self.campaign.end else day

    @property
    def chosen_phase(self) -> CampaignPhase | None:
        return self.cleaned_data.get("phase")


class ChosenForm(forms.Form):
    """Of which figure targets are given."""

    indicator = forms.ModelChoiceField(Indicator.objects.none(), label=_("Chỉ tiêu"), empty_label=None)

    def __init__(self, data: Mapping[str, Any], *, indicators: Sequence[Indicator]) -> None:
        first = str(indicators[0].pk) if indicators else ""
        super().__init__({"indicator": data.get("indicator") or first})
        known = Indicator.objects.filter(pk__in=[one.pk for one in indicators]).order_by("order")
        self.fields["indicator"].queryset = known  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Indicator | None:
        return self.cleaned_data.get("indicator") if self.is_valid() else None


class TargetsForm(forms.Form):
    """A number a unit; empty takes a target back. After `is_valid`: `amounts` in thousandths, of what was changed.

    What the page showed goes with it: another target, given meanwhile, is not taken back with it.
    """

    assigner_name = forms.CharField(label=_("Đơn vị giao"), max_length=100, min_length=3, validators=[no_person])
    direction = forms.ChoiceField(label=_("Mức"), choices=Target.Direction.choices, widget=forms.RadioSelect)
    shown = forms.RegexField(r"^(\d{1,18}(,\d{1,18})*)?$", required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, units: Sequence[Unit], indicator: Indicator, known: Mapping[int, Target], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units, self.indicator, self.known = {f"unit_{unit.pk}": unit for unit in units}, indicator, known
        self.initial["shown"] = ",".join(str(target.pk) for target in known.values())
        for name, unit in self.units.items():
            self.fields[name] = forms.CharField(
                label=unit.full_name,
                required=False,
                max_length=15,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in self.units:
            typed = (cleaned.get(name) or "").strip()
            try:
                cleaned[name] = self._read(name, typed)
            except forms.ValidationError as wrong:
                self.add_error(name, wrong)
        return cleaned

    def _read(self, name: str, typed: str) -> int | None:
        """What is left as it was is not typed here: a change by so much, given on the page of the unit."""
        target = self.known.get(self.units[name].pk)
        if target is not None and name not in self.changed_data:
            return target.thousandths
        return read_thousandths(typed, decimals=self.indicator.decimals) if typed else None

    @property
    def amounts(self) -> dict[Unit, int | None]:
        """Of all that this page can say where it now says another assigner or direction."""
        anew = bool({"assigner_name", "direction"} & set(self.changed_data))
        found = {}
        for name, unit in self.units.items():
            target = self.known.get(unit.pk)
            if name in self.changed_data or (anew and target is not None and target.plain):
                found[unit] = self.cleaned_data[name]
        return found

    @property
    def seen(self) -> set[int]:
        return {int(pk) for pk in self.cleaned_data["shown"].split(",") if pk}

    @property
    def rows(self) -> list[BoundField]:
        return [self[name] for name in self.units]

    @staticmethod
    def typed(thousandths: int) -> str:
        return grouped(thousandths)


class TaskForm(forms.Form):
    """A task of the plan: what, until the end of which phase, by which account. Its words name nobody."""

    title = forms.CharField(
        label=_("Nội dung việc"),
        max_length=160,
        validators=[no_person],
        help_text=_("Ghi việc, không ghi tên người, nơi và giờ cụ thể."),
    )
    phase = forms.ModelChoiceField(
        CampaignPhase.objects.none(), label=_("Xong trong"), required=False, empty_label=_("Cả đợt")
    )

    assignee = forms.ModelChoiceField(
        User.objects.none(), label=_("Phân công"), required=False, empty_label=_("Chưa phân công")
    )

    def __init__(self, *args: Any, campaign: Campaign, officers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].queryset = campaign.phases.all()  # type: ignore[attr-defined]
        self.fields["assignee"].queryset = officers  # type: ignore[attr-defined]
