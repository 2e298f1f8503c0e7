"""What the head does: open an assessment, fill it in bit by bit, prove its lines, send it, take it back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from communes.models import Unit
from criteria.actions import Refused, Stale, add_evidence, drop_evidence, open_assessment, save_answers, send, void
from criteria.actions.filling import areas_of
from criteria.forms import AnswersForm, EvidenceForm, OpenForm, SendForm, VoidForm
from criteria.models import Assessment
from criteria.selectors.filling import Change, changed_since, line_page, unit_page
from criteria.selectors.page import usable
from criteria.views.pages import answer_of, assessment_of, press


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def unit_assessments(request: SignedInRequest, unit: str) -> HttpResponse:
    """A unit's assessments; its head and the province open new ones."""
    units = Unit.objects.read_by(request.user)
    if request.method == "POST":
        units = Unit.objects.kept_by(request.user) | Unit.objects.judged_by(request.user)
    station = get_object_or_404(units.filter(leaf=True), slug=unit)
    page = unit_page(request.user, station, timezone.localdate())
    form = OpenForm(request.POST if request.method == "POST" else None, sets=page.sets, initial=page.initial)
    if form.is_valid():
        try:
            made = open_assessment(by=request.user, unit=station, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            return redirect("assessment_fill" if page.fills else "assessment", made.uuid)
    context = {"page": page, "form": form if page.opens or form.is_bound else None}
    return render(request, "criteria/unit_assessments.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_fill(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """The long list of yes and no; what is answered is kept, the rest follows another time."""
    row = assessment_of(Assessment.objects.filled_by(request.user), uuid)
    if not row.open:
        return answer_of(request, row, status=409) if request.method == "POST" else redirect(row)
    rows = row.lines.select_related("criterion").annotate(proofs=Count("evidence"))
    lines = list(rows.order_by("criterion__number"))
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        lines=lines, areas=areas_of(row), initial=AnswersForm.initial_of(row, lines),
    )  # fmt: skip
    status = 422 if form.is_bound else 200
    changes: list[Change] = []
    if form.is_valid():
        try:
            save_answers(by=request.user, assessment=row, seen=form.cleaned_data["seen"], **form.answers)
        except Stale:
            status, changes = 409, stale(request, form, row)
        except Refused as refused:  # sent or taken back since the page was asked for
            status = 409
            form.add_error(refused.field, refused.message)
        else:
            return _saved(request, row)
    page = {"row": row, "form": form, "changes": changes}
    return render(request, "criteria/assessment_fill.html", page, status=status)


def stale(request: SignedInRequest, form: AnswersForm, row: Assessment) -> list[Change]:
    """Somebody wrote in between: nothing is overwritten; what was typed can be sent over it once more."""
    typed = request.POST.copy()
    row.refresh_from_db()
    changes = changed_since(form, row)
    typed["seen"] = str(row.version)
    form.data = typed
    return changes


def _saved(request: SignedInRequest, row: Assessment) -> HttpResponse:
    """To the evidence of a line, where that was pressed."""
    typed = request.POST.get("evidence", "")[:4]
    number = int(typed) if typed.isdecimal() else 0
    if row.lines.filter(criterion__number=number).exists():
        return redirect("assessment_line", row.uuid, number)
    messages.success(request, _("Đã lưu."))
    return redirect(row)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def assessment_line(request: SignedInRequest, uuid: UUID, number: int) -> HttpResponse:
    """What proves a criterion: records and figures of the unit, by reference."""
    row = assessment_of(Assessment.objects.filled_by(request.user), uuid)
    line = get_object_or_404(row.lines.select_related("criterion", "assessment__unit"), criterion__number=number)
    today = timezone.localdate()
    form = EvidenceForm(
        request.POST if request.method == "POST" else None,
        unit=row.unit, indicators=usable(), initial={"start": row.start, "end": min(row.end, max(today, row.start))},
    )  # fmt: skip
    if form.is_valid():
        try:
            add_evidence(by=request.user, line=line, **form.proof)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            return redirect("assessment_line", uuid, number)
    context = {"row": row, "page": line_page(row, line), "form": form if row.open else None}
    return render(request, "criteria/assessment_line.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def evidence_drop(request: SignedInRequest, uuid: UUID, number: int, pk: int) -> HttpResponse:
    row = assessment_of(Assessment.objects.filled_by(request.user), uuid)
    line = get_object_or_404(row.lines, criterion__number=number)
    found = get_object_or_404(line.evidence.select_related("line__assessment"), pk=pk)
    try:
        drop_evidence(by=request.user, evidence=found)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect("assessment_line", uuid, number)


@login_required
@require_POST
def assessment_send(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    row = assessment_of(Assessment.objects.filled_by(request.user), uuid)
    return press(request, row, SendForm(request.POST), send, _("Đã gửi kết quả tự đánh giá."))


@login_required
@require_POST
def assessment_void(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    rows = Assessment.objects.filled_by(request.user) | Assessment.objects.judged_by(request.user)
    form = VoidForm(request.POST, auto_id="void_%s")
    return press(request, assessment_of(rows, uuid), form, void, _("Đã bỏ bản đánh giá."))
