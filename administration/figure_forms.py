"""Forms of indicators, periods and campaigns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from administration.catalogues import free_key
from administration.forms import AuditedForm
from campaigns.models import Campaign
from communes.models import Unit
from periods.calendar import EARLIEST, LATEST
from periods.models import Period
from rollups.models import Indicator


class NewIndicatorForm(AuditedForm):
    stored = forms.BooleanField(
        label=_("Cộng từ sổ ghi"),
        required=False,
        help_text=_("Có cột riêng trong bảng tổng hợp, dùng ngay được trong quy tắc tính."),
    )

    class Meta:
        model = Indicator
        fields = (
            "name_vi", "name_en", "unit_vi", "unit_en", "decimals", "group", "aggregation", "source", "sensitivity",
            "breakdown_of",
        )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        sums = cleaned.get("aggregation") == Indicator.Aggregation.SUM and cleaned.get("source") == Indicator.Source.LOG
        if cleaned.get("stored") and not sums:
            self.add_error("stored", _("Chỉ những chỉ tiêu cộng dồn từ sổ ghi mới có cột riêng."))
        if not self.errors:
            self.instance.key = free_key(Indicator, cleaned["name_en"])
        return cleaned


class RangeForm(AuditedForm):
    """Days with which the calendar can reckon: a year before and after them exists."""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in ("start", "end"):
            day = self.cleaned_data.get(name)
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Chọn ngày từ năm 2000 đến năm 2099."))
        return cleaned


class PeriodForm(RangeForm):
    """Periods of one kind never overlap."""

    class Meta:
        model = Period
        fields = ("kind", "year", "number", "start", "end")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        kind, start, end = (self._day(name) for name in ("kind", "start", "end"))
        if kind and start and end and not self.errors:
            met = Period.objects.filter(kind=kind, start__lte=end, end__gte=start).exclude(pk=self.instance.pk).first()
            if met is not None:
                field = "start" if met.start < start else "end"
                self.add_error(field, forms.ValidationError(_("Trùng ngày với %(period)s."), params={"period": met}))
        return cleaned


class CampaignForm(RangeForm):
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


class PhaseFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]
    """Phases lie within their campaign."""

    def clean(self) -> None:
        super().clean()
        campaign: Any = self.instance
        for form in self.forms:
            for name in ("start", "end"):
                day = getattr(form, "cleaned_data", {}).get(name)
                if day and campaign.start and campaign.end and not campaign.start <= day <= campaign.end:
                    form.add_error(name, _("Chọn ngày trong thời gian của đợt."))
