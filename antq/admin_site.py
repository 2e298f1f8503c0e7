"""The stock admin site under the project's name: one door for everybody, and nothing behind it for strangers."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from antq.admin_index import grouped, in_order

View = Callable[..., HttpResponseBase]


class Autocomplete(AutocompleteJsonView):
    """Choices in the words that tell units of one name apart."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": getattr(obj, "described", None) or str(obj)}


class AdminSite(admin.AdminSite):
    site_header = _("antq – Quản trị")
    site_title = _("antq – Quản trị")
    index_title = _("Quản trị")
    site_url = "/"
    index_template = "administration/index.html"
    app_index_template = "administration/app_index.html"
    enable_nav_sidebar = True
    empty_value_display = "–"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Leave out the view that finds the page of any object of any model, past every scope."""
        return [pattern for pattern in super().get_urls() if getattr(pattern, "name", "") != "view_on_site"]

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Answer like for a page that does not exist whoever may not see one that does."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            # The stock filters take their values to the database, and PostgreSQL holds no NUL.
            if "%00" in request.META["QUERY_STRING"]:
                raise Http404
            try:
                return inner(request, *args, **kwargs)
            except PermissionDenied as problem:
                raise Http404 from problem

        return guarded

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send to the one sign-in page, where wrong passwords are counted."""
        wanted = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
            wanted = reverse("admin:index")
        if request.user.is_authenticated:
            return redirect(wanted)
        return redirect_to_login(wanted, resolve_url(settings.LOGIN_URL))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> Any:
        """Group by what an administrator does; the page of one app keeps its own models."""
        apps: list[Any] = super().get_app_list(request, app_label)
        return [in_order(app) for app in apps] if app_label else grouped(apps)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Lead to the check lists of the provinces that this person prepares."""
        from administration.golive import prepared_by  # models are not there yet when this module is read

        provinces = prepared_by(request.user)  # type: ignore[arg-type]
        return super().index(request, {"go_live": provinces, **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        return Autocomplete.as_view(admin_site=self)(request)  # type: ignore[return-value]

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("password_change")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("password_change_done")
