"""The page of one model: what stands now, and its life as a timeline."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from communes.models import Unit
from models_selfmgmt.history import Content, Run, runs_of, standing_rows
from models_selfmgmt.models import EventKind, ModelEvent, ModelInspection, ModelInstance, ModelVersion
from models_selfmgmt.selectors.lines import (
    GIVEN_UP,
    IN_USE,
    STATES,
    STOPPED,
    SURVEYED,
    Amount,
    amount_of,
    amounts_of,
    areas_of,
    title,
)
from models_selfmgmt.selectors.register import areas_in
from rollups.numbers import grouped

BEGUN, CHANGED, MOVED, INSPECTED = "begun", "changed", "moved", "inspected"


@dataclass(frozen=True)
class Step:
    """One entry of the timeline. `what` and `pk` name what can be voided, `stage` what can be corrected."""

    on: date
    kind: str
    title: str
    lines: tuple[str, ...] = ()
    what: str = ""
    pk: int = 0
    stage: date | None = None


@dataclass(frozen=True)
class Gone:
    """A row that was wrong, with the reason."""

    words: str
    reason: str


@dataclass(frozen=True)
class ModelPage:
    instance: ModelInstance
    title: str
    unit: Unit  # where it lies or last lay
    state: str
    since: date | None
    surveyed: date | None
    until: date | None
    areas: tuple[str, ...]
    areas_of_unit: int
    amounts: tuple[Amount, ...]
    rest: tuple[Amount, ...]  # what parts leave of their whole: broken ones
    joined: tuple[str, ...]
    partner: str
    funding: str
    inspections: tuple[ModelInspection, ...]
    steps: tuple[Step, ...]
    gone: tuple[Gone, ...]


def page_of(instance: ModelInstance, today: date) -> ModelPage:
    """Read a model that its reader may read."""
    rows = standing_rows(instance)
    last = rows[-1] if rows else None
    events = list(ModelEvent.objects.filter(instance=instance).order_by("on", "pk"))
    inspections = list(ModelInspection.objects.filter(instance=instance).order_by("-on", "-pk"))
    steps = [*merged([*_stages(rows), *_events(events, given_up=not rows)]), *_inspections(inspections)]
    areas = areas_of(last) if last else ()
    stopped = _first(events, EventKind.STOPPED)
    until = last.valid_to if last else stopped
    unit = last.unit if last else instance.unit
    return ModelPage(
        instance=instance,
        title=title(instance, areas),
        unit=unit,
        # Its last day may be today: the page says so at once.
        state=state_of(last, stopped),
        since=rows[0].valid_from if rows else None,
        surveyed=_first(events, EventKind.SURVEYED),
        until=until,
        areas=areas,
        areas_of_unit=areas_in(unit, min(today, until or today, unit.valid_to or today)).count(),
        amounts=amounts_of(last) if last else (),
        rest=tuple(_rest(last)) if last else (),
        joined=tuple(sorted(one.unit.full_name for one in last.joins.all())) if last else (),
        partner=last.partner.name if last and last.partner else "",
        funding=str(last.get_funding_display()) if last and last.funding else "",
        inspections=tuple(one for one in inspections if not one.voided),
        steps=tuple(sorted(steps, key=lambda step: step.on, reverse=True)),
        gone=tuple(_gone(instance, events, inspections)),
    )


def state_of(last: ModelVersion | None, stopped: date | None) -> str:
    if last is None:
        return GIVEN_UP if stopped else SURVEYED
    return IN_USE if last.valid_to is None else STOPPED


def _first(events: Sequence[ModelEvent], kind: EventKind) -> date | None:
    return next((one.on for one in events if one.kind == kind and not one.voided), None)


def _rest(row: ModelVersion) -> Iterator[Amount]:
    said = {one.measure_id: one.thousandths for one in row.amounts.all()}
    for one in row.amounts.all():
        whole = said.get(one.measure.within_id or 0)
        if whole is not None and one.measure.rest:
            yield replace(amount_of(one.measure, whole - one.thousandths), name=one.measure.rest)


def _stages(rows: Sequence[ModelVersion]) -> Iterator[Step]:
    """Each run's beginning, and where it went on in another unit."""
    before: Run | None = None
    for run in runs_of(rows):
        follows = before is not None and before.end is not None and before.end + timedelta(days=1) == run.start
        if before is None:
            yield Step(
                run.start, BEGUN, _("Có từ trước, ghi từ ngày này"), tuple(said_of(run.content)), stage=run.start
            )
        elif follows:
            yield Step(run.start, CHANGED, _("Thay đổi"), tuple(changes(before.content, run.content)), stage=run.start)
        else:
            yield Step(run.start, BEGUN, _("Hoạt động trở lại"), tuple(said_of(run.content)), stage=run.start)
        before = run
    for earlier, row in pairwise(rows):
        if row.carried and row.unit_id != earlier.unit_id:
            # Old and new often have one name: the old one says until when it was.
            words = {"unit": row.unit.full_name, "before": ended(earlier.unit)}
            yield Step(row.valid_from, MOVED, _("Chuyển về %(unit)s") % words, (_("Trước đó: %(before)s") % words,))
        elif row.carried and (gone := set(areas_of(earlier)) - set(areas_of(row))):
            yield Step(row.valid_from, CHANGED, _("Thay đổi"), (f"{_('Bớt')} {', '.join(sorted(gone))}",))


