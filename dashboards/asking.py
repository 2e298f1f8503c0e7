"""What a page asks the reader of totals, in one statement; dashboards.reading finds the answers again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from communes.models import Level
from dashboards.coverage import Counting
from dashboards.members import Family, Line, above, family, lines
from dashboards.places import Place
from dashboards.reading import LINE_MEMBERS, PLACE_MEMBERS, WHOLE, Reading
from dashboards.state import Lens, State
from periods.presets import Choice
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Answers, Catalogue, Numbers, Question, Window, read, window


@dataclass(frozen=True)
class Asked:
    """What is asked of a place, before any number is read."""

    place: Place
    state: State
    found: Family
    lines: Sequence[Line]
    trend: Sequence[Choice]
    windows: Mapping[Days, Window]
    line_windows: Mapping[Days, int]
    place_windows: Mapping[Days, int]
    nodes: Mapping[int, int]  # the units whose own totals the place adds up
    questions: Sequence[Question]
    counting: Counting


def read_page(
    place: Place,
    state: State,
    catalogue: Catalogue,
    indicators: Sequence[Indicator],
    *,
    against: Sequence[Choice] = (),
    verified: bool = True,
    presence: int | None = None,
    beside: Numbers | None = None,
    owed: Callable[[Days, date], Window] = window,
) -> Reading:
    """Read a page in two queries: its units, and every number on it.

    `against`: periods in which its lines are read too; `verified`: of each number how much is verified; `presence`:
    the stock that says who has reported, where the page is about a register; `beside`: what is counted elsewhere, and
    comes in the same query; `owed`: the months due in a range.
    """
    others, trend = (state.before, state.last_year), state.calendar.trend(state.choice)
    # Without verified sums a page compares its tiles alone, with one period.
    counted = [state.days, *(one.days for one in (others if verified else [state.base]))]
    said_by = catalogue.said_by.pk if catalogue.said_by else 0
    asked = ask(
        place, state, family(place, state),
        others=others, against=against, trend=trend, counted=counted, said_by=said_by, owed=owed,
    )  # fmt: skip
    return replace(answered([asked], catalogue, indicators, verified=verified, beside=beside)[0], presence=presence)


def ask(
    place: Place,
    state: State,
    found: Family,
    *,
    others: Sequence[Choice] = (),
    against: Sequence[Choice] = (),
    trend: Sequence[Choice] = (),
    counted: Sequence[Days] = (),
    bare: bool = False,
    said_by: int = 0,
    owed: Callable[[Days, date], Window] = window,
) -> Asked:
    """Ask for a place in its period, in `others` and along a `trend`; for its lines in its period and `against` others.

    `counted`: in which of these periods it is to be known who has reported; `bare`: of its lines nothing else.
    """
    place_windows = _numbered([state.days, *(one.days for one in (*others, *trend))])
    line_windows = _numbered([state.days, *(one.days for one in against)])
    windows = {days: owed(days, state.today) for days in [state.days, *(one.days for one in others)]}
    rows = lines(place, state, found.listed)
    nodes = {} if place.alone(state) else found.groups(_span(line_windows))
    whole = found.groups(_span(place_windows))
    own = place_nodes(place, found, whole)
    # Of a place with many units its own due months tell nothing.
    own_due = windows if place.level == "commune" else {}
    gone, over = ended_of_lines(place, state, rows), ended_of_place(place, state, own)
    questions = [
        Question(nodes, _asked(line_windows, windows), bare=bare, ended=gone),
        Question(own, _asked(place_windows, own_due), ended=over),
        Question({} if bare else _line_numbers(rows, nodes), _asked(line_windows, {}), members=True, ended=gone),
        Question(
            dict.fromkeys(whole, WHOLE),
            _asked(place_windows, {}),
            members=True,
            ended=ended_of_place(place, state, whole),
        ),
    ]
    unread = _unread(place, counted, line_windows)
    counting = Counting(place, state, found, [windows[days] for days in unread], said_by)
    return Asked(place, state, found, rows, trend, windows, line_windows, place_windows, own, questions, counting)


def answered(
    asked: Sequence[Asked],
    catalogue: Catalogue,
    indicators: Sequence[Indicator],
    *,
    verified: bool = True,
    beside: Numbers | None = None,
) -> list[Reading]:
    """Answer all that is asked of several places in one query; the units of one of them may be counted in it."""
    figures = catalogue.made_of(indicators)
    summed = catalogue.with_presences([one for one in figures if not one.how.distinct], figures)
    distinct = [one for one in figures if one.how.distinct]
    each = PLACE_MEMBERS + 1 if distinct else LINE_MEMBERS
    questions = [question for one in asked for question in one.questions[:each]]
    found = [one.counting.census for one in asked if one.counting.census is not None]
    if len(found) > 1:
        raise ValueError("one census at a time")
    census = found[0] if found else None
    answers = read(questions, summed, catalogue.reports, distinct, census=census, verified=verified, beside=beside)
    if len(asked) == 1:
        return [replace(reading_of(asked[0], summed, answers), shown=indicators)]
    found_of = [part_of(answers, number * each, each) for number in range(len(asked))]
    return [replace(reading_of(one, summed, own), shown=indicators) for one, own in zip(asked, found_of, strict=True)]


def part_of(answers: Answers, first: int, number: int) -> Answers:
    """The answers to some questions alone, numbered from the first of them."""
    sums = {(q - first, w, group): found for (q, w, group), found in answers.sums.items() if 0 <= q - first < number}
    coverage = {
        (of, q - first, w, group): found
        for (of, q, w, group), found in answers.coverage.items()
        if 0 <= q - first < number
    }
    return Answers(sums, coverage, answers.tallies)


def reading_of(asked: Asked, indicators: Sequence[Indicator], answers: Answers) -> Reading:
    place, state = asked.place, asked.state
    return Reading(
        place=place,
        recorded=place.lens(state) == Lens.RECORDED,
        indicators=indicators,
        lines=asked.lines,
        trend=asked.trend,
        windows=asked.windows,
        answers=answers,
        line_windows=asked.line_windows,
        place_windows=asked.place_windows,
        counts=asked.counting.counts(answers),
        now=state.days,
        nodes=list(asked.nodes),
        today=state.today,
        begun=state.begun,
        above=above(place, asked.found),
    )


def _unread(place: Place, counted: Sequence[Days], read: Mapping[Days, int]) -> list[Days]:
    """The periods whose units are not read one by one; of the nation all: its lines are provinces."""
    if place.level == "commune":
        return []
    return [days for days in dict.fromkeys(counted) if place.level == "nation" or days not in read]


def _asked(ranges: Iterable[Days], owed: Mapping[Days, Window]) -> list[Window]:
    return [owed.get(days) or Window(days) for days in ranges]


def _numbered(ranges: Sequence[Days]) -> dict[Days, int]:
    """Each range once: the year before a year is also its same period."""
    return {days: number for number, days in enumerate(dict.fromkeys(ranges))}


def _span(ranges: Iterable[Days]) -> Days:
    found = list(ranges)
    return Days(min(one.start for one in found), max(one.end for one in found))


def ended_of_lines(place: Place, state: State, rows: Iterable[Line]) -> dict[int, date]:
    """As recorded a unit that is no more holds what it held on its last day; others stand in the place's total."""
    if place.lens(state) != Lens.RECORDED:
        return {}
    found = [one for line in rows if line.ended(state.days) for one in line.members]
    return {one.pk: one.valid_to for one in found if one.valid_to is not None}


def ended_of_place(place: Place, state: State, nodes: Iterable[int]) -> dict[int, date]:
    """A place that is no more holds what it held on its last day."""
    last = place.valid_to
    return {} if last is None or last >= state.days.end else dict.fromkeys(nodes, last)


def place_nodes(place: Place, found: Family, whole: Iterable[int]) -> dict[int, int]:
    """The fewest units that hold all of a place: provinces and districts have rows of their own."""
    if place.level == Level.PROVINCE:
        provinces = {one.province.pk for one in found.nodes} if place.lensed else set()
        return dict.fromkeys(provinces | {place.unit.pk if place.unit else 0}, WHOLE)
    if place.level == Level.DISTRICT and place.unit is not None:
        return {place.unit.pk: WHOLE}
    return dict.fromkeys(whole, WHOLE)


def _line_numbers(rows: Sequence[Line], nodes: dict[int, int]) -> dict[int, int]:
    """Unit id → number of the line; a member of an area counts once in it, wherever it lay."""
    number_of = {member.pk: number for number, line in enumerate(rows, 1) for member in line.members}
    return {pk: number_of[group] for pk, group in nodes.items() if group in number_of}
