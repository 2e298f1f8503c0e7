"""Who approves an entry: a head of its station, unless it is the own one; where none can, the province."""

from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Record
from rollups.models import State


def may_verify(by: User, record: Record) -> bool:
    """Say whether the button stands on the record's page."""
    if record.deleted or record.state != State.PROVISIONAL or reason_against(by, record):
        return False
    return Record.objects.verified_by(by).filter(pk=record.pk).exists()


def reason_against(by: User, record: Record) -> str:
    """Say why `by` cannot approve this one among the records of the unit; empty when nothing speaks against it."""
    if by.pk in (record.author_id, record.edited_by_id):
        return _("Phiếu do chính đồng chí ghi hoặc sửa: người khác duyệt.")
    return ""
