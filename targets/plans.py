"""The plan of a station in a campaign: tasks proposed, approved by the head, ticked off."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest, posted
from campaigns.actions.errors import Refused
from campaigns.models import Campaign
from communes.models import Unit
from targets.actions import approve_task, drop_task, finish_task, propose_task
from targets.forms import TaskForm
from targets.models import PlanTask
from targets.selectors import campaigns_of, officers_of, plan, takes_part

VERBS = {"approve": "verify", "finish": "write", "drop": "verify"}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def station_plan(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    units = Unit.objects.written_by if request.method == "POST" else Unit.objects.read_by
    station = get_object_or_404(units(request.user).filter(leaf=True), slug=unit)
    campaign = get_object_or_404(campaigns_of(request.user), pk=pk)
    if not takes_part(station, campaign):
        raise Http404
    page = plan(request.user, station, campaign, timezone.localdate())
    officers = officers_of(station, page.today)
    form = TaskForm(posted(request), campaign=campaign, officers=officers) if page.writes else None
    if form and form.is_valid() and _proposed(request, station, campaign, form):
        return redirect("station_plan", unit, pk)
    status = 422 if form and form.is_bound else 200
    return render(request, "targets/station_plan.html", {"page": page, "form": form}, status=status)


def _proposed(request: SignedInRequest, station: Unit, campaign: Campaign, form: TaskForm) -> bool:
    try:
        propose_task(by=request.user, unit=station, campaign=campaign, **form.cleaned_data)
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return False
    return True


@login_required
@require_POST
def plan_task(request: SignedInRequest, unit: str, pk: int, task: int, step: str) -> HttpResponse:
    """Approve a task, tick it off, or drop it."""
    if step not in VERBS:
        raise Http404
    own = Unit.objects.filter(request.user.unit_condition(VERBS[step]))
    station = get_object_or_404(own, slug=unit)
    row = get_object_or_404(PlanTask, pk=task, unit=station, campaign=pk)
    if step == "approve":
        approve_task(by=request.user, task=row)
    elif step == "finish":
        finish_task(by=request.user, task=row, on=timezone.localdate())
    else:
        drop_task(by=request.user, task=row)
    return redirect("station_plan", unit, pk)
