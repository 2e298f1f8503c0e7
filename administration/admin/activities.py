"""Kinds of activity without code, and the lists that they choose from."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.activity_kinds import add_choice, add_count, add_listed, define_kind, rename_kind, rename_listed
from administration.admin.base import AuditedInline, person
from administration.admin.defined import DefinedAdmin, HoldingAdmin
from administration.asked import settle_kind, settle_list
from administration.catalogues import free_key
from administration.kind_forms import ChoiceForm, ChoiceFormSet, CountForm, CountFormSet, KindForm
from administration.list_forms import ListedForm, ListedFormSet, ListForm
from campaigns.models import (
    ActivityChoice,
    ActivityCount,
    ActivityKind,
    ChoiceList,
    ListedChoice,
)
from communes.models import valid_on


class CountInline(AuditedInline):
    model = ActivityCount
    add_words = gettext_lazy("Thêm số liệu")
    classes = ["cards"]
    form = CountForm
    formset = CountFormSet
    fields = [
        "figure", "name_vi", "name_en", "unit_vi", "unit_en", "required", "split", "order", "valid_from", "valid_to",
    ]  # fmt: skip


class ChoiceInline(AuditedInline):
    model = ActivityChoice
    add_words = gettext_lazy("Thêm lựa chọn")
    classes = ["cards"]
    form = ChoiceForm
    formset = ChoiceFormSet
    fields = [
        "label_vi", "label_en", "list", "shared", "several", "required", "counted", "order", "valid_from", "valid_to",
    ]  # fmt: skip


@admin.register(ActivityKind)
class ActivityKindAdmin(DefinedAdmin):
    """What totals hang on is chosen once: figures, coverage, province. Numbers and choices are rows below."""

    add_words = gettext_lazy("Thêm loại việc")
    owner = "kind"
    rows = ("counts", "choices")
    form = KindForm
    inlines = [CountInline, ChoiceInline]
    list_display = ["name_vi", "standing", "scope", "rank", "valid_from", "valid_to"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["name_vi", "name_en", "province", "areas", "numbered", "order", "valid_from", "valid_to"]
        figures = ["figure", "unit_vi", "unit_en", "group", "phrase", "covers", "covered"]
        if obj:
            names, figures = [*names, "key"], ["indicator", "coverage"]
        return [(None, {"fields": names}), (_("Số phiếu và khu dân cư tính vào đâu"), {"fields": figures})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ()
        used = ("areas", "numbered") if obj.activities.exists() or obj.coverage_id else ()
        return ("key", "valid_from", "province", "indicator", "coverage", *used)

    def get_queryset(self, request: HttpRequest) -> Any:
        today = timezone.localdate()
        filled = ListedChoice.objects.filter(valid_on(today), list=OuterRef("list"))
        empty = ActivityChoice.objects.filter(
            valid_on(today), ~Exists(filled), kind=OuterRef("pk"), list__isnull=False, required=True
        )
        return super().get_queryset(request).annotate(unfilled=Exists(empty))

    def lacks(self, obj: Any) -> list[str]:
        return [_("có danh sách bắt buộc chưa có mục nào đang dùng")] if obj.unfilled else []

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        if obj._state.adding:
            define_kind(by=person(request), row=obj, figure=form.counting(), coverage=form.covering())
        else:
            rename_kind(by=person(request), row=obj)

    def write_line(self, request: HttpRequest, obj: Any) -> None:
        form: Any = getattr(obj, "typed", None)  # of a new row; it says which figure
        if not obj._state.adding:
            obj.save()
        elif isinstance(obj, ActivityCount):
            add_count(by=person(request), row=obj, figure=form.counting(obj.kind.indicator.group))
        else:
            add_choice(by=person(request), row=obj, counted=form.cleaned_data["counted"])

    def settle(self, request: HttpRequest, obj: Any) -> None:
        settle_kind(by=person(request), kind=obj)


class ListedInline(AuditedInline):
    model = ListedChoice
    add_words = gettext_lazy("Thêm mục")
    classes = ["cards"]
    form = ListedForm
    formset = ListedFormSet
    fields = ["name_vi", "name_en", "order", "valid_from", "valid_to"]


@admin.register(ChoiceList)
class ChoiceListAdmin(HoldingAdmin):
    rows = ("choices",)
    add_words = gettext_lazy("Thêm danh sách")
    form = ListForm
    inlines = [ListedInline]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fields(request, obj), *(["whole"] if obj else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(["whole"] if obj else []))

    def get_queryset(self, request: HttpRequest) -> Any:
        filled = ListedChoice.objects.filter(valid_on(timezone.localdate()), list=OuterRef("pk"))
        return super().get_queryset(request).annotate(filled=Exists(filled))

    def lacks(self, obj: Any) -> list[str]:
        return [] if obj.filled else [_("chưa có mục nào đang dùng")]

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        obj.key = obj.key or free_key(ChoiceList, obj.name_en)
        obj.save()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        settle_list(by=person(request), row=form.instance)

    def write_line(self, request: HttpRequest, obj: Any) -> None:
        if obj._state.adding:
            add_listed(by=person(request), row=obj)
        else:
            rename_listed(by=person(request), row=obj)
