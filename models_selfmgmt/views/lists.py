"""Models of a scope as a list, and the same rows as a spreadsheet."""

from collections.abc import Sequence
from decimal import Decimal

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
from models_selfmgmt.forms import ListFilter
from models_selfmgmt.models import ModelInstance, TypeMeasure
from models_selfmgmt.selectors.lines import STATES, Line
from models_selfmgmt.selectors.listing import find, line_of, summary
from rollups.models import SCALE

ON_A_PAGE = 30
MOST_IN_A_FILE = 20_000
AT_ONCE = 500


@login_required
@require_safe
def model_list(request: SignedInRequest) -> HttpResponse:
    form = filter_of(request)
    if not form.is_valid():
        return render(request, "models_selfmgmt/model_list.html", {"form": form}, status=422)
    day, wanted = timezone.localdate(), form.wanted
    found = find(request.user, wanted, day)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": [line_of(row, day) for row in page],
        "summary": summary(found, request.user, wanted, day),
        "wanted": wanted,
    }
    return render(request, "models_selfmgmt/model_list.html", context)


@login_required
@require_safe
def model_export(request: SignedInRequest) -> HttpResponse:
    form = filter_of(request)
    if not form.is_valid():
        return render(request, "models_selfmgmt/model_list.html", {"form": form}, status=422)
    day, wanted = timezone.localdate(), form.wanted
    found = find(request.user, wanted, day)
    count = len(found)
    keep_in_trail(request, form, "export_models", ModelInstance, min(count, MOST_IN_A_FILE))
    measures = list(wanted.kind.measures.valid_on(day).select_related("indicator")) if wanted.kind else []
    told = (cells(line_of(row, day), measures) for row in found.rows(MOST_IN_A_FILE, AT_ONCE))
    notes = [_("Đến ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"}, *cut_note(count, MOST_IN_A_FILE)]
    file = write_table(columns(measures), told, title=_("Sổ mô hình"), notes=notes)
    return download(file, f"mo-hinh-{day:%Y%m%d}")


def filter_of(request: SignedInRequest) -> ListFilter:
    """Read the address. A place outside the scope is as unknown as one that does not exist."""
    reader = request.user
    if not reader.has_role(*(Role(role) for role in READERS)):
        raise Http404
    unit, area = asked_place(request)
    return ListFilter(request.GET, reader=reader, unit=unit, area=area)


def columns(measures: Sequence[TypeMeasure]) -> list[Column]:
    numbers = [Column(f"{one.name} ({one.indicator.unit})", 14, "number") for one in measures]
    return [
        Column(_("Mô hình"), 36),
        Column(_("Loại"), 28),
        Column(_("Đơn vị"), 22),
        Column(_("Khu dân cư"), 34),
        Column(_("Từ ngày"), 12, "day"),
        Column(_("Ngày khảo sát"), 12, "day"),
        Column(_("Ngày ra mắt"), 12, "day"),
        Column(_("Trạng thái"), 24),
        Column(_("Đến ngày"), 12, "day"),
        *(numbers or [Column(_("Số liệu"), 34)]),
        Column(_("Kiểm tra gần nhất"), 12, "day"),
        Column(_("Chất lượng"), 12),
        Column(_("Đơn vị phối hợp"), 22),
        Column(_("Nguồn kinh phí"), 16),
    ]


def cells(one: Line, measures: Sequence[TypeMeasure]) -> list[Cell]:
    said = {amount.key: Decimal(amount.thousandths) / SCALE for amount in one.amounts}
    numbers: list[Cell] = [said.get(measure.indicator.key) for measure in measures]
    words = "; ".join(f"{amount.name}: {amount.value} {amount.unit}" for amount in one.amounts)
    return [
        one.title, one.type_name, one.unit, ", ".join(one.areas), one.since, one.surveyed,
        one.established, str(STATES[one.state]), one.until,
        *(numbers if measures else [words]),
        one.inspected, one.grade, one.partner, one.funding,
    ]  # fmt: skip
