"""The go-live page of a province."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from administration.checklist import steps
from administration.golive import go_live, set_up_by


@login_required
@require_safe
def go_live_page(request: SignedInRequest, unit: str) -> HttpResponse:
    province = get_object_or_404(set_up_by(request.user), slug=unit)
    found = go_live(province, timezone.localdate())
    missing = request.GET.get("show") == "missing"
    page = {
        "province": province,
        "steps": steps(found, request.user),
        "communes": [commune for commune in found.communes if not (missing and commune.ready)],
        "missing": missing,
        "waiting": len(found.communes) - found.count("ready"),
        "adds_accounts": request.user.has_perm("accounts.add_user"),
    }
    return render(request, "administration/go_live.html", page)
