"""Look at a record, approve it, delete it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import SignedInRequest
from campaigns.actions import Conflict, Refused, delete_record, verify_record
from campaigns.approval import approval_of
from campaigns.contents import content_of
from campaigns.course import course_of
from campaigns.forms.deletion import DeletionForm
from campaigns.kinds.registry import spec_of
from campaigns.listing import status
from campaigns.models import Record
from campaigns.presenting import facts
from campaigns.twins import twin_of
from campaigns.views.fetching import readable, verifiable, working_unit, writable
from communes.models import Unit


@login_required
@require_safe
def record(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    return record_page(request, readable(request.user, uuid))


@login_required
@require_POST
def record_verify(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = verifiable(request.user, uuid)
    try:
        verify_record(by=request.user, record=found, version=seen_version(request))
    except Conflict:
        messages.warning(request, _("Phiếu vừa được sửa hoặc xóa. Xin xem lại rồi duyệt."))
        return record_page(request, readable(request.user, uuid), answer=409)
    except Refused as refused:
        messages.error(request, refused.message)
        return record_page(request, readable(request.user, uuid), answer=422)
    messages.success(request, _("Đã duyệt phiếu."))
    return redirect(found)


@login_required
@require_http_methods(["GET", "POST"])
def record_delete(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    found = writable(request.user, uuid)
    if found.deleted:
        return redirect(found)
    form = DeletionForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    if form.is_valid():
        seen, reason = form.cleaned_data["version"], form.cleaned_data["reason"]
        try:
            delete_record(by=request.user, record=found, version=seen, reason=reason)
        except Conflict:
            messages.warning(request, _("Phiếu vừa được sửa. Xin xem lại rồi xóa."))
            return record_page(request, readable(request.user, uuid), answer=409)
        except Refused as refused:
            form.add_error("note", refused.message)
        else:
            messages.success(request, _("Đã xóa phiếu, không còn tính vào số liệu."))
            return redirect(found)
    context = {"form": form, "record": found, "spec": spec_of(found), "facts": facts(content_of(found))}
    return render(request, "campaigns/record_delete.html", context, status=422 if form.is_bound else 200)


def record_page(request: SignedInRequest, found: Record, *, answer: int = 200) -> HttpResponse:
    """Draw the page of a record; the answer says what became of an attempt to change it."""
    writes = not found.deleted and Unit.objects.written_by(request.user).filter(pk=found.unit_id).exists()
    spec, next_unit = spec_of(found), working_unit(request.user, found) if writes else None
    approval, content = approval_of(request.user, found), content_of(found)
    alike = twin_of(by=request.user, unit=found.unit, content=content, but=found.uuid) if approval.may else None
    context = {
        "record": found,
        "spec": spec,
        "facts": facts(content)[1:],  # the day stands in the heading
        "status": status(found),
        "writes": writes,
        "approval": approval,
        "alike": alike,
        "course": course_of(found),
        "next_unit": next_unit,
        "again": spec.add_address(next_unit) if next_unit and next_unit.is_open else "",
    }
    return render(request, "campaigns/record.html", context, status=answer)


def seen_version(request: SignedInRequest) -> int:
    try:
        return int(forms.IntegerField(min_value=1, max_value=2**31).clean(request.POST.get("version")))
    except forms.ValidationError:
        return 0
