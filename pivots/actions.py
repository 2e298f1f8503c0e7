"""Keep, rename, change and drop tables. Only their owner does; what they show is asked anew at each opening."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.forms.names import no_person
from communes.models import Unit
from communes.vietnamese import sort_key
from dashboards.places import Place
from pivots.models import SavedTable

MOST = 200  # tables that one person keeps


class Refused(Exception):
    """The table is not kept under this name; `message` is for the page."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@transaction.atomic
def save_table(*, by: User, place: Place, name: str, query: str, latest: bool = False) -> SavedTable:
    """Keep a query of a place that was opened for `by`; `latest` moves its period along.

    The same once more, from an impatient thumb, is what is kept already.
    """
    if place.user != by:
        raise PermissionDenied
    _wait(by)
    kept = SavedTable.objects.owned_by(by).filter(name=name, unit=place.unit, area=place.area)
    if (known := kept.filter(query=query, latest=latest).first()) is not None:
        return known
    _check_name(by, name)
    if SavedTable.objects.owned_by(by).count() >= MOST:
        raise Refused(_("Mỗi người lưu tối đa %(most)s bảng. Xóa bớt bảng cũ.") % {"most": MOST})
    table = SavedTable.objects.create(
        owner=by,
        name=name,
        sort_key=sort_key(name),
        unit=place.unit,
        area=place.area,
        query=query,
        latest=latest,
    )
    record_audit(by=by, action="add_savedtable", obj=table, unit=_unit(table), after=content(table))
    return table


@transaction.atomic
def rename_table(*, by: User, table: SavedTable, name: str) -> SavedTable:
    """Give an own table another name."""
    _check_owner(by, table)
    if name == table.name:
        return table
    _check_name(by, name)
    before = content(table)
    table.name, table.sort_key = name, sort_key(name)
    table.save(update_fields=["name", "sort_key"])
    record_audit(by=by, action="rename_savedtable", obj=table, unit=_unit(table), before=before, after=content(table))
    return table


@transaction.atomic
def update_table(*, by: User, table: SavedTable, query: str, latest: bool = False) -> SavedTable:
    """Keep another query of its place under the name of an own table."""
    _check_owner(by, table)
    if (query, latest) == (table.query, table.latest):
        return table
    before = content(table)
    table.query, table.latest = query, latest
    table.save(update_fields=["query", "latest"])
    record_audit(by=by, action="update_savedtable", obj=table, unit=_unit(table), before=before, after=content(table))
    return table


@transaction.atomic
def delete_table(*, by: User, table: SavedTable) -> None:
    """Drop an own table; the numbers in it are nobody's loss."""
    _check_owner(by, table)
    record_audit(by=by, action="delete_savedtable", obj=table, unit=_unit(table), before=content(table))
    table.delete()


def _check_owner(by: User, table: SavedTable) -> None:
    if table.owner_id != by.pk:
        raise PermissionDenied


def _check_name(by: User, name: str) -> None:
    _wait(by)
    if SavedTable.objects.owned_by(by).filter(name=name).exists():
        raise Refused(_("Đã có bảng tên này. Đặt tên khác."))
    try:
        no_person(name)
    except ValidationError as problem:
        raise Refused(problem.messages[0]) from None


def _wait(by: User) -> None:
    """Two saves at once wait for each other: names are an owner's own."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)


def _unit(table: SavedTable) -> Unit | None:
    """Whose auditor reads the row."""
    return table.unit or (table.area.province if table.area is not None else None)
