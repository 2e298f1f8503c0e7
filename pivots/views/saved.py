"""The tables that a person keeps. Opening one leads to its address; another person's is not there."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from accounts.scope import READERS
from dashboards.kinds import AREA, NATION, UNIT, Kind
from dashboards.places import Place
from pivots import actions
from pivots.answers import page_of
from pivots.forms import NameForm, SaveForm
from pivots.latest import follows, moves
from pivots.models import LONGEST_NAME, SavedTable
from pivots.naming import SAVED, address_of
from pivots.selectors import kept_tables, own_table


@login_required
@require_safe
def saved_tables(request: SignedInRequest) -> HttpResponse:
    if not request.user.roles & READERS:
        raise Http404
    context = {"tables": kept_tables(request.user), "start": own_table(request.user)}
    return render(request, "pivots/saved_tables.html", context)


@login_required
@require_safe
def saved_table(request: SignedInRequest, pk: int) -> HttpResponse:
    table = own(request, pk)
    return redirect(address_of(place_of(request, table), table))


@login_required
@require_http_methods(["GET", "POST"])
def saved_table_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    table = own(request, pk)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": table.name})
    if form.is_valid():
        try:
            actions.rename_table(by=request.user, table=table, name=form.cleaned_data["name"])
        except actions.Refused as refused:
            form.add_error("name", refused.message)
        else:
            messages.success(request, _("Đã đổi tên bảng."))
            return redirect("saved_tables")
    context = {"form": form, "table": table}
    return render(request, "pivots/saved_table_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def saved_table_update(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep the table of this very query in place of what was saved; one that cannot be is not kept."""
    table = own(request, pk)
    place = place_of(request, table)
    page = page_of(request, place, numbers=False)
    if page.refused:
        return redirect(f"{page.address}{page.given}&{SAVED}={table.pk}")
    latest = table.latest and follows(page.pivot.state)
    actions.update_table(by=request.user, table=table, query=page.pivot.query(), latest=latest)
    messages.success(request, _("Đã lưu bảng “%(name)s”.") % {"name": table.name})
    return redirect(address_of(place, table))


@login_required
@require_POST
def saved_table_delete(request: SignedInRequest, pk: int) -> HttpResponse:
    table = own(request, pk)
    actions.delete_table(by=request.user, table=table)
    messages.success(request, _("Đã xóa bảng “%(name)s”.") % {"name": table.name})
    return redirect("saved_tables")


@login_required
@require_http_methods(["GET", "POST"])
def pivot_save(request: SignedInRequest, kind: Kind, slug: str = "") -> HttpResponse:
    """Name the table of this very address; one that cannot be is not kept."""
    place = kind.open(request.user, slug)
    page = page_of(request, place, numbers=False)
    if page.refused:
        return redirect(page.address + page.given)
    initial = {"name": page.says[:LONGEST_NAME]}
    form = SaveForm(request.POST if request.method == "POST" else None, moves=moves(page.pivot.state), initial=initial)
    if form.is_valid():
        try:
            table = actions.save_table(by=request.user, place=place, query=page.pivot.query(), **form.cleaned_data)
        except actions.Refused as refused:
            form.add_error("name", refused.message)
        else:
            messages.success(request, _("Đã lưu bảng “%(name)s”.") % {"name": table.name})
            return redirect(address_of(place, table))
    context = {"form": form, "page": page}
    return render(request, "pivots/pivot_save.html", context, status=422 if form.errors else 200)


def own(request: SignedInRequest, pk: int) -> SavedTable:
    """A table of the person, or 404."""
    return get_object_or_404(SavedTable.objects.owned_by(request.user).select_related("unit", "area"), pk=pk)


def place_of(request: SignedInRequest, table: SavedTable) -> Place:
    """The place of a table as its owner may read it now, or 404."""
    if table.area is not None:
        return AREA.open(request.user, table.area.slug)
    return UNIT.open(request.user, table.unit.slug) if table.unit is not None else NATION.open(request.user, "")
