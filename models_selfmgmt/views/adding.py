"""Add a model: first its type, then what is said of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from communes.models import Unit
from models_selfmgmt.actions import Conflict, Refused, open_model
from models_selfmgmt.forms import AddForm, SurveyForm
from models_selfmgmt.models import ModelType
from models_selfmgmt.selectors.types import type_groups, types_for
from models_selfmgmt.views.conflicts import conflict_page
from models_selfmgmt.views.fetching import kept_unit
from models_selfmgmt.views.stages import refuse, sent, stage_page


@login_required
@require_safe
def model_add(request: SignedInRequest, unit: str) -> HttpResponse:
    station = kept_unit(request.user, unit)
    query = request.GET.get("q", "")[:100]
    groups = type_groups(station, timezone.localdate(), query)
    context = {"unit": station, "groups": groups, "query": query}
    return render(request, "models_selfmgmt/type_picker.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def model_add_of(request: SignedInRequest, unit: str, kind: str) -> HttpResponse:
    station = kept_unit(request.user, unit)
    found = offered(station, kind)
    form = AddForm(sent(request), type=found, unit=station)
    survey = reverse("model_survey", args=[station.slug, found.key])
    return store_new(request, form) or stage_page(
        request, form, title=found.name, back="", button=_("Ghi vào sổ"), survey=survey
    )


def offered(station: Unit, key: str) -> ModelType:
    found = next((one for one in types_for(station) if one.key == key), None)
    if found is None:
        raise Http404
    return found


def store_new(request: SignedInRequest, form: AddForm | SurveyForm) -> HttpResponse | None:
    """Enter what a valid form says, and answer; otherwise its words stand in it."""
    if not form.is_valid():
        return None
    try:
        instance = open_model(
            by=request.user, type=form.type, opened=form.change, name=form.name_given, uuid=form.entry_uuid
        )
    except Conflict as conflict:
        return conflict_page(request, conflict)
    except Refused as refused:
        refuse(form, refused)
        return None
    again = _("Mô hình này đã được ghi trước đó, không ghi thêm lần nữa.")
    messages.success(request, again if instance.resent else _("Đã ghi vào sổ."))
    return redirect(instance)
