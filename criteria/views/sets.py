"""Sets of criteria: their list, the page of one, and the form that enters, corrects or follows it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from accounts.models import Role
from accounts.scope import READERS, VERBS
from communes.models import Level, Unit
from criteria.actions import Refused, Stale, change_set, end_set, enter_set, follow_set
from criteria.forms import EndForm, SetForm
from criteria.models import CriteriaSet
from criteria.selectors.sets import SetPage, enters_for_all, provinces_of, set_page, sets_of

THOSE_WHO_READ = [Role(role) for role in READERS | VERBS["administer"]]


@login_required
@require_safe
def criteria_sets(request: SignedInRequest) -> HttpResponse:
    if not request.user.has_role(*THOSE_WHO_READ):
        raise Http404
    page = {
        "sets": sets_of(request.user),
        "provinces": provinces_of(request.user),
        "for_all": enters_for_all(request.user),
        "reads": request.user.has_role(*(Role(role) for role in READERS)),
    }
    return render(request, "criteria/criteria_sets.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def criteria_set_add(request: SignedInRequest, unit: str = "") -> HttpResponse:
    """The first version of a set: of a province, or without one for all."""
    province = None
    if unit:
        provinces = Unit.objects.administered_by(request.user).filter(level=Level.PROVINCE, valid_to__isnull=True)
        province = get_object_or_404(provinces, slug=unit)
    elif not enters_for_all(request.user):
        raise Http404
    form = SetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = enter_set(by=request.user, province=province, said=form.said)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Đã lưu bộ tiêu chí."))
            return redirect("criteria_set", made.pk)
    page = {"form": form, "province": province}
    return render(request, "criteria/criteria_set_form.html", page, status=422 if form.is_bound else 200)


@login_required
@require_safe
def criteria_set(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "criteria/criteria_set.html", {"page": page_of(request, pk)})


def page_of(request: SignedInRequest, pk: int, *, writes: bool = False) -> SetPage:
    if not request.user.has_role(*THOSE_WHO_READ):
        raise Http404
    rows = CriteriaSet.objects.entered_by if writes else CriteriaSet.objects.read_by
    return set_page(request.user, get_object_or_404(rows(request.user).select_related("province"), pk=pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def criteria_set_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Correct a version that nothing was assessed by, or write the next one."""
    page = page_of(request, pk, writes=True)
    row = page.criteria_set
    initial = SetForm.initial_of(row)
    if row.used:
        initial["valid_from"] = None
    form = SetForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        write = follow_set if row.used else change_set
        try:
            made = write(by=request.user, criteria_set=row, seen=form.cleaned_data["seen"] or 0, said=form.said)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        except Stale:
            status = 409
            stale(request, form, row)
        else:
            messages.success(request, _("Đã lưu bộ tiêu chí."))
            return redirect("criteria_set", made.pk)
    context = {"form": form, "province": row.province, "page": page, "stale": status == 409}
    return render(request, "criteria/criteria_set_form.html", context, status=status)


def stale(request: SignedInRequest, form: SetForm, row: CriteriaSet) -> None:
    """Somebody wrote in between: keep what was typed; sent once more, it is meant."""
    typed = request.POST.copy()
    row.refresh_from_db()
    typed["seen"] = str(row.edition)
    form.data = typed
    form.add_error(None, _("Đã có người sửa bộ tiêu chí sau khi trang này mở: xem bản đang lưu rồi gửi lần nữa."))


@login_required
@require_POST
def criteria_set_end(request: SignedInRequest, pk: int) -> HttpResponse:
    page = page_of(request, pk, writes=True)
    form = EndForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            end_set(by=request.user, criteria_set=page.criteria_set, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        except Stale:
            status = 409
            form.add_error(None, _("Đã có người sửa bộ tiêu chí sau khi trang này mở: xem lại rồi gửi lần nữa."))
        else:
            messages.success(request, _("Đã lưu ngày kết thúc."))
            return redirect("criteria_set", pk)
    return render(request, "criteria/criteria_set.html", {"page": page, "end": form}, status=status)
