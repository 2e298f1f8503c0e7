"""The audit trail, to read: auditors alone see it, nobody writes it here."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from administration.admin.base import Guarded, ModelAdmin, person
from administration.trail import differences, roles, wording
from audit.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(Guarded, ModelAdmin):
    actions = None
    list_per_page = 50
    show_full_result_count = False
    list_display = ["at", "who", "what", "unit", "channel"]
    list_display_links = ["at", "what"]
    list_filter = ["channel"]
    list_select_related = ["unit"]
    search_fields = ["actor_name__iexact", "object_id__exact"]
    date_hierarchy = "at"
    fields = [
        "at",
        "who",
        "held",
        "what",
        "object_id",
        "unit",
        "reason",
        "difference",
        "channel",
        "ip",
        "operation",
    ]

    def get_queryset(self, request: HttpRequest) -> Any:
        return AuditEntry.objects.read_by(person(request)).select_related("unit")

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

    @admin.display(description=_("thay đổi"))
    def difference(self, obj: AuditEntry) -> str:
        return render_to_string("administration/difference.html", {"rows": differences(obj)})
