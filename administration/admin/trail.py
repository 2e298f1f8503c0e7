"""The audit trail, to read: auditors alone see it, nobody writes it here."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from administration.admin.base import Guarded, ModelAdmin, person
from administration.trail import differences, roles, wording
from administration.trail_search import actions, object_types, of_action, search
from audit.models import AuditEntry


class ActionFilter(admin.SimpleListFilter):
    title = _("việc")
    parameter_name = "did"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return actions()

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(of_action(self.value() or ""))


class ObjectFilter(admin.SimpleListFilter):
    title = _("đối tượng")
    parameter_name = "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return object_types()

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(object_type=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(Guarded, ModelAdmin):
    actions = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    change_form_template = "administration/trail_form.html"
    list_display = ["at", "who", "what", "named", "unit"]
    list_display_links = ["at", "what"]
    list_filter = [ActionFilter, ObjectFilter, "channel"]
    list_select_related = ["unit"]
    search_fields = ["search_key"]
    search_help_text = _("Mã phiếu (A7K9-2QXM), tên đối tượng, đơn vị hoặc người làm; không cần dấu.")
    date_hierarchy = "at"
    fields = ["at", "who", "held", "what", "named", "unit", "reason", "difference", "channel", "ip", "operation"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return AuditEntry.objects.read_by(person(request)).select_related("unit")

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        return search(queryset, search_term), False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("người làm"), ordering="actor_name")
    def who(self, obj: AuditEntry) -> str:
        return obj.actor_name or str(_("máy chủ"))

    @admin.display(description=_("vai trò"))
    def held(self, obj: AuditEntry) -> str:
        return roles(obj)

    @admin.display(description=_("việc"))
    def what(self, obj: AuditEntry) -> str:
        return wording(obj)

    @admin.display(description=_("đối tượng"))
    def named(self, obj: AuditEntry) -> str:
        return obj.title or obj.object_id or "–"

    @admin.display(description=_("thay đổi"))
    def difference(self, obj: AuditEntry) -> str:
        return render_to_string("administration/difference.html", {"rows": differences(obj)})
