"""Add a model: first its type, then what is said of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from models_selfmgmt.actions import Conflict, Refused, open_model
from models_selfmgmt.forms import AddForm
from models_selfmgmt.selectors.types import type_groups, types_for
from models_selfmgmt.views.conflicts import conflict_page
from models_selfmgmt.views.fetching import kept_unit
from models_selfmgmt.views.stages import refuse, stage_page


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
    found = next((one for one in types_for(station) if one.key == kind), None)
    if found is None:
        raise Http404
    form = AddForm(request.POST if request.method == "POST" else None, type=found, unit=station)
    if form.is_valid():
        try:
            instance = open_model(
                by=request.user, type=found, opened=form.change, name=form.name_given, uuid=form.entry_uuid
            )
        except Conflict as conflict:
            return conflict_page(request, conflict)
        except Refused as refused:
            refuse(form, refused)
        else:
            again = _("Mô hình này đã được ghi trước đó, không ghi thêm lần nữa.")
            messages.success(request, again if instance.resent else _("Đã ghi vào sổ."))
            return redirect(instance)
    return stage_page(request, form, title=found.name, back="", button=_("Ghi vào sổ"))
