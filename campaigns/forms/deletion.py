"""Why a record is deleted, or anything else is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import no_person

OTHER = "other"
REASONS = [
    ("duplicate", _("Ghi trùng")),
    ("wrong_day", _("Ghi nhầm ngày")),
    ("wrong_content", _("Ghi nhầm nội dung")),
    ("not_happened", _("Việc không diễn ra")),
    (OTHER, _("Lý do khác")),
]


class ReasonForm(forms.Form):
    """Why a row of a register or a return is taken back."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=300,
        validators=[no_person],
        error_messages={"required": _("Xin cho biết lý do.")},
    )


class DeletionForm(forms.Form):
    """A reason, in words once clean: `cleaned_data["reason"]`."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    why = forms.ChoiceField(
        label=_("Lý do"), choices=REASONS, widget=forms.RadioSelect, error_messages={"required": _("Chọn lý do xóa.")}
    )
    note = forms.CharField(
        label=_("Ghi rõ"),
        required=False,
        max_length=200,
        validators=[no_person],
        help_text=_("Ngắn gọn; không ghi tên, địa chỉ, số giấy tờ của người dân."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        why, note = cleaned.get("why"), (cleaned.get("note") or "").strip()
        if why == OTHER and not note and "note" not in self.errors:
            self.add_error("note", _("Ghi rõ lý do."))
        name = "" if why == OTHER else str(dict(REASONS).get(why or "", ""))
        cleaned["reason"] = ": ".join(part for part in (name, note) if part)
        return cleaned
