"""What a page asks the reader of totals, and how its answers are found again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce

from communes.models import Level
from dashboards.coverage import Counting, Counts, Reported, status_of_sums, tally
from dashboards.members import Above, Family, Line, Member, above, family, lines
from dashboards.places import Place
from dashboards.state import Lens, State
from dashboards.tables import Status
from periods.presets import Choice
from rollups.models import SCALE, Indicator
from rollups.ranges import Days
from rollups.selectors import ALL, Answers, Catalogue, Question, Sums, Window, read, window

LINES, PLACE, LINE_MEMBERS, PLACE_MEMBERS = range(4)  # questions
WHOLE = 1  # the group of everything in a place


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in thousandths and what of it is verified (where asked for); no amount means not reported."""

    all: int
    verified: int | None
    signs: tuple[int, int] = (0, 0)  # lines that stand below and above what they say; of the verified ones
    checked_signs: tuple[int, int] = (0, 0)
    word: str = ""  # of one line alone, in place of a number


@dataclass(frozen=True)
class Reading:
    """The numbers of a page. Sums hold `indicators` in their order."""

    place: Place
    recorded: bool
    indicators: Sequence[Indicator]
    lines: Sequence[Line]
    trend: Sequence[Choice]
    windows: Mapping[Days, Window]  # of the page, and of what it compares with
    answers: Answers
    line_windows: Mapping[Days, int]
    place_windows: Mapping[Days, int]
    counts: Counts  # of what was not read unit by unit
    now: Days
    nodes: Sequence[int]  # the units whose own totals the place adds up
    today: date
    begun: Days  # what of it has begun, and has not ended with the place
    above: Above
    presence: int | None = None  # the stock that says who has reported, where that is not the log
    alone: Mapping[int, str] = field(default_factory=dict)  # by unit, the word of one line in place of a number

    @cached_property
    def places_of(self) -> Mapping[int, int]:
        """Where each indicator stands in sums."""
        return {one.pk: place for place, one in enumerate(self.indicators)}

    def ahead(self, days: Days) -> bool:
        """Whether a period has not begun: then nobody owes a report of it."""
        return days.start > self.today

    def due(self, member: Member, days: Days) -> int:
        """How many reporting months a unit owes: as recorded those it lived in, today all, with its history."""
        return self._due(days, member.valid_from, member.valid_to)

    def due_of_place(self, days: Days) -> int:
        return self._due(days, self.place.valid_from, self.place.valid_to)

    def _due(self, days: Days, start: date, end: date | None) -> int:
        window = self.windows[days]
        return window.due_within(start, end) if self.recorded else len(window.due)

    def reported(self, days: Days) -> Reported:
        """Of the units that have a station at the end of the range; nobody, before it begins."""
        if self.ahead(days):
            return Reported()
        if self.place.level == "commune":
            return tally([self._status(self.place_sums(days), self.due_of_place(days))])
        if (days, ALL) in self.counts:
            return self._kept(self.counts[days, ALL], self.place_sums(days))
        return self._tally([one for line in self.lines for one in self.owing(line, days)], days)

    def reported_of(self, line: Line, days: Days) -> Reported:
        """The same of a line with many units below; of an area or a district that ended before, of all its units."""
        if self.ahead(days):
            return Reported()
        if self.place.level == "nation":
            return self._kept(self.counts.get((days, line.members[0].group), Reported()), self.line_sums(line, days))
        ended = [one for one in line.members if one.valid_to is not None]
        return self._tally(self.owing(line, days) or ended, days)

    def owing(self, line: Line, days: Days) -> list[Member]:
        """The units of a line that have a station at the end of the range."""
        if not self.recorded or days == self.now:
            return [one for one in line.members if one.station]
        return [one for one in line.members if (one.station or one.valid_to) and one.lived_on(days.end)]

    def ended(self, member: Member) -> bool:
        """Whether a unit ended before the end of the range as recorded: it has numbers, and owes no report."""
        over = member.valid_to is not None and not member.station and not member.lived_on(self.now.end)
        return self.recorded and over

    def status(self, member: Member, days: Days) -> Status:
        return self._status(self.member_sums(member, days), self.due(member, days))

    def _status(self, sums: Sums | None, due: int) -> Status:
        if self.presence is None:
            return status_of_sums(sums, due)
        return Status.VERIFIED if sums and sums.all[self.places_of[self.presence]] else Status.MISSING

    def _kept(self, logs: Reported, sums: Sums | None) -> Reported:
        """How many of as many units keep a register: the stock that says so counts them."""
        if self.presence is None:
            return logs
        kept = min(sums.all[self.places_of[self.presence]] // SCALE if sums else 0, logs.units)
        return Reported(full=kept, missing=logs.units - kept)

    def _tally(self, members: Sequence[Member], days: Days) -> Reported:
        return tally([self.status(one, days) for one in members])

    def member_sums(self, member: Member, days: Days) -> Sums | None:
        return self.answers.sums.get((LINES, self.line_windows[days], member.pk))

    def line_sums(self, line: Line, days: Days) -> Sums | None:
        found = [self.member_sums(member, days) for member in line.members]
        return _added([sums for sums in found if sums is not None])

    def place_sums(self, days: Days) -> Sums | None:
        return self.answers.sums.get((PLACE, self.place_windows[days], WHOLE))

    def of_line(self, line: Line, days: Days, indicator: Indicator) -> Amount | None:
        sums = self.line_sums(line, days)
        if indicator.how.distinct:
            number = self.lines.index(line) + 1
            return self._covered(indicator, (indicator.pk, LINE_MEMBERS, self.line_windows[days], number), sums)
        amount = self.amount(sums, indicator)
        return self._with_word(amount, [one.pk for one in line.members]) if self.alone and days == self.now else amount

    def of_place(self, days: Days, indicator: Indicator) -> Amount | None:
        sums = self.place_sums(days)
        if indicator.how.distinct:
            return self._covered(indicator, (indicator.pk, PLACE_MEMBERS, self.place_windows[days], WHOLE), sums)
        amount = self.amount(sums, indicator)
        return self._with_word(amount, self.alone) if self.alone and days == self.now else amount

    def _with_word(self, amount: Amount | None, units: Iterable[int]) -> Amount | None:
        """A sum of one line keeps the word that stood in place of its number."""
        found = {self.alone[unit] for unit in units if unit in self.alone}
        one = amount is not None and amount.signs == (0, SCALE) and not amount.all and len(found) == 1
        return replace(amount, word=found.pop()) if amount is not None and one else amount

    def amount(self, sums: Sums | None, indicator: Indicator) -> Amount | None:
        """Nothing, where nobody said anything: no record was entered, no register is kept."""
        if sums is None or not self.present(sums, indicator):
            return None
        place = self.places_of[indicator.pk]
        if indicator.below_id is None or indicator.above_id is None:
            return Amount(sums.all[place], sums.verified[place] if sums.verified else None)
        below, above = self.places_of[indicator.below_id], self.places_of[indicator.above_id]
        checked = (sums.verified[below], sums.verified[above]) if sums.verified else (0, 0)
        verified = sums.verified[place] if sums.verified else None
        return Amount(sums.all[place], verified, (sums.all[below], sums.all[above]), checked)

    def present(self, sums: Sums, indicator: Indicator) -> bool:
        """Whether what says that the figure is reported was counted."""
        if indicator.presence_id is None:
            return sums.reports > 0
        return sums.all[self.places_of[indicator.presence_id]] > 0

    def _covered(self, indicator: Indicator, key: tuple[int, int, int, int], sums: Sums | None) -> Amount | None:
        if sums is None or not self.present(sums, indicator):
            return None
        found = self.answers.coverage.get(key)
        return Amount(0, 0) if found is None else Amount(found.all * SCALE, found.verified * SCALE)


def _added(found: Sequence[Sums]) -> Sums | None:
    return reduce(Sums.__add__, found) if found else None


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
    owed: Callable[[Days, date], Window] = window,
) -> Reading:
    """Read a page in two queries: its units, and every number on it.

    `against`: periods in which its lines are read too; `verified`: of each number how much is verified; `presence`:
    the stock that says who has reported, where the page is about a register; `owed`: the months due in a range.
    """
    others, trend = (state.before, state.last_year), state.calendar.trend(state.choice)
    # Without verified sums a page compares its tiles alone, with one period.
    counted = [state.days, *(one.days for one in (others if verified else [state.base]))]
    said_by = catalogue.said_by.pk if catalogue.said_by else 0
    asked = ask(
        place, state, family(place, state),
        others=others, against=against, trend=trend, counted=counted, said_by=said_by, owed=owed,
    )  # fmt: skip
    return replace(answered([asked], catalogue, indicators, verified=verified)[0], presence=presence)


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
    questions = [
        Question(nodes, _asked(line_windows, windows), bare=bare),
        Question(own, _asked(place_windows, own_due)),
        Question({} if bare else _line_numbers(rows, nodes), _asked(line_windows, {}), members=True),
        Question(dict.fromkeys(whole, WHOLE), _asked(place_windows, {}), members=True),
    ]
    unread = _unread(place, counted, line_windows)
    counting = Counting(place, state, found, [windows[days] for days in unread], said_by)
    return Asked(place, state, found, rows, trend, windows, line_windows, place_windows, own, questions, counting)


