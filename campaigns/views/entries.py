"""Add an entry, change one."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import SignedInRequest
from campaigns.actions import Conflict, Refused, edit_record, record_entry
from campaigns.contents import content_of
from campaigns.forms import EntryForm
from campaigns.forms.turning import Turned, opened, turned, turns
from campaigns.kinds.registry import in_log, spec_of
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record
from campaigns.models.kinds import RESERVED
from campaigns.remembering import Remembered, last_used
from campaigns.twins import twin_to_ask
from campaigns.views.conflicts import conflict_page
from campaigns.views.fetching import working_unit, writable
from campaigns.views.received import received, told_received
from communes.models import LEGACY_FROM, Unit


@login_required
@require_http_methods(["GET", "POST"])
def entry_add(request: SignedInRequest, unit: str, kind: str) -> HttpResponse:
    place = get_object_or_404(Unit.objects.written_by(request.user).filter(leaf=True), slug=unit)
    spec = in_log(place, kind)
    if spec is None:
        raise Http404
    if request.method != "POST" or request.POST.get("do") == "day":
        return begun(request, place, spec)
    form = spec.form(request.POST, unit=place)
    if not (form.is_valid() and form.stands_alone()):
        return received(request, form, spec) or entry_page(request, form, spec)
    if twin := twin_asked(request, form):
        return entry_page(request, form, spec, twin=twin)
    try:
        record = record_entry(
            by=request.user, unit=form.place, uuid=form.entry_uuid, content=form.content, device_at=form.device_time
        )
    except Conflict as conflict:
        return conflict_page(request, conflict, add=request.path)
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return entry_page(request, form, spec)
    if record.resent:
        return told_received(request, record)
    tell_withdrawn(request, [record])
    return redirect(record)


def begun(request: SignedInRequest, unit: Unit, spec: KindSpec) -> HttpResponse:
    """Draw a new entry with what was used last, or its fields alone for another day."""
    last = last_used(by=request.user, unit=unit, spec=spec)
    if request.method == "POST":
        return day_parts(request, turned(spec.form, request.POST, unit=unit, last=last), spec)
    found = opened(spec.form, unit=unit, values=last.values | asked_day(request), last=last)
    return entry_page(request, found.form, spec, turned=found)


def activity_add(request: SignedInRequest, unit: str, kind: str) -> HttpResponse:
    """A kind that has code of its own, or whose records are of periods, has an address of its own."""
    if kind.partition("-")[0] in RESERVED:
        raise Http404
    return entry_add(request, unit, kind)


@login_required
@require_http_methods(["GET", "POST"])
def record_edit(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    record = writable(request.user, uuid)
    unit, spec = working_unit(request.user, record), spec_of(record)
    if request.method != "POST":
        return redirect(record) if record.deleted else as_it_stands(request, record, unit, spec)
    if request.POST.get("do") == "day":
        return day_parts(request, turned(spec.form, request.POST, unit=unit, last=Remembered()), spec)
    form = spec.form(request.POST, unit=unit, content=content_of(record), version=record.version)
    if not (form.is_valid() and form.stands_alone()):
        return entry_page(request, form, spec, edited=record.get_absolute_url())
    try:
        version = form.seen_version or 0
        edited = edit_record(by=request.user, record=record, unit=form.place, version=version, content=form.content)
    except Conflict as conflict:
        return conflict_page(request, conflict, add=spec.add_address(unit))
    except Refused as refused:
        form.add_error(refused.field, refused.message)
        return entry_page(request, form, spec, edited=record.get_absolute_url())
    tell_withdrawn(request, [edited])
    return redirect(record)


def tell_withdrawn(request: SignedInRequest, written: Sequence[Record]) -> None:
    """Say to the writer what stands no more because of it."""
    for other in dict.fromkeys(other for one in written for other in one.withdrew):
        words = {"kind": spec_of(other).name, "receipt": other.receipt, "reason": other.delete_reason}
        messages.info(request, _("Đã rút phiếu “%(kind)s”, mã %(receipt)s. %(reason)s") % words)


def as_it_stands(request: SignedInRequest, record: Record, unit: Unit, spec: KindSpec) -> HttpResponse:
    """Draw what a record says, to be changed."""
    place = {"place_of_day": record.unit.slug} if record.unit != unit else {}
    form = spec.form(unit=unit, content=content_of(record), version=record.version, initial=place)
    return entry_page(request, form, spec, edited=record.get_absolute_url())


def twin_asked(request: SignedInRequest, form: EntryForm) -> Record | None:
    """The record that says the same, unless its writer has said that this is another."""
    answer = request.POST.get("other", "")
    return twin_to_ask(by=request.user, unit=form.place, content=form.content, uuid=form.entry_uuid, answer=answer)


def entry_page(
    request: SignedInRequest,
    form: EntryForm,
    spec: KindSpec,
    *,
    edited: str = "",
    turned: Turned | None = None,
    twin: Record | None = None,
) -> HttpResponse:
    """Draw a form; `edited` is the address of the record that it changes, `turned` what a new one begins with.

    `twin` says what was sent already.
    """
    context = {"form": form, "spec": spec, "unit": form.unit, "edited": edited, "twin": twin, "turns": turns(form)}
    context |= {"turned": turned, "last": turned and turned.last}
    return render(request, "campaigns/entry_form.html", context, status=422 if form.is_bound else 200)


def day_parts(request: SignedInRequest, turned: Turned, spec: KindSpec) -> HttpResponse:
    """Draw the fields alone, for another day: entry_turn.js puts them in the place of the old ones."""
    context = {"form": turned.form, "spec": spec, "unit": turned.form.unit, "turned": turned, "last": turned.last}
    return render(request, "campaigns/_parts.html", context)


def asked_day(request: SignedInRequest) -> dict[str, object]:
    """Let an address ask for a day: ?on=2025-06-30."""
    try:
        day = parse_date(request.GET.get("on", ""))
    except ValueError:
        day = None
    return {"on": day} if day and LEGACY_FROM <= day <= timezone.localdate() else {}
