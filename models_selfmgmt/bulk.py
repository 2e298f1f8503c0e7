"""Write many models at once, as the actions would one by one, without audit rows: for the demonstration and imports.

Nothing here is counted: the caller hands `counts_of` to the writer, or rebuilds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from communes.models import Unit
from communes.vietnamese import search_key
from models_selfmgmt.counting import count_instances, count_registers
from models_selfmgmt.history import Ground, Part, Run, standing_rows
from models_selfmgmt.models import EventKind, ModelEvent, ModelInspection, ModelInstance, ModelType
from models_selfmgmt.storing import difference, keep_registers, write
from rollups.counts import Counts


@dataclass(frozen=True)
class Told:
    """A model with its whole life."""

    uuid: UUID
    type: ModelType
    runs: Sequence[Run]
    name: str = ""
    events: Sequence[tuple[EventKind, date]] = ()
    inspections: Sequence[tuple[date, str, int | None]] = ()  # day, grade, the year that it grades


@dataclass
class Written:
    """`before`: what those that were there already added up to."""

    instances: list[int] = field(default_factory=list)
    registers: list[int] = field(default_factory=list)
    before: Counts = field(default_factory=Counts)

    def counts(self) -> Counts:
        return count_instances(self.instances) + count_registers(self.registers) - self.before


def write_many(told: Iterable[Told], opened: Iterable[tuple[Unit, date]]) -> Written:
    """Write models, or what is new of them; one that somebody has changed stays as it is.

    Registers are `opened` with nothing in them.
    """
    ground, written, since = Ground(), Written(), list(opened)
    told = list(told)
    known = {one.uuid: one for one in ModelInstance.objects.filter(uuid__in=[one.uuid for one in told])}
    fresh = [one for one in told if one.uuid not in known or known[one.uuid].version == 1]
    written.before = count_instances([known[one.uuid].pk for one in fresh if one.uuid in known])
    for one in fresh:
        since += _write(one, known.get(one.uuid), ground, written)
    written.registers = keep_registers(since)
    return written


def _write(one: Told, instance: ModelInstance | None, ground: Ground, written: Written) -> list[tuple[Unit, date]]:
    rows = standing_rows(instance) if instance else []
    wanted = difference(rows, one.runs, ground)
    unit = wanted.parts[-1].unit
    if instance is None:
        instance = ModelInstance.objects.create(
            uuid=one.uuid, type=one.type, name=one.name, search_key=search_key(one.name), unit=unit
        )
    elif instance.unit != unit:
        instance.unit = unit
        instance.save(update_fields=["unit"])
    write(instance, wanted, "")
    _happenings(one, instance, wanted.parts)
    written.instances.append(instance.pk)
    return [(part.unit, part.start) for part in wanted.parts]


def _happenings(one: Told, instance: ModelInstance, parts: Sequence[Part]) -> None:
    def unit_on(day: date) -> Unit:
        return next((part.unit for part in parts if part.holds(day)), parts[0].unit)

    happened = set(ModelEvent.objects.filter(instance=instance).values_list("kind", "on"))
    ModelEvent.objects.bulk_create(
        ModelEvent(instance=instance, kind=kind, on=on, unit=unit_on(on))
        for kind, on in one.events
        if (kind.value, on) not in happened
    )
    looked_at = set(ModelInspection.objects.filter(instance=instance).values_list("on", flat=True))
    ModelInspection.objects.bulk_create(
        ModelInspection(instance=instance, on=on, grade=grade, year=year, unit=unit_on(on))
        for on, grade, year in one.inspections
        if on not in looked_at
    )
