"""The numbers of the nation, a unit or an area, and of one figure there."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards import answers
from dashboards.conditional import unless_unchanged
from dashboards.kinds import Kind


@login_required
@require_safe
@unless_unchanged
def dashboard(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    return answers.dashboard(request, kind.open(request.user, slug))


@login_required
@require_safe
@unless_unchanged
def dashboard_table(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    return answers.dashboard_table(request, kind.open(request.user, slug))


@login_required
@require_safe
@unless_unchanged
def figure(request: SignedInRequest, kind: Kind, key: str, slug: str = "") -> HttpResponseBase:
    return answers.figure(request, kind.open(request.user, slug), key)


@login_required
@require_safe
@unless_unchanged
def figure_table(request: SignedInRequest, kind: Kind, key: str, slug: str = "") -> HttpResponseBase:
    return answers.figure_table(request, kind.open(request.user, slug), key)
