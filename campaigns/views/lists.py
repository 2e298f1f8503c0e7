"""Records as a list, and the same rows as a spreadsheet."""

from typing import Protocol

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.validators import validate_slug
from django.db.models import Model, Subquery
from django.forms import Field
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.http import SignedInRequest
from accounts.models import Role
from accounts.scope import READERS
from audit.actions import record_audit
from campaigns.feeding import Total, counts_records, total_of
from campaigns.forms.filters import RecordFilter
from campaigns.listing import DELETED, Wanted, find, line, with_details
from campaigns.models import Record
from campaigns.models.records import RecordQuerySet
from campaigns.sheets import Added, tables_of
from campaigns.spreadsheets import download, write_tables
from communes.models import Area, Unit
from rollups.models import SCALE
from rollups.numbers import grouped

ON_A_PAGE = 30
MOST_IN_A_FILE = 50_000


class PlaceFilter(Protocol):
    """A form that reads the address of a list, within a place or without one."""

    fields: dict[str, Field]
    chosen_unit: Unit | None
    chosen_area: Area | None


@login_required
@require_safe
def record_list(request: SignedInRequest) -> HttpResponse:
    form = filter_of(request)
    if not form.is_valid():
        return render(request, "campaigns/record_list.html", {"form": form}, status=422)
    rows = find(request.user, form.wanted, timezone.localdate())
    paginator, total = Paginator(with_details(rows), ON_A_PAGE), total_of_list(form.wanted, rows)
    if total is not None:
        paginator.count = total.records  # counted in the query that added them up
    page = paginator.get_page(request.GET.get("page"))
    found = [line(record) for record in page]
    context = {
        "form": form,
        "page": page,
        "lines": found,
        "total": total_words(total) if total is not None and total.records else "",
        "wanted": form.wanted,
        "several_units": len({one.unit for one in found}) > 1,
    }
    return render(request, "campaigns/record_list.html", context)


@login_required
@require_safe
def record_export(request: SignedInRequest) -> HttpResponse:
    form = filter_of(request)
    if not form.is_valid():
        return render(request, "campaigns/record_list.html", {"form": form}, status=422)
    wanted = form.wanted
    rows = find(request.user, wanted, timezone.localdate())
    total = total_of_list(wanted, rows)
    count = rows.count() if total is None else total.records
    notes = [f"{wanted.start:%d/%m/%Y} – {wanted.end:%d/%m/%Y}"]
    if settings.DEMO:
        notes.append(_("Dữ liệu minh họa – không phải số liệu thực"))
    if count > MOST_IN_A_FILE:
        notes.append(_("Tệp chỉ có %(most)s phiếu mới nhất trong %(count)s phiếu: chọn khoảng ngày ngắn hơn.")
                     % {"most": MOST_IN_A_FILE, "count": count})  # fmt: skip
        rows = rows.filter(pk__in=Subquery(rows.values("pk")[:MOST_IN_A_FILE]))
    if wanted.figure is not None:
        notes.insert(0, _("Chỉ các phiếu tính vào chỉ tiêu: %(figure)s") % {"figure": wanted.figure.name})
    if total is not None and count:
        notes.insert(1, total_words(total))
    keep_in_trail(request, form, "export_records", Record, min(count, MOST_IN_A_FILE))
    added = added_of(total, cut=count > MOST_IN_A_FILE)
    file = write_tables(tables_of(request.user, rows, notes=notes, added=added))
    return download(file, f"so-ghi-{wanted.start:%Y%m%d}-{wanted.end:%Y%m%d}")


def total_of_list(wanted: Wanted, rows: RecordQuerySet) -> Total | None:
    """What the records of a list add up to, where it is of a figure; deleted ones add up to nothing.

    A residential area picks records that say something of others, too: what they add up to is not of that area.
    """
    if wanted.figure is None or wanted.state == DELETED or wanted.village is not None:
        return None
    return total_of(wanted.figure, rows)


def added_of(total: Total | None, *, cut: bool) -> Added | None:
    """What is added up below the rows of a file: no count of records, and nothing that is counted once."""
    if total is None or not total.records or total.figure.how.distinct or counts_records(total.figure):
        return None
    return Added(total.figure, total.value, cut)


def total_words(total: Total) -> str:
    """Say "Cộng: 4.816 lượt người trong 83 phiếu", or "83 phiếu" of what counts each once."""
    sum_, count = grouped(total.value, total.figure.decimals), grouped(total.records * SCALE)
    if counts_records(total.figure):
        return ngettext("%(n)s phiếu", "%(n)s phiếu", total.records) % {"n": count}
    words = _("Cộng: %(sum)s %(unit)s trong %(count)s phiếu")
    return words % {"sum": sum_, "unit": total.figure.unit, "count": count}


def keep_in_trail(request: SignedInRequest, form: PlaceFilter, action: str, of: type[Model], count: int) -> None:
    """Who took how many rows away, by which filters; the auditor of the place reads it."""
    filters = {name: request.GET.getlist(name) for name in sorted({*form.fields, "unit", "area"} & {*request.GET})}
    place = form.chosen_unit or (form.chosen_area.province if form.chosen_area else None)
    after = {"filters": filters, "count": count}
    record_audit(by=request.user, action=action, obj=of, unit=place, after=after)


def cut_note(count: int, most: int) -> list[str]:
    """A file that leaves rows out says so."""
    words = _("Tệp chỉ có %(most)s dòng đầu trong %(count)s dòng: lọc hẹp hơn.") % {"most": most, "count": count}
    return [words] if count > most else []


def filter_of(request: SignedInRequest) -> RecordFilter:
    """Read the address. A place outside the scope is as unknown as one that does not exist."""
    reader = request.user
    if not reader.has_role(*(Role(role) for role in READERS)):
        raise Http404
    unit, area = asked_place(request)
    return RecordFilter(request.GET, reader=reader, unit=unit, area=area, today=timezone.localdate())


def asked_place(request: SignedInRequest) -> tuple[Unit | None, Area | None]:
    """The unit or the area that the address of a list names."""
    unit, area = request.GET.get("unit"), request.GET.get("area")
    return (
        get_object_or_404(Unit.objects.read_by(request.user), slug=slug(unit)) if unit else None,
        get_object_or_404(Area.objects.read_by(request.user), slug=slug(area)) if area else None,
    )


def slug(text: str) -> str:
    """Refuse what no slug can be before a database stumbles over it."""
    try:
        validate_slug(text)
    except ValidationError:
        raise Http404 from None
    return text
