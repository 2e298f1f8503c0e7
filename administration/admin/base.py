"""What every class of the admin site shares: scope, an audit row for each object written, nothing deleted."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from administration.forms import AuditedForm
from administration.standing import Words, standing
from audit.actions import content, record_audit
from communes.models import Unit
from rollups.models import SCALE
from rollups.numbers import grouped


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
    add_words: Words = gettext_lazy("Thêm dòng")
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
    show_facets = admin.ShowFacets.NEVER
    # What the button of the list and the page behind it say; none: made of the model's name.
    add_words: Words = ""
    # How the list begins to say what a row lacks.
    unready = gettext_lazy("Chưa dùng được")

    def scoped(self, rows: Any, user: User) -> Any:
        """The rows that `user` may see here, for lists, choices and addresses alike."""
        return rows

    def write(self, request: HttpRequest, obj: Any, form: Any) -> None:
        """Store the object: by the action of its room where there is one."""
        obj.save()

    def unit_of(self, obj: Any) -> Unit | None:
        """The unit that the audit row belongs to; none for catalogues."""
        return None

    @property
    def adding(self) -> str:
        return str(self.add_words or _("Thêm %(name)s") % {"name": self.opts.verbose_name})

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        return super().add_view(request, form_url, {"title": self.adding, **(extra_context or {})})

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
            self.write_line(request, obj)
            self.audit(request, obj, before)

    def write_line(self, request: HttpRequest, obj: Any) -> None:
        """Store a line that belongs to the object."""
        obj.save()

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        self.tell_lacking(request, obj)
        return response

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        response = super().response_change(request, obj)
        self.tell_lacking(request, obj)
        return response

    def lacks(self, obj: Any) -> list[str]:
        """What a row of the list still lacks before officers meet it, in words."""
        return []

    def switched_off(self, obj: Any) -> str:
        """The word for a row that somebody has put out of use; none for the others."""
        return ""

    def tell_lacking(self, request: HttpRequest, obj: Any) -> None:
        """Say after saving what is missing: else the row seems to have vanished."""
        if lacking := self.lacks(self.get_queryset(request).get(pk=obj.pk)):
            words = _("Đã lưu “%(name)s”. %(standing)s.")
            said = standing(obj, lacking, self.unready, timezone.localdate())
            self.message_user(request, words % {"name": obj, "standing": said}, messages.WARNING)

    @admin.display(description=gettext_lazy("tình trạng"))
    def standing(self, obj: Any) -> str:
        off = self.switched_off(obj)
        lacking = [] if off else self.lacks(obj)
        words = off or standing(obj, lacking, self.unready, timezone.localdate())
        return render_to_string("administration/standing.html", {"words": words, "lacking": lacking})

    @admin.display(description=gettext_lazy("thứ tự"), ordering="order")
    def rank(self, obj: Any) -> str:
        return grouped(obj.order * SCALE)

    def stored(self, obj: models.Model) -> dict[str, Any]:
        """What the database holds of an object that is about to be written, locked until it is."""
        return content(type(obj)._base_manager.select_for_update(no_key=True).get(pk=obj.pk))

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
