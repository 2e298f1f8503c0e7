"""Accounts and their dated grants, for administrators and account managers."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.actions import check_keeps, give_grant, open_account, renew_password, revoke_grant, set_grant_end
from accounts.models import Grant, Role, User
from administration.account_forms import AccountForm, GrantForm, PersonForm
from administration.admin.base import INLINE, Guarded, TabularInline, person
from administration.admin.filters import ValidityFilter
from administration.admin.search import NameSearchAdmin
from administration.belonging import place_of, unit_of_account
from administration.fields import AreaField, UnitField, UserField, search
from audit.actions import content
from communes.models import Unit, area_label

if admin.site.is_registered(Group):
    admin.site.unregister(Group)  # roles are grants


class RoleFilter(admin.SimpleListFilter):
    """Accounts that hold a role today."""

    title = _("vai trò")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return Role.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if not self.value():
            return queryset
        held = Grant.objects.live_on(timezone.localdate()).filter(role=self.value())
        return queryset.filter(pk__in=held.values("user"))


class LiveFilter(ValidityFilter):
    """A revoked grant has ended, whatever its last day says."""

    def conditions(self) -> dict[str, Q]:
        revoked = Q(revoked_at__isnull=False)
        stock = super().conditions()
        return {"now": stock["now"] & ~revoked, "past": stock["past"] | revoked, "later": stock["later"] & ~revoked}


class GrantInline(Guarded, TabularInline):
    """What the account has been given, to read; giving and ending have pages of their own."""

    model = Grant
    template = INLINE
    fk_name = "user"
    fields = readonly_fields = ("given", "time", "granted_by")
    ordering = ["-valid_from"]
    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("quyền"))
    def given(self, obj: Grant) -> str:
        return str(obj)

    @admin.display(description=_("thời gian"))
    def time(self, obj: Grant) -> str:
        """From when until when, and by what it ended."""
        words = gettext("từ %(first)s") % {"first": f"{obj.valid_from:%d/%m/%Y}"}
        if obj.revoked_at is not None:
            moment = timezone.localtime(obj.revoked_at)
            return f"{words}, " + gettext("đã thu hồi lúc %(moment)s") % {"moment": f"{moment:%H:%M %d/%m/%Y}"}
        if obj.valid_to is None:
            return words
        return f"{words} " + gettext("đến hết %(last)s") % {"last": f"{obj.valid_to:%d/%m/%Y}"}


@admin.register(User)
class UserAdmin(NameSearchAdmin):
    form = PersonForm
    search_fields = ["username", "name", "grants__unit__name"]
    ordering = ["username"]
    list_display = ["username", "name", "standing", "roles_now", "last_login"]
    list_filter = ["is_active", RoleFilter]
    change_form_template = "administration/user_form.html"

    def scoped(self, rows: Any, user: User) -> Any:
        return rows.managed_by(user)

    def get_queryset(self, request: HttpRequest) -> Any:
        now = Grant.objects.live_on(timezone.localdate()).select_related("unit", "area")
        return super().get_queryset(request).prefetch_related(Prefetch("grants", now, to_attr="grants_now"))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        # Filters in the address would tell a password's hash a letter at a time.
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        own = obj is not None and obj.pk == person(request).pk
        return super().has_change_permission(request, obj) and not own

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **({"form": AccountForm} if obj is None else {}) | kwargs)
        form.by = person(request)
        return form

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return ["username", "name", "role", "unit", "area", "valid_from", "valid_to"]
        return ["username", "name", "is_active", "last_login", "created_at"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return ("username", "last_login", "created_at") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: User | None = None) -> Any:
        return [GrantInline] if obj else []

    def write(self, request: HttpRequest, obj: User, form: Any) -> None:
        by = person(request)
        if not obj._state.adding:
            check_keeps(by=by, user=obj)
            obj.save(update_fields=["name", "is_active"])
            return
        request.one_time_password = open_account(by=by, user=obj)  # type: ignore[attr-defined]
        grant = give_grant(by=by, grant=form.grant())
        self.audit(request, grant, None)

    def unit_of(self, obj: Any) -> Unit | None:
        return place_of(obj) if isinstance(obj, Grant) else unit_of_account(obj)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """One button: of a new account the password is shown next, whatever one wants to do then."""
        alone = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context | alone, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        return self.password_page(request, obj, request.one_time_password)  # type: ignore[attr-defined]

    def password_page(self, request: HttpRequest, obj: User, password: str) -> HttpResponse:
        """Show a one-time password, once: it is stored nowhere that could show it again."""
        context = self.admin_site.each_context(request) | {
            "title": _("Mật khẩu dùng một lần"),
            "opts": self.opts,
            "account": obj,
            "password": password,
        }
        return TemplateResponse(request, "administration/one_time_password.html", context)

    def get_urls(self) -> Any:
        own = path(
            "<int:pk>/new-password/", self.admin_site.admin_view(self.new_password), name="accounts_user_new_password"
        )
        return [own, *super().get_urls()]

    def new_password(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = get_object_or_404(self.get_queryset(request), pk=pk)
        check_keeps(by=person(request), user=user)
        if request.method == "POST":
            with transaction.atomic():
                password = renew_password(by=person(request), user=user)
                self.audit_action(request, "renew_password", user)
            return self.password_page(request, user, password)
        question = _(
            "Cấp mật khẩu mới cho %(name)s (%(username)s)? Mật khẩu cũ hết tác dụng và người này bị đăng xuất."
        )
        words = {"name": user.name, "username": user.username}
        return self.confirm(request, user, _("Cấp lại mật khẩu"), question % words)

    def lacks(self, obj: Any) -> list[str]:
        return [] if obj.grants_now else [gettext("chưa có vai trò đang hiệu lực")]

    def switched_off(self, obj: Any) -> str:
        return "" if obj.is_active else gettext("Đã khóa")

    @admin.display(description=_("quyền hiện có"))
    def roles_now(self, obj: Any) -> str:
        return "; ".join(str(grant) for grant in obj.grants_now) or "–"


@admin.register(Grant)
class GrantAdmin(NameSearchAdmin):
    add_words = _("Giao quyền")
    form = GrantForm
    search_fields = ["user__username", "user__name", "unit__name", "area__name", "area__source"]
    ordering = ["-valid_from", "-pk"]
    fields = ["user", "role", "unit", "area", "valid_from", "valid_to"]
    list_display = ["holder", "role", "place", "valid_from", "valid_to", "revoked_at", "granted_by"]
    list_filter = [LiveFilter, "role"]
    list_select_related = ["user", "unit__province", "area__province", "granted_by"]
    change_form_template = "administration/grant_form.html"

    def scoped(self, rows: Any, user: User) -> Any:
        return rows.managed_by(user)

    def name_of(self, *values: Any) -> str:
        *names, area, source = values
        return super().name_of(*names, area_label(area or "", source))

    def unit_of(self, obj: Grant) -> Unit | None:
        return place_of(obj)

    def has_change_permission(self, request: HttpRequest, obj: Grant | None = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or (obj.revoked_at is None and obj.user_id != person(request).pk))

    def get_form(self, request: HttpRequest, obj: Grant | None = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.by = person(request)
        return form

    def get_fields(self, request: HttpRequest, obj: Grant | None = None) -> Any:
        return [*(self.fields or []), *(["revoked_at", "granted_by"] if obj else [])]

    def get_readonly_fields(self, request: HttpRequest, obj: Grant | None = None) -> Any:
        return ("user", "role", "unit", "area", "valid_from", "revoked_at", "granted_by") if obj else ()

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        fields = {"unit": UnitField, "user": UserField}
        if db_field.name in fields:
            kwargs |= {"form_class": fields[db_field.name], "widget": search(Grant, db_field.name)}
        if db_field.name == "area":
            kwargs["form_class"] = AreaField
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def write(self, request: HttpRequest, obj: Grant, form: Any) -> None:
        if obj._state.adding:
            give_grant(by=person(request), grant=obj)
        else:
            set_grant_end(by=person(request), grant=obj, valid_to=obj.valid_to)

    def response_post_save_add(self, request: HttpRequest, obj: Grant) -> HttpResponseRedirect:
        """Back to the account: it lists what it has been given."""
        return HttpResponseRedirect(reverse("admin:accounts_user_change", args=[obj.user_id]))

    response_post_save_change = response_post_save_add

    def get_urls(self) -> Any:
        own = path("<int:pk>/revoke/", self.admin_site.admin_view(self.revoke), name="accounts_grant_revoke")
        return [own, *super().get_urls()]

    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        grant = get_object_or_404(self.get_queryset(request).filter(revoked_at__isnull=True), pk=pk)
        check_keeps(by=person(request), user=grant.user)
        if request.method == "POST":
            with transaction.atomic():
                before = self.stored(grant)
                revoke_grant(by=person(request), grant=grant)
                self.audit_action(request, "revoke_grant", grant, before, content(grant))
            self.message_user(request, _("Đã thu hồi quyền."))
            return redirect(reverse("admin:accounts_user_change", args=[grant.user_id]))
        question = _("Thu hồi ngay quyền “%(grant)s” của %(name)s? Quyền hết tác dụng từ lần mở trang kế tiếp.")
        return self.confirm(request, grant, _("Thu hồi quyền"), question % {"grant": grant, "name": grant.user.name})

    @admin.display(description=_("người được giao"), ordering="user__username")
    def holder(self, obj: Grant) -> str:
        return f"{obj.user.name} ({obj.user.username})"

    @admin.display(description=_("phạm vi"), ordering="unit__sort_key")
    def place(self, obj: Grant) -> str:
        if obj.area is not None:
            return f"{obj.area}, {obj.area.province}"
        return obj.unit.described if obj.unit else str(_("Toàn quốc"))
