"""Open a unit's register: from then on nothing is zero."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions.errors import Refused
from campaigns.placing import covered
from communes.models import LEGACY_FROM, Unit
from models_selfmgmt.actions.checks import check_keeps
from models_selfmgmt.counting import count_registers
from models_selfmgmt.models import ModelRegister
from models_selfmgmt.storing import keep_registers
from rollups.writer import apply


@transaction.atomic
def open_register(*, by: User, unit: Unit, since: date) -> list[ModelRegister]:
    """Open the register of a unit of today from a day on: before it began, those of the units that it was."""
    check_keeps(by, unit)
    if not unit.is_open or not LEGACY_FROM <= since <= timezone.localdate():
        raise Refused(_("Chọn ngày đến hôm nay."), "since")
    units = [one for one in covered(unit) if one.valid_to is None or one.valid_to >= since]
    new = keep_registers((one, max(since, one.valid_from)) for one in units)
    apply(count_registers(new))
    rows = list(ModelRegister.objects.filter(pk__in=new).select_related("unit"))
    if rows:
        after = {"since": since.isoformat(), "stages": [str(row) for row in rows]}
        record_audit(by=by, action="add_modelregister", obj=rows[0], unit=unit, after=after)
    return rows