def answered(
    asked: Sequence[Asked], catalogue: Catalogue, indicators: Sequence[Indicator], *, verified: bool = True
) -> list[Reading]:
    """Answer all that is asked of several places in one query; the units of one of them may be counted in it."""
    summed = catalogue.with_presences([one for one in indicators if not one.how.distinct], indicators)
    distinct = [one for one in indicators if one.how.distinct]
    each = PLACE_MEMBERS + 1 if distinct else LINE_MEMBERS
    questions = [question for one in asked for question in one.questions[:each]]
    found = [one.counting.census for one in asked if one.counting.census is not None]
    if len(found) > 1:
        raise ValueError("one census at a time")
    census = found[0] if found else None
    answers = read(questions, summed, catalogue.reports, distinct, census=census, verified=verified)
    if len(asked) == 1:
        return [_reading(asked[0], summed, answers)]
    return [_reading(one, summed, _own(answers, number * each, each)) for number, one in enumerate(asked)]


def _own(answers: Answers, first: int, number: int) -> Answers:
    """The answers to the questions of one place."""
    sums = {(q - first, w, group): found for (q, w, group), found in answers.sums.items() if 0 <= q - first < number}
    coverage = {
        (of, q - first, w, group): found
        for (of, q, w, group), found in answers.coverage.items()
        if 0 <= q - first < number
    }
    return Answers(sums, coverage, answers.tallies)


def _reading(asked: Asked, indicators: Sequence[Indicator], answers: Answers) -> Reading:
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