def ended(unit: Unit) -> str:
    """The name of a unit, with its last day where it has ended: "Xã Bằng Thành (đến 30/06/2025)"."""
    if unit.valid_to is None:
        return unit.full_name
    return _("%(unit)s (đến %(day)s)") % {"unit": unit.full_name, "day": f"{unit.valid_to:%d/%m/%Y}"}


def merged(steps: Sequence[Step]) -> Iterator[Step]:
    """A launch and what it began with are one entry, and so are a replication and what changed by it."""
    stages = {step.on: step for step in steps if step.stage is not None}
    told = [step for step in steps if step.what and step.kind != EventKind.STOPPED and step.on in stages]
    for step in told:
        stage = stages.pop(step.on, None)
        yield replace(step, lines=stage.lines, stage=stage.stage) if stage else step
    yield from stages.values()
    yield from (step for step in steps if step.stage is None and step not in told)


def said_of(content: Content) -> Iterator[str]:
    """A content in short words, a line each."""
    if content.areas:
        yield ", ".join(area.name for area in sorted(content.areas, key=lambda area: area.sort_key))
    amounts = sorted(content.amounts.items(), key=lambda one: one[0].order)
    if amounts:
        yield " · ".join(f"{measure.name}: {grouped(amount)}" for measure, amount in amounts)
    if content.joined:
        yield ", ".join(sorted(unit.full_name for unit in content.joined))


def changes(before: Content, after: Content) -> Iterator[str]:
    """What differs, in words: "Thiết bị: 4 → 6"."""
    for measure in sorted({*before.amounts, *after.amounts}, key=lambda one: one.order):
        old, new = before.amounts.get(measure), after.amounts.get(measure)
        if old != new:
            yield f"{measure.name}: {'–' if old is None else grouped(old)} → {'–' if new is None else grouped(new)}"
    for words, found in [(_("Thêm"), after.areas - before.areas), (_("Bớt"), before.areas - after.areas)]:
        if found:
            yield f"{words} {', '.join(area.name for area in sorted(found, key=lambda area: area.sort_key))}"
    for words, units in [(_("Thêm"), after.joined - before.joined), (_("Bớt"), before.joined - after.joined)]:
        if units:
            yield f"{words} {', '.join(sorted(unit.full_name for unit in units))}"
    if before.partner != after.partner:
        yield _("Phối hợp: %(name)s") % {"name": after.partner.name if after.partner else "–"}


def _events(events: Sequence[ModelEvent], *, given_up: bool) -> Iterator[Step]:
    for one in events:
        if not one.voided:
            words = STATES[GIVEN_UP] if given_up and one.kind == EventKind.STOPPED else one.get_kind_display()
            yield Step(one.on, one.kind, str(words), what="event", pk=one.pk)


def _inspections(inspections: Sequence[ModelInspection]) -> Iterator[Step]:
    for one in inspections:
        if one.voided:
            continue
        words = {"grade": one.get_grade_display(), "year": one.year}
        said = _("Xếp loại năm %(year)s: %(grade)s") if one.year else _("Kiểm tra: %(grade)s")
        found = {True: (_("Thiết bị đạt"),), False: (_("Thiết bị không đạt"),), None: ()}[one.equipment_checked]
        yield Step(one.on, INSPECTED, said % words, found, what="inspection", pk=one.pk)


def _gone(
    instance: ModelInstance, events: Sequence[ModelEvent], inspections: Sequence[ModelInspection]
) -> Iterator[Gone]:
    rows = ModelVersion.objects.filter(instance=instance, voided=True).select_related("unit")
    for row in rows:
        end = f"{row.valid_to:%d/%m/%Y}" if row.valid_to else _("nay")
        yield Gone(f"{row.valid_from:%d/%m/%Y} – {end} · {row.unit.full_name}", row.reason)
    for one in (*events, *inspections):
        if one.voided:
            yield Gone(str(one), one.reason)
