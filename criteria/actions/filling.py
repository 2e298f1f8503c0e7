"""What a unit says of itself: an assessment is opened, filled in bit by bit, given evidence, and sent."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.models import Record
from campaigns.placing import covered
from communes.holding import hold_units
from communes.models import ResidentialArea, ResidentialAreaMembership, Unit, UnitQuerySet, valid_on
from criteria.actions.checks import changing, check_day, check_said, locked, note
from criteria.actions.errors import Refused
from criteria.models import (
    AppliesTo,
    AreaResult,
    Assessment,
    AssessmentLine,
    CriteriaSet,
    Evidence,
    Purpose,
    Step,
)
from rollups.models import Indicator


@transaction.atomic
def open_assessment(*, by: User, unit: Unit, criteria_set: CriteriaSet, start: date, end: date) -> Assessment:
    """Begin an assessment, with an unanswered line for each criterion; by the head, or by the province that chooses."""
    allowed = Unit.objects.kept_by(by) | Unit.objects.judged_by(by)
    if not allowed.filter(pk=unit.pk, leaf=True).exists():
        raise PermissionDenied
    hold_units(one.pk for one in lineage(unit))  # two at once would not see each other
    # Read once more and held: a set that nothing was assessed by may be corrected in between.
    criteria_set = CriteriaSet.objects.select_for_update(of=("self",), no_key=True).get(pk=criteria_set.pk)
    check_fits(unit, criteria_set, start, end)
    row = Assessment.objects.create(
        set=criteria_set, purpose=criteria_set.purpose, unit=unit, start=start, end=end, by=by
    )
    if not criteria_set.of_areas:
        AssessmentLine.objects.bulk_create(
            AssessmentLine(assessment=row, criterion=one) for one in criteria_set.criteria.all()
        )
    note(row, Step.OPENED, by, timezone.localdate())
    record_audit(by=by, action="open_assessment", obj=row, unit=unit, after=content(row))
    return row


def check_fits(unit: Unit, criteria_set: CriteriaSet, start: date, end: date) -> None:
    if end < start:
        raise Refused(_("Ngày cuối phải từ ngày đầu trở đi."), "end")
    check_day(start, "start")
    check_day(end, "end")
    if end < unit.valid_from or (unit.valid_to is not None and end > unit.valid_to):
        raise Refused(_("%(unit)s không có trong những ngày này.") % {"unit": unit.full_name}, "end")
    if not CriteriaSet.objects.of_unit(unit).filter(pk=criteria_set.pk).exists():
        raise PermissionDenied
    if not AppliesTo(criteria_set.level).fits(unit) or not criteria_set.is_valid_on(end):
        raise Refused(_("Bộ tiêu chí này không áp dụng cho đơn vị hoặc cho kỳ này."), "criteria_set")
    standing = Assessment.objects.standing()
    if standing.filter(unit=unit, set=criteria_set, end=end).exists():
        raise Refused(_("Đơn vị đã có bản đánh giá theo bộ tiêu chí này cho kỳ này."), "criteria_set")
    if criteria_set.purpose != Purpose.SAFE:
        return
    # Areas count once: two assessments of the same days would count them twice, also of a unit and one before it.
    same = standing.filter(unit__in=lineage(unit), purpose=Purpose.SAFE, start__lte=end, end__gte=start)
    if other := same.select_related("unit").first():
        words = _("%(unit)s đã có bản đánh giá an toàn về ANTT từ %(start)s đến %(end)s: ghi kỳ không trùng.")
        days = {"start": f"{other.start:%d/%m/%Y}", "end": f"{other.end:%d/%m/%Y}"}
        raise Refused(words % (days | {"unit": other.unit.full_name}), "start")


def lineage(unit: Unit) -> list[Unit]:
    """The unit, those before it whose history it keeps, and the one that keeps its own."""
    return list(Unit.objects.filter(Q(pk=unit.pk) | Q(heir=unit.pk) | Q(pk=unit.heir_id)))


@transaction.atomic
def save_answers(
    *,
    by: User,
    assessment: Assessment,
    seen: int,
    met: Mapping[int, bool | None],
    notes: Mapping[int, str],
    passed: Mapping[int, bool | None],
) -> Assessment:
    """Store answers by the id of their line, and results by the id of their residential area; some may be missing."""
    row = _filling(by, assessment, seen)
    check_said(**{f"note_{pk}": text for pk, text in notes.items()})
    known = {area.pk for area in areas_of(row)}
    if passed.keys() - known:
        raise PermissionDenied
    lines = list(row.lines.select_related("criterion"))
    with changing(by, row, "save_assessment", answers=True):
        for line in lines:
            line.met, line.note = met.get(line.pk, line.met), notes.get(line.pk, line.note)
        AssessmentLine.objects.bulk_update(lines, ["met", "note"], batch_size=100)
        results = [
            AreaResult(assessment=row, residential_area_id=pk, passed=value)
            for pk, value in passed.items()
            if value is not None
        ]
        row.areas.filter(residential_area__in=passed).delete()
        AreaResult.objects.bulk_create(results)
    return row


@transaction.atomic
def add_evidence(
    *,
    by: User,
    line: AssessmentLine,
    record: Record | None = None,
    indicator: Indicator | None = None,
    start: date | None = None,
    end: date | None = None,
) -> Evidence:
    """Prove a line by a record of the unit, or by a figure of it over a range. The same once more changes nothing."""
    row = _filling(by, line.assessment)
    if record is not None and (record.deleted or not covered(row.unit).filter(pk=record.unit_id).exists()):
        raise PermissionDenied
    if indicator is not None and (indicator.sensitivity != Indicator.Sensitivity.OPEN or not indicator.active):
        raise PermissionDenied
    if start is not None and end is not None:
        check_day(start, "start")
        check_day(end, "end", latest=max(row.end, timezone.localdate()))
    found, new = Evidence.objects.get_or_create(line=line, record=record, indicator=indicator, start=start, end=end)
    if new:
        record_audit(by=by, action="add_evidence", obj=row, unit=row.unit, after=content(found))
    return found


@transaction.atomic
def drop_evidence(*, by: User, evidence: Evidence) -> None:
    row = _filling(by, evidence.line.assessment)
    record_audit(by=by, action="drop_evidence", obj=row, unit=row.unit, before=content(evidence))
    evidence.delete()


@transaction.atomic
def send(*, by: User, assessment: Assessment, seen: int) -> Assessment:
    """Send what the unit says of itself: all of it, and not before the range has ended."""
    row = _filling(by, assessment, seen)
    today = timezone.localdate()
    if today < row.end:
        raise Refused(_("Kỳ đánh giá đến hết %(day)s: gửi từ ngày đó.") % {"day": f"{row.end:%d/%m/%Y}"})
    if missing := unanswered(row):
        raise Refused(_("Còn %(n)s mục chưa đánh giá.") % {"n": missing})
    with changing(by, row, "send_assessment", answers=True):
        # What was marked in June and left the unit in September is none of those that are counted in December.
        row.areas.exclude(residential_area__in=areas_of(row)).delete()
        row.sent_on, row.sent_by = today, by
    note(row, Step.SENT, by, today)
    return row


@transaction.atomic
def void(*, by: User, assessment: Assessment, seen: int, reason: str) -> Assessment:
    """Take back one that was opened by mistake: neither sent nor chosen yet; the province while nobody answered."""
    row = _filling(by, assessment, seen, Unit.objects.kept_by(by) | Unit.objects.judged_by(by))
    mine = Unit.objects.kept_by(by).filter(pk=row.unit_id).exists()
    if not mine and (row.lines.filter(met__isnull=False).exists() or row.areas.exists()):
        raise Refused(_("Đơn vị đã bắt đầu chấm: chỉ trưởng công an đơn vị bỏ được bản này."))
    if row.nominated_on is not None:
        raise Refused(_("Đơn vị đã được chọn theo bản đánh giá này."))
    if not reason.strip():
        raise Refused(_("Xin cho biết lý do."), "reason")
    check_said(reason=reason)
    with changing(by, row, "void_assessment", reason=reason.strip()):
        row.voided = True
    note(row, Step.VOIDED, by, timezone.localdate(), reason=reason.strip())
    return row


def areas_of(row: Assessment) -> list[ResidentialArea]:
    """The residential areas that lay in the unit at the end of the range (today, where that is to come)."""
    if row.set.share is None:
        return []
    day = min(row.end, timezone.localdate())
    day = max(day, row.unit.valid_from)
    here = ResidentialAreaMembership.objects.filter(valid_on(day), unit=row.unit).values("residential_area")
    return list(ResidentialArea.objects.filter(pk__in=here).order_by("sort_key", "pk"))


def unanswered(row: Assessment) -> int:
    """How many criteria and residential areas nothing is said of. A set that looks at areas needs one at least."""
    left = row.lines.filter(met__isnull=True).count()
    areas = {area.pk for area in areas_of(row)}
    if row.set.share is not None and not areas:
        return left + 1
    return left + len(areas - set(row.areas.values_list("residential_area", flat=True)))


def _filling(
    by: User, assessment: Assessment, seen: int | None = None, allowed: UnitQuerySet | None = None
) -> Assessment:
    row = locked(Unit.objects.kept_by(by) if allowed is None else allowed, assessment, seen)
    if not row.open:
        raise Refused(_("Bản đánh giá đã gửi; chỉ sửa được khi tỉnh trả lại."))
    return row
