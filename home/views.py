"""The first page of an officer and of a station head."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from communes.models import Unit
from home.selectors import read_home


@login_required
@require_safe
def station_home(request: SignedInRequest, unit: str) -> HttpResponse:
    stations = Unit.objects.read_by(request.user).filter(leaf=True).select_related("heir")
    station = get_object_or_404(stations, slug=unit)
    page = read_home(user=request.user, unit=station, today=timezone.localdate())
    return render(request, "home/station_home.html", {"page": page})
