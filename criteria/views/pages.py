"""The page of an assessment, and what the province presses there or in its list."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest
from accounts.models import User
from criteria.actions import Refused, Stale, decide, nominate, take_back
from criteria.forms import DecideForm, SendForm, VoidForm
from criteria.forms.deciding import NOMINATE, RECOGNISE, REFUSE
from criteria.models import Assessment, AssessmentQuerySet, Step
from criteria.selectors.page import assessment_page

SOMEBODY_ELSE = gettext_lazy(
    "Bản đánh giá vừa được người khác sửa: xem lại bản đang lưu bên dưới rồi làm lại bước này."
)


def assessment_of(rows: AssessmentQuerySet, uuid: UUID) -> Assessment:
    found: Assessment = get_object_or_404(
        rows.standing().select_related("set__province", "unit__province", "sent_by", "nominated_by", "decided_by"),
        uuid=uuid,
    )
    return found


def answer_of(
    request: SignedInRequest, row: Assessment, form: SendForm | None = None, status: int = 200
) -> HttpResponse:
    page = {
        "page": assessment_page(request.user, row),
        "row": row,
        "form": form,
        "decide": form if isinstance(form, DecideForm) else DecideForm(),
        "void": form if isinstance(form, VoidForm) else VoidForm(auto_id="void_%s"),
    }
    return render(request, "criteria/assessment.html", page, status=status)


@login_required
@require_safe
def assessment(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    return answer_of(request, assessment_of(Assessment.objects.read_by(request.user), uuid))


@login_required
@require_POST
def assessment_decide(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    row = assessment_of(Assessment.objects.judged_by(request.user), uuid)
    return press(request, row, DecideForm(request.POST), judge, _("Đã lưu."))


def press(
    request: SignedInRequest, row: Assessment, form: SendForm, write: Callable[..., Assessment], done: str
) -> HttpResponse:
    """Let an action write what a form says; the page tells what it refuses, and shows who was quicker."""
    status = 422
    if form.is_valid():
        try:
            written = write(by=request.user, assessment=row, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        except Stale:
            status = 409
            form.add_error(None, str(SOMEBODY_ELSE))
        else:
            messages.success(request, done)
            return redirect(where_from(request) or (unit_page(row) if written.voided else row))
    return answer_of(request, assessment_of(Assessment.objects.read_by(request.user), row.uuid), form, status)


def judge(*, by: User, assessment: Assessment, seen: int, step: str, on: date, paper: str, reason: str) -> Assessment:
    """Choose the unit, recognise it or not, or take a step back."""
    if step == NOMINATE:
        return nominate(by=by, assessment=assessment, seen=seen, on=on, paper=paper)
    if step in {RECOGNISE, REFUSE}:
        recognised = step == RECOGNISE
        return decide(by=by, assessment=assessment, seen=seen, on=on, recognised=recognised, paper=paper)
    return take_back(by=by, assessment=assessment, seen=seen, step=Step(step), reason=reason)


def unit_page(row: Assessment) -> str:
    return reverse("unit_assessments", args=[row.unit.slug])


def where_from(request: SignedInRequest) -> str:
    """Back to the list in which it was pressed."""
    back = request.POST.get("next", "")
    here = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if here else ""
