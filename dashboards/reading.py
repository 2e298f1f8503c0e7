"""The numbers of a page: how the answers of the reader of totals are found again (dashboards.asking asks)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, reduce

from dashboards.coverage import Counts, Reported, status_of_sums, tally
from dashboards.members import Above, Line, Member
from dashboards.places import Place
from dashboards.tables import Status
from periods.presets import Choice
from rollups.models import SCALE, Indicator
from rollups.numbers import Qualified, Share
from rollups.ranges import Days
from rollups.selectors import ALL, Answers, Sums, Window
from rollups.told import Unasked, is_told, signed

LINES, PLACE, LINE_MEMBERS, PLACE_MEMBERS = range(4)  # questions
WHOLE = 1  # the group of everything in a place


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in thousandths and what of it is verified (where asked for); no amount means not reported."""

    all: int
    verified: int | None


def all_of(amount: Amount | None) -> int | None:
    return None if amount is None else amount.all


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
    shown: Sequence[Indicator] = ()  # what was asked for: shares, where sums hold their parts
    presence: int | None = None  # the stock that says who has reported, where that is not the log
    later: bool = False  # what the page is about is reported when its period is over, and that runs
    unasked: Unasked | None = None  # why nobody was asked in its range for what the page is about
    of_province: int = 0  # of the nation: the one province that is asked, where not all are
    alone: Mapping[int, str] = field(default_factory=dict)  # by unit, the word of one line in place of a number

    @cached_property
    def places_of(self) -> Mapping[int, int]:
        """Where each indicator stands in sums."""
        return {one.pk: place for place, one in enumerate(self.indicators)}

    def ahead(self, days: Days) -> bool:
        """Whether nobody owes a report of a period yet: it has not begun, or it is to be reported when it is over.

        Nor did anybody before the first day of what the page is about, nor ever where it is not asked for.
        """
        if self.unasked == Unasked.ELSEWHERE:
            return True
        return days.start > self.today or ((self.later or self.unasked is not None) and days == self.now)

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
        if self.place.level == "nation" and (self.presence is not None or self.of_province):
            standing = [one for one in self.lines if self._stands(one.members[0], days)]
            return sum((self.reported_of(one, days) for one in standing), Reported())
        if (days, ALL) in self.counts:
            return self._kept(self.counts[days, ALL], self.place_sums(days))
        return self._tally([one for line in self.lines for one in self.owing(line, days)], days)

    def reported_of(self, line: Line, days: Days) -> Reported:
        """The same of a line with many units below; of an area or a district that ended before, of all its units."""
        if self.ahead(days) or not line.asked(self.of_province):
            return Reported()
        if self.place.level == "nation":
            return self._kept(self.counts.get((days, line.members[0].group), Reported()), self.line_sums(line, days))
        ended = [one for one in line.members if one.valid_to is not None]
        return self._tally(self.owing(line, days) or ended, days)

    def _stands(self, province: Member, days: Days) -> bool:
        """As dashboards.coverage has it: the units of a province that ended are its heir's."""
        return province.pk == province.group and (not self.recorded or province.lived_on(days.end))

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
        if self.presence is None:
            return logs
        return logs.kept(sums, self.places_of[self.presence])

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
        if indicator.numerator is not None and indicator.denominator is not None:
            return shared(*(self.of_line(line, days, one) for one in (indicator.numerator, indicator.denominator)))
        # Elsewhere no record of the log says that it is 0.
        sums = self.line_sums(line, days) if line.asked(self.of_province) else None
        if indicator.how.distinct:
            number = self.lines.index(line) + 1
            return self._covered(indicator, (indicator.pk, LINE_MEMBERS, self.line_windows[days], number), sums, days)
        amount = self.amount(sums, indicator, days)
        return self._with_word(amount, [one.pk for one in line.members]) if self.alone and days == self.now else amount

    def outside(self, line: Line, indicator: Indicator) -> bool:
        """Whether a share is not asked of a unit: a ward is none of the communes that it is a share of."""
        whole = indicator.denominator
        amount = self.of_line(line, self.now, whole) if whole is not None else None
        return amount is not None and not amount.all

    def of_place(self, days: Days, indicator: Indicator) -> Amount | None:
        if indicator.numerator is not None and indicator.denominator is not None:
            return shared(*(self.of_place(days, one) for one in (indicator.numerator, indicator.denominator)))
        sums = self.place_sums(days) if self.unasked != Unasked.ELSEWHERE else None
        if indicator.how.distinct:
            return self._covered(indicator, (indicator.pk, PLACE_MEMBERS, self.place_windows[days], WHOLE), sums, days)
        amount = self.amount(sums, indicator, days)
        return self._with_word(amount, self.alone) if self.alone and days == self.now else amount

    def _with_word(self, amount: Amount | None, units: Iterable[int]) -> Amount | None:
        """A sum of one line keeps the word that stood in place of its number."""
        value, found = amount.all if amount else None, {self.alone[unit] for unit in units if unit in self.alone}
        if amount is None or not isinstance(value, Qualified) or not value.unsaid or value.above != SCALE:
            return amount
        return replace(amount, all=Qualified(value, value.below, value.above, *found)) if len(found) == 1 else amount

    def amount(self, sums: Sums | None, indicator: Indicator, days: Days) -> Amount | None:
        """Nothing, where nobody said anything: no record was entered, no register is kept, nobody was asked yet."""
        if sums is None or not is_told(sums, self.places_of, indicator, days):
            return None
        checked = signed(sums.verified, self.places_of, indicator) if sums.verified else None
        return Amount(signed(sums.all, self.places_of, indicator), checked)

    def side_by_side(self, sums: Sums | None, indicators: Sequence[Indicator]) -> tuple[int | None, ...]:
        """The figures of the log in the columns of a table; a unit that entered no record has none of them."""
        if sums is None or not sums.reports:
            return (None,) * len(indicators)
        return tuple(signed(sums.all, self.places_of, one) for one in indicators)

    def _covered(
        self, indicator: Indicator, key: tuple[int, int, int, int], sums: Sums | None, days: Days
    ) -> Amount | None:
        if sums is None or not is_told(sums, self.places_of, indicator, days):
            return None
        found = self.answers.coverage.get(key)
        return Amount(0, 0) if found is None else Amount(found.all * SCALE, found.verified * SCALE)


def shared(part: Amount | None, whole: Amount | None) -> Amount | None:
    """So many of so many: nothing where one of the two was not reported, or of nothing."""
    if part is None or whole is None or whole.all <= 0:
        return None
    return Amount(Share(part.all, whole.all), None if part.verified is None else Share(part.verified, whole.all))


def lasts(indicator: Indicator) -> bool:
    """Whether it holds on a day: a stock, or a share of stocks."""
    parts = (indicator.numerator, indicator.denominator)
    return all(one.how.stock for one in parts if one is not None) if any(parts) else indicator.how.stock


def _added(found: Sequence[Sums]) -> Sums | None:
    return reduce(Sums.__add__, found) if found else None
