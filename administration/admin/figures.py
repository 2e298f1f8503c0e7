"""Indicators, reporting periods, campaigns."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from administration.admin.base import AuditedAdmin, AuditedInline, person
from administration.admin.search import NameSearchAdmin
from administration.fields import UnitField, search
from administration.figure_forms import (
    CampaignForm,
    IndicatorForm,
    NewIndicatorForm,
    PeriodForm,
    PhaseFormSet,
)
from administration.origins import origins, place_of, screens
from administration.standing import of_indicators
from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from dashboards.columns import TOGETHER
from home.selectors import FIGURES
from periods.models import Period
from rollups.actions import add_indicator
from rollups.models import Indicator
from rollups.selectors import REPORTS
from targets.actions import follow_campaign

# What its page tells, nobody types.
TOLD = ["fed_from", "stands_on", "since_when", "until_when", "kept_in"]
# Those that pages name.
ALWAYS_ACTIVE = {REPORTS, *TOGETHER, *FIGURES}


@admin.register(Indicator)
class IndicatorAdmin(NameSearchAdmin):
    """What totals hang on is chosen once; names, order and use may change."""

    add_words = gettext_lazy("Thêm chỉ tiêu")
    form = IndicatorForm
    search_fields = ["name_vi", "key"]
    list_display = ["name_vi", "standing", "unit_vi", "group", "source", "rank"]
    unready = gettext_lazy("Chưa có số liệu")
    list_max_show_all = 1_000
    list_filter = ["group", "source", "aggregation", "sensitivity", "active"]
    fields = [
        "key", "name_vi", "name_en", "unit_vi", "unit_en", "decimals", "group", "aggregation", "source", "sensitivity",
        "breakdown_of", "active", "order", "phrase", "attached_to",
    ]  # fmt: skip
    readonly_fields = ["key", "unit_vi", "unit_en", "aggregation", "source", "sensitivity", "breakdown_of"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(**of_indicators())

    def lacks(self, obj: Any) -> list[str]:
        if obj.fed:
            return []
        if obj.source != Indicator.Source.LOG:
            words = {"register": _("chưa có sổ đăng ký của chỉ tiêu này"), "return": _("chưa có mẫu báo cáo để nhập")}
            return [words[obj.source]]
        if obj.slot is None:
            return [_("không cộng từ sổ ghi")]
        if obj.group == Indicator.Group.WEAPONS:
            return [_("chưa có quy tắc tính nào tính vào chỉ tiêu này")]
        return [_("chưa có loại phiếu nào đếm chỉ tiêu này")]

    def switched_off(self, obj: Any) -> str:
        return "" if obj.active else _("Đã tắt")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **({"form": NewIndicatorForm} if obj is None else {}) | kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields if obj else [*NewIndicatorForm.Meta.fields, "stored"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        stock = super().get_fieldsets(request, obj)
        return [*stock, (_("Số lấy từ đâu, hiện ở đâu"), {"fields": TOLD})] if obj else stock

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        return (*self.readonly_fields, *TOLD, *(["active"] if obj.key in ALWAYS_ACTIVE else []))

    @admin.display(description=gettext_lazy("số lấy từ"))
    def fed_from(self, obj: Indicator) -> str:
        return render_to_string("administration/told.html", {"lines": origins(obj)})

    @admin.display(description=gettext_lazy("hiện ở"))
    def stands_on(self, obj: Indicator) -> str:
        return render_to_string("administration/told.html", {"lines": screens(obj)})

    @admin.display(description=gettext_lazy("ghi từ ngày"))
    def since_when(self, obj: Indicator) -> str:
        return f"{obj.since:%d/%m/%Y}" if obj.since else _("Từ khi có số liệu")

    @admin.display(description=gettext_lazy("ghi đến ngày"))
    def until_when(self, obj: Indicator) -> str:
        return f"{obj.until:%d/%m/%Y}" if obj.until else _("Đang ghi")

    @admin.display(description=gettext_lazy("ô lưu số cộng"))
    def kept_in(self, obj: Indicator) -> str:
        return place_of(obj)

    def save_model(self, request: HttpRequest, obj: Indicator, form: Any, change: bool) -> None:
        if change:
            super().save_model(request, obj, form, change)
            return
        names = NewIndicatorForm.Meta.fields
        values = {name: getattr(obj, name) for name in names}
        # The action leaves the audit row.
        obj.pk = add_indicator(by=person(request), key=obj.key, stored=form.cleaned_data["stored"], **values).pk

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "breakdown_of":
            kwargs["queryset"] = Indicator.objects.filter(breakdown_of__isnull=True, active=True)
        if db_field.name == "attached_to":
            heads = Indicator.objects.filter(breakdown_of__isnull=True, attached_to__isnull=True)
            kwargs["queryset"] = heads.exclude(phrase="")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Period)
class PeriodAdmin(AuditedAdmin):
    form = PeriodForm
    ordering = ["-start", "kind"]
    list_display = ["__str__", "kind", "start", "end"]
    list_filter = ["kind", "year"]
    fields = ["kind", "year", "number", "start", "end"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("kind", "year", "number") if obj else ()


class PhaseInline(AuditedInline):
    model = CampaignPhase
    add_words = gettext_lazy("Thêm giai đoạn")
    formset = PhaseFormSet
    fields = ["name", "start", "end"]
    ordering = ["start"]


@admin.register(Campaign)
class CampaignAdmin(NameSearchAdmin):
    form = CampaignForm
    search_fields = ["name", "unit__name"]
    ordering = ["-start", "name"]
    list_display = ["name", "scope", "start", "end"]
    list_select_related = ["unit__province"]
    fields = ["name", "unit", "start", "end"]
    inlines = [PhaseInline]

    def scoped(self, rows: Any, user: User) -> Any:
        condition = user.unit_condition("administer")
        return rows.filter(unit__in=Unit.objects.filter(condition)) if condition else rows

    def unit_of(self, obj: Any) -> Unit | None:
        unit: Unit | None = obj.unit if isinstance(obj, Campaign) else obj.campaign.unit
        return unit

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = person(request)
        return form

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if moved := follow_campaign(by=person(request), campaign=form.instance):
            self.message_user(request, _("Đã dời %(count)s chỉ tiêu theo ngày mới.") % {"count": len(moved)})

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "unit":
            kwargs |= {"form_class": UnitField, "widget": search(Campaign, "unit")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=gettext_lazy("phạm vi"), ordering="unit__sort_key")
    def scope(self, obj: Campaign) -> str:
        return obj.unit.described if obj.unit else str(_("Toàn quốc"))
