"""A second sending that the form of today refuses: what was received once is received, whatever is asked since."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.http import SignedInRequest
from campaigns.actions import Conflict
from campaigns.contents import content_of
from campaigns.forms import EntryForm
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record
from campaigns.views.conflicts import conflict_page

BESIDE = {"uuid", "version", "device_at", "sure", "place_of_day"}  # not what it says


def told_received(request: SignedInRequest, record: Record) -> HttpResponse:
    messages.info(request, _("Phiếu này đã được nhận trước đó, không ghi thêm lần nữa."))
    return redirect(record)


def received(request: SignedInRequest, form: EntryForm, spec: KindSpec) -> HttpResponse | None:
    """Answer by the writer's own record of this UUID, kind and station; nothing where there is none.

    Other content than it says is a conflict, and so is any after an edit: what came first is no more there to compare.
    """
    uuid: UUID | None = form.cleaned_data.get("uuid")
    if uuid is None:
        return None
    rows = Record.objects.read_by(request.user).filter(spec.records, author=request.user, unit__heir=form.unit.heir_id)
    record = rows.select_related("unit", "edited_by", "author").filter(uuid=uuid).first()
    if record is None:
        return None
    if record.version == 1 and _says_the_same(form, record):
        return told_received(request, record)
    return conflict_page(request, Conflict(record, content_of(record)), add=request.path)


def _says_the_same(form: EntryForm, record: Record) -> bool:
    """Field by field: what the form refuses as a whole became no content."""
    known = form.initial_from(content_of(record))
    place = form["place_of_day"].data or record.unit.slug
    fields = form.fields.keys() - BESIDE
    return place == record.unit.slug and all(_is_same(form, name, known.get(name)) for name in fields)


def _is_same(form: EntryForm, name: str, shown: Any) -> bool:
    """0, nothing and what stands in a field that nobody touched are one."""
    field, typed = form.fields[name], form[name].data
    if not field.has_changed(shown, typed):
        return True
    try:
        sent, stored = (field.clean(value) or field.initial for value in (typed, field.prepare_value(shown)))
    except ValidationError:
        return False
    return bool((sent or None) == (stored or None))
