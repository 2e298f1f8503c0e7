"""The accounts of a station: its head gives an officer who forgot the password a new one."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.actions import renew_password
from accounts.http import SignedInRequest
from accounts.models import Grant, User, UserQuerySet
from audit.actions import record_audit
from communes.models import Unit


def own_station(request: SignedInRequest, slug: str) -> Unit:
    """A station of today whose accounts the person keeps, or 404."""
    kept = Unit.objects.managed_by(request.user).filter(leaf=True, valid_to__isnull=True)
    station: Unit = get_object_or_404(kept, slug=slug)
    return station


def people(by: User, station: Unit) -> UserQuerySet:
    """Those who work at the station and whose accounts `by` keeps; never the own one."""
    here = Grant.objects.live_on(timezone.localdate()).filter(unit=station)
    kept = User.objects.managed_by(by).filter(pk__in=here.values("user"), is_active=True)
    return kept.exclude(pk=by.pk).order_by("name")


@login_required
@require_safe
def station_accounts(request: SignedInRequest, unit: str) -> HttpResponse:
    station = own_station(request, unit)
    return render(request, "stations/accounts.html", {"unit": station, "people": people(request.user, station)})


@login_required
@require_POST
@never_cache
def station_new_password(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    """Show the new password on the answer itself, once: no other page can."""
    station = own_station(request, unit)
    account = get_object_or_404(people(request.user, station), pk=pk)
    with transaction.atomic():
        password = renew_password(by=request.user, user=account)
        record_audit(by=request.user, action="renew_password", obj=account, unit=station)
    page = {"unit": station, "account": account, "password": password}
    return render(request, "stations/new_password.html", page)
