"""What a list of models is filtered by: the address of the page holds it all."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.forms.filters import MOST_UNITS
from communes.models import Area, Unit
from models_selfmgmt.models import ModelInstance, ModelType
from models_selfmgmt.selectors.lines import IN_USE, STOPPED, SURVEYED
from models_selfmgmt.selectors.lines import STATES as WORDS
from models_selfmgmt.selectors.listing import Wanted

ALL = "all"
STATES = [*((state, WORDS[state]) for state in (IN_USE, SURVEYED, STOPPED)), (ALL, _("Tất cả"))]


class ListFilter(forms.Form):
    """`unit` and `area` were looked up in the scope of the reader before."""

    q = forms.CharField(
        label=_("Tìm"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Tên, loại, thôn; không cần dấu")}),
    )  # fmt: skip
    type = forms.ChoiceField(label=_("Loại"), required=False)
    unit = forms.ChoiceField(label=_("Đơn vị"), required=False)
    state = forms.ChoiceField(label=_("Trạng thái"), choices=STATES, required=False)
    area = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Mapping[str, Any], *, reader: User, unit: Unit | None, area: Area | None) -> None:
        given = {name: value for name in data if (value := data.get(name)) not in (None, "")}
        super().__init__({"state": IN_USE, **given})
        self.chosen_unit, self.chosen_area = unit, area
        used = ModelInstance.objects.read_by(reader).order_by().values("type")
        self.types = {kind.key: kind for kind in ModelType.objects.filter(pk__in=used)}
        types: Any = self.fields["type"]
        types.choices = [("", _("Tất cả")), *((key, kind.name) for key, kind in self.types.items())]
        self._offer_units(reader)

    @property
    def wanted(self) -> Wanted:
        values = self.cleaned_data
        return Wanted(
            kind=self.types.get(values["type"]),
            unit=self.chosen_unit,
            area=self.chosen_area,
            state=values["state"],
            query=values["q"],
        )

    def _offer_units(self, reader: User) -> None:
        communes = Unit.objects.read_by(reader).filter(leaf=True, valid_to__isnull=True).order_by("sort_key")
        units = list(communes[: MOST_UNITS + 1])
        options = [(one.slug, one.full_name) for one in units] if 1 < len(units) <= MOST_UNITS else []
        chosen = self.chosen_unit
        if chosen is not None and chosen.slug not in dict(options):
            options.insert(0, (chosen.slug, chosen.full_name))
        field: Any = self.fields["unit"]
        if not options:
            field.widget = forms.HiddenInput()
        field.choices = [("", _("Tất cả")), *options]
