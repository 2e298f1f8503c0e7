"""Catalogues of the forms. A row that has figures of its own brings its indicator."""

from typing import Any

from django.contrib import admin
from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from administration.admin.base import person
from administration.admin.filters import ValidityFilter
from administration.admin.search import NameSearchAdmin
from administration.catalogues import add_counted, free_key, rename_counted
from administration.standing import of_law_groups
from campaigns.models import (
    Audience,
    ForceKind,
    GiftKind,
    LawGroup,
    LinkedMovement,
    PartnerOrg,
    SessionForm,
    Topic,
)
from rollups.actions import LAST_ORDER


@admin.register(Audience, LinkedMovement, PartnerOrg)
class CatalogueAdmin(NameSearchAdmin):
    """The key is made once, from the English name: addresses and totals hang on it."""

    search_fields = ["name_vi", "name_en"]
    list_display = ["name_vi", "standing", "rank", "valid_from", "valid_to", "name_en"]
    list_filter = [ValidityFilter]
    ordering = ["order", "key"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["name_vi", "name_en", "order", "valid_from", "valid_to"]
        return [*names, "key"] if obj else names

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("key", "valid_from") if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Who adds a row has to name it and no more: it begins with the year and comes last."""
        last = self.model._default_manager.aggregate(order=Max("order"))["order"] or 0
        begins = timezone.localdate().replace(month=1, day=1)
        usual: dict[str, Any] = {"valid_from": begins, "order": min(last + 10, LAST_ORDER)}
        return usual | super().get_changeform_initial_data(request)

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        obj.key = obj.key or free_key(self.model, obj.name_en)
        obj.save()


@admin.register(LawGroup)
class LawGroupAdmin(CatalogueAdmin):
    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(**of_law_groups(timezone.localdate()))

    def lacks(self, obj: Any) -> list[str]:
        return [] if obj.filled else [_("chưa có loại vũ khí nào xếp vào nhóm")]


@admin.register(ForceKind, GiftKind, SessionForm, Topic)
class CountedCatalogueAdmin(CatalogueAdmin):
    list_select_related = ["indicator"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_fields(request, obj), *(["indicator"] if obj else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*super().get_readonly_fields(request, obj), *(["indicator"] if obj else []))

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        if obj._state.adding:
            add_counted(by=person(request), row=obj)
        else:
            rename_counted(by=person(request), row=obj)
