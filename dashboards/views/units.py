"""A province, district or commune, of today or before."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import answers, places
from dashboards.conditional import unless_unchanged


@login_required
@require_safe
@unless_unchanged
def unit_dashboard(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.dashboard(request, places.unit(request.user, unit))


@login_required
@require_safe
@unless_unchanged
def unit_table(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.dashboard_table(request, places.unit(request.user, unit))


@login_required
@require_safe
@unless_unchanged
def unit_figure(request: SignedInRequest, unit: str, key: str) -> HttpResponseBase:
    return answers.figure(request, places.unit(request.user, unit), key)


@login_required
@require_safe
@unless_unchanged
def unit_figure_table(request: SignedInRequest, unit: str, key: str) -> HttpResponseBase:
    return answers.figure_table(request, places.unit(request.user, unit), key)
