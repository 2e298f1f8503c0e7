"""What can be done to a model of the register, each as the life that it should have afterwards.

`change_register` (models_selfmgmt/actions) is the one that stores it. Days are effective days: from then on it is so.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from campaigns.actions.errors import Refused
from communes.models import LEGACY_FROM, Unit
from models_selfmgmt.history import DAY, Content, Ground, Place, Run, cut
from models_selfmgmt.models import EventKind, Grade, ModelEvent, ModelInspection, ModelInstance

Happening = ModelEvent | ModelInspection
FIRST_YEAR = LEGACY_FROM.year


@dataclass
class Life:
    """What is stored of a model, as a change finds it."""

    instance: ModelInstance
    runs: list[Run]
    happenings: list[Happening]
    ground: Ground

    def run_on(self, day: date) -> Run:
        for run in self.runs:
            if run.holds(day):
                return run
        if not self.runs:
            raise Refused(_("Mô hình chưa ra mắt: ghi ngày ra mắt trước."))
        raise Refused(_("Ngày %(day)s mô hình không hoạt động.") % {"day": f"{day:%d/%m/%Y}"}, "on")

    def events(self, kind: EventKind) -> list[ModelEvent]:
        return [one for one in self.happenings if isinstance(one, ModelEvent) and one.kind == kind]


@dataclass
class Plan:
    """What should stand afterwards: runs; what is voided; what is new (its unit follows from its day)."""

    runs: list[Run]
    action: str
    void: list[Happening] = field(default_factory=list)
    new: list[Happening] = field(default_factory=list)
    name: str | None = None
    withdrawn: bool = False
    corrects: bool = False  # even where no version is voided


class Change(Protocol):
    @property
    def on(self) -> date | None: ...

    def plan(self, life: Life) -> Plan: ...


@dataclass(frozen=True)
class Open:
    """A new model; `until` for one that has ended since, `established` where its day is known."""

    unit: Unit
    on: date
    content: Content
    established: bool = False
    until: date | None = None
    surveyed: date | None = None  # a life begins with the look at what it is for

    def plan(self, life: Life) -> Plan:
        new: list[Happening] = [event(life, EventKind.SURVEYED, self.surveyed)] if self.surveyed else []
        new += [event(life, EventKind.ESTABLISHED, self.on)] if self.established else []
        new += [event(life, EventKind.STOPPED, self.until)] if self.until else []
        return Plan([Run(self.on, self.until, self.unit, self.content)], "add_modelinstance", new=new)


@dataclass(frozen=True)
class Alter:
    """From a day on something else is true, until the next thing that somebody said."""

    unit: Unit
    on: date
    content: Content
    kind: EventKind | None = None  # strengthened or replicated on that day

    def plan(self, life: Life) -> Plan:
        run = life.run_on(self.on)
        moves = {day: _kept(place, run, self.content) for day, place in run.moves.items() if day > self.on}
        new = Run(self.on, run.end, self.unit, self.content, moves)
        runs = [cut(run, self.on - DAY)] if run.start < self.on else []
        said: list[Happening] = [event(life, self.kind, self.on)] if self.kind else []
        return Plan(_replaced(life.runs, run, [*runs, new]), "change_modelinstance", new=said)


@dataclass(frozen=True)
class Correct:
    """What was said of a stage was wrong; of the first one also the day on which it began and the name."""

    stage: date  # the day on which the stage begins, as it is stored
    unit: Unit
    on: date
    content: Content
    established: bool = False
    name: str | None = None

    def plan(self, life: Life) -> Plan:
        run = next((one for one in life.runs if one.start == self.stage), None)
        if run is None:
            raise Refused(_("Giai đoạn này đã được sửa: mở lại trang mô hình."))
        first = run is life.runs[0]
        if not first and self.on != run.start:
            raise Refused(_("Chỉ sửa được ngày bắt đầu của giai đoạn đầu tiên."), "on")
        if run.end is not None and self.on > run.end:
            raise Refused(_("Chọn ngày trước khi ngừng: %(day)s.") % {"day": f"{run.end:%d/%m/%Y}"}, "on")
        # Another first unit or day: where it went on is found anew.
        same = self.on == run.start and self.unit == run.unit
        moves = {day: _kept(place, run, self.content) for day, place in run.moves.items()}
        corrected = Run(self.on, run.end, self.unit, self.content, moves if same else {})
        void, new = _established(life, self.on, self.established) if first else ([], [])
        return Plan(
            _replaced(life.runs, run, [corrected]), "edit_modelinstance", void=void, new=new, name=self.name,
            corrects=True,
        )  # fmt: skip


@dataclass(frozen=True)
class Stop:
    """`on` is its last day; of one that was only surveyed the day on which it was given up.

    What began again after a break stands. Changes without a break before them fall, where `dropping` says so.
    """

    on: date
    dropping: bool = False

    def plan(self, life: Life) -> Plan:
        if not life.runs:
            return self._given_up(life)
        run = life.run_on(self.on)
        place = life.runs.index(run)
        falling = going_on(life.runs, run)
        if falling and not self.dropping:
            days = ", ".join(f"{one.start:%d/%m/%Y}" for one in falling)
            words = _("Sau ngày này mô hình còn thay đổi: %(days)s. Xác nhận hủy, hoặc chọn ngày muộn hơn.")
            raise Refused(words % {"days": days}, "dropping")
        last = (falling or [run])[-1].end
        stops = [one for one in life.events(EventKind.STOPPED) if one.on >= run.start]
        stops = [one for one in stops if last is None or one.on <= last]
        void: list[Happening] = [one for one in stops if one.on != self.on]
        new: list[Happening] = [] if len(void) < len(stops) else [event(life, EventKind.STOPPED, self.on)]
        runs = [*life.runs[:place], cut(run, self.on), *life.runs[place + 1 + len(falling) :]]
        return Plan(runs, "end_modelinstance", void=void, new=new)

    def _given_up(self, life: Life) -> Plan:
        if life.events(EventKind.STOPPED):
            raise Refused(_("Mô hình đã thôi triển khai: hủy việc đó trước."))
        return Plan([], "end_modelinstance", new=[event(life, EventKind.STOPPED, self.on)])


@dataclass(frozen=True)
class Resume:
    """It works again from a day on."""

    unit: Unit
    on: date
    content: Content

    def plan(self, life: Life) -> Plan:
        last = life.runs[-1] if life.runs else None
        if last is None or last.end is None or self.on <= last.end:
            raise Refused(_("Chọn ngày sau khi mô hình ngừng hoạt động."), "on")
        return Plan([*life.runs, Run(self.on, None, self.unit, self.content)], "change_modelinstance")


@dataclass(frozen=True)
class Withdraw:
    """It was entered by mistake: nothing of it counts, and its page says why."""

    on: date | None = None

    def plan(self, life: Life) -> Plan:
        return Plan([], "delete_modelinstance", void=list(life.happenings), withdrawn=True, corrects=True)


@dataclass(frozen=True)
class Happen:
    """Something was done on a day that changes no stage: surveyed, strengthened, replicated."""

    on: date
    kind: EventKind

    def plan(self, life: Life) -> Plan:
        if self.kind != EventKind.SURVEYED:
            life.run_on(self.on)
        return Plan(list(life.runs), "record_modelinstance", new=[event(life, self.kind, self.on)])


@dataclass(frozen=True)
class Inspect:
    """Somebody looked at it, or graded its year."""

    on: date
    grade: str
    equipment_checked: bool | None = None
    year: int | None = None

    def plan(self, life: Life) -> Plan:
        life.run_on(self.on)
        if self.grade not in Grade.values:
            raise Refused(_("Chọn một mục."), "grade")
        if self.year is not None and not FIRST_YEAR <= self.year <= self.on.year:
            words = {"year": self.on.year}
            raise Refused(_("Chỉ xếp loại năm đã có: chọn đến năm %(year)s.") % words, "year")
        said = ModelInspection(
            instance=life.instance, on=self.on, grade=self.grade, equipment_checked=self.equipment_checked,
            year=self.year,
        )  # fmt: skip
        graded = [one for one in life.happenings if isinstance(one, ModelInspection) and one.year is not None]
        if self.year is not None and any(one.year == self.year for one in graded):
            raise Refused(_("Năm %(year)s đã xếp loại: hủy lần đó trước.") % {"year": self.year}, "year")
        return Plan(list(life.runs), "record_modelinstance", new=[said])


@dataclass(frozen=True)
class Void:
    """An event or an inspection was a mistake. A stop that is voided lets its stage go on, until the next one.

    A launch that is voided leaves what was surveyed before it: then nothing was launched yet.
    """

    happening: Happening
    on: date | None = None

    def plan(self, life: Life) -> Plan:
        found = [one for one in life.happenings if one == self.happening]
        if not found:
            raise Refused(_("Việc này đã được hủy trước đó."))
        runs, gone = list(life.runs), self.happening
        stopped = isinstance(gone, ModelEvent) and gone.kind == EventKind.STOPPED
        for place, run in enumerate(runs if stopped else []):
            if run.end == gone.on:
                runs[place] = replace(run, end=runs[place + 1].start - DAY if runs[place + 1 :] else None)
        launch = isinstance(gone, ModelEvent) and gone.kind == EventKind.ESTABLISHED
        if launch and runs and runs[0].start == gone.on and life.events(EventKind.SURVEYED):
            if len(runs) > 1:
                raise Refused(_("Mô hình đã thay đổi sau khi ra mắt: không hủy ngày ra mắt được nữa."))
            runs = []
        return Plan(runs, "change_modelinstance", void=found, corrects=True)


def going_on(runs: list[Run], run: Run) -> list[Run]:
    """What follows a run without a break."""
    found: list[Run] = []
    for after in runs[runs.index(run) + 1 :]:
        before = (found or [run])[-1]
        if before.end is None or before.end + DAY != after.start:
            break
        found.append(after)
    return found


def event(life: Life, kind: EventKind, on: date) -> ModelEvent:
    same = [one for one in life.events(kind) if one.on == on]
    if same:
        raise Refused(_("Việc này đã ghi ngày %(day)s.") % {"day": f"{on:%d/%m/%Y}"}, "on")
    return ModelEvent(instance=life.instance, kind=kind, on=on)


def _kept(place: Place, run: Run, content: Content) -> Place:
    """A stored boundary: as it is, but who takes part is found anew where that is what changes."""
    return place if content.joined == run.content.joined else Place(place.unit)


def _replaced(runs: list[Run], old: Run, new: list[Run]) -> list[Run]:
    place = runs.index(old)
    return [*runs[:place], *new, *runs[place + 1 :]]


def _established(life: Life, on: date, known: bool) -> tuple[list[Happening], list[Happening]]:
    """The establishment goes with the first day."""
    events = life.events(EventKind.ESTABLISHED)
    if known and any(one.on == on for one in events):
        return [], []
    new: list[Happening] = [ModelEvent(instance=life.instance, kind=EventKind.ESTABLISHED, on=on)] if known else []
    return list(events), new
