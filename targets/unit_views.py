"""What is asked of a unit, in campaigns and apart from them, for its readers; a province gives it and takes it back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest, posted
from campaigns.actions.errors import Refused
from communes.models import Unit
from returns.selectors import open_indicators, restricted_indicators
from targets.actions import assign_targets, withdraw_target
from targets.ask_form import AskForm
from targets.asked import asked_of
from targets.models import Target


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_targets(request: SignedInRequest, unit: str) -> HttpResponse:
    place = get_object_or_404(Unit.objects.read_by(request.user), slug=unit)
    gives = Unit.objects.targeted_by(request.user).filter(pk=place.pk).exists()
    if request.method == "POST" and not gives:
        raise Http404
    form = None
    if gives:
        figures = [*open_indicators(place), *restricted_indicators()]
        assigner = {"assigner_name": (place.province or place).station_name}
        form = AskForm(posted(request), indicators=figures, initial=assigner)
    if form and form.is_valid() and _assigned(request, place, form):
        return redirect("unit_targets", place.slug)
    page = {"unit": place, "targets": asked_of(request.user, place, timezone.localdate()), "form": form}
    return render(request, "targets/unit_targets.html", page, status=422 if form and form.is_bound else 200)


@login_required
@require_POST
def target_withdraw(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    place = get_object_or_404(Unit.objects.targeted_by(request.user), slug=unit)
    target = get_object_or_404(Target, unit=place, pk=pk)
    withdraw_target(by=request.user, target=target)
    messages.success(request, _("Đã bỏ chỉ tiêu."))
    return redirect("unit_targets", unit)


def _assigned(request: SignedInRequest, place: Unit, form: AskForm) -> bool:
    try:
        assign_targets(by=request.user, amounts={place: form.cleaned_data["amount"]}, **form.target)
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return False
    messages.success(request, _("Đã lưu chỉ tiêu."))
    return True
