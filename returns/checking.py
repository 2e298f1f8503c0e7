"""A return repeats of its record the unit, the day and whether it counts; `rollups --verify` asks whether it does.

PostgreSQL refuses a transaction that leaves the two apart, from whichever side. SQLite cannot wait for the end of a
transaction: it takes no return that is not as its record, and a record that left its return behind is found here.
"""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from campaigns.models import Record, RecordKind
from campaigns.models.records import Hold
from periods.models import Period
from returns.models import Every, Return
from returns.nothing import logged


def astray(limit: int) -> Iterator[str]:
    """Say of returns that are not as their record or stand beside what they deny, and of records without theirs."""
    counted = Q(record__deleted=False, record__hold=Hold.NONE)
    other = ~Q(unit=F("record__unit")) | ~Q(end=F("record__on")) | Q(~counted, counts=True) | Q(counted, counts=False)
    for filed in Return.objects.filter(other).select_related("record").order_by("pk")[:limit]:
        words = _("Phiếu %(receipt)s: đơn vị, ngày hoặc việc được tính của phiếu và của báo cáo không khớp nhau")
        yield words % {"receipt": filed.record.receipt}
    beside = logged(unit=OuterRef("unit"), on__range=(OuterRef("start"), OuterRef("end")))
    nothing = Return.objects.filter(Exists(beside), form__about_log=True, counts=True)
    for filed in nothing.select_related("record").order_by("pk")[:limit]:
        words = _("Phiếu %(receipt)s: báo cáo không phát sinh trong kỳ mà sổ có phiếu")
        yield words % {"receipt": filed.record.receipt}
    inside = Period.objects.filter(kind=OuterRef("form__every"), start__lte=OuterRef("end"), end__gte=OuterRef("end"))
    ends = Exists(inside.filter(end=OuterRef("end"))) | (Q(unit__valid_to=F("end")) & Exists(inside))
    stored = Return.objects.filter(record__deleted=False).exclude(form__every=Every.WEEK)
    for filed in stored.exclude(ends).select_related("record").order_by("pk")[:limit]:
        words = _("Phiếu %(receipt)s: báo cáo của ngày không phải ngày cuối của kỳ nào")
        yield words % {"receipt": filed.record.receipt}
    for record in Record.objects.filter(kind=RecordKind.RETURN, period_return__isnull=True).order_by("pk")[:limit]:
        yield _("Phiếu %(receipt)s: không có báo cáo của kỳ") % {"receipt": record.receipt}
