"""What every class of the admin site shares: scope, an audit row for each object written, nothing deleted."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from accounts.models import User
from administration.forms import AuditedForm
from audit.actions import content, record_audit
from communes.models import Unit


def person(request: HttpRequest) -> User:
    """Who is signed in: the admin site lets in nobody else."""
    return cast(User, request.user)


class Guarded:
    """Rows with a history stay: what ends gets a last day. What is out of reach is not there."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def _get_obj_does_not_exist_redirect(self, *args: Any) -> HttpResponseRedirect:
        # Stock Django goes back to the index and says so: a stranger gets 404.
        raise Http404


class OwnWidgets:
    """Choices without the icons that open other objects in a window of their own."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
        return field


if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline


# Stock rows have fields without labels and heads without words.
INLINE = "administration/tabular.html"


class AuditedInline(Guarded, OwnWidgets, TabularInline):
    form = AuditedForm
    template = INLINE
    extra = 0
    can_delete = False


class AuditedAdmin(Guarded, OwnWidgets, ModelAdmin):
    form = AuditedForm
    actions = None
    view_on_site = False
    list_per_page = 50
    show_full_result_count = False

    def scoped(self, rows: Any, user: User) -> Any:
        """The rows that `user` may see here, for lists, choices and addresses alike."""
        return rows

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        """Store the object: by the action of its room where there is one."""
        obj.save()

    def unit_of(self, obj: Any) -> Unit | None:
        """The unit that the audit row belongs to; none for catalogues."""
        return None

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.scoped(super().get_queryset(request), person(request))

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and not form.has_changed():
            return
        before = self.stored(obj) if change else None
        self.write(request, obj, form)
        if not self.get_queryset(request).filter(pk=obj.pk).exists():
            raise PermissionDenied
        self.audit(request, obj, before)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for obj in formset.save(commit=False):
            before = self.stored(obj) if obj.pk else None
            obj.save()
            self.audit(request, obj, before)

    def stored(self, obj: models.Model) -> dict[str, Any]:
        """What the database holds of an object that is about to be written, locked until it is."""
        return content(type(obj)._base_manager.select_for_update().get(pk=obj.pk))

    def audit(self, request: HttpRequest, obj: models.Model, before: dict[str, Any] | None) -> None:
        """Leave the row of an object that was added (nothing before) or changed."""
        verb = "add" if before is None else "change"
        self.audit_action(request, f"{verb}_{obj._meta.model_name}", obj, before, content(obj))

    def audit_action(
        self,
        request: HttpRequest,
        action: str,
        obj: models.Model,
        before: dict[str, Any] | None = None,
        after: dict[str, Any] | None = None,
    ) -> None:
        unit = self.unit_of(obj)
        record_audit(by=person(request), action=action, obj=obj, unit=unit, before=before, after=after)

    def confirm(self, request: HttpRequest, obj: models.Model, title: Any, question: str) -> HttpResponse:
        """Ask before something that a button does at once."""
        context = self.admin_site.each_context(request)
        context |= {"title": title, "question": question, "opts": self.opts, "original": obj}
        return TemplateResponse(request, "administration/confirm.html", context)
