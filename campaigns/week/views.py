"""Week entry and the printable logbook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import SignedInRequest
from campaigns.kinds.registry import in_log
from campaigns.kinds.spec import KindSpec
from campaigns.views.entries import tell_withdrawn
from campaigns.week.pages import WeekPage, add_rows, send_rows, week_page
from campaigns.week.paper import logbook_of
from communes.models import Unit


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def week_entry(request: SignedInRequest, unit: str, kind: str) -> HttpResponse:
    log = _log(request, unit)
    page = week_page(unit=log, spec=_spec(log, kind), start=request.GET.get("from", ""))
    if request.method == "POST" and request.POST.get("do") == "more":
        add_rows(page, request.POST)
    elif request.method == "POST":
        send_rows(page, request.POST, by=request.user)
        if not page.is_refused:
            _tell(request, page)
            return redirect(f"{reverse('week_entry', args=[unit, kind])}?from={page.week.monday.isoformat()}")
    context = {"page": page, "tabs": page.tabs(), "records": page.records(request.user)}
    return render(request, "campaigns/week_entry.html", context, status=422 if page.is_refused else 200)


@login_required
@require_safe
def logbook(request: SignedInRequest, unit: str, kind: str) -> HttpResponse:
    log = _log(request, unit)
    book = logbook_of(unit=log, spec=_spec(log, kind), query=request.GET)
    return render(request, "campaigns/logbook.html", {"book": book})


def _log(request: SignedInRequest, slug: str) -> Unit:
    log: Unit = get_object_or_404(Unit.objects.written_by(request.user), slug=slug, leaf=True)
    return log


def _spec(log: Unit, key: str) -> KindSpec:
    spec = in_log(log, key)
    if spec is None or spec.week is None:
        raise Http404
    return spec


def _tell(request: SignedInRequest, page: WeekPage) -> None:
    """Say the receipts; what was sent before and deleted since is not among the records of the week."""
    kept = [record.receipt for _number, record in page.sent if not record.deleted]
    gone = [record.receipt for _number, record in page.sent if record.deleted]
    if kept:
        words = {"number": len(kept), "receipts": ", ".join(kept)}
        messages.success(request, _("Đã nhận %(number)s phiếu: %(receipts)s.") % words)
    if gone:
        messages.warning(request, _("Đã gửi trước đây và đã xóa: %(receipts)s.") % {"receipts": ", ".join(gone)})
    tell_withdrawn(request, [record for _number, record in page.sent])
    if page.dropped:
        messages.info(request, _("Đã bỏ %(number)s dòng ghi trùng.") % {"number": page.dropped})
