"""The rules of scope, day and place that every write of a record obeys."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.actions.errors import Refused
from campaigns.contents import Content, by_name, plain
from campaigns.kinds.registry import spec_for, spec_of
from campaigns.models import Record
from campaigns.placing import all_lie_in
from communes.models import Unit


def check_scope(by: User, unit: Unit) -> None:
    """Ask again inside the transaction: the page may be older than the grant."""
    if not Unit.objects.written_by(by).filter(pk=unit.pk, leaf=True).exists():
        raise PermissionDenied


def check_day_and_place(unit: Unit, content: Content) -> None:
    if content.on > timezone.localdate():
        raise Refused(_("Chỉ ghi việc đã làm: ngày không được sau hôm nay."), "on")
    if not spec_for(content).is_past(content):
        raise Refused(_("Chỉ ghi việc đã làm: ca này chưa bắt đầu."), "shift")
    if not unit.is_valid_on(content.on):
        raise Refused(_("%(unit)s không có vào ngày này.") % {"unit": unit.full_name}, "on")
    if content.residential_areas and not all_lie_in(content.residential_areas, unit, content.on):
        raise Refused(_("Có khu dân cư không thuộc %(unit)s vào ngày này.") % {"unit": unit.full_name},
                      "residential_areas")  # fmt: skip


def check_kind(content: Content, key: str) -> None:
    if spec_for(content).key != key:
        raise TypeError(f"{type(content).__name__} is not the content of {key}")


def audited(record: Record, content: Content) -> dict[str, Any]:
    """What the audit row keeps of a record: everything that it says, readable, and its state."""
    return {
        "kind": spec_of(record).key,
        "uuid": str(record.uuid),
        "unit": record.unit.slug,
        "version": record.version,
        "state": record.state,
        **({"late": True} if record.late else {}),
        **plain(content, by_name),
    }
