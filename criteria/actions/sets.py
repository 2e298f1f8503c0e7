"""Enter sets of criteria. One that nothing was assessed by may be changed; a used one is closed and followed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Role, User
from audit.actions import content, record_audit
from communes.models import Level, Unit
from communes.vietnamese import search_key
from criteria.actions.checks import check_day, check_said
from criteria.actions.errors import Refused, Stale
from criteria.models import CriteriaSet, Criterion

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stated:
    text: str
    group: str = ""


@dataclass(frozen=True)
class SetContent:
    """What a version of a set says; its criteria are numbered as they come."""

    name: str
    purpose: str
    level: str
    share: int | None
    paper: str
    valid_from: date
    criteria: Sequence[Stated]


@transaction.atomic
def enter_set(*, by: User, province: Unit | None, said: SetContent) -> CriteriaSet:
    """Enter the first version of a set, of a province or for all."""
    check_enters(by, province)
    key = search_key(said.name).replace(" ", "-")[:80]
    if not key:
        raise Refused(_("Ghi tên bộ tiêu chí."), "name")
    if CriteriaSet.objects.filter(province=province, key=key).exists():
        raise Refused(_("Đã có bộ tiêu chí tên này: mở bộ đó để sửa hoặc lập phiên bản mới."), "name")
    return _write(by, CriteriaSet(key=key, province=province, by=by), said, "enter_criteria_set")


@transaction.atomic
def change_set(*, by: User, criteria_set: CriteriaSet, seen: int, said: SetContent) -> CriteriaSet:
    """Correct a version that nothing was assessed by."""
    row = _locked(by, criteria_set, seen)
    if row.used:
        raise Refused(_("Bộ tiêu chí này đã dùng để đánh giá: chỉ lập phiên bản mới."))
    if row.valid_to is not None and said.valid_from > row.valid_to:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), "valid_from")
    before, former, later = _told(row), _former(row), said.valid_from > row.valid_from
    last_day = _last_day(former, said.valid_from, joined=row.valid_from) if former else None
    if former is not None and last_day is not None and not later:
        _end(by, former, last_day)  # before this one reaches into its days
    row.criteria.all().delete()
    row.edition += 1
    _write(by, row, said, "change_criteria_set", before)
    if former is not None and last_day is not None and later:
        _end(by, former, last_day)
    return row


@transaction.atomic
def follow_set(*, by: User, criteria_set: CriteriaSet, seen: int, said: SetContent) -> CriteriaSet:
    """Close a version with the day before the next one begins."""
    row = _locked(by, criteria_set, seen)
    if last_day := _last_day(row, said.valid_from):
        _end(by, row, last_day)
    following = CriteriaSet(key=row.key, province=row.province, version=row.version + 1, by=by, example=row.example)
    return _write(by, following, said, "follow_criteria_set")


@transaction.atomic
def end_set(*, by: User, criteria_set: CriteriaSet, seen: int, last_day: date) -> CriteriaSet:
    """Let a set end with a day; what was assessed by it stays."""
    row = _locked(by, criteria_set, seen)
    if last_day < row.valid_from:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."), "last_day")
    check_day(last_day, "last_day")
    _end(by, row, last_day)
    return row


def check_enters(by: User, province: Unit | None) -> None:
    """A set for all belongs to the administrator, one of a province to whoever sets the province up."""
    if province is None:
        allowed = by.has_role(Role.ADMINISTRATOR)
    else:
        allowed = Unit.objects.administered_by(by).filter(pk=province.pk, level=Level.PROVINCE).exists()
    if not allowed:
        raise PermissionDenied


def _locked(by: User, criteria_set: CriteriaSet, seen: int) -> CriteriaSet:
    """The version as it stands: only the newest can be changed, ended or followed."""
    row: CriteriaSet = CriteriaSet.objects.select_for_update(of=("self",), no_key=True).get(pk=criteria_set.pk)
    check_enters(by, row.province)
    newer = CriteriaSet.objects.filter(province=row.province, key=row.key, version__gt=row.version)
    if row.edition != seen or newer.exists():
        raise Stale
    return row


def _former(row: CriteriaSet) -> CriteriaSet | None:
    before = CriteriaSet.objects.select_for_update(of=("self",), no_key=True).filter(province=row.province, key=row.key)
    found: CriteriaSet | None = before.filter(version=row.version - 1).first()
    return found


def _last_day(former: CriteriaSet, following: date, joined: date | None = None) -> date | None:
    """Where a version has to end if the next one begins on `following`; nothing where it may stay as it is.

    One that ended earlier keeps its end, unless the two were `joined` before.
    """
    if following <= former.valid_from:
        raise Refused(_("Phiên bản mới phải áp dụng sau phiên bản đang có."), "valid_from")
    last_day, ended = following - DAY, former.valid_to
    apart = ended is not None and ended <= last_day and (joined is None or ended != joined - DAY)
    return None if apart or ended == last_day else last_day


def _end(by: User, row: CriteriaSet, last_day: date) -> None:
    before = content(row)
    row.valid_to, row.edition = last_day, row.edition + 1
    row.save(update_fields=["valid_to", "edition"])
    record_audit(by=by, action="end_criteria_set", obj=row, unit=row.province, before=before, after=content(row))


def _write(
    by: User, row: CriteriaSet, said: SetContent, action: str, before: dict[str, object] | None = None
) -> CriteriaSet:
    check_day(said.valid_from, "valid_from")
    check_said(
        name=said.name, paper=said.paper, criteria="\n".join(f"{one.group}\n{one.text}" for one in said.criteria)
    )
    for name in ("name", "purpose", "level", "share", "paper", "valid_from"):
        setattr(row, name, getattr(said, name))
    try:
        row.full_clean(exclude=["by"])
        with transaction.atomic():
            row.save()
    except ValidationError as wrong:
        raise Refused(wrong.messages[0]) from None
    except IntegrityError:  # the same pressed twice: the other one was written first
        raise Refused(_("Đã có bộ tiêu chí tên này: mở bộ đó để sửa hoặc lập phiên bản mới."), "name") from None
    Criterion.objects.bulk_create(
        Criterion(set=row, number=number, group=one.group, text=one.text) for number, one in enumerate(said.criteria, 1)
    )
    record_audit(by=by, action=action, obj=row, unit=row.province, before=before, after=_told(row))
    return row


def _told(row: CriteriaSet) -> dict[str, object]:
    return content(row) | {"criteria": [[one.group, one.text] for one in row.criteria.order_by("number")]}
