"""Fields that several forms of the register have."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms import numbers
from campaigns.forms.fields import DayField
from campaigns.forms.names import no_person
from rollups.numbers import grouped

LONGEST_REASON = 200


class AmountField(numbers.AmountField):
    """Empty is not known, which is not zero. Initial values are thousandths, typed ones are text."""

    def prepare_value(self, value: Any) -> Any:
        return grouped(value) if isinstance(value, int) else value


def short_text(
    label: Any, *, help_text: Any = "", required: bool = False, most: int = LONGEST_REASON
) -> forms.CharField:
    """Free words, as few as possible and never of a person."""
    return forms.CharField(
        label=label,
        required=required,
        max_length=most,
        validators=[no_person],
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def reason_field(*, required: bool = False) -> forms.CharField:
    return short_text(
        _("Lý do sửa"),
        required=required,
        help_text=_("Khi sửa lại số đã ghi. Ngắn gọn; không ghi tên, địa chỉ, số giấy tờ của người dân."),
    )


class EntryForm(forms.Form):
    """A form of a new model, under the UUID that was made with the form."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": _("Xin mở lại trang này.")})
    name = short_text(
        _("Tên, vị trí"), most=120, help_text=_("Ví dụ: Ngã ba Nà Mền, Trường Tiểu học. Không ghi tên người.")
    )

    @property
    def entry_uuid(self) -> UUID:
        return UUID(str(self.cleaned_data["uuid"]))

    @property
    def name_given(self) -> str:
        return str(self.cleaned_data.get("name") or "").strip()


class VersionForm(forms.Form):
    """A form of a stored model: the version that its reader saw, and why if it corrects."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)

    @property
    def seen_version(self) -> int:
        return int(self.cleaned_data["version"])

    @property
    def reason_given(self) -> str:
        return str(self.cleaned_data.get("reason") or "").strip()


def past_day(label: Any, **kwargs: Any) -> DayField:
    return DayField(label=label, **kwargs)
