"""Đôn đốc: who owes a report, in the nation, a province, a district or an area."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import places
from dashboards.conditional import unless_unchanged
from dashboards.reminders import answers


@login_required
@require_safe
@unless_unchanged
def nation_silent(request: SignedInRequest) -> HttpResponseBase:
    return answers.silent_provinces(request, places.nation(request.user))


@login_required
@require_safe
@unless_unchanged
def nation_silent_table(request: SignedInRequest) -> HttpResponseBase:
    return answers.silent_provinces_table(request, places.nation(request.user))


@login_required
@require_safe
@unless_unchanged
def unit_silent(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.silent(request, places.unit(request.user, unit))


@login_required
@require_safe
@unless_unchanged
def unit_silent_table(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.silent_table(request, places.unit(request.user, unit))


@login_required
@require_safe
@never_cache
def unit_silent_calls(request: SignedInRequest, unit: str) -> HttpResponseBase:
    return answers.silent_calls(request, places.unit(request.user, unit))


@login_required
@require_safe
@unless_unchanged
def area_silent(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.silent(request, places.area(request.user, area))


@login_required
@require_safe
@unless_unchanged
def area_silent_table(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.silent_table(request, places.area(request.user, area))


@login_required
@require_safe
@never_cache
def area_silent_calls(request: SignedInRequest, area: str) -> HttpResponseBase:
    return answers.silent_calls(request, places.area(request.user, area))
