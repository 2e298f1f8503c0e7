"""Let models go on in another unit, when theirs ends or a part of it moves: for the reorganisation."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from audit.actions import record_audit
from communes.holding import hold_units
from communes.models import Unit, valid_on
from models_selfmgmt.actions.happenings import settle
from models_selfmgmt.actions.register import happenings_of
from models_selfmgmt.changes import Life, Plan
from models_selfmgmt.counting import count_instances, count_registers
from models_selfmgmt.history import Ground, Place, Run, content_of, runs_of, standing_rows
from models_selfmgmt.models import ModelInstance, ModelInstanceQuerySet, ModelRegister, ModelVersion
from models_selfmgmt.storing import difference, keep_registers, write
from rollups.writer import apply


@transaction.atomic
def move_register(
    *, by: User | None, old: Unit, new: Unit, day: date, instances: Iterable[ModelInstance] | None = None
) -> list[ModelInstance]:
    """Let models that lie in `old` (or join there) go on in `new` from a day on; all of them unless some are named.

    `new` exists on that day. `by` is None for a command. Give the models that moved.
    """
    if by is not None and Unit.objects.administered_by(by).filter(pk__in=[old.pk, new.pk]).count() < 2:
        raise PermissionDenied
    hold_units([old.pk, new.pk])  # units before models, as everywhere
    moved = list(_lying(old, day, instances).select_for_update(no_key=True).order_by("pk"))
    ids = [one.pk for one in moved]
    planned = _planned(old, instances) if old.valid_to is not None or instances is not None else []
    closing = list(ModelRegister.objects.select_for_update(no_key=True).filter(unit=old, valid_to__isnull=True))
    closing = [row for row in closing if old.valid_to is not None]
    before = count_instances(ids) + count_registers([row.pk for row in closing])
    starts = [start for one in moved for start in _moved(one, old, new, day)]
    for row in closing:
        row.valid_to = old.valid_to
        row.save(update_fields=["valid_to"])
    registers = keep_registers([*starts, *([(new, day)] if closing else [])])
    apply(count_instances(ids) + count_registers([*(row.pk for row in closing), *registers]) - before)
    moved += planned
    for one in planned:
        _store(one, new)
    if moved or closing:
        after = {"unit": new.pk, "on": day.isoformat(), "models": [str(one.uuid) for one in moved]}
        record_audit(by=by, action="move_modelinstance", obj=ModelInstance, unit=old, after=after)
    return moved


def _lying(old: Unit, day: date, instances: Iterable[ModelInstance] | None) -> ModelInstanceQuerySet:
    rows = ModelVersion.objects.standing().filter(Q(unit=old) | Q(joins__unit=old))
    rows = rows.filter(valid_on(day))
    found = ModelInstance.objects.filter(pk__in=rows.values("instance"))
    return found if instances is None else found.filter(pk__in=[one.pk for one in instances])


def _planned(old: Unit, instances: Iterable[ModelInstance] | None) -> list[ModelInstance]:
    """What was surveyed there and not launched: it counts nowhere, but somebody goes on with it."""
    found = ModelInstance.objects.planned().filter(unit=old)
    found = found if instances is None else found.filter(pk__in=[one.pk for one in instances])
    return list(found.select_for_update(of=("self",), no_key=True).order_by("pk"))


def _store(instance: ModelInstance, unit: Unit) -> None:
    instance.unit = unit
    instance.version += 1
    instance.updated_at = timezone.now()
    instance.save(update_fields=["unit", "version", "updated_at"])


def _moved(instance: ModelInstance, old: Unit, new: Unit, day: date) -> list[tuple[Unit, date]]:
    """Lay one model's life anew; give where its versions begin."""
    rows = standing_rows(instance)
    runs = [_moving(run, rows, old, new, day) for run in runs_of(rows)]
    ground = Ground()
    wanted = difference(rows, runs, ground)
    life = Life(instance, runs, happenings_of(instance), ground)
    settled = settle(life, Plan(runs, ""), wanted.parts)
    reason = f"{old.full_name} → {new.full_name}, {day:%d/%m/%Y}"
    write(instance, wanted, reason)
    settled.write(reason)
    _store(instance, wanted.parts[-1].unit)
    return [(part.unit, part.start) for part in wanted.parts]


def _moving(run: Run, rows: Iterable[ModelVersion], old: Unit, new: Unit, day: date) -> Run:
    """The run with a boundary on that day, where it lies in `old` just before or on it."""
    lying = next((row for row in rows if row.is_valid_on(day) and run.holds(row.valid_from)), None)
    if lying is None or not run.holds(day):
        return run
    joined = content_of(lying).joined
    if old.pk != lying.unit_id and old not in joined:
        return run
    unit = new if lying.unit_id == old.pk else lying.unit
    place = Place(unit, (frozenset(joined) - {old} | ({new} if old in joined else set())) - {unit})
    if run.start == day:
        return replace(run, unit=unit, content=replace(run.content, joined=place.joined or frozenset()))
    return replace(run, moves={**run.moves, day: place})
