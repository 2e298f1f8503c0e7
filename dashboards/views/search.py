"""Find a unit or a figure by its name, with or without diacritics."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from accounts.scope import READERS
from communes.models import Unit
from dashboards.frame import Link
from dashboards.places import widest_place
from dashboards.search import LONGEST, figures, figures_found, found, in_groups

PAGE = 50


@login_required
@require_safe
def unit_search(request: SignedInRequest) -> HttpResponse:
    """What is found leads on; the only thing found is shown at once."""
    _refuse_others(request)
    text = request.GET.get("q", "").strip()[:LONGEST]
    units = Paginator(found(Unit.objects.read_by(request.user), text), PAGE)
    named = figures_found(widest_place(request.user), text) if text else []
    if units.count + len(named) == 1:
        return redirect(named[0].href) if named else redirect("unit_dashboard", units.object_list[0].slug)
    page = units.get_page(request.GET.get("page"))
    return render(request, "dashboards/unit_search.html", {"text": text, "page": page, "figures": named})


@login_required
@require_safe
def figure_list(request: SignedInRequest) -> HttpResponse:
    """All figures, each with its page."""
    _refuse_others(request)
    place = widest_place(request.user)
    trail = [Link(_("Tìm kiếm"), reverse("unit_search"))]
    context = {"place": place, "groups": in_groups(figures(place)), "trail": trail}
    return render(request, "dashboards/figure_list.html", context)


def _refuse_others(request: SignedInRequest) -> None:
    if not request.user.roles & READERS:
        raise Http404
