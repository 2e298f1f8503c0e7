"""The name of a saved table."""

import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.names import no_person
from pivots.models import LONGEST_NAME


class NameForm(forms.Form):
    name = forms.CharField(
        label=_("Tên bảng"),
        max_length=LONGEST_NAME,
        validators=[no_person],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Đặt tên cho bảng.")},
    )

    def clean_name(self) -> str:
        return " ".join(unicodedata.normalize("NFC", str(self.cleaned_data["name"])).split())


class SaveForm(NameForm):
    latest = forms.BooleanField(
        label=_("Luôn lấy kỳ mới nhất"),
        required=False,
        help_text=_("Mỗi lần mở, bảng lấy tháng, quý, năm hoặc tuần đang diễn ra thay cho kỳ đã chọn."),
    )

    def __init__(self, *args: Any, moves: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not moves:
            del self.fields["latest"]
