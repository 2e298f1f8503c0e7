"""What is handed over, in what it is counted, and what a line counts as."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.admin.base import AuditedInline, person
from administration.admin.catalogues import CatalogueAdmin
from administration.admin.filters import ValidityFilter
from administration.admin.search import NameSearchAdmin
from administration.catalogues import add_rule, change_rule, open_rules
from administration.item_forms import ItemLawGroupForm, ItemRuleForm, ItemUnitForm, OneAtATime
from administration.standing import of_item_kinds
from campaigns.models import ItemKind, ItemLawGroup, ItemRule, ItemUnit


class ItemUnitInline(AuditedInline):
    model = ItemUnit
    add_words = gettext_lazy("Thêm đơn vị tính")
    form = ItemUnitForm
    fields = ["name_vi", "name_en", "decimals", "order"]


class ItemLawGroupInline(AuditedInline):
    model = ItemLawGroup
    add_words = gettext_lazy("Xếp vào nhóm")
    form = ItemLawGroupForm
    formset = OneAtATime
    fields = ["law_group", "valid_from", "valid_to"]
    ordering = ["valid_from"]


@admin.register(ItemKind)
class ItemKindAdmin(CatalogueAdmin):
    inlines = [ItemUnitInline, ItemLawGroupInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(**of_item_kinds(timezone.localdate()))

    def lacks(self, obj: Any) -> list[str]:
        if not obj.counted:
            return [_("chưa có đơn vị tính")]
        return [] if obj.ruled else [_("chưa có quy tắc tính đang hiệu lực")]

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        if formset.model is ItemUnit:
            for unit in formset.new_objects:
                open_rules(by=person(request), unit=unit)


@admin.register(ItemRule)
class ItemRuleAdmin(NameSearchAdmin):
    form = ItemRuleForm
    search_fields = ["item_unit__item_kind__name_vi", "item_unit__name_vi"]
    ordering = ["item_unit__item_kind__order", "item_unit__order", "mode", "valid_from"]
    list_display = ["item_unit", "mode", "indicator", "valid_from", "valid_to"]
    list_filter = [ValidityFilter, "mode"]
    list_select_related = ["item_unit__item_kind", "indicator"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["item_unit", "mode", "indicator", "valid_from", "valid_to"]
        return [*names, "detail"] if obj else names

    def get_readonly_fields(self, request: HttpRequest, obj: ItemRule | None = None) -> Any:
        if obj is None:
            return ()
        used = ("indicator", "valid_from") if obj.lines.exists() else ()
        return ("item_unit", "mode", *used, "detail")

    def write(self, request: HttpRequest, obj: ItemRule, form: Any) -> None:
        write = add_rule if obj._state.adding else change_rule
        write(by=person(request), rule=obj)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "item_unit":
            kwargs["queryset"] = ItemUnit.objects.select_related("item_kind")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
