"""The nation: for the ministry."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import answers, places
from dashboards.conditional import unless_unchanged


@login_required
@require_safe
@unless_unchanged
def nation(request: SignedInRequest) -> HttpResponseBase:
    return answers.dashboard(request, places.nation(request.user))


@login_required
@require_safe
@unless_unchanged
def nation_table(request: SignedInRequest) -> HttpResponseBase:
    return answers.dashboard_table(request, places.nation(request.user))


@login_required
@require_safe
@unless_unchanged
def nation_figure(request: SignedInRequest, key: str) -> HttpResponseBase:
    return answers.figure(request, places.nation(request.user), key)


@login_required
@require_safe
@unless_unchanged
def nation_figure_table(request: SignedInRequest, key: str) -> HttpResponseBase:
    return answers.figure_table(request, places.nation(request.user), key)
