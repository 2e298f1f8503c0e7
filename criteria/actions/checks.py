"""What every write of an assessment begins and ends with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.forms.names import speaks_of_nobody
from communes.models import LEGACY_FROM, Unit, UnitQuerySet
from communes.privacy import no_personal_data
from criteria.actions.errors import Refused, Stale
from criteria.counting import counted
from criteria.models import Assessment, AssessmentStep, Step
from rollups.writer import apply, touch

# How far a range or a set may be planned.
YEARS_AHEAD = 5


def locked(allowed: UnitQuerySet, assessment: Assessment, seen: int | None = None) -> Assessment:
    """The assessment as it stands, if its unit is allowed; `seen` is the version that the writer saw."""
    if not allowed.filter(pk=assessment.unit_id).exists():
        raise PermissionDenied
    row = (
        Assessment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("set", "unit")
        .get(pk=assessment.pk)
    )
    if row.voided:
        raise Refused(_("Bản đánh giá này đã bỏ."))
    if seen is not None and row.version != seen:
        raise Stale
    return row


@contextmanager
def changing(by: User, row: Assessment, action: str, *, answers: bool = False, reason: str = "") -> Iterator[None]:
    """Audit what the block writes to an assessment (with its `answers`, if it touches them), and tell the totals."""
    tell = _with_answers if answers else content
    before, sums = tell(row), counted([row.pk])
    yield
    row.version += 1
    row.updated_at = timezone.now()
    row.save()
    record_audit(by=by, action=action, obj=row, unit=row.unit, before=before, after=tell(row), reason=reason)
    change = counted([row.pk]) - sums
    apply(change)
    if not change and row.unit.province_id is not None:
        touch([row.unit.province_id])


def note(row: Assessment, step: Step, by: User, on: date, **more: str) -> AssessmentStep:
    return AssessmentStep.objects.create(assessment=row, step=step, by=by, on=on, **more)


def check_day(day: date, field: str, latest: date | None = None) -> None:
    """Refuse what can only be a slip of the keys: it would break the range, or block the unit for decades."""
    last = latest or date(timezone.localdate().year + YEARS_AHEAD, 12, 31)
    if not LEGACY_FROM <= day <= last:
        words = {"first": f"{LEGACY_FROM:%d/%m/%Y}", "last": f"{last:%d/%m/%Y}"}
        raise Refused(_("Ghi ngày từ %(first)s đến %(last)s.") % words, field)


def check_said(**said: str) -> None:
    """Refuse sentences that name a person or bear a number of one, each by the name of its field."""
    for field, text in said.items():
        try:
            no_personal_data(text)
            speaks_of_nobody(text)
        except ValidationError as problem:
            raise Refused(problem.messages[0], field) from None


def check_past(day: date, unit: Unit, field: str) -> None:
    """Refuse what has not happened, or happened before the unit began."""
    if day > timezone.localdate():
        raise Refused(_("Chỉ ghi việc đã làm: ngày không được sau hôm nay."), field)
    if day < unit.valid_from:
        raise Refused(_("%(unit)s không có trong những ngày này.") % {"unit": unit.full_name}, field)


def _with_answers(row: Assessment) -> dict[str, Any]:
    lines = row.lines.order_by("criterion__number").values_list("criterion__number", "met", "note")
    areas = row.areas.order_by("residential_area").values_list("residential_area", "passed")
    return content(row) | {"lines": [list(one) for one in lines], "areas": [list(one) for one in areas]}
