"""The rule of a province and its days off, as they are typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.models import LEGACY_FROM
from returns.models import MOST_GRACE, Weekday


class PlannedDay(forms.DateField):
    """A day of the years that one plans: what lies further away can only be a slip of the hand."""

    default_error_messages = {
        "required": _("Ghi ngày."),
        "invalid": _("Ghi ngày theo mẫu 31/12/2025."),
        "year": _("Xem lại năm %(year)s: ghi được đến hết năm %(last)s."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        last = timezone.localdate().year + 1
        if day is not None and not LEGACY_FROM.year <= day.year <= last:
            words = {"year": f"{day.year:04}", "last": last}
            raise ValidationError(self.error_messages["year"], code="year", params=words)
        return day


class RuleForm(forms.Form):
    valid_from = PlannedDay(label=_("Áp dụng cho các kỳ kết thúc từ ngày"))
    grace = forms.IntegerField(
        label=_("Hạn nộp sau ngày cuối kỳ"),
        min_value=1,
        max_value=MOST_GRACE,
        help_text=_("Tính theo ngày làm việc; ít nhất 1 ngày (Điều 8 Nghị định 09/2019/NĐ-CP)."),
        error_messages={"required": _("Ghi số ngày làm việc.")},
    )
    weekly_cut = forms.TypedChoiceField(
        label=_("Ngày chốt báo cáo tuần"),
        help_text=_("Báo cáo của một tuần (thứ Hai–Chủ nhật) nộp sau ngày chốt kế tiếp là nộp muộn."),
        choices=[("", _("Không chốt theo tuần")), *Weekday.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["valid_from"].initial = timezone.localdate


class DaysOffForm(forms.Form):
    start = PlannedDay(label=_("Nghỉ từ ngày"))
    end = PlannedDay(label=_("Đến hết ngày"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "start" in cleaned and "end" in cleaned and cleaned["start"] > cleaned["end"]:
            self.add_error("end", _("Ngày cuối phải từ ngày đầu trở đi."))
        return cleaned
