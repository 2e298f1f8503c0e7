"""The page of a unit's residential areas: readers look, the station head pastes, renames and ends."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import SignedInRequest
from campaigns.actions.errors import Refused
from communes.models import ResidentialAreaMembership, Unit
from stations.actions import Added, add_residential_areas, end_area, rename_area
from stations.forms import EndForm, PasteForm, RenameForm
from stations.residential import area_groups


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def residential_areas(request: SignedInRequest, unit: str) -> HttpResponse:
    station = get_object_or_404(Unit.objects.read_by(request.user).filter(leaf=True), slug=unit)
    keeps = station.is_open and Unit.objects.kept_by(request.user).filter(pk=station.pk).exists()
    if request.method == "POST" and not keeps:
        raise Http404
    form = PasteForm(request.POST if request.method == "POST" else None, unit=station) if keeps else None
    if form and form.is_valid():
        former = form.cleaned_data.get("former")
        result = add_residential_areas(
            by=request.user, unit=station, names=form.named, since=station.valid_from, former=former
        )
        tell(request, result, form.repeated)
        return redirect("residential_areas", station.slug)
    page = {"unit": station, "form": form, "groups": area_groups(station)}
    return render(request, "stations/residential_areas.html", page, status=422 if form and form.is_bound else 200)


def tell(request: SignedInRequest, result: Added, repeated: list[str]) -> None:
    """Say what was added and what was there already."""
    if result.added:
        count = len(result.added)
        words = ngettext("Đã thêm %(count)s khu dân cư.", "Đã thêm %(count)s khu dân cư.", count)
        messages.success(request, words % {"count": count})
    ignored = [*result.present, *repeated]
    if ignored:
        messages.info(request, _("Bỏ qua tên đã có: %(names)s.") % {"names": ", ".join(ignored)})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def residential_area(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    line = own_line(request, unit, pk)
    area = line.residential_area
    form = RenameForm(request.POST if request.method == "POST" else None, initial={"name": area.name})
    if form.is_valid():
        try:
            rename_area(by=request.user, unit=line.unit, area=area, named=form.cleaned_data["name"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Đã lưu tên."))
            return redirect("residential_areas", unit)
    return render_area(request, line, status=422 if form.is_bound else 200, form=form)


@login_required
@require_POST
def residential_area_end(request: SignedInRequest, unit: str, pk: int) -> HttpResponse:
    line = own_line(request, unit, pk)
    area, form = line.residential_area, EndForm(request.POST)
    if form.is_valid():
        try:
            end_area(by=request.user, unit=line.unit, area=area, last_day=form.cleaned_data["last_day"])
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            messages.success(request, _("Đã kết thúc %(area)s.") % {"area": area})
            return redirect("residential_areas", unit)
    return render_area(request, line, status=422, end_form=form)


def own_line(request: SignedInRequest, unit: str, pk: int) -> ResidentialAreaMembership:
    """The area's line in a unit whose areas the person keeps, or 404."""
    station = get_object_or_404(Unit.objects.kept_by(request.user).filter(valid_to__isnull=True), slug=unit)
    lines = station.residential_memberships.filter(valid_to__isnull=True).select_related("residential_area", "unit")
    line: ResidentialAreaMembership = get_object_or_404(lines, residential_area__pk=pk)
    return line


def render_area(
    request: SignedInRequest, line: ResidentialAreaMembership, *, status: int, **forms: Any
) -> HttpResponse:
    area = line.residential_area
    page = {
        "unit": line.unit,
        "area": area,
        "form": RenameForm(initial={"name": area.name}),
        "end_form": EndForm(),
    }
    return render(request, "stations/residential_area.html", page | forms, status=status)
