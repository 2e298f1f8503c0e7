"""Change what is said of a model from a day on, correct what was wrong, let it work again."""

from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from models_selfmgmt.actions import Conflict, Refused, change_register
from models_selfmgmt.forms import AlterForm, CorrectForm, ResumeForm, StageForm, SurveyForm
from models_selfmgmt.forms.deeds import DeedForm
from models_selfmgmt.forms.stages import KNOWN, NEW, StoredForm
from models_selfmgmt.history import Content, Ground, Run, content_of, runs_of, standing_rows
from models_selfmgmt.models import EventKind, ModelInstance
from models_selfmgmt.selectors.lines import title
from models_selfmgmt.views.conflicts import conflict_page
from models_selfmgmt.views.fetching import kept, working_unit


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_change(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = kept(request.user, uuid)
    initial = {"kind": request.GET.get("kind", "")}
    form = AlterForm(
        sent(request), instance=found, unit=working_unit(found), content=still_true(found), initial=initial
    )
    return change(request, form, title=_("Thay đổi"), button=_("Lưu thay đổi"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_resume(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = kept(request.user, uuid)
    form = ResumeForm(sent(request), instance=found, unit=working_unit(found), content=still_true(found))
    return change(request, form, title=_("Hoạt động trở lại"), button=_("Ghi hoạt động trở lại"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_correct(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """`stage` in the address is the first day of the stage; without it, the first one."""
    found = kept(request.user, uuid)
    runs = runs_of(standing_rows(found))
    stage = asked_stage(request, runs)
    launched = found.events.filter(kind=EventKind.ESTABLISHED, voided=False).exists()
    initial = {
        "on": stage.start,
        "stage": stage.start.isoformat(),
        "place_of_day": stage.unit.slug if stage.unit != working_unit(found) else "",
        "name": found.name,
        "beginning": NEW if launched else KNOWN,
    }
    form = CorrectForm(
        sent(request), instance=found, unit=working_unit(found), content=stage.content, initial=initial,
        first=stage is runs[0],
    )  # fmt: skip
    return change(request, form, title=_("Sửa chỗ ghi sai"), button=_("Lưu chỗ sửa"))


def change(request: SignedInRequest, form: StoredForm, *, title: str, button: str) -> HttpResponse:
    stored = store(request, form)
    return stored or stage_page(request, form, title=title, back=form.instance.get_absolute_url(), button=button)


def store(request: SignedInRequest, form: StoredForm | DeedForm) -> HttpResponse | None:
    """Do what a valid form says of its model, and answer; otherwise its words stand in it."""
    if not form.is_valid():
        return None
    if isinstance(form, AlterForm) and form.says_nothing:
        messages.info(request, _("Chưa có gì thay đổi: không ghi thêm vào sổ."))
        return redirect(form.instance)
    try:
        change_register(
            by=request.user,
            instance=form.instance,
            version=form.seen_version,
            change=form.change,
            reason=form.reason_given,
        )
    except Conflict as conflict:
        return conflict_page(request, conflict)
    except Refused as refused:
        refuse(form, refused)
        return None
    messages.success(request, _("Đã lưu vào sổ."))
    return redirect(form.instance)


def stage_page(
    request: SignedInRequest, form: StageForm | SurveyForm, *, title: str, back: str, button: str, survey: str = ""
) -> HttpResponse:
    context = {
        "form": form, "unit": form.unit, "kind": form.type, "title": title, "back": back, "button": button,
        "named": named(form), "survey": survey,
    }  # fmt: skip
    return render(request, "models_selfmgmt/stage_form.html", context, status=422 if form.is_bound else 200)


def named(form: forms.Form) -> str:
    instance: ModelInstance | None = getattr(form, "instance", None)
    return title(instance, ()) if instance else ""


def refuse(form: forms.Form, refused: Refused) -> None:
    """Put the words beside their field, if the form shows it."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)


def sent(request: SignedInRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def still_true(instance: ModelInstance) -> Content:
    """Of what was said last that which can be said today: a form refuses nothing that it came with."""
    rows, today = standing_rows(instance), timezone.localdate()
    if not rows:
        return Content()
    row, unit = next((row for row in rows if row.is_valid_on(today)), rows[-1]), working_unit(instance)
    said = content_of(row)
    heirs = {one if one.is_valid_on(today) else one.heir for one in said.joined}
    return Content(
        areas=Ground().lying(said.areas, unit, today),
        joined=frozenset(one for one in heirs if one is not None) - {unit},
        amounts={measure: amount for measure, amount in said.amounts.items() if measure.is_valid_on(today)},
        partner=said.partner if said.partner and said.partner.is_valid_on(today) else None,
        funding=said.funding,
    )


def asked_stage(request: SignedInRequest, runs: list[Run]) -> Run:
    if not runs:
        raise Http404
    text = request.POST.get("stage") or request.GET.get("stage") or runs[0].start.isoformat()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    # One that was corrected meanwhile is no stage any more: the form says so by its stale version.
    return next((run for run in runs if run.start == day), runs[0])
