"""Campaigns, their boards, and the targets that a province gives."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from accounts.scope import READERS
from campaigns.actions.errors import Refused
from campaigns.models import Campaign, CampaignPhase
from communes.models import Unit
from rollups.models import Indicator
from targets.actions import assign_targets
from targets.board import board, units_of
from targets.forms import BoardForm, ChosenForm, TargetsForm
from targets.models import Target
from targets.selectors import campaigns_of, given, takes_part, targetable, usual_places

ON_A_PAGE = 30


@login_required
@require_safe
def campaign_list(request: SignedInRequest) -> HttpResponse:
    """Each with the way to its board, in the place that the person sees most of."""
    some = Paginator(campaigns_of(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    own = {grant.unit for grant in request.user.live_grants if grant.role in READERS and grant.unit is not None}
    rows = usual_places(request.user, some)
    page = {"page": some, "campaigns": rows, "may_assess": bool(request.user.roles & READERS)}
    page["own"] = own.pop() if len(own) == 1 else None
    return render(request, "targets/campaign_list.html", page)


def place_of(request: SignedInRequest, pk: int, unit: str, *, gives: bool = False) -> tuple[Campaign, Unit]:
    """A campaign in a place that the person may look at, or give targets to."""
    campaign = get_object_or_404(campaigns_of(request.user), pk=pk)
    units = Unit.objects.targeted_by(request.user) if gives else Unit.objects.read_by(request.user)
    place = get_object_or_404(units, slug=unit)
    if not takes_part(place, campaign):
        raise Http404
    return campaign, place


@login_required
@require_safe
def campaign_board(request: SignedInRequest, pk: int, unit: str) -> HttpResponse:
    campaign, place = place_of(request, pk, unit)
    form = BoardForm(request.GET, campaign=campaign)
    page = {
        "board": board(campaign, place, form.chosen_phase, form.day),
        "form": form,
        "gives": Unit.objects.targeted_by(request.user).filter(pk=place.pk).exists(),
    }
    return render(request, "targets/campaign_board.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_targets(request: SignedInRequest, pk: int, unit: str) -> HttpResponse:
    """One figure in one phase: a number for the place and for each unit below."""
    campaign, place = place_of(request, pk, unit, gives=True)
    view = BoardForm(request.GET, campaign=campaign)
    chosen = ChosenForm(request.GET, indicators=targetable())
    indicator, phase = chosen.chosen, view.chosen_phase
    if indicator is None:
        raise Http404
    units = [place, *(one for one in units_of(place, min(max(view.day, campaign.start), campaign.end)) if one != place)]
    known = given(units, indicator, campaign, phase)
    form = TargetsForm(
        request.POST if request.method == "POST" else None,
        units=units,
        indicator=indicator,
        known=known,
        initial=initial(known, place),
    )
    if form.is_valid() and _assigned(request, form, campaign, phase, indicator):
        query = request.GET.urlencode()
        return redirect(reverse("campaign_targets", args=[pk, unit]) + (f"?{query}" if query else ""))
    page = {"campaign": campaign, "place": place, "view": view, "chosen": chosen, "indicator": indicator, "form": form}
    return render(request, "targets/campaign_targets.html", page, status=422 if form.is_bound else 200)


def initial(known: Mapping[int, Target], place: Unit) -> dict[str, Any]:
    last = [*known.values()][-1] if known else None
    found: dict[str, Any] = {
        f"unit_{pk}": TargetsForm.typed(row.thousandths) for pk, row in known.items() if row.thousandths is not None
    }
    assigner = last.assigner_name if last else (place.province or place).station_name
    return found | {"assigner_name": assigner, "direction": last.direction if last else Target.Direction.AT_LEAST}


def _assigned(
    request: SignedInRequest,
    form: TargetsForm,
    campaign: Campaign,
    phase: CampaignPhase | None,
    indicator: Indicator,
) -> bool:
    days = phase or campaign
    try:
        changed = assign_targets(
            by=request.user,
            amounts=form.amounts,
            seen=form.seen,
            indicator=indicator,
            start=days.start,
            end=days.end,
            campaign=campaign,
            phase=phase,
            assigner_name=form.cleaned_data["assigner_name"],
            direction=form.cleaned_data["direction"],
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return False
    messages.success(request, _("Đã lưu %(count)s chỉ tiêu.") % {"count": len(changed)})
    return True
