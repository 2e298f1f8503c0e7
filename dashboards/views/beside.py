"""A place beside itself before, beside others, and beside the average of those like it."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards.beside import answers
from dashboards.beside.asking import open_beside
from dashboards.conditional import unless_unchanged
from dashboards.kinds import Kind


@login_required
@require_safe
@unless_unchanged
def beside(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    return answers.beside(request, open_beside(request.user, kind, slug, request.GET))


@login_required
@require_safe
@unless_unchanged
def beside_table(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    return answers.beside_table(request, open_beside(request.user, kind, slug, request.GET))
