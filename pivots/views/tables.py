"""The own table of the nation, a unit or an area, as a page and as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import places
from dashboards.conditional import unless_unchanged
from pivots import answers


@login_required
@require_safe
@unless_unchanged
def nation_pivot(request: SignedInRequest) -> HttpResponseBase:
    return answers.show(request, places.nation(request.user))


@login_required
@require_safe
@unless_unchanged
def nation_pivot_table(request: SignedInRequest) -> HttpResponseBase:
    return answers.send(request, places.nation(request.user))


@login_required
@require_safe
@unless_unchanged
def unit_pivot(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.show(request, places.unit(request.user, unit))


@login_required
@require_safe
@unless_unchanged
def unit_pivot_table(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.send(request, places.unit(request.user, unit))


@login_required
@require_safe
@unless_unchanged
def area_pivot(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.show(request, places.area(request.user, area))


@login_required
@require_safe
@unless_unchanged
def area_pivot_table(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.send(request, places.area(request.user, area))
