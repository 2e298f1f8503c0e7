"""The return that a period of a unit has already."""

from datetime import date

from django.utils.translation import gettext as _

from campaigns.models import Record
from communes.models import Unit
from returns.models import Return, ReturnForm


def standing(form: ReturnForm, unit: Unit, end: date, *, but: Record | None = None) -> Return | None:
    """The return of a period that counts."""
    rows = Return.objects.filter(form=form, unit=unit, end=end, counts=True).select_related("record")
    return rows.exclude(record=but.pk if but else None).first()


def already(record: Record) -> str:
    return _("Kỳ này đã có báo cáo, mã phiếu %(receipt)s: mở phiếu đó để sửa.") % {"receipt": record.receipt}
