"""What was said a figure was: a range, an indicator, a number with its word, the number of the paper."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import no_person
from campaigns.forms.numbers import read_thousandths
from communes.models import Unit
from returns.models import ReportedTotal
from returns.papers import check_paper
from returns.qualifiers import WITH_NUMBER, Qualifier, refuse_word
from rollups.models import Indicator

MOST_SAID = 10**12  # more than a nation counts in all its years
MEASURED = {"kg", "m", "km", "%"}


def decimals_of(indicator: Indicator | None) -> int:
    """What is weighed or measured has decimals; what is counted has none, so that "1.164" can only be 1164."""
    return 3 if indicator is not None and indicator.unit_vi in MEASURED else 0


def day(label: Any, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Ghi ngày."), "invalid": _("Ghi ngày theo mẫu 31/12/2025.")},
    )


class SaidForm(forms.Form):
    """After `is_valid`, `figure` holds what the actions take."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=_("Chỉ tiêu"),
        error_messages={"required": _("Chọn chỉ tiêu."), "invalid_choice": _("Chọn chỉ tiêu.")},
    )
    start = day(_("Từ ngày"), required=False, help_text=_("Bỏ trống nếu chỉ biết số đến một ngày."))
    end = day(_("Đến ngày"))
    qualifier = forms.ChoiceField(label=_("Mức"), choices=Qualifier.choices, initial=Qualifier.EXACT)
    amount = forms.CharField(
        label=_("Số lượng"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    told_unit = forms.CharField(
        label=_("Đơn vị tính như văn bản ghi"), required=False, max_length=40, validators=[no_person]
    )
    open_list = forms.BooleanField(label=_("Văn bản còn liệt kê thêm (…)"), required=False)
    paper = forms.CharField(label=_("Số văn bản"), required=False, max_length=30)

    def __init__(self, *args: Any, indicators: Sequence[Indicator], unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        field = self.fields["indicator"]
        field.queryset = Indicator.objects.filter(pk__in=[one.pk for one in indicators])  # type: ignore[attr-defined]

    @property
    def figure(self) -> dict[str, Any]:
        found = self.cleaned_data
        names = ("indicator", "start", "end", "qualifier", "told_unit", "open_list", "paper")
        return {name: found[name] for name in names} | {"thousandths": found["amount"]}

    def clean_amount(self) -> int | None:
        typed = self.cleaned_data["amount"].strip()
        refuse_word(typed, Qualifier)
        decimals = decimals_of(self.cleaned_data.get("indicator"))
        return read_thousandths(typed, decimals=decimals, highest=MOST_SAID) if typed else None

    def clean_paper(self) -> str:
        number: str = self.cleaned_data["paper"]
        check_paper(number, self.unit)
        return number

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start: date | None = cleaned.get("start")
        if start and cleaned.get("end") and start > cleaned["end"]:
            self.add_error("end", _("Ngày cuối phải từ ngày đầu trở đi."))
        if "amount" in cleaned and "qualifier" in cleaned:
            self._check_number(cleaned["amount"], cleaned["qualifier"])
        return cleaned

    def _check_number(self, amount: int | None, qualifier: str) -> None:
        if qualifier in WITH_NUMBER and amount is None:
            self.add_error("amount", ValidationError(_("Ghi số lượng."), code="required"))
        if qualifier == Qualifier.NEARLY and amount == 0:
            self.add_error("amount", _("Ghi số lớn hơn 0 sau “gần”."))
        if qualifier not in WITH_NUMBER and amount is not None:
            self.add_error("amount", _("Mức “%(word)s” không đi với số.") % {"word": Qualifier(qualifier).label})


class ReportedForm(SaidForm):
    kind = forms.ChoiceField(label=_("Nguồn"), choices=ReportedTotal.Kind, widget=forms.RadioSelect)
    field_order = ("indicator", "start", "end", "qualifier", "amount", "told_unit", "open_list", "kind", "paper")
