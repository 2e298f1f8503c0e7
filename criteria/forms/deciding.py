"""Sending, choosing, deciding, and steps back."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import names_nobody, speaks_of_nobody
from communes.privacy import no_personal_data
from criteria.forms.papers import IN_A_LINE
from criteria.models import Step
from returns.forms import day
from returns.papers import A_PAPER

NOMINATE, RECOGNISE, REFUSE = "nominate", "recognise", "refuse"
STEPS = [NOMINATE, RECOGNISE, REFUSE, Step.RETURNED, Step.UNCHOSEN, Step.REOPENED]
BACK = {Step.RETURNED.value, Step.UNCHOSEN.value, Step.REOPENED.value}


class SendForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


class VoidForm(SendForm):
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        validators=[no_personal_data, speaks_of_nobody],
        error_messages={"required": _("Xin cho biết lý do.")},
    )


class DecideForm(SendForm):
    """One step of the province; a step back needs its reason, the others their day (today, where none is given)."""

    step = forms.ChoiceField(choices=[(str(one), str(one)) for one in STEPS])
    on = day(_("Ngày quyết định"), required=False, help_text=_("Ngày của văn bản; bỏ trống là hôm nay."))
    paper = forms.CharField(
        label=_("Số văn bản"),
        required=False,
        max_length=30,
        validators=[A_PAPER, IN_A_LINE, no_personal_data, names_nobody],
        help_text=_("Ví dụ 12/QĐ-CAT."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reason = forms.CharField(
        label=_("Lý do"), required=False, max_length=300, validators=[no_personal_data, speaks_of_nobody]
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("step") in BACK and "reason" in cleaned and not cleaned["reason"].strip():
            self.add_error("reason", _("Xin cho biết lý do."))
        if "on" in cleaned:
            cleaned["on"] = cleaned["on"] or timezone.localdate()
        return cleaned
