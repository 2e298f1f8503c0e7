"""Bring the rows of a model to what its runs say: close what is open, void what was wrong, write what is new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from communes.holding import hold_unit
from communes.models import Unit
from models_selfmgmt.history import DAY, Ground, Part, Run, content_of, unfold_all
from models_selfmgmt.models import (
    ModelAmount,
    ModelInstance,
    ModelRegister,
    ModelVersion,
    VersionArea,
    VersionJoin,
)


@dataclass
class Difference:
    """What has to be written so that the rows say what the parts say."""

    closed: list[tuple[ModelVersion, date]] = field(default_factory=list)
    voided: list[ModelVersion] = field(default_factory=list)
    added: list[Part] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)  # all of them, as they will stand

    @property
    def units(self) -> set[Unit]:
        """Whose figures change."""
        rows = [*self.voided, *(row for row, _ in self.closed)]
        return {row.unit for row in rows} | {part.unit for part in self.added}

    def __bool__(self) -> bool:
        return bool(self.closed or self.voided or self.added)


def difference(rows: Sequence[ModelVersion], runs: Iterable[Run], ground: Ground) -> Difference:
    parts = unfold_all(runs, ground)
    found = Difference(parts=parts)
    wanted = {part.start: part for part in parts}
    for row in rows:
        part = wanted.get(row.valid_from)
        if part is None or not _says(row, part):
            found.voided.append(row)
        elif row.valid_to == part.end:
            del wanted[part.start]
        elif row.valid_to is None and part.end is not None:
            found.closed.append((row, part.end))
            del wanted[part.start]
        else:
            found.voided.append(row)
    found.added = list(wanted.values())
    return found


def _says(row: ModelVersion, part: Part) -> bool:
    return row.unit_id == part.unit.pk and row.carried == part.carried and content_of(row) == part.content


def write(instance: ModelInstance, wanted: Difference, reason: str) -> None:
    """Voiding and closing come first: rows of one model never overlap, not even for a moment."""
    for row in wanted.voided:
        row.voided, row.reason = True, reason
        row.save(update_fields=["voided", "reason"])
    for row, last in wanted.closed:
        row.valid_to = last
        row.save(update_fields=["valid_to"])
    add(instance, wanted.added)


def add(instance: ModelInstance, parts: Iterable[Part]) -> None:
    for part in parts:
        said = part.content
        row = ModelVersion.objects.create(
            instance=instance,
            unit=part.unit,
            valid_from=part.start,
            valid_to=part.end,
            partner=said.partner,
            funding=said.funding,
            carried=part.carried,
        )
        VersionArea.objects.bulk_create(VersionArea(version=row, residential_area=area) for area in said.areas)
        VersionJoin.objects.bulk_create(VersionJoin(version=row, unit=unit) for unit in said.joined)
        ModelAmount.objects.bulk_create(
            ModelAmount(version=row, measure=measure, thousandths=amount) for measure, amount in said.amounts.items()
        )


def keep_registers(since: Iterable[tuple[Unit, date]]) -> list[int]:
    """Let the register of each unit reach back to a day; give the new rows. What stands stays as it is."""
    first: dict[Unit, date] = {}
    for unit, day in since:
        first[unit] = min(day, first.get(unit, day))
    new: list[int] = []
    for unit, day in sorted(first.items(), key=lambda one: one[0].pk):
        hold_unit(unit.pk)  # two who open one at once
        earliest = ModelRegister.objects.filter(unit=unit).order_by("valid_from").first()
        if earliest is None or day < earliest.valid_from:
            last = unit.valid_to if earliest is None else earliest.valid_from - DAY
            new.append(ModelRegister.objects.create(unit=unit, valid_from=day, valid_to=last).pk)
    return new
