"""What units owe: the due reporting months without a record; or, of a figure that another says, those without that."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from accounts.models import Grant, Role
from dashboards import columns
from dashboards.calendars import DueCalendar
from dashboards.coverage import Counting, Reported
from dashboards.members import Above, Line, Member, above, family, lines
from dashboards.places import Place
from dashboards.reminders.chased import Chased
from dashboards.reminders.punctual import PUNCTUAL, Told, told_of
from dashboards.returned import form_of, owed_by
from dashboards.state import Lens, State
from periods.presets import Choice
from returns.due import NO_DEADLINES, Deadlines
from rollups.days import last_days
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Answers, Question, Window, read, window


@dataclass(frozen=True, slots=True)
class Owed:
    """A unit and what it owes, the oldest first, since the first day of that."""

    unit: Member
    what: tuple[Choice, ...]
    since: date
    last: date | None = None  # the last day with an entry, whatever the period; none: never
    deadline: date | None = None  # of the oldest that it owes, where the province has set one


@dataclass(frozen=True)
class Debts:
    """The units of a place that should have reported, and those of them that owe."""

    units: tuple[Member, ...]
    owed: tuple[Owed, ...]  # the longest silent first
    reported: Reported
    above: Above
    told: tuple[Told, ...] = ()  # those whose report came late, or says that nothing happened
    deadlines: Deadlines = NO_DEADLINES
    due: tuple[Days, ...] = ()  # the months in which something is due
    waits: bool = False  # nobody owes it yet, or it was not asked for


def owed_in(place: Place, state: State, *, with_last: bool = True, chased: Chased | None = None) -> Debts:
    """Read who owes what; `with_last`: also when each last entered something; `chased`: not the log, but this."""
    found, known = family(place, state), columns.known(place, PUNCTUAL)
    reports, beside = known.reports, [one for key in PUNCTUAL if (one := known.get(key)) is not None]
    kept_by = None
    if chased is not None:
        reports, kept_by = chased.said_by or reports, chased.kept_by
        beside = [kept_by] if kept_by is not None else []
    units = tuple(one for one in found.listed if one.station)
    waits = chased is not None and chased.waits(state)
    if state.ahead or waits:
        return Debts(units, (), Reported(), above(place, found), waits=waits)
    due = due_in(state, chased)
    asked = list(dict.fromkeys([state.days, *due]))
    question = Question(found.groups(state.days), [Window(one) for one in asked])
    answers = read([question], beside, reports, verified=False)
    silent = {
        one.pk: {number for number in range(len(asked)) if not _reports(one, number, answers, kept=kept_by is not None)}
        for one in units
    }
    months = range(len(asked) - len(due), len(asked))
    deadlines = asked_for(state)
    debts = [
        replace(one, deadline=deadline_of(one.what[0].days.end, state, deadlines, chased))
        for one in _debts(units, silent, asked, months, state, place, chased)
    ]
    if with_last:
        owing = {debt.unit.pk for debt in debts}
        debts = _with_last(debts, {one.pk: one.group for one in found.nodes if one.group in owing}, reports)
    nothing = sum(0 in windows for windows in silent.values())
    return Debts(
        units,
        tuple(sorted(debts, key=lambda one: (one.since, one.last or date.min, one.unit.sort_key))),
        Reported(len(units) - len(debts), len(debts) - nothing, nothing),
        above(place, found),
        told_of(units, months, lambda number: _named(asked[number], state), beside, answers) if chased is None else (),
        deadlines,
        due,
    )


def due_in(state: State, chased: Chased | None) -> tuple[Days, ...]:
    """The months due in a range; a register is asked for the range itself."""
    if chased is None:
        return window(state.days, state.today).due
    return (state.days,) if chased.kept_by is not None else chased.owed(state)(state.days, state.today).due


def deadline_of(end: date, state: State, deadlines: Deadlines, chased: Chased | None) -> date | None:
    return deadlines.of(end) if chased is None else chased.deadline(state, deadlines, end)


def asked_for(state: State) -> Deadlines:
    """What the province of a place asks for; the nation asks for nothing."""
    return state.calendar.deadlines if isinstance(state.calendar, DueCalendar) else NO_DEADLINES


def _reports(unit: Member, place: int, answers: Answers, *, kept: bool) -> bool:
    """Whether there is a report; of a register, whether it is `kept`."""
    sums = answers.sums.get((0, place, unit.pk))
    return sums is not None and (sums.all[0] if kept else sums.reports) > 0


def _debts(
    units: Iterable[Member],
    silent: Mapping[int, set[int]],
    asked: Sequence[Days],
    due: Iterable[int],
    state: State,
    place: Place,
    chased: Chased | None,
) -> list[Owed]:
    """The due months without a record; the silent range itself (the first that was asked), where none of them was the
    unit's to report. Units that owe alike share one tuple: there are hundreds of months to name.
    """
    recorded = place.lens(state) == Lens.RECORDED
    named = [(chased and chased.period(state, one)) or _named(one, state) for one in asked]
    alike: dict[tuple[int, ...], tuple[Choice, ...]] = {}
    found = []
    for unit in units:
        months = tuple(number for number in due if number in silent[unit.pk])
        if recorded:
            months = tuple(number for number in months if asked[number].clipped(unit.valid_from, unit.valid_to))
        months = months or tuple({0} & silent[unit.pk])
        if months:
            what = alike.setdefault(months, tuple(named[number] for number in months))
            since = max(what[0].days.start, unit.valid_from) if recorded else what[0].days.start
            found.append(Owed(unit, what, since))
    return found


def _named(days: Days, state: State) -> Choice:
    return state.choice if days == state.days else state.calendar.within(days)


def _with_last(debts: Iterable[Owed], nodes: Mapping[int, int], reports: Indicator) -> list[Owed]:
    found = last_days(nodes, reports)
    return [replace(one, last=found.get(one.unit.pk)) for one in debts]


def heads_of(units: Iterable[Member], today: date) -> dict[int, str]:
    """The names of those who head the units today, by unit; of a unit that ended, the head of its heir."""
    now = {one.pk: one.heir.pk if one.valid_to and one.heir else one.pk for one in units}
    heads = Grant.objects.live_on(today).filter(role=Role.STATION_HEAD, unit__in=now.values(), user__is_active=True)
    names: dict[int, list[str]] = {}
    for unit, name in heads.order_by("user__name").values_list("unit", "user__name"):
        names.setdefault(unit, []).append(name)
    return {pk: ", ".join(names[unit]) for pk, unit in now.items() if unit in names}


@dataclass(frozen=True)
class Provinces:
    """The nation: how many units of each province that stands at the end of the range have reported, and of all."""

    rows: tuple[tuple[Line, Reported], ...]  # those with most silent units first
    reported: Reported
    waits: bool = False  # nobody owes it yet, or it was not asked for
    due: tuple[Days, ...] = ()


def provinces_in(place: Place, state: State, chased: Chased | None = None) -> Provinces:
    said_by = chased.said_by if chased is not None else None
    kept_by = chased.kept_by if chased is not None else None
    found, each = family(place, state), owed_by(state, said_by)(state.days, state.today)
    counting = Counting(place, state, found, [each], said_by.pk if said_by else 0)
    if state.ahead or (chased is not None and chased.waits(state)):
        return Provinces((), Reported(), waits=not state.ahead)
    question = Question(found.groups(state.days), [Window(state.days)])
    reports = said_by or columns.known(place, ()).reports
    beside = [kept_by] if kept_by is not None else []
    answers = read([question], beside, reports, census=counting.census, verified=False)
    counts = counting.counts(answers)

    def of(line: Line) -> Reported:
        group = line.members[0].group
        count = counts.get((state.days, group), Reported())
        return count if kept_by is None else count.kept(answers.sums.get((0, 0, group)))

    form = form_of(state, said_by)
    rows = [
        (line, of(line))
        for line in lines(place, state, found.listed)
        if counting.stands(line.members[0], state.days) and line.asked(form.province if form is not None else 0)
    ]
    return Provinces(
        tuple(sorted(rows, key=lambda row: (-row[1].missing, -row[1].partial, row[0].sort_key))),
        sum((count for _line, count in rows), Reported()),
        due=each.due,
    )
