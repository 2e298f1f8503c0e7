"""Events and inspections belong to the unit of their day: they follow when a history is laid anew."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from campaigns.actions.errors import Refused
from campaigns.placing import covered
from communes.models import Unit
from models_selfmgmt.changes import Happening, Life, Plan
from models_selfmgmt.history import Ground, Part
from models_selfmgmt.models import EventKind, ModelEvent, ModelInspection


@dataclass
class Settled:
    """What is voided and what is new, each with its unit."""

    void: list[Happening] = field(default_factory=list)
    new: list[Happening] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.void or self.new)

    @property
    def units(self) -> set[Unit]:
        return {one.unit for one in (*self.void, *self.new)}

    def write(self, reason: str) -> None:
        for one in self.void:
            one.voided, one.reason = True, reason
            one.save(update_fields=["voided", "reason"])
        for one in self.new:
            one.save(force_insert=True)


def settle(life: Life, plan: Plan, parts: list[Part]) -> Settled:
    found = Settled(void=list(plan.void))
    for one in life.happenings:
        if any(one is gone for gone in plan.void):
            continue
        unit = unit_of(one, parts, life.ground)
        if unit != one.unit:
            found.void.append(one)
            found.new.append(copied(one, unit))
    for one in plan.new:
        one.unit = unit_of(one, parts, life.ground)
        found.new.append(one)
    return found


def unit_of(happening: Happening, parts: list[Part], ground: Ground) -> Unit:
    """The unit of its day; a survey may have been before the model began."""
    for part in parts:
        if part.holds(happening.on):
            return part.unit
    surveyed = isinstance(happening, ModelEvent) and happening.kind == EventKind.SURVEYED
    if surveyed and parts and (unit := _before(parts[0], happening.on, ground)):
        return unit
    raise Refused(_outside(happening, parts), "on")


def _outside(happening: Happening, parts: list[Part]) -> str:
    """What stands in the way, and what its reader can do."""
    words = {"what": str(happening), "day": f"{happening.on:%d/%m/%Y}"}
    last = parts[-1].end if parts else None
    if last is None or happening.on <= last:
        return _("Ngoài thời gian hoạt động của mô hình: %(what)s. Chọn ngày khác, hoặc hủy việc đó trước.") % words
    words["last"] = f"{last:%d/%m/%Y}"
    if isinstance(happening, ModelInspection):
        return (
            _(
                "Có lần kiểm tra ngày %(day)s, sau ngày hoạt động cuối cùng %(last)s: chọn ngày muộn hơn, hoặc hủy lần"
                " kiểm tra đó trước."
            )
            % words
        )
    return (
        _("Có việc “%(what)s” sau ngày hoạt động cuối cùng %(last)s: chọn ngày muộn hơn, hoặc hủy việc đó trước.")
        % words
    )


def _before(first: Part, day: date, ground: Ground) -> Unit | None:
    if first.unit.is_valid_on(day):
        return first.unit
    before = list(covered(first.unit.heir or first.unit).valid_on(day).order_by("code"))
    return max(before, key=lambda unit: len(ground.lying(first.content.areas, unit, day)), default=None)


def copied(happening: Happening, unit: Unit) -> Happening:
    """The same in another unit: what is stored is not rewritten."""
    kept = {
        one.attname: getattr(happening, one.attname)
        for one in happening._meta.concrete_fields
        if not one.primary_key and one.name not in {"unit", "voided", "reason", "created_at"}
    }
    return type(happening)(unit=unit, **kept)
