"""Forms of indicators, periods and campaigns."""

from itertools import pairwise
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from administration.catalogues import free_key
from administration.forms import AuditedForm
from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from periods.models import IN_A_YEAR, YEARS, Period
from returns.periods import filed_in
from rollups.models import Indicator
from targets.selectors import left_out

# What each field decides, in words of the trade.
HELP = {
    "name_vi": _("Tên ghi trên báo cáo, ví dụ: Súng các loại giao nộp, thu hồi."),
    "name_en": _("Hiện trên trang tiếng Anh."),
    "unit_vi": _("Đơn vị đi sau con số: buổi, lượt người, khẩu, kg."),
    "unit_en": _("Hiện trên trang tiếng Anh, ví dụ: sessions."),
    "decimals": _("Số chữ số sau dấu phẩy: 0 với buổi, người, khẩu; 1 với kg, mét."),
    "group": _("Mục của báo cáo mà chỉ tiêu này đứng trong đó."),
    "aggregation": _(
        "Số của xã thành số của tỉnh, số của tháng thành số của năm: cộng dồn từng lần, lấy số cuối kỳ, "
        "mỗi nơi chỉ tính một lần, hay tính tỷ lệ."
    ),
    "source": _("Số lấy từ phiếu các xã ghi hằng ngày, từ sổ đăng ký, hay từ báo cáo gửi lên."),
    "sensitivity": _("Hạn chế thì không hiện trên các trang số liệu."),
    "breakdown_of": _("Chỉ tiêu lớn mà chỉ tiêu này là một phần, ví dụ: súng kíp là một phần của súng các loại."),
    "active": _("Bỏ chọn thì chỉ tiêu không hiện trên các trang nữa; số liệu đã có vẫn giữ."),
    "order": _("Số nhỏ đứng trước trong bảng và báo cáo."),
    "attached_to": _("Viết trong cùng câu với chỉ tiêu này, ví dụ: tuần tra … buổi với … lượt người."),
}


class IndicatorForm(AuditedForm):
    class Meta:
        model = Indicator
        fields = ("name_vi",)  # the admin class says which
        help_texts = HELP


class NewIndicatorForm(AuditedForm):
    stored = forms.BooleanField(
        label=_("Cộng từ sổ ghi"),
        required=False,
        help_text=_(
            "Số liệu tự cộng mỗi khi xã gửi phiếu; chọn thì dùng được trong quy tắc tính. Chỉ cho cách cộng dồn."
        ),
    )

    class Meta:
        model = Indicator
        fields = (
            "name_vi", "name_en", "unit_vi", "unit_en", "decimals", "group", "aggregation", "source", "sensitivity",
            "breakdown_of",
        )  # fmt: skip
        help_texts = HELP

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        sums = cleaned.get("aggregation") == Indicator.Aggregation.SUM and cleaned.get("source") == Indicator.Source.LOG
        if cleaned.get("stored") and not sums:
            self.add_error("stored", _("Chỉ những chỉ tiêu cộng dồn từ sổ ghi mới có cột riêng."))
        if not self.errors:
            self.instance.key = free_key(Indicator, cleaned["name_en"])
        return cleaned


class PeriodForm(AuditedForm):
    """Periods of one kind never overlap; one that was reported keeps its days, or it could be counted twice."""

    class Meta:
        model = Period
        fields = ("kind", "year", "number", "start", "end")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        self._name()
        kind, start, end = (self._day(name) for name in ("kind", "start", "end"))
        if kind and start and end and not self.errors:
            met = Period.objects.filter(kind=kind, start__lte=end, end__gte=start).exclude(pk=self.instance.pk).first()
            if met is not None:
                field = "start" if met.start < start else "end"
                self.add_error(field, forms.ValidationError(_("Trùng ngày với %(period)s."), params={"period": met}))
        if self.instance.pk and (moved := {"start", "end"} & set(self.changed_data)):
            self._keep_reported(min(moved))
        return cleaned

    def _name(self) -> None:
        """A name that the calendar knows: no month 13."""
        year, last = self.cleaned_data.get("year"), IN_A_YEAR.get(self.cleaned_data.get("kind", ""))
        if year is not None and not YEARS[0] <= year <= YEARS[1]:
            self.add_error("year", _("Ghi năm từ 2000 đến 2099."))
        if last is not None and not 1 <= self.cleaned_data.get("number", 1) <= last:
            words = _("Ghi số thứ tự từ 1 đến %(last)s.") if last > 1 else _("Ghi số thứ tự là 1.")
            self.add_error("number", forms.ValidationError(words, params={"last": last}))

    def _keep_reported(self, field: str) -> None:
        filed = filed_in(Period.objects.get(pk=self.instance.pk))
        if filed is not None:
            words = _("%(unit)s đã nộp “%(form)s” của kỳ này: giữ nguyên ngày, đổi thì số liệu có thể bị cộng hai lần.")
            self.add_error(
                field, forms.ValidationError(words, params={"unit": filed.unit.full_name, "form": filed.form.name})
            )


class CampaignForm(AuditedForm):
    """A campaign of the nation or of a unit that the person sets up; the admin class sets `by`."""

    by: User

    class Meta:
        model = Campaign
        fields = ("name", "unit", "start", "end")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "unit" in self.fields:
            field: Any = self.fields["unit"]
            field.queryset = Unit.objects.administered_by(self.by).select_related("province")
            field.required = not self.by.has_role(Role.ADMINISTRATOR)
            field.help_text = "" if field.required else field.help_text

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        unit, start, end = (cleaned.get(name) for name in ("unit", "start", "end"))
        if unit and start and end and not Unit.objects.filter(pk=unit.pk).valid_within(start, end).exists():
            words = _("%(unit)s không có trong những ngày này.")
            self.add_error("unit", forms.ValidationError(words, params={"unit": unit.full_name}))
        keep_asked(self, self.instance, None)
        return cleaned


def keep_asked(form: Any, campaign: Campaign, phase: CampaignPhase | None) -> None:
    """Targets move with their campaign or phase: not to days on which a unit that has one does not live."""
    start, end = (getattr(form, "cleaned_data", {}).get(name) for name in ("start", "end"))
    moved = {"start", "end"} & set(form.changed_data)
    if moved and campaign.pk and start and end and not form.errors and (unit := left_out(campaign, phase, start, end)):
        words = _("%(unit)s đã được giao chỉ tiêu nhưng không có trong những ngày này: bỏ chỉ tiêu đó trước.")
        form.add_error(min(moved), forms.ValidationError(words, params={"unit": unit.full_name}))


class PhaseFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Phases lie within their campaign and follow each other."""

    def clean(self) -> None:
        super().clean()
        campaign: Any = self.instance
        for form in self.forms:
            for name in ("start", "end"):
                day = getattr(form, "cleaned_data", {}).get(name)
                if day and campaign.start and campaign.end and not campaign.start <= day <= campaign.end:
                    form.add_error(name, _("Chọn ngày trong thời gian của đợt."))
            if form.instance.pk:
                keep_asked(form, campaign, form.instance)
        given = [form for form in self.forms if {"start", "end"} <= getattr(form, "cleaned_data", {}).keys()]
        dated = [form for form in given if form.cleaned_data["start"] and form.cleaned_data["end"]]
        for earlier, later in pairwise(sorted(dated, key=lambda form: form.cleaned_data["start"])):
            if later.cleaned_data["start"] <= earlier.cleaned_data["end"]:
                later.add_error("start", _("Chọn ngày sau khi giai đoạn trước kết thúc."))
