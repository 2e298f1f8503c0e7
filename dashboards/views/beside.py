"""A place beside itself before, beside others, and beside the average of those like it."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import places
from dashboards.beside import answers
from dashboards.beside.asking import open_place, open_unit
from dashboards.conditional import unless_unchanged


@login_required
@require_safe
@unless_unchanged
def nation_beside(request: SignedInRequest) -> HttpResponseBase:
    return answers.beside(request, open_place(places.nation(request.user), request.GET))


@login_required
@require_safe
@unless_unchanged
def nation_beside_table(request: SignedInRequest) -> HttpResponseBase:
    return answers.beside_table(request, open_place(places.nation(request.user), request.GET))


@login_required
@require_safe
@unless_unchanged
def unit_beside(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.beside(request, open_unit(request.user, unit, request.GET))


@login_required
@require_safe
@unless_unchanged
def unit_beside_table(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.beside_table(request, open_unit(request.user, unit, request.GET))


@login_required
@require_safe
@unless_unchanged
def area_beside(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.beside(request, open_place(places.area(request.user, area), request.GET))


@login_required
@require_safe
@unless_unchanged
def area_beside_table(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.beside_table(request, open_place(places.area(request.user, area), request.GET))
