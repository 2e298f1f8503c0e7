"""Cần kiểm tra lại: what stands out in a unit, a district, an area or a province."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest
from dashboards.conditional import unless_unchanged
from dashboards.kinds import Kind
from dashboards.outliers import answers


@login_required
@require_safe
@unless_unchanged
def outliers(request: SignedInRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """The nation looks at provinces; each of these looks at its units."""
    return answers.outliers(request, kind.open(request.user, slug))


@login_required
@require_safe
@unless_unchanged
def outliers_table(request: SignedInRequest, kind: Kind, slug: str) -> HttpResponseBase:
    return answers.outliers_table(request, kind.open(request.user, slug))


@login_required
@require_POST
def looked_at(request: SignedInRequest, kind: Kind, slug: str) -> HttpResponse:
    return answers.looked_at(request, kind.open(request.user, slug))
