"""An area of a province: communes of today by former district."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import answers, places
from dashboards.conditional import unless_unchanged


@login_required
@require_safe
@unless_unchanged
def area_dashboard(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.dashboard(request, places.area(request.user, area))


@login_required
@require_safe
@unless_unchanged
def area_table(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.dashboard_table(request, places.area(request.user, area))


@login_required
@require_safe
@unless_unchanged
def area_figure(request: SignedInRequest, area: str, key: str) -> HttpResponseBase:
    return answers.figure(request, places.area(request.user, area), key)


@login_required
@require_safe
@unless_unchanged
def area_figure_table(request: SignedInRequest, area: str, key: str) -> HttpResponseBase:
    return answers.figure_table(request, places.area(request.user, area), key)
