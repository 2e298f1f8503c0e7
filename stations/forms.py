"""Forms of the residential areas."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communes.models import LEGACY_FROM, Kind, Unit
from stations.models import Office
from stations.pasting import MOST, Named, Refused, name_of, read_lines, tidy
from stations.readiness import Standing
from stations.residential import formers

PREFIXES = ["Thôn", "Bản", "Xóm", "Ấp", "Buôn", "Làng", "Tổ dân phố", "Khu phố", "Khu", "Khối", "Khóm", "Tiểu khu"]


class PasteForm(forms.Form):
    """Names one a line; the refused ones are told line by line, and nothing is stored until all are good."""

    lines = forms.CharField(
        label=_("Danh sách, mỗi dòng một tên"),
        widget=forms.Textarea(
            attrs={"rows": 10, "spellcheck": "false", "placeholder": _("Thôn Nà Muồng\nThôn Khuổi Lè\nTổ dân phố 4")}
        ),
        max_length=20_000,
        help_text=_("Chép từ Excel hay văn bản. Không ghi tên trưởng thôn, số điện thoại."),
    )
    kind_word = forms.ChoiceField(label=_("Dòng chỉ có tên thì thêm chữ"), choices=[(word, word) for word in PREFIXES])
    former = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Trước đây thuộc"),
        required=False,
        empty_label=_("Không rõ đơn vị cũ hoặc mới lập"),
        help_text=_("Để ghi được phiếu của những ngày trước sắp xếp."),
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.named: list[Named] = []
        self.refused: list[Refused] = []
        self.repeated: list[str] = []
        self.fields["kind_word"].initial = "Tổ dân phố" if unit.kind == Kind.PHUONG else "Thôn"
        before = formers(unit)
        self.fields["former"].queryset = Unit.objects.filter(pk__in=[one.pk for one in before])  # type: ignore[attr-defined]
        if not before:
            del self.fields["former"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "lines" in cleaned and "kind_word" in cleaned:
            self.named, self.refused, self.repeated = read_lines(cleaned["lines"], cleaned["kind_word"])
            if self.refused:
                self.add_error(
                    "lines", _("%(count)s dòng chưa đúng, chưa thêm dòng nào.") % {"count": len(self.refused)}
                )
            elif not self.named:
                self.add_error("lines", _("Chưa có tên nào."))
            elif len(self.named) > MOST:
                self.add_error("lines", _("Mỗi lần dán tối đa %(most)s dòng.") % {"most": MOST})
        return cleaned


class RenameForm(forms.Form):
    """The name of one area, by the same rules as a pasted line."""

    name = forms.CharField(label=_("Tên"), max_length=100)

    def clean_name(self) -> Named:
        plain = tidy(self.cleaned_data["name"])
        if not plain:
            raise forms.ValidationError(_("Ghi tên của khu dân cư."))
        return name_of(plain, "Thôn")


class EndForm(forms.Form):
    """The last day of an area; the action says which it may be."""

    last_day = forms.DateField(
        label=_("Ngày cuối cùng"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate()


YES_NO = [("yes", _("Có")), ("no", _("Không"))]


class ReadinessForm(forms.Form):
    """How a station stands since a day; every question wants an answer."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    since = forms.DateField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Ngày bắt đầu có hiện trạng này."),
        error_messages={"required": _("Ghi ngày."), "invalid": _("Ghi ngày theo mẫu 31/12/2025.")},
    )
    office = forms.ChoiceField(
        label=_("Trụ sở"),
        choices=Office.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn hiện trạng trụ sở.")},
    )
    housing = forms.ChoiceField(
        label=_("Nhà ở công vụ"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn Có hoặc Không.")},
    )
    staffed = forms.ChoiceField(
        label=_("Bố trí đủ biên chế theo định mức"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn Có hoặc Không.")},
    )
    investigator = forms.ChoiceField(
        label=_("Có từ 01 Điều tra viên trở lên"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn Có hoặc Không.")},
    )

    @property
    def standing(self) -> Standing:
        found = self.cleaned_data
        yes = {name: found[name] == "yes" for name in ("housing", "staffed", "investigator")}
        return Standing(office=found["office"], **yes)


class DayForm(forms.Form):
    """The day of a sheet, from its address; anything that is no day is the last one."""

    on = forms.DateField(
        label=_("Ngày"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Mapping[str, Any], *, last: date) -> None:
        super().__init__({"on": data.get("on") or last.isoformat()})
        self.last = last
        self.fields["on"].widget.attrs["max"] = last.isoformat()

    @property
    def day(self) -> date:
        found = self.cleaned_data.get("on") if self.is_valid() else None
        return max(min(found or self.last, self.last), LEGACY_FROM)
