"""Find a unit by its name, with or without diacritics."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from accounts.scope import READERS
from communes.models import Unit
from dashboards.search import LONGEST, found

PAGE = 50


@login_required
@require_safe
def unit_search(request: SignedInRequest) -> HttpResponse:
    if not request.user.roles & READERS:
        raise Http404
    text = request.GET.get("q", "").strip()[:LONGEST]
    units = found(Unit.objects.read_by(request.user), text)
    page = Paginator(units, PAGE).get_page(request.GET.get("page"))
    return render(request, "dashboards/unit_search.html", {"text": text, "page": page})
