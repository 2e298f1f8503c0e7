"""What is asked of one unit apart from a campaign: a figure, a range, a number or what came of it, and who asks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import no_person
from campaigns.forms.numbers import read_thousandths
from returns.forms import day, decimals_of
from rollups.models import Indicator
from targets.models import Target

MINUS = ("-", "−")


class AskForm(forms.Form):
    """After `is_valid`, `target` holds what the action takes beside the unit."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=_("Chỉ tiêu"),
        empty_label=_("Chọn chỉ tiêu"),
        error_messages={"required": _("Chọn chỉ tiêu."), "invalid_choice": _("Chọn chỉ tiêu.")},
    )
    start = day(_("Từ ngày"))
    end = day(_("Đến ngày"))
    amount = forms.CharField(
        label=_("Số giao"),
        required=False,
        max_length=20,
        help_text=_("Chỉ tiêu kéo giảm ghi dấu trừ: -5 là giảm 5."),
        widget=forms.TextInput(attrs={"inputmode": "text", "autocomplete": "off"}),
    )
    direction = forms.ChoiceField(
        label=_("Mức"),
        choices=Target.Direction.choices,
        initial=Target.Direction.AT_LEAST,
        widget=forms.RadioSelect,
    )
    outcome = forms.ChoiceField(label=_("Kết quả đã đánh giá"), choices=Target.Outcome.choices, required=False)
    told_unit = forms.CharField(
        label=_("Đơn vị tính như văn bản ghi"),
        required=False,
        max_length=40,
        validators=[no_person],
    )
    assigner_name = forms.CharField(label=_("Đơn vị giao"), max_length=100, min_length=3, validators=[no_person])

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Indicator.objects.filter(pk__in=[one.pk for one in indicators])
        self.fields["indicator"].queryset = known  # type: ignore[attr-defined]

    @property
    def target(self) -> dict[str, Any]:
        names = ("indicator", "start", "end", "direction", "outcome", "told_unit", "assigner_name")
        return {name: self.cleaned_data[name] for name in names}

    def clean_amount(self) -> int | None:
        typed = self.cleaned_data["amount"].strip()
        if not typed:
            return None
        decimals = decimals_of(self.cleaned_data.get("indicator"))
        sign = -1 if typed.startswith(MINUS) else 1
        return sign * read_thousandths(typed.lstrip("".join(MINUS)).strip(), decimals=decimals)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start"), cleaned.get("end")
        if start and end and end < start:
            self.add_error("end", _("Ngày cuối phải từ ngày đầu trở đi."))
        if "amount" in cleaned and cleaned["amount"] is None and not cleaned.get("outcome"):
            self.add_error("amount", ValidationError(_("Ghi số giao, hoặc kết quả đã đánh giá."), code="required"))
        return cleaned
