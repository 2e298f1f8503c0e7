"""The first page of an officer and of a station head."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from communes.models import Unit
from stations.selectors import station_home


@login_required
@require_safe
def home(request: SignedInRequest, unit: str) -> HttpResponse:
    station = get_object_or_404(Unit.objects.read_by(request.user).filter(leaf=True), slug=unit)
    page = station_home(user=request.user, unit=station, today=timezone.localdate())
    return render(request, "stations/home.html", {"page": page})
