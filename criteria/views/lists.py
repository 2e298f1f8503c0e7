"""Assessments of a scope: who is chosen, who waits for a decision; and the same rows as a spreadsheet."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from accounts.models import Role
from accounts.scope import READERS
from campaigns.spreadsheets import Cell, Column, download, write_table
from campaigns.views.lists import asked_place, cut_note, keep_in_trail
from communes.models import Unit
from criteria.forms import AssessmentFilter
from criteria.models import Assessment
from criteria.selectors.listing import Row, find, ordered, shown
from criteria.selectors.sets import sets_of

ON_A_PAGE = 30
MOST_IN_A_FILE = 20_000


@login_required
@require_safe
def assessment_list(request: SignedInRequest) -> HttpResponse:
    form = filter_of(request)
    page = {"form": form, "own": Unit.objects.kept_by(request.user).filter(valid_to__isnull=True, leaf=True)[:2]}
    if not form.is_valid():
        return render(request, "criteria/assessment_list.html", page, status=422)
    rows = ordered(find(request.user, form.wanted))
    some = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    page |= {"page": some, "rows": shown(request.user, some), "wanted": form.wanted}
    return render(request, "criteria/assessment_list.html", page)


@login_required
@require_safe
def assessment_export(request: SignedInRequest) -> HttpResponse:
    form = filter_of(request)
    if not form.is_valid():
        return render(request, "criteria/assessment_list.html", {"form": form}, status=422)
    found = find(request.user, form.wanted)
    count, rows = found.count(), shown(request.user, ordered(found)[:MOST_IN_A_FILE])
    keep_in_trail(request, form, "export_assessments", Assessment, len(rows))
    today = timezone.localdate()
    notes = [_("Đến ngày %(day)s") % {"day": f"{today:%d/%m/%Y}"}, *cut_note(count, MOST_IN_A_FILE)]
    file = write_table(columns(), (cells(row) for row in rows), title=_("Đánh giá theo tiêu chí"), notes=notes)
    return download(file, f"danh-gia-tieu-chi-{today:%Y%m%d}")


def filter_of(request: SignedInRequest) -> AssessmentFilter:
    """Read the address. A place outside the scope is as unknown as one that does not exist."""
    reader = request.user
    if not reader.has_role(*(Role(role) for role in READERS)):
        raise Http404
    unit, area = asked_place(request)
    return AssessmentFilter(request.GET, sets=list(sets_of(reader)), unit=unit, area=area)


def columns() -> list[Column]:
    return [
        Column(_("Đơn vị"), 26),
        Column(_("Tỉnh, thành phố"), 22),
        Column(_("Bộ tiêu chí"), 44),
        Column(_("Từ ngày"), 12, "day"),
        Column(_("Đến ngày"), 12, "day"),
        Column(_("Trạng thái"), 30),
        Column(_("Tiêu chí đạt"), 12, "number"),
        Column(_("Tiêu chí"), 12, "number"),
        Column(_("Khu dân cư đạt"), 14, "number"),
        Column(_("Khu dân cư được xét"), 18, "number"),
        Column(_("Gửi ngày"), 12, "day"),
        Column(_("Chọn ngày"), 12, "day"),
        Column(_("Kết luận ngày"), 14, "day"),
    ]


def cells(row: Row) -> list[Cell]:
    """What nobody has answered is empty, never a zero."""
    one, areas = row.assessment, row.standing
    return [
        one.unit.full_name,
        one.unit.province.full_name if one.unit.province else "",
        one.set.full_name,
        one.start,
        one.end,
        str(row.stage.label),
        row.met if row.answered else None,
        row.asked or None,
        areas.passed if areas and areas.of else None,
        areas.of if areas and areas.of else None,
        one.sent_on,
        one.nominated_on,
        one.decided_on,
    ]
