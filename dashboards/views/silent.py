"""Đôn đốc: who owes a report, in the nation, a province, a district or an area."""

from django.contrib.auth.decorators import login_required
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from dashboards.conditional import unless_unchanged
from dashboards.kinds import NATION, Kind
from dashboards.reminders import answers


@login_required
@require_safe
@unless_unchanged
def silent(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    draw = answers.silent_provinces if kind is NATION else answers.silent
    return draw(request, kind.open(request.user, slug))


@login_required
@require_safe
@unless_unchanged
def silent_table(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponseBase:
    send = answers.silent_provinces_table if kind is NATION else answers.silent_table
    return send(request, kind.open(request.user, slug))


@login_required
@require_safe
@never_cache
def silent_calls(request: SignedInRequest, kind: Kind, slug: str) -> HttpResponseBase:
    """The nation calls nobody: its provinces do."""
    return answers.silent_calls(request, kind.open(request.user, slug))


@login_required
@require_safe
@never_cache
def silent_calls_table(request: SignedInRequest, kind: Kind, slug: str) -> HttpResponseBase:
    return answers.silent_calls_table(request, kind.open(request.user, slug))
