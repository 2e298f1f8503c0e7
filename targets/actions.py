"""Give targets to units, and keep the tasks of a plan."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import content, record_audit
from campaigns.actions.errors import Refused
from campaigns.actions.words import check_words
from campaigns.models import Campaign, CampaignPhase
from communes.holding import hold_units
from communes.models import LATEST, LEGACY_FROM, Unit
from rollups.models import SCALE, How, Indicator
from rollups.numbers import PERCENT
from rollups.writer import touch
from targets.models import PlanTask, Target
from targets.selectors import officers_of, takes_part

WHOLE = PERCENT * SCALE


@transaction.atomic
def assign_targets(
    *,
    by: User,
    amounts: Mapping[Unit, int | None],
    indicator: Indicator,
    start: date,
    end: date,
    seen: Collection[int] | None = None,
    **given: Any,
) -> list[Target]:
    """Give each unit its target; one that the same assigner gave before is replaced, the same changes nothing.

    Those of a campaign have its days. `seen`: the ids of those that a page of it showed, which are replaced whoever
    gave them; nothing that it did not show is withdrawn.
    """
    allowed = Unit.objects.targeted_by(by).filter(pk__in=[unit.pk for unit in amounts])
    if allowed.count() != len(amounts):
        raise PermissionDenied
    check_words(**{name: given[name] for name in ("assigner_name", "told_unit") if name in given})
    units = hold_units(unit.pk for unit in amounts)
    if given.get("campaign") is not None:
        start, end = _days_of(given["campaign"], given.get("phase"))
    _check_days(start, end)
    if indicator.how == How.RATIO and any((amount or 0) > WHOLE for amount in amounts.values()):
        raise Refused(_("Tỷ lệ nhiều nhất là 100 %."), "amount" if given.get("campaign") is None else None)
    by_pk = {unit.pk: amount for unit, amount in amounts.items()}
    found = []
    for unit in units:
        check_life(unit, start, end)
        target = Target(
            unit=unit, indicator=indicator, start=start, end=end, thousandths=by_pk[unit.pk], by=by, **given
        )
        if assigned := _assign(by, target, seen):
            found.append(assigned)
    touch(unit.province_id for unit in units if unit.province_id)
    return found


def _check_days(start: date, end: date) -> None:
    if end < start:
        raise Refused(_("Ngày cuối phải từ ngày đầu trở đi."), "end")
    if not LEGACY_FROM <= start <= end <= LATEST:
        words = {"first": f"{LEGACY_FROM:%d/%m/%Y}", "last": f"{LATEST:%d/%m/%Y}"}
        beyond = "end" if LEGACY_FROM <= start <= LATEST else "start"
        raise Refused(_("Ghi ngày từ %(first)s đến %(last)s.") % words, beyond)


def check_life(unit: Unit, start: date, end: date) -> None:
    """Nothing is asked of a unit for days none of which it lives."""
    if end < unit.valid_from or (unit.valid_to and start > unit.valid_to):
        words, beyond = {"unit": unit.full_name}, "end" if end < unit.valid_from else "start"
        raise Refused(_("%(unit)s không có trong những ngày này.") % words, beyond)


def _days_of(campaign: Campaign, phase: CampaignPhase | None) -> tuple[date, date]:
    """Read anew and held: whoever moves them meanwhile moves these targets too (`follow_campaign`)."""
    held = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    days = held if phase is None else held.phases.get(pk=phase.pk)
    return days.start, days.end


def _assign(by: User, target: Target, seen: Collection[int] | None) -> Target | None:
    standing = Target.objects.standing().filter(unit=target.unit, indicator=target.indicator)
    if target.campaign is None:
        beside = standing.filter(campaign=None, start=target.start, end=target.end)
    else:
        beside = standing.filter(campaign=target.campaign, phase=target.phase)
    rows = list(beside.order_by("created_at", "pk"))
    gives = target.thousandths is not None or bool(target.outcome)
    same = [row for row in rows if row.assigner_name == target.assigner_name and (gives or seen is None)]
    if seen is not None and rows and rows[-1].pk not in seen and not (gives and _says(rows[-1], target)):
        raise Refused(
            _("Chỉ tiêu của %(unit)s vừa được sửa ở nơi khác: tải lại trang rồi sửa tiếp.")
            % {"unit": target.unit.full_name}
        )
    # The one of the same assigner last: its version the new one is.
    old = [*(row for row in rows if row.pk in (seen or ()) and row not in same), *same]
    if len(old) == 1 and gives and _says(old[0], target):
        return None
    before = [content(row) for row in old]
    for row in old:
        row.voided = True
        row.save(update_fields=["voided"])
    followed = before.pop() if before and gives else None
    for row, was in zip(old, before, strict=False):
        record_audit(by=by, action="withdraw_target", obj=row, unit=row.unit, before=was)
    if not gives:
        return None
    # A field that may be null is asked for nevertheless: the outcome alone is enough, as the constraint says.
    target.full_clean(exclude=["by"] if target.thousandths is not None else ["by", "thousandths"])
    target.save(force_insert=True)
    record_audit(by=by, action="assign_target", obj=target, unit=target.unit, before=followed, after=content(target))
    return target


def _says(row: Target, target: Target) -> bool:
    told = ("assigner_name", "thousandths", "outcome", "direction", "told_unit")
    return all(getattr(row, name) == getattr(target, name) for name in told)


@transaction.atomic
def follow_campaign(*, by: User, campaign: Campaign) -> list[Target]:
    """Move the targets of a campaign and of its phases to the days that these have now."""
    condition = by.unit_condition("administer")  # nothing: of the nation too
    if condition and not Unit.objects.filter(condition, campaigns=campaign).exists():
        raise PermissionDenied
    campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
    rows = Target.objects.standing().filter(campaign=campaign).order_by("pk")
    found = []
    for target in rows.select_related("phase", "unit").select_for_update(of=("self",), no_key=True):
        days = target.phase or campaign
        if (target.start, target.end) != (days.start, days.end):
            check_life(target.unit, days.start, days.end)
            before = content(target)
            target.start, target.end = days.start, days.end
            target.save(update_fields=["start", "end"])
            record_audit(
                by=by, action="move_target", obj=target, unit=target.unit, before=before, after=content(target)
            )
            found.append(target)
    touch({target.unit.province_id for target in found if target.unit.province_id})
    return found


@transaction.atomic
def withdraw_target(*, by: User, target: Target) -> Target:
    """Ask for it no more; it stays readable. A second time changes nothing."""
    if not Unit.objects.targeted_by(by).filter(pk=target.unit_id).exists():
        raise PermissionDenied
    target = Target.objects.select_for_update(no_key=True).get(pk=target.pk)
    if not target.voided:
        before = content(target)
        target.voided = True
        target.save(update_fields=["voided"])
        record_audit(by=by, action="withdraw_target", obj=target, unit=target.unit, before=before)
        if target.unit.province_id is not None:
            touch([target.unit.province_id])
    return target


@transaction.atomic
def propose_task(
    *, by: User, unit: Unit, campaign: Campaign, phase: CampaignPhase | None, title: str, assignee: User | None = None
) -> PlanTask:
    """Put a task into a station's plan; one of the head is approved at once."""
    if not Unit.objects.written_by(by).filter(pk=unit.pk, leaf=True).exists():
        raise PermissionDenied
    if not takes_part(unit, campaign):
        raise PermissionDenied
    if assignee is not None and not officers_of(unit, timezone.localdate()).filter(pk=assignee.pk).exists():
        raise Refused(_("Chọn người của đơn vị."), "assignee")
    check_words(title=title)
    task = PlanTask(unit=unit, campaign=campaign, phase=phase, title=title, assignee=assignee, by=by)
    if Unit.objects.verified_by(by).filter(pk=unit.pk).exists():
        task.state, task.approved_by = PlanTask.State.APPROVED, by
    task.full_clean(exclude=["by", "approved_by", "done_on"])
    task.save(force_insert=True)
    record_audit(by=by, action="propose_task", obj=task, unit=unit, after=content(task))
    return task


