"""Totals that a unit reported of itself or that were published."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest, posted
from campaigns.actions.errors import Refused
from campaigns.forms.deletion import ReasonForm
from communes.models import Unit
from returns.actions import report_total, withdraw_total
from returns.forms import ReportedForm
from returns.models import ReportedTotal
from returns.selectors import open_indicators, told, totals_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reported_totals(request: SignedInRequest, unit: str) -> HttpResponse:
    """Readers look; the unit's head and the province write."""
    place = get_object_or_404(Unit.objects.read_by(request.user), slug=unit)
    writes = Unit.objects.reported_by(request.user).filter(pk=place.pk).exists()
    if request.method == "POST" and not writes:
        raise Http404
    form = None
    if writes:
        form = ReportedForm(posted(request), indicators=open_indicators(place), unit=place)
    if form and form.is_valid():
        try:
            row = report_total(by=request.user, unit=place, kind=form.cleaned_data["kind"], **form.figure)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            saved = _("Đã lưu số liệu, thay số đã ghi trước.") if row.replaced else _("Đã lưu số liệu.")
            messages.success(request, saved)
            return redirect("reported_totals", place.slug)
    page = {"unit": place, "totals": totals_of(place), "form": form}
    return render(request, "returns/reported_totals.html", page, status=422 if form and form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reported_total_withdraw(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    place = get_object_or_404(Unit.objects.reported_by(request.user), slug=unit)
    total = get_object_or_404(ReportedTotal.objects.open(), unit=place, pk=pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            withdraw_total(by=request.user, total=total, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Đã bỏ số liệu."))
            return redirect("reported_totals", unit)
    page = {"unit": place, "total": told(total), "form": form, "back": "reported_totals"}
    return render(request, "returns/withdraw.html", page, status=422 if form.is_bound else 200)
