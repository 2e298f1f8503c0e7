"""Give targets to units, and keep the tasks of a plan."""

from collections.abc import Mapping
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
from rollups.models import Indicator
from rollups.writer import touch
from targets.models import PlanTask, Target
from targets.selectors import officers_of


@transaction.atomic
def assign_targets(
    *, by: User, amounts: Mapping[Unit, int | None], indicator: Indicator, start: date, end: date, **given: Any
) -> list[Target]:
    """Give each unit its target; one that the same assigner gave before is replaced, the same changes nothing."""
    allowed = Unit.objects.targeted_by(by).filter(pk__in=[unit.pk for unit in amounts])
    if allowed.count() != len(amounts):
        raise PermissionDenied
    if end < start:
        raise Refused(_("Ngày cuối phải từ ngày đầu trở đi."), "end")
    if not LEGACY_FROM <= start <= end <= LATEST:
        words = {"first": f"{LEGACY_FROM:%d/%m/%Y}", "last": f"{LATEST:%d/%m/%Y}"}
        beyond = "end" if LEGACY_FROM <= start <= LATEST else "start"
        raise Refused(_("Ghi ngày từ %(first)s đến %(last)s.") % words, beyond)
    check_words(**{name: given[name] for name in ("assigner_name", "told_unit") if name in given})
    units = hold_units(unit.pk for unit in amounts)
    by_pk = {unit.pk: amount for unit, amount in amounts.items()}
    found = []
    for unit in units:
        if end < unit.valid_from or (unit.valid_to and start > unit.valid_to):
            words, beyond = {"unit": unit.full_name}, "end" if end < unit.valid_from else "start"
            raise Refused(_("%(unit)s không có trong những ngày này.") % words, beyond)
        target = Target(
            unit=unit, indicator=indicator, start=start, end=end, thousandths=by_pk[unit.pk], by=by, **given
        )
        if assigned := _assign(by, target):
            found.append(assigned)
    touch(unit.province_id for unit in units if unit.province_id)
    return found


def _assign(by: User, target: Target) -> Target | None:
    same = {name: getattr(target, name) for name in ("unit", "indicator", "start", "end", "assigner_name")}
    old = Target.objects.standing().filter(**same).first()
    if old is not None and target.campaign_id is None:
        # Given anew on the page of the unit, which knows no campaigns: it stays on the board of its own.
        target.campaign, target.phase = old.campaign, old.phase
    told = ("thousandths", "outcome", "direction", "told_unit", "campaign_id", "phase_id")
    if old is not None and all(getattr(old, name) == getattr(target, name) for name in told):
        return None
    before = content(old) if old else None
    if old is not None:
        old.voided = True
        old.save(update_fields=["voided"])
    if target.thousandths is None and not target.outcome:
        if old is not None:
            record_audit(by=by, action="withdraw_target", obj=old, unit=target.unit, before=before)
        return None
    # A field that may be null is asked for nevertheless: the outcome alone is enough, as the constraint says.
    target.full_clean(exclude=["by"] if target.thousandths is not None else ["by", "thousandths"])
    target.save(force_insert=True)
    record_audit(by=by, action="assign_target", obj=target, unit=target.unit, before=before, after=content(target))
    return target


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
