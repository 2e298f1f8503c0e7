"""Stations, and the areas into which a province groups its communes."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from administration.admin.base import AuditedInline, person
from administration.admin.filters import ProvinceFilter, TodayFilter
from administration.admin.search import KeySearchAdmin, NameSearchAdmin
from administration.fields import UnitField, search
from administration.place_forms import (
    AreaMembershipForm,
    AreaMembershipFormSet,
    NewAreaForm,
    StationForm,
    commune_choices,
    open_communes,
)
from administration.standing import of_areas
from audit.actions import content
from communes.actions import enter_area, save_area
from communes.models import Area, AreaMembership, Level, Station, Unit, area_label
from stations.places import save_station


class UnitProvinceFilter(ProvinceFilter):
    path = "unit__province"


@admin.register(Station)
class StationAdmin(KeySearchAdmin):
    form = StationForm
    search_fields = ["unit__search_key", "unit__code"]
    ordering = ["unit__sort_key", "valid_from"]
    list_display = ["__str__", "unit_code", "province_name", "valid_from", "valid_to"]
    list_filter = [TodayFilter, UnitProvinceFilter]
    list_select_related = ["unit__province"]

    def scoped(self, rows: Any, user: User) -> Any:
        return rows.filter(unit__in=Unit.objects.administered_by(user))

    def unit_of(self, obj: Station) -> Unit:
        return obj.unit

    def write(self, request: HttpRequest, obj: Station, form: Any) -> None:
        save_station(by=person(request), station=obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Station | None = None) -> Any:
        return ("unit", "valid_from") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "unit":
            kwargs["queryset"] = Unit.objects.administered_by(person(request)).filter(leaf=True)
            kwargs |= {"form_class": UnitField, "widget": search(Station, "unit")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description=_("mã"), ordering="unit__code")
    def unit_code(self, obj: Station) -> str:
        return obj.unit.code

    @admin.display(description=_("tỉnh"), ordering="unit__province__sort_key")
    def province_name(self, obj: Station) -> str:
        return str(obj.unit.province)


class AreaMembershipInline(AuditedInline):
    model = AreaMembership
    add_words = _("Thêm xã, phường")
    form = AreaMembershipForm
    formset = AreaMembershipFormSet
    fields = ["unit", "valid_from", "valid_to"]
    ordering = ["unit__sort_key", "valid_from"]
    verbose_name = _("xã, phường")
    verbose_name_plural = _("Các xã, phường trong khu vực")

    def get_formset(self, request: HttpRequest, obj: Area | None = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        communes = open_communes(obj.province) if obj else Unit.objects.none()
        formset.form.communes = communes
        formset.form.choices = [("", "---------"), *commune_choices(communes)]
        return formset


@admin.register(Area)
class AreaAdmin(NameSearchAdmin):
    search_fields = ["name", "source"]
    fields: ClassVar[Any] = ["province", "name", "valid_from", "valid_to"]
    list_display = ["__str__", "standing", "province", "valid_from", "valid_to"]
    list_filter = [TodayFilter, ProvinceFilter]
    list_select_related = ["province"]

    class Media:
        js = [forms.Script("js/area_province.js", type="module")]

    def scoped(self, rows: Any, user: User) -> Any:
        return rows.filter(user.area_condition("administer")) | rows.filter(user.area_condition("accounts"))

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(**of_areas(timezone.localdate()))

    def name_of(self, *values: Any) -> str:
        name, source = values
        return area_label(name, source)

    def lacks(self, obj: Any) -> list[str]:
        return [] if obj.filled else [gettext("chưa có xã, phường nào")]

    def unit_of(self, obj: Any) -> Unit:
        return obj.province if isinstance(obj, Area) else obj.unit

    def has_change_permission(self, request: HttpRequest, obj: Area | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        # The list also shows areas for which one keeps accounts alone.
        return may and (obj is None or Area.objects.administered_by(person(request)).filter(pk=obj.pk).exists())

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        entered = [one.unit_id for one in formset.new_objects]
        if open_communes(form.instance.province).filter(pk__in=entered).count() != len(set(entered)):
            raise PermissionDenied

    def write_line(self, request: HttpRequest, obj: AreaMembership) -> None:
        if obj.pk:
            obj.save()
            return
        left = enter_area(obj)
        if left is not None:
            self.audit(request, left, content(left) | {"valid_to": None})
            words = gettext("%(unit)s: ở %(old)s đến hết ngày %(last)s, chuyển sang %(new)s từ ngày %(first)s.")
            days = {"last": f"{left.valid_to:%d/%m/%Y}", "first": f"{obj.valid_from:%d/%m/%Y}"}
            self.message_user(request, words % {"unit": obj.unit, "old": left.area, "new": obj.area, **days})

    def write(self, request: HttpRequest, obj: Area, form: Any) -> None:
        save_area(obj)

    def save_model(self, request: HttpRequest, obj: Area, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for unit in Unit.objects.filter(pk__in=form.cleaned_data.get("communes", ())):
            line = AreaMembership(area=obj, unit=unit, valid_from=obj.valid_from, valid_to=obj.valid_to)
            self.write_line(request, line)
            self.audit(request, line, None)

    def response_post_save_add(self, request: HttpRequest, obj: Area) -> HttpResponseRedirect:
        """Go on to its communes where none was chosen: without one the area is of no use."""
        if obj.memberships.exists():
            return HttpResponseRedirect(reverse("admin:communes_area_changelist"))
        return HttpResponseRedirect(reverse("admin:communes_area_change", args=[obj.pk]))

    def get_inlines(self, request: HttpRequest, obj: Area | None = None) -> Any:
        return [AreaMembershipInline] if obj else []

    def get_fields(self, request: HttpRequest, obj: Area | None = None) -> Any:
        return self.fields if obj else [*self.fields, "communes"]

    def get_readonly_fields(self, request: HttpRequest, obj: Area | None = None) -> Any:
        return ("province", "valid_from") if obj else ()

    def get_form(self, request: HttpRequest, obj: Area | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = NewAreaForm
        form: Any = super().get_form(request, obj, change, **kwargs)
        if obj and obj.source_id and "name" in form.base_fields:
            words = _("Các trang ghi là “%(name)s”. Đổi tên thì khu vực không còn mang tên huyện cũ.")
            form.base_fields["name"].help_text = words % {"name": obj}
        return form

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "province":
            provinces = Unit.objects.administered_by(person(request))
            kwargs["queryset"] = provinces.filter(level=Level.PROVINCE, valid_to__isnull=True)
            if kwargs["queryset"].count() == 1:
                kwargs |= {"initial": kwargs["queryset"].get(), "empty_label": None}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
