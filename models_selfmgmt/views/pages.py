"""The register of a commune, and the page of a model."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.http import SignedInRequest
from communes.models import Unit
from models_selfmgmt.actions import open_register
from models_selfmgmt.forms import OpenRegisterForm
from models_selfmgmt.forms.filters import STATES
from models_selfmgmt.selectors.lines import IN_USE
from models_selfmgmt.selectors.page import page_of
from models_selfmgmt.selectors.register import register_of
from models_selfmgmt.views.fetching import keeps, kept_unit, read_in, readable, readable_unit, working_unit

MOST_LETTERS = 100


@login_required
@require_safe
def model_register(request: SignedInRequest, unit: str) -> HttpResponse:
    return register_page(request, readable_unit(request.user, unit), OpenRegisterForm())


@login_required
@require_POST
def model_register_open(request: SignedInRequest, unit: str) -> HttpResponse:
    station = kept_unit(request.user, unit)
    form = OpenRegisterForm(request.POST)
    if not form.is_valid():
        return register_page(request, station, form, status=422)
    open_register(by=request.user, unit=station, since=form.cleaned_data["since"])
    messages.success(request, _("Đã lập sổ mô hình."))
    return redirect("model_register", station.slug)


def register_page(request: SignedInRequest, unit: Unit, form: OpenRegisterForm, status: int = 200) -> HttpResponse:
    state = request.GET.get("state", IN_USE)
    state = state if state in dict(STATES) else IN_USE
    query = request.GET.get("q", "")[:MOST_LETTERS].replace("\x00", "")
    page = register_of(unit, timezone.localdate(), state=state, query=query)
    context = {
        "page": page,
        "unit": unit,
        "form": form,
        "keeps": keeps(request.user, unit),
        "states": STATES,
    }
    return render(request, "models_selfmgmt/register.html", context, status=status)


@login_required
@require_safe
def model(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = readable(request.user, uuid)
    unit = working_unit(found)
    context = {
        "page": page_of(found, timezone.localdate()),
        "instance": found,
        "register": read_in(request.user, found),
        "keeps": keeps(request.user, unit) and not found.withdrawn,
    }
    return render(request, "models_selfmgmt/model.html", context)
