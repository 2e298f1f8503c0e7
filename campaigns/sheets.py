"""Records as a book of spreadsheets: a sheet a kind, each word and each count of a record in a column of its own."""

from collections.abc import Iterator, Mapping, Sequence

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.kinds.registry import of_reader
from campaigns.kinds.spec import KindSpec
from campaigns.listing import line, with_details
from campaigns.models.records import RecordQuerySet
from campaigns.spreadsheets import Cell, Column, Table

AT_ONCE = 500


def tables_of(reader: User, rows: RecordQuerySet, *, notes: Sequence[str]) -> list[Table]:
    """Give a sheet for each kind that is among the records; where there are none, an empty one."""
    found = []
    for spec, count in _present(reader, rows):
        said = ngettext("%(count)s phiếu", "%(count)s phiếu", count) % {"count": count}
        found.append(_table(spec, rows.filter(spec.records), [*notes, said]))
    return found or [Table(_("Sổ ghi"), [*_before(), *_after()], [], [*notes, _("Không có phiếu nào.")])]


def _present(reader: User, rows: RecordQuerySet) -> list[tuple[KindSpec, int]]:
    """The kinds that are among the records, each with how many: in one look, for finding the newest is dear."""
    specs = of_reader(reader)
    counts = rows.order_by().aggregate(**{f"of_{n}": Count("pk", filter=spec.records) for n, spec in enumerate(specs)})
    return [(spec, counts[f"of_{n}"]) for n, spec in enumerate(specs) if counts[f"of_{n}"]]


def _table(spec: KindSpec, rows: RecordQuerySet, notes: Sequence[str]) -> Table:
    own = spec.sheet.columns(rows.order_by()) if spec.sheet else {"said": Column(_("Nội dung"), 60)}
    title = _("Sổ ghi: %(kind)s") % {"kind": spec.name}
    cells = _rows(spec, rows, own)
    return Table(title, [*_before(), *own.values(), *_after()], cells, notes, name=str(spec.name))


def _rows(spec: KindSpec, rows: RecordQuerySet, own: Mapping[str, Column]) -> Iterator[list[Cell]]:
    """The cells of many records without holding them all."""
    states = {"provisional": _("Sơ bộ"), "verified": _("Đã duyệt"), "deleted": _("Đã xóa"), "held": _("Chờ xử lý")}
    detailed = with_details(rows).prefetch_related(*(spec.sheet.related if spec.sheet else ()))
    for record in detailed.iterator(chunk_size=AT_ONCE):
        one = line(record)
        said = spec.sheet.cells(record) if spec.sheet else {"said": one.said}
        middle = [said.get(key) for key in own]
        state = f"{states[one.status]}, {_('nộp muộn')}" if one.late else states[one.status]
        yield [one.day, one.kind, one.unit, one.areas, *middle, state, one.author, one.receipt]


def _before() -> list[Column]:
    return [
        Column(_("Ngày"), 12, "day"),
        Column(_("Loại phiếu"), 18),
        Column(_("Đơn vị"), 24),
        Column(_("Khu dân cư"), 30),
    ]


def _after() -> list[Column]:
    return [Column(_("Trạng thái"), 12), Column(_("Người ghi"), 22), Column(_("Mã phiếu"), 12)]
