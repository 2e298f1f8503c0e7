"""Types of models with their other names and what is counted of them, on one page."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.admin.base import AuditedInline, person
from administration.admin.catalogues import CatalogueAdmin
from administration.admin.filters import ValidityFilter
from administration.model_type_forms import AliasForm, MeasureForm, MeasureFormSet, ModelTypeForm
from administration.model_types import Unit, add_alias, add_measure, add_type
from audit.actions import content
from models_selfmgmt.actions import end_measure
from models_selfmgmt.models import ModelType, ModelTypeAlias, TypeMeasure

FIGURES = ("in_use_indicator", "new_indicator", "places_indicator")


class AliasInline(AuditedInline):
    model = ModelTypeAlias
    add_words = gettext_lazy("Thêm tên gọi")
    form = AliasForm
    fields = ["name"]


class MeasureInline(AuditedInline):
    model = TypeMeasure
    add_words = gettext_lazy("Thêm số liệu")
    classes = ["cards", "named"]
    form = MeasureForm
    formset = MeasureFormSet
    fields = list(MeasureForm.Meta.fields)
    ordering = ["order", "valid_from"]
    max_num = 40


@admin.register(ModelType)
class ModelTypeAdmin(CatalogueAdmin):
    class Media:
        css = {"all": ["css/admin_cards.css"]}

    form = ModelTypeForm
    list_display = ["name_vi", "standing", "group", "province", "self_management", "order"]
    list_filter = [ValidityFilter, "group", "active"]
    list_select_related = ["province"]
    search_fields = ["name_vi", "name_en", "aliases__name"]
    inlines = [AliasInline, MeasureInline]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = list(ModelTypeForm.Meta.fields)
        if obj is None:
            return names
        kept = [name for name in names if not name.startswith("counts_")]
        return [*kept, "key", *(name for name in FIGURES if getattr(obj, name) is not None)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("key", *FIGURES) if obj else ()

    def switched_off(self, obj: ModelType) -> str:
        return "" if obj.active else _("Tắt")

    def write(self, request: HttpRequest, obj: ModelType, form: Any) -> None:
        if obj._state.adding:
            said = form.cleaned_data
            add_type(by=person(request), kind=obj, counts_new=said["counts_new"], counts_places=said["counts_places"])
        else:
            obj.save()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """A new measure's figure needs its unit, which only the form knows."""
        units = {
            id(one.instance): Unit(one.cleaned_data.get("unit_vi", ""), one.cleaned_data.get("unit_en", ""))
            for one in formset.forms
            if formset.model is TypeMeasure and one.has_changed()
        }
        for obj in formset.save(commit=False):
            before = self.stored(obj) if obj.pk else None
            if isinstance(obj, ModelTypeAlias):
                add_alias(alias=obj)
            elif obj.pk is None:
                obj.valid_from = obj.valid_from or obj.type.valid_from
                add_measure(by=person(request), measure=obj, unit=units[id(obj)])
            elif before and before["valid_to"] != content(obj)["valid_to"]:
                end_measure(by=person(request), measure=obj)
            else:
                obj.save()
            self.audit(request, obj, before)
