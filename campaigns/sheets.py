"""Records as a book of spreadsheets: a sheet a kind, each word and each count of a record in a column of its own."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.feeding import amounts_of
from campaigns.kinds.registry import of_reader
from campaigns.kinds.spec import KindSpec
from campaigns.listing import line, with_details
from campaigns.models.records import RecordQuerySet
from campaigns.spreadsheets import Cell, Column, Sum, Table, count_column
from rollups.models import SCALE, Indicator
from rollups.numbers import grouped, is_exact

AT_ONCE = 500
ADDED = "added"  # the column of a figure that has none


class Added(NamedTuple):
    """The figure that the list is of; `cut`: the file holds only some of its records."""

    figure: Indicator
    total: int
    cut: bool


def tables_of(reader: User, rows: RecordQuerySet, *, notes: Sequence[str], added: Added | None = None) -> list[Table]:
    """Give a sheet for each kind that is among the records; where there are none, an empty one."""
    found = []
    for spec, count in _present(reader, rows):
        said = ngettext("%(count)s phiếu", "%(count)s phiếu", count) % {"count": count}
        found.append(_table(spec, rows.filter(spec.records), [*notes, said], added))
    return found or [Table(_("Sổ ghi"), [*_before(), *_after()], [], [*notes, _("Không có phiếu nào.")])]


def _present(reader: User, rows: RecordQuerySet) -> list[tuple[KindSpec, int]]:
    """The kinds that are among the records, each with how many: in one look, for finding the newest is dear."""
    specs = of_reader(reader)
    counts = rows.order_by().aggregate(**{f"of_{n}": Count("pk", filter=spec.records) for n, spec in enumerate(specs)})
    return [(spec, counts[f"of_{n}"]) for n, spec in enumerate(specs) if counts[f"of_{n}"]]


def _table(spec: KindSpec, rows: RecordQuerySet, notes: Sequence[str], added: Added | None) -> Table:
    own = spec.sheet.columns(rows.order_by()) if spec.sheet else {"said": Column(_("Nội dung"), 60)}
    title = _("Sổ ghi: %(kind)s") % {"kind": spec.name}
    amounts = amounts_of(added.figure, rows) if added is not None else {}
    key = (spec.sheet.column_of(added.figure) if spec.sheet else "") if added is not None else ""
    if added is not None and key not in own:
        key, own = ADDED, {**own, ADDED: _own_column(added.figure)}
    sum_ = _sum(added, len(_before()) + list(own).index(key), sum(amounts.values())) if added is not None else None
    cells = _rows(spec, rows, own, amounts)
    return Table(title, [*_before(), *own.values(), *_after()], cells, notes, name=str(spec.name), sum=sum_)


def _own_column(figure: Indicator) -> Column:
    return count_column(_("%(figure)s (%(unit)s)") % {"figure": figure.name, "unit": figure.unit}, figure.decimals)


def _sum(added: Added, place: int, thousandths: int) -> Sum:
    """The number of the dashboard; where something was reported with a word, its sign stands in the words."""
    words = _("Cộng các dòng trong tệp") if added.cut else _("Cộng")
    if not (added.cut or is_exact(added.total)):
        words = _("Cộng: %(sum)s") % {"sum": grouped(added.total, added.figure.decimals)}
    return Sum(place, Decimal(thousandths) / SCALE, words)


def _rows(
    spec: KindSpec, rows: RecordQuerySet, own: Mapping[str, Column], amounts: Mapping[int, int]
) -> Iterator[list[Cell]]:
    """The cells of many records without holding them all."""
    states = {"provisional": _("Sơ bộ"), "verified": _("Đã duyệt"), "deleted": _("Đã xóa"), "held": _("Chờ xử lý")}
    detailed = with_details(rows).prefetch_related(*(spec.sheet.related if spec.sheet else ()))
    for record in detailed.iterator(chunk_size=AT_ONCE):
        one = line(record)
        said = spec.sheet.cells(record) if spec.sheet else {"said": one.said}
        said = {**said, ADDED: Decimal(amounts.get(record.pk, 0)) / SCALE}
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
