"""What a list of assessments is filtered by: the address of the page holds it all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.filters import day_field
from campaigns.listing import RECORDED
from communes.models import Area, Unit
from criteria.counting import FIGURES
from criteria.models import CriteriaSet, Stage

STAGES = [("", _("Tất cả")), *((one.value, one.label) for one in Stage if one != Stage.VOIDED)]


@dataclass(frozen=True)
class Wanted:
    unit: Unit | None
    area: Area | None
    key: str
    province: str | None  # whose set, where several have one of this key; "": that for all
    stage: str
    start: date | None
    end: date | None
    figure: str
    recorded: bool  # boundaries of then: of a unit its own alone


OF = "@"


def names_of(sets: Sequence[CriteriaSet]) -> Iterator[tuple[str, str]]:
    """Keys and names; with the province where several have a set of the same key."""
    known: dict[str, dict[Unit | None, str]] = {}
    for one in sets:
        known.setdefault(one.key, {}).setdefault(one.province, one.name)
    for key, owned in known.items():
        for province, name in owned.items():
            place = province.full_name if province else _("Toàn quốc")
            whose = f"{key}{OF}{province.slug if province else ''}"
            yield (whose, f"{name} – {place}") if len(owned) > 1 else (key, name)


class AssessmentFilter(forms.Form):
    """Read from the address; `unit` and `area` were looked up in the scope of the reader before."""

    key = forms.ChoiceField(label=_("Bộ tiêu chí"), required=False)
    stage = forms.ChoiceField(label=_("Trạng thái"), choices=STAGES, required=False)
    unit = forms.CharField(widget=forms.HiddenInput, required=False)
    area = forms.CharField(widget=forms.HiddenInput, required=False)
    lens = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    figure = forms.ChoiceField(choices=[(one, one) for one in FIGURES], widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Mapping[str, Any], *, sets: Sequence[CriteriaSet], unit: Unit | None, area: Area | None
    ) -> None:
        super().__init__({name: data.get(name) for name in data})
        # `from` is a word of Python, so these two cannot stand above.
        self.fields["from"], self.fields["to"] = day_field(_("Từ ngày")), day_field(_("Đến ngày"))
        self.order_fields(["key", "stage", "from", "to"])
        self.fields["key"].choices = [("", _("Tất cả")), *names_of(sets)]  # type: ignore[attr-defined]
        self.chosen_unit, self.chosen_area = unit, area

    @property
    def wanted(self) -> Wanted:
        said = self.cleaned_data
        key, several, province = said["key"].partition(OF)
        return Wanted(
            unit=self.chosen_unit, area=self.chosen_area, key=key,
            province=province if several else None, stage=said["stage"],
            start=said["from"], end=said["to"], figure=said["figure"],
            recorded=said["lens"] == RECORDED,
        )  # fmt: skip
