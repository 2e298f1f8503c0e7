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
    if not parts:
        return _settle_planned(life, plan)
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


def _settle_planned(life: Life, plan: Plan) -> Settled:
    """Of a model without a stage only its surveys stand, and the day on which it was given up."""
    if plan.withdrawn:
        return Settled(void=list(plan.void))
    if life.instance.withdrawn:
        raise Refused(_("Mô hình này đã bỏ khỏi sổ."))
    kept = [one for one in life.happenings if not any(one is gone for gone in plan.void)]
    events = [one for one in (*kept, *plan.new) if isinstance(one, ModelEvent)]
    surveys = [one.on for one in events if one.kind == EventKind.SURVEYED]
    if not surveys:
        raise Refused(_("Mô hình chưa ra mắt phải có ngày khảo sát. Nếu ghi nhầm, bỏ mô hình khỏi sổ."))
    for one in (*kept, *plan.new):
        if not isinstance(one, ModelEvent) or one.kind not in (EventKind.SURVEYED, EventKind.STOPPED):
            raise Refused(_outside(one, []), "on")
        if one.kind == EventKind.STOPPED and one.on < max(surveys):
            words = {"day": f"{max(surveys):%d/%m/%Y}"}
            raise Refused(_("Thôi triển khai là sau khi khảo sát: đã khảo sát ngày %(day)s.") % words, "on")
    for one in plan.new:
        if not one.unit_id:
            one.unit = _unit_of_planned(life, one.on)
    return Settled(void=list(plan.void), new=list(plan.new))


def _unit_of_planned(life: Life, day: date) -> Unit:
    """Where it was surveyed, as long as that unit is there; else the one of its keeper on that day."""
    surveyed = [one.unit for one in life.events(EventKind.SURVEYED)]
    here = life.instance.unit
    own: list[Unit] = list(covered(here.heir or here).valid_on(day).order_by("code"))
    units: list[Unit] = [*surveyed, here, *own]
    for unit in units:
        if unit.is_valid_on(day):
            return unit
    raise Refused(_("Ngày này chưa có đơn vị: chọn ngày khác."), "on")


def unit_of(happening: Happening, parts: list[Part], ground: Ground) -> Unit:
    """The unit of its day; a survey may have been before the model began."""
    for part in parts:
        if part.holds(happening.on):
            return part.unit
    surveyed = isinstance(happening, ModelEvent) and happening.kind == EventKind.SURVEYED
    if surveyed and parts and (unit := _before(parts[0], happening, ground)):
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


def _before(first: Part, happening: Happening, ground: Ground) -> Unit | None:
    """Where most of its residential areas lay then; the unit that was chosen for it where these do not decide."""
    day, areas = happening.on, first.content.areas
    if first.unit.is_valid_on(day):
        return first.unit
    before = list(covered(first.unit.heir or first.unit).valid_on(day).order_by("code"))
    chosen = happening.unit_id
    return max(before, key=lambda unit: (len(ground.lying(areas, unit, day)), unit.pk == chosen), default=None)


def copied(happening: Happening, unit: Unit) -> Happening:
    """The same in another unit: what is stored is not rewritten."""
    kept = {
        one.attname: getattr(happening, one.attname)
        for one in happening._meta.concrete_fields
        if not one.primary_key and one.name not in {"unit", "voided", "reason", "created_at"}
    }
    return type(happening)(unit=unit, **kept)
