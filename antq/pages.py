"""Pages of the whole house: the way home, and health."""

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from antq.navigation import home_address


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say 200 when the program runs and its database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_required
@require_safe
def home(request: SignedInRequest) -> HttpResponse:
    """Send everybody to the page that their role opens first."""
    address = home_address(request.user)
    return redirect(address) if address else render(request, "no_grant.html")


urlpatterns = [
    path("", home, name="home"),
    path("healthz", healthz, name="healthz"),
]
