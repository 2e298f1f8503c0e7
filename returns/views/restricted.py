"""Criminal statistics and persons under care: counts that the roles of a province read and write, nobody else."""

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
from returns.actions import record_restricted, withdraw_restricted
from returns.forms import SaidForm
from returns.models import RestrictedFigure
from returns.selectors import restricted_indicators, restricted_of, told


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restricted_figures(request: SignedInRequest, unit: str) -> HttpResponse:
    place = get_object_or_404(Unit.objects.restricted_of(request.user), slug=unit)
    writes = Unit.objects.restricted_kept_by(request.user).filter(pk=place.pk).exists()
    indicators = restricted_indicators()
    if request.method == "POST" and not (writes and indicators):
        raise Http404
    form = None
    if writes and indicators:
        form = SaidForm(posted(request), indicators=indicators, unit=place)
    if form and form.is_valid():
        try:
            row = record_restricted(by=request.user, unit=place, **form.figure)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            saved = _("Đã lưu số liệu, thay số đã ghi trước.") if row.replaced else _("Đã lưu số liệu.")
            messages.success(request, saved)
            return redirect("restricted_figures", place.slug)
    page = {"unit": place, "totals": restricted_of(place), "form": form, "on": bool(indicators)}
    return render(request, "returns/restricted_figures.html", page, status=422 if form and form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def restricted_withdraw(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    place = get_object_or_404(Unit.objects.restricted_kept_by(request.user), slug=unit)
    figure = get_object_or_404(RestrictedFigure.objects.switched_on(), unit=place, pk=pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            withdraw_restricted(by=request.user, figure=figure, reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Đã bỏ số liệu."))
            return redirect("restricted_figures", unit)
    page = {"unit": place, "total": told(figure), "form": form, "back": "restricted_figures"}
    return render(request, "returns/withdraw.html", page, status=422 if form.is_bound else 200)
