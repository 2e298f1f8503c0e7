"""What the province does with assessments: choose units as models, decide, and take a step back with a reason."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Unit
from criteria.actions.checks import changing, check_past, check_said, locked, note
from criteria.actions.errors import Refused
from criteria.models import Assessment, Purpose, Step
from rollups.models import State


@transaction.atomic
def nominate(*, by: User, assessment: Assessment, seen: int, on: date, paper: str = "") -> Assessment:
    """Choose the unit as a model: before it assesses itself (*chọn làm điểm*) or after (*đề nghị*). It counts.

    A paper of after the last day of a unit that ended counts on that day: there is no other on which it could.
    """
    row = locked(Unit.objects.judged_by(by), assessment, seen)
    if row.purpose != Purpose.MODEL:
        raise Refused(_("Bộ tiêu chí này không chọn đơn vị điển hình."))
    if row.nominated_on is not None:
        raise Refused(_("Đơn vị đã được chọn."))
    check_past(on, row.unit, "on")
    check_said(paper=paper)
    last = row.unit.valid_to or on
    if on > last and not paper:
        words = _("Đơn vị chỉ có đến hết ngày %(day)s; chọn sau ngày đó phải theo văn bản: ghi số văn bản.")
        raise Refused(words % {"day": f"{last:%d/%m/%Y}"}, "paper")
    with changing(by, row, "nominate_unit"):
        row.nominated_on, row.nominated_by = min(on, last), by
    note(row, Step.NOMINATED, by, on, paper=paper)
    return row


@transaction.atomic
def decide(*, by: User, assessment: Assessment, seen: int, on: date, recognised: bool, paper: str = "") -> Assessment:
    """Recognise the unit, or not: after it has assessed itself and, as a model, has been chosen.

    What was decided on paper may be older than its assessment in antq, where the number of the paper says so.
    """
    row = locked(Unit.objects.judged_by(by), assessment, seen)
    if row.outcome:
        raise Refused(_("Bản đánh giá đã có kết luận."))
    if row.sent_on is None or (row.purpose == Purpose.MODEL and row.nominated_on is None):
        raise Refused(_("Chỉ kết luận khi đơn vị đã gửi tự đánh giá và đã được chọn, đề nghị."))
    if row.sent_by_id == by.pk:
        raise Refused(_("Người gửi tự đánh giá không kết luận bản của mình."))
    check_said(paper=paper)
    if not row.end <= on <= timezone.localdate():
        raise Refused(_("Ngày kết luận phải từ ngày cuối kỳ đánh giá đến hôm nay."), "on")
    if on < row.sent_on and not paper:
        words = _("Kết luận trước ngày gửi trên antq (%(day)s) phải theo văn bản: ghi số văn bản.")
        raise Refused(words % {"day": f"{row.sent_on:%d/%m/%Y}"}, "paper")
    outcome = Assessment.Outcome.RECOGNISED if recognised else Assessment.Outcome.NOT_RECOGNISED
    with changing(by, row, "decide_assessment"):
        row.decided_on, row.decided_by, row.outcome, row.state = on, by, outcome, State.VERIFIED
    note(row, Step.DECIDED, by, on, outcome=outcome, paper=paper)
    return row


@transaction.atomic
def take_back(*, by: User, assessment: Assessment, seen: int, step: Step, reason: str) -> Assessment:
    """Undo a step with a reason: return to the unit, choose no longer, look again at what was decided."""
    row = locked(Unit.objects.judged_by(by), assessment, seen)
    if not reason.strip():
        raise Refused(_("Xin cho biết lý do."), "reason")
    check_said(reason=reason)
    undone = _undone(row, step)
    if undone is None:
        raise Refused(_("Bước này không còn làm được ở trạng thái hiện nay."))
    with changing(by, row, f"{step.value}_assessment", reason=reason.strip()):
        for name, value in undone.items():
            setattr(row, name, value)
    note(row, step, by, timezone.localdate(), reason=reason.strip())
    return row


def _undone(row: Assessment, step: Step) -> dict[str, Any] | None:
    """The columns as they were before; nothing where the step cannot be taken back now."""
    if step == Step.REOPENED and row.outcome:
        return {"decided_on": None, "decided_by": None, "outcome": "", "state": State.PROVISIONAL}
    if row.outcome:
        return None
    if step == Step.RETURNED and row.sent_on is not None:
        return {"sent_on": None, "sent_by": None}
    if step == Step.UNCHOSEN and row.nominated_on is not None:
        return {"nominated_on": None, "nominated_by": None}
    return None
