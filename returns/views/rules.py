"""When reports are due: the rules of a province and its days off."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest, posted
from campaigns.actions.errors import Refused
from communes.models import Level, Unit
from returns.due import ruled
from returns.rule_forms import DaysOffForm, RuleForm
from returns.ruling import add_days_off, set_rule, withdraw_day_off


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reporting_rules(request: SignedInRequest, unit: str) -> HttpResponse:
    province = province_of(request, unit)
    form = RuleForm(posted(request))
    if form.is_valid():
        try:
            set_rule(by=request.user, province=province, **form.cleaned_data)
        except Refused as refused:
            form.add_error("valid_from", refused.message)
        else:
            messages.success(request, _("Đã đặt hạn nộp báo cáo."))
            return redirect("reporting_rules", province.slug)
    return page(request, province, {"form": form}, bound=form.is_bound)


@login_required
@require_POST
def days_off(request: SignedInRequest, unit: str) -> HttpResponse:
    province, form = province_of(request, unit), DaysOffForm(request.POST)
    if form.is_valid():
        try:
            rows = add_days_off(by=request.user, province=province, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            found = len(rows)
            said = ngettext("Đã thêm %(count)s ngày nghỉ.", "Đã thêm %(count)s ngày nghỉ.", found)
            messages.success(request, said % {"count": found})
            return redirect("reporting_rules", province.slug)
    return page(request, province, {"off_form": form}, bound=True)


@login_required
@require_POST
def day_off_withdraw(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    province = province_of(request, unit)
    try:
        withdraw_day_off(by=request.user, province=province, pk=pk)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Đã bỏ ngày nghỉ."))
    return redirect("reporting_rules", province.slug)


def province_of(request: SignedInRequest, slug: str) -> Unit:
    provinces = Unit.objects.administered_by(request.user).filter(level=Level.PROVINCE, valid_to=None)
    found: Unit = get_object_or_404(provinces, slug=slug)
    return found


def page(request: SignedInRequest, province: Unit, forms: dict[str, Any], *, bound: bool) -> HttpResponse:
    found = ruled(province, timezone.localdate())
    context = {"form": RuleForm(initial=found.initial), "off_form": DaysOffForm(), "page": found, **forms}
    return render(request, "returns/reporting_rules.html", context, status=422 if bound else 200)