@transaction.atomic
def approve_task(*, by: User, task: PlanTask) -> PlanTask:
    task = _kept(by, task, "verify")
    if task.state == PlanTask.State.PROPOSED:
        _move(by, task, "approve_task", state=PlanTask.State.APPROVED, approved_by=by)
    return task


@transaction.atomic
def finish_task(*, by: User, task: PlanTask, on: date) -> PlanTask:
    """Tick a task off; a second time changes nothing."""
    task = _kept(by, task, "write")
    if on > timezone.localdate():
        raise Refused(_("Chỉ ghi việc đã làm: ngày không được sau hôm nay."), "on")
    if task.state == PlanTask.State.APPROVED:
        _move(by, task, "finish_task", state=PlanTask.State.DONE, done_on=on)
    return task


@transaction.atomic
def drop_task(*, by: User, task: PlanTask) -> PlanTask:
    task = _kept(by, task, "verify")
    if task.state in {PlanTask.State.PROPOSED, PlanTask.State.APPROVED}:
        _move(by, task, "drop_task", state=PlanTask.State.DROPPED)
    return task


def _kept(by: User, task: PlanTask, verb: str) -> PlanTask:
    task = PlanTask.objects.select_for_update(no_key=True).get(pk=task.pk)
    if not Unit.objects.filter(by.unit_condition(verb), pk=task.unit_id).exists():
        raise PermissionDenied
    return task


def _move(by: User, task: PlanTask, action: str, **changes: Any) -> None:
    before = content(task)
    for name, value in changes.items():
        setattr(task, name, value)
    task.save(update_fields=list(changes))
    record_audit(by=by, action=action, obj=task, unit=task.unit, before=before, after=content(task))
