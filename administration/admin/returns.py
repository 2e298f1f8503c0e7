"""Forms of returns without code: what is asked for, of whom, how often."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.admin.base import AuditedInline, person
from administration.admin.defined import DefinedAdmin
from administration.asked import settle_form
from administration.return_forms import add_line, define_form
from administration.return_rows import LineForm, LineFormSet, ReturnFormForm
from communes.models import valid_on
from returns.models import ReturnForm, ReturnLine


class LineInline(AuditedInline):
    model = ReturnLine
    add_words = gettext_lazy("Thêm số liệu")
    classes = ["cards"]
    form = LineForm
    formset = LineFormSet
    fields = ["figure", "name_vi", "name_en", "unit_vi", "unit_en", "qualified", "order", "valid_from", "valid_to"]


@admin.register(ReturnForm)
class ReturnFormAdmin(DefinedAdmin):
    """What returns hang on is chosen once: how often, of whom, the figures. Numbers are rows below."""

    add_words = gettext_lazy("Thêm mẫu báo cáo")
    owner = "form"
    rows = ("lines",)
    form = ReturnFormForm
    inlines = [LineInline]
    list_display = ["name_vi", "standing", "scope", "every", "rank", "valid_from", "valid_to"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        names = ["name_vi", "name_en", "province", "every", "order", "valid_from", "valid_to"]
        return [*names, "key", "presence"] if obj else [*names, "group"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("key", "valid_from", "province", "every", "presence") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [] if obj is not None and obj.about_log else self.inlines

    def get_queryset(self, request: HttpRequest) -> Any:
        asked = ReturnLine.objects.filter(valid_on(timezone.localdate()), form=OuterRef("pk"))
        return super().get_queryset(request).annotate(asks=Exists(asked))

    def lacks(self, obj: Any) -> list[str]:
        return [] if obj.asks or obj.about_log else [_("chưa hỏi số nào")]

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        if obj._state.adding:
            define_form(by=person(request), row=obj, group=form.cleaned_data["group"])
        else:
            obj.save()

    def write_line(self, request: HttpRequest, obj: Any) -> None:
        if obj._state.adding:
            add_line(by=person(request), row=obj, figure=obj.typed.counting(obj.form.presence.group))
        else:
            obj.save()

    def settle(self, request: HttpRequest, obj: Any) -> None:
        settle_form(by=person(request), form=obj)
