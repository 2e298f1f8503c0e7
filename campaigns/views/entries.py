"""Add an entry, change one."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from campaigns.actions import Conflict, Refused, edit_record, record_entry
from campaigns.contents import content_of
from campaigns.forms import FORMS, EntryForm
from campaigns.models import RecordKind
from campaigns.remembering import Remembered, last_used
from campaigns.views.conflicts import conflict_page
from campaigns.views.fetching import working_unit, writable
from communes.models import LEGACY_FROM, Unit


@login_required
@require_http_methods(["GET", "POST"])
def entry_add(request: SignedInRequest, unit: str, kind: RecordKind) -> HttpResponse:
    place = get_object_or_404(Unit.objects.written_by(request.user).filter(leaf=True), slug=unit)
    if request.method != "POST":
        last = last_used(by=request.user, unit=place, kind=kind)
        form = FORMS[kind](unit=place, initial=last.values | asked_day(request))
        return entry_page(request, form, last=last)
    form = FORMS[kind](request.POST, unit=place)
    if form.is_valid():
        try:
            record = record_entry(
                by=request.user,
                unit=form.place,
                uuid=form.entry_uuid,
                content=form.content,
                device_at=form.device_time,
            )
        except Conflict as conflict:
            return conflict_page(request, conflict, add=request.path)
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            if record.resent:
                messages.info(request, _("Phiếu này đã được nhận trước đó, không ghi thêm lần nữa."))
            return redirect(record)
    return entry_page(request, form)


@login_required
@require_http_methods(["GET", "POST"])
def record_edit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    record = writable(request.user, uuid)
    unit, kind = working_unit(request.user, record), RecordKind(record.kind)
    if request.method != "POST":
        if record.deleted:
            return redirect(record)
        place = {"place_of_day": record.unit.slug} if record.unit != unit else {}
        form = FORMS[kind](unit=unit, content=content_of(record), version=record.version, initial=place)
        return entry_page(request, form, edited=record.get_absolute_url())
    form = FORMS[kind](request.POST, unit=unit)
    if form.is_valid():
        try:
            record = edit_record(
                by=request.user,
                record=record,
                unit=form.place,
                version=form.seen_version or 0,
                content=form.content,
            )
        except Conflict as conflict:
            return conflict_page(request, conflict, add=add_address(unit, kind))
        except Refused as refused:
            form.add_error(refused.field, refused.message)
        else:
            return redirect(record)
    return entry_page(request, form, edited=record.get_absolute_url())


def entry_page(
    request: SignedInRequest, form: EntryForm, *, edited: str = "", last: Remembered | None = None
) -> HttpResponse:
    """Draw a form; `edited` is the address of the record that it changes, `last` what a new one begins with."""
    context = {"form": form, "kind": form.kind, "unit": form.unit, "edited": edited, "last": last}
    return render(request, "campaigns/entry_form.html", context, status=422 if form.is_bound else 200)


def add_address(unit: Unit, kind: RecordKind) -> str:
    return reverse(f"{kind}_add", args=[unit.slug])


def asked_day(request: SignedInRequest) -> dict[str, object]:
    """Let an address ask for a day: ?on=2025-06-30."""
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        day = None
    return {"on": day} if day and LEGACY_FROM <= day <= timezone.localdate() else {}
