"""The one way by which counted rows of the register are written."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions.errors import Refused
from campaigns.actions.words import check_words
from communes.holding import hold_units
from communes.models import ResidentialAreaMembership, Unit
from communes.vietnamese import search_key
from models_selfmgmt.actions.checks import (
    check_content,
    check_days,
    check_ends,
    check_keeps,
    check_keeps_all,
    check_survey,
    check_surveys,
    check_type,
)
from models_selfmgmt.actions.errors import Conflict
from models_selfmgmt.actions.happenings import Settled, settle
from models_selfmgmt.changes import Change, Life, Open, Plan
from models_selfmgmt.counting import count_instances, count_registers
from models_selfmgmt.history import Content, Ground, NoSuccessor, runs_of, standing_rows
from models_selfmgmt.models import (
    EventKind,
    ModelEvent,
    ModelInspection,
    ModelInstance,
    ModelType,
    ModelVersion,
    VersionArea,
)
from models_selfmgmt.planned import Survey
from models_selfmgmt.storing import Difference, difference, keep_registers, write
from models_selfmgmt.telling import told
from rollups.counts import Counts
from rollups.writer import apply


@transaction.atomic
def open_model(
    *,
    by: User,
    type: ModelType,
    opened: Open | Survey,
    name: str = "",
    uuid: UUID | None = None,
) -> ModelInstance:
    """Enter a model under its UUID. Sent again with the same content, it is the stored one, marked `resent`."""
    if isinstance(opened, Open) and type.valid_to is not None and opened.on <= type.valid_to:
        opened = replace(opened, until=min(opened.until or type.valid_to, type.valid_to))
    # What is only planned lies nowhere yet: its keeper's unit of today has it.
    unit = (opened.unit.heir or opened.unit) if isinstance(opened, Survey) else opened.unit
    instance = ModelInstance(type=type, name=name.strip(), unit=unit, search_key=search_key(name))
    if uuid is not None:
        instance.uuid = uuid
    stored = ModelInstance.objects.filter(uuid=instance.uuid).first()
    if stored is not None:
        return _sent_again(by, stored, instance, opened)
    check_keeps(by, opened.unit)
    hold_units_of(instance, opened)
    check_type(type, opened.unit, instance.name)
    check_words(name=instance.name)
    try:
        with transaction.atomic():
            instance.save(force_insert=True)
    except IntegrityError:  # the other of two that were sent at once
        return _sent_again(by, ModelInstance.objects.get(uuid=instance.uuid), instance, opened)
    return _changed(by, instance, [], opened, "", new=True)


def _sent_again(by: User, stored: ModelInstance, sent: ModelInstance, opened: Open | Survey) -> ModelInstance:
    try:
        check_keeps(by, stored.unit)
    except PermissionDenied:  # says no more of a stranger's than that the page is to be opened anew
        raise Refused(_("Xin mở lại trang này.")) from None
    if isinstance(opened, Survey):
        same = stored.events.filter(kind=EventKind.SURVEYED, on=opened.on).exists()
    else:
        same = opened_as(stored) == opened
    if not same or (stored.type_id, stored.name) != (sent.type_id, sent.name):
        raise Conflict(stored, opened)
    stored.resent = True
    return stored


def opened_as(stored: ModelInstance) -> Open | None:
    """How a model would be entered that begins and ends as the stored one does."""
    runs = runs_of(standing_rows(stored))
    if not runs:
        return None
    first, said = runs[0], dict(stored.events.filter(voided=False).order_by("-on").values_list("kind", "on"))
    return Open(
        first.unit, first.start, first.content, established=said.get(EventKind.ESTABLISHED) == first.start,
        until=runs[-1].end, surveyed=said.get(EventKind.SURVEYED),
    )  # fmt: skip


@transaction.atomic
def change_register(
    *, by: User, instance: ModelInstance, version: int, change: Change, reason: str = ""
) -> ModelInstance:
    """Let a model's life be what `change` says. What changes nothing writes nothing.

    `version` is the one that its reader saw (else Conflict); a reason is asked for where something stored was wrong.
    """
    hold_units_of(instance, change)
    instance = ModelInstance.objects.select_for_update(no_key=True).get(pk=instance.pk)
    check_keeps(by, instance.unit)
    return _changed(by, instance, standing_rows(instance), change, reason.strip(), version=version)


def _changed(
    by: User,
    instance: ModelInstance,
    rows: list[ModelVersion],
    change: Change,
    reason: str,
    *,
    version: int = 0,
    new: bool = False,
) -> ModelInstance:
    check_days(change)
    ground = Ground()
    life = Life(instance, runs_of(rows), happenings_of(instance), ground)
    if not new and instance.version != version:
        raise Conflict(instance, change)
    check_words(name=str(getattr(change, "name", None) or ""), reason=reason)
    plan = change.plan(life)
    check_ends(instance.type, plan)
    _check(instance, change, ground)
    check_surveys(life, plan, "surveyed" if isinstance(change, Open) else "on")
    try:
        wanted = difference(rows, plan.runs, ground)
    except NoSuccessor as gone:
        words = {"unit": gone.unit.described}
        raise Refused(_("%(unit)s không còn và không rõ đơn vị kế thừa.") % words, "on") from None
    settled = settle(life, plan, wanted.parts)
    renamed = plan.name is not None and plan.name.strip() != instance.name
    if not (new or wanted or settled or renamed or plan.withdrawn):
        return instance
    if not reason and not new and (wanted.voided or settled.void or plan.corrects):
        raise Refused(_("Thay đổi này sửa lại số đã ghi: cho biết lý do."), "reason")
    check_keeps_all(by, wanted.units | settled.units)
    before = {} if new else told(instance)
    counts = Counts() if new else count_instances([instance.pk])
    _write(instance, plan, wanted, settled, reason, new)
    registers = keep_registers((part.unit, part.start) for part in wanted.parts)
    apply(count_instances([instance.pk]) - counts + count_registers(registers))
    record_audit(
        by=by, action=plan.action, obj=instance, unit=instance.unit, before=before or None, after=told(instance),
        reason=reason,
    )  # fmt: skip
    return instance


def hold_units_of(instance: ModelInstance, change: Change) -> None:
    """Units before models, as who ends a residential area: else each would wait for the other.

    Held before anything is looked at, wherever its life goes on: no area ends between the look and the write.
    """
    rows = ModelVersion.objects.standing().filter(instance=instance.pk)
    units = set(rows.values_list("unit", flat=True))
    units |= {unit.pk for unit in (instance.unit, getattr(change, "unit", None)) if isinstance(unit, Unit)}
    hold_units(units | _lineage(units) | _homes(rows, getattr(change, "content", None)))


def _lineage(units: Iterable[int]) -> set[int]:
    """What units have become, and all whose history these own."""
    heirs = Unit.objects.filter(lineage__in=units)
    return set(Unit.objects.filter(Q(heir__in=heirs) | Q(heir__in=units)).values_list("pk", flat=True))


def _homes(rows: QuerySet[ModelVersion], content: Content | None) -> set[int]:
    """Where the residential areas lie or lay: of a divided commune they decide where a life goes on."""
    covers = [area.pk for area in content.areas] if content else []
    stored = VersionArea.objects.filter(version__in=rows).values("residential_area")
    lines = ResidentialAreaMembership.objects.filter(Q(residential_area__in=covers) | Q(residential_area__in=stored))
    return set(lines.values_list("unit", flat=True))


def _check(instance: ModelInstance, change: Change, ground: Ground) -> None:
    if isinstance(change, Survey):
        check_survey(change)
    content, unit = getattr(change, "content", None), getattr(change, "unit", None)
    if content is not None and isinstance(unit, Unit) and change.on is not None:
        check_content(instance.type, unit, change.on, content, ground)
    name: Any = getattr(change, "name", None)
    if name and not instance.type.named:
        raise Refused(_("Loại này không đặt tên riêng."), "name")


def _write(instance: ModelInstance, plan: Plan, wanted: Difference, settled: Settled, reason: str, new: bool) -> None:
    write(instance, wanted, reason)
    if wanted.parts:
        instance.unit = wanted.parts[-1].unit
    if plan.name is not None:
        instance.name, instance.search_key = plan.name.strip(), search_key(plan.name)
    if plan.withdrawn:
        instance.withdrawn, instance.withdraw_reason = True, reason
    instance.version += not new
    instance.updated_at = timezone.now()
    instance.save()
    # Last: the database asks of an event whether its model has a stage on that day, or is withdrawn.
    settled.write(reason)


def happenings_of(instance: ModelInstance) -> list[ModelEvent | ModelInspection]:
    events = ModelEvent.objects.filter(instance=instance, voided=False).select_related("unit")
    inspections = ModelInspection.objects.filter(instance=instance, voided=False).select_related("unit")
    return [*events, *inspections]
