"""Who approves an entry: the station head, unless it is the own one; the province where the station has nobody else."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Grant, Role, User
from campaigns.models import Record
from communes.models import Unit, valid_on


def may_verify(by: User, record: Record) -> bool:
    """Say whether the button stands on the page of a provisional record."""
    return Unit.objects.verified_by(by).filter(pk=record.unit_id).exists() and not reason_against(by, record)


def reason_against(by: User, record: Record) -> str:
    """Say why `by`, who approves in this unit, cannot approve this record; empty when nothing speaks against it."""
    if by.pk in (record.author_id, record.edited_by_id):
        return _("Phiếu do chính đồng chí ghi hoặc sửa: người khác duyệt.")
    if _heads(by, record.unit):
        return ""
    if _other_heads(record):
        return _("Trưởng Công an cấp xã duyệt phiếu này.")
    return ""


def _heads(by: User, unit: Unit) -> bool:
    places = {unit.pk, unit.heir_id}
    return any(grant.role == Role.STATION_HEAD and grant.unit_id in places for grant in by.live_grants)


def _other_heads(record: Record) -> bool:
    """Whether the station has a head who neither wrote nor last edited the record."""
    places = [pk for pk in (record.unit_id, record.unit.heir_id) if pk]
    heads = Grant.objects.filter(
        valid_on(timezone.localdate()), role=Role.STATION_HEAD, unit__in=places, user__is_active=True
    )
    return heads.exclude(Q(user=record.author_id) | Q(user=record.edited_by_id)).exists()
