"""The own table of the nation, a unit or an area, as a page and as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards.conditional import unless_unchanged
from dashboards.kinds import Kind
from pivots import answers
from pivots.asking import without_stale


@login_required
@require_safe
@unless_unchanged
def pivot(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    place = kind.open(request.user, slug)
    tidied = without_stale(request.GET)
    return answers.show(request, place) if tidied is None else redirect(place.href("pivot") + tidied)


@login_required
@require_safe
@unless_unchanged
def pivot_table(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    return answers.send(request, kind.open(request.user, slug))
