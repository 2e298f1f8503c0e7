"""Who has reported behind each cell of a table, counted as the dashboards count it; asked with the numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from communes.models import Level
from dashboards.asking import Asked, ask, part_of, reading_of
from dashboards.coverage import Reported
from dashboards.members import Member
from dashboards.reading import Reading
from dashboards.returned import counted_by, form_unasked, owed_by, reported_later
from dashboards.state import State
from dashboards.tables import Status
from periods.presets import of_range
from pivots.items import WHOLE, Layout
from pivots.lacks import Lack, lack_of, lack_of_figure
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import ALL, Answers, Catalogue, Census, Question, Sums
from rollups.told import is_asked

LOG = 0  # the key of those whose reports are records of the log
MOST_COUNTED = 60  # ranges in which the nation's units are counted: a year of weeks
EACH = 2  # questions: of the lines of a table, and of its place


@dataclass(frozen=True)
class Standing:
    """What stands behind figures that the same units report. In the days of `later` nobody owes them yet."""

    reading: Reading
    figures: Sequence[Indicator]
    later: frozenset[Days] = frozenset()
    lacks: Mapping[Days, Lack] = field(default_factory=dict)
    said: dict[tuple[int, Days], str] = field(default_factory=dict)

    @property
    def whole(self) -> Reported:
        """Of the place, in the whole range; nobody, where none of the figures was asked for in it."""
        now = self.reading.now
        asked = now not in self.later and any(is_asked(one, now) for one in self.figures)
        return self.reading.reported(now) if asked else Reported()

    def words(self, line: int, days: Days) -> str:
        """Say "4/5" where not all units behind a number have reported all that was due; nothing where they have."""
        if (line, days) not in self.said:
            self.said[line, days] = "" if days in self.later or not self._counted(days) else self._words(line, days)
        return self.said[line, days]

    def lack(self, figure: Indicator, days: Days) -> Lack:
        """Why a figure is not there in a range."""
        return lack_of_figure(figure, days, self.lacks[days])

    def _counted(self, days: Days) -> bool:
        """Whether it was asked who has reported in a range: of the nation not in each of a hundred weeks."""
        return self.reading.place.level != "nation" or (days, ALL) in self.reading.counts

    def _words(self, number: int, days: Days) -> str:
        reading, place = self.reading, self.reading.place
        if number == WHOLE and place.level == Level.COMMUNE:
            count = reading.reported(days)
            return _months(reading.place_sums(days), reading.due_of_place(days)) if count.partial else ""
        line = reading.lines[number - 1] if number != WHOLE else None
        if line is not None and line.alone:
            return self._of_unit(line.members[0], days)
        count = reading.reported(days) if line is None else reading.reported_of(line, days)
        return "" if count.whole else count.text

    def _of_unit(self, unit: Member, days: Days) -> str:
        reading = self.reading
        if reading.ended(unit) or reading.ahead(days) or reading.status(unit, days) != Status.PARTIAL:
            return ""
        return _months(reading.member_sums(unit, days), reading.due(unit, days))


def _months(sums: Sums | None, due: int) -> str:
    return _("%(months)s/%(due)s tháng") % {"months": sums.months if sums else 0, "due": due}


@dataclass(frozen=True)
class Standings:
    """What is asked beside the numbers of a table: once for each of what says who has reported its figures."""

    layout: Layout
    asked: Mapping[int, Asked]
    said_by: Mapping[int, Indicator | None]
    figures: Mapping[tuple[int, int], Sequence[Indicator]]  # by what says so, and the register of those of the log

    @property
    def questions(self) -> list[Question]:
        return [one for key in self.asked for one in self._questions(key)]

    def _questions(self, key: int) -> list[Question]:
        """Those of a place with many units below tell nothing of who has reported; of the nation nor do its lines."""
        lines, place = self.asked[key].questions[:EACH]
        kept, level = any(register for of, register in self.figures if of == key), self.layout.place.level
        found = [replace(one, said_by=self.said_by[key], bare=not kept) for one in (lines, place)]
        needed = [kept or level != "nation", kept or level == Level.COMMUNE]
        return [one if needs else replace(one, nodes={}, windows=()) for one, needs in zip(found, needed, strict=True)]

    @property
    def census(self) -> Census | None:
        """What each of them would count in the database, in one."""
        found = {key: one for key, asked in self.asked.items() if (one := asked.counting.census) is not None}
        if not found:
            return None
        every = list(found.values())
        return Census(
            windows=[window for one in every for window in one.windows],
            provinces=sorted({province for one in every for province in one.provinces}),
            units=sorted({unit for one in every for unit in one.units}),
            seen=every[0].seen,
            said_by=[self.said_by[key] for key, one in found.items() for _window in one.windows],
        )

    def read(self, answers: Answers, first: int, summed: Sequence[Indicator]) -> dict[int, Standing]:
        """What was answered, by the id of each figure; `first`: the number of the first question."""
        found: dict[int, Standing] = {}
        windows, readings = 0, {}
        for number, (key, asked) in enumerate(self.asked.items()):
            own, counting = part_of(answers, first + EACH * number, EACH), asked.counting.census
            tallies = {(w - windows, group): one for (w, group), one in answers.tallies.items() if w >= windows}
            windows += len(counting.windows) if counting is not None else 0
            readings[key] = reading_of(asked, summed, replace(own, tallies=tallies))
        state, layout = self.layout.pivot.state, self.layout
        for (key, register), figures in self.figures.items():
            later = _later(state, self.said_by[key], layout.ranges)
            lacks = {days: lack_of(state, self.said_by[key], days) for days in layout.ranges}
            standing = Standing(replace(readings[key], presence=register or None), figures, later, lacks)
            found |= {one.pk: standing for one in figures}
        return found


def standings(layout: Layout, catalogue: Catalogue) -> Standings:
    """Ask who has reported the figures of a table, in its range and in each of its periods."""
    figures: dict[tuple[int, int], list[Indicator]] = {}
    said_by: dict[int, Indicator | None] = {}
    for one in layout.pivot.figures:
        form = counted_by(catalogue, one)
        key = form.pk if form is not None else LOG
        said_by[key] = form
        figures.setdefault((key, 0 if form is not None else one.presence_id or 0), []).append(one)
    asked = {key: _ask(layout, form) for key, form in said_by.items()}
    return Standings(layout, asked, said_by, figures)


def _ask(layout: Layout, form: Indicator | None) -> Asked:
    state, parts = layout.pivot.state, [of_range(one.days) for one in layout.slices]
    counted = layout.ranges[:1] if uncounted(layout) else layout.ranges
    return ask(
        layout.place, state, layout.family,
        others=parts, against=parts, counted=counted,
        said_by=form.pk if form is not None else 0, owed=owed_by(state, form),
    )  # fmt: skip


def uncounted(layout: Layout) -> bool:
    """Whether it is said of the whole range alone who has reported: in each period the nation would count for long."""
    return layout.place.level == "nation" and len(layout.ranges) > MOST_COUNTED


def _later(state: State, form: Indicator | None, ranges: Sequence[Days]) -> frozenset[Days]:
    parts = ((days, replace(state, choice=of_range(days))) for days in ranges)
    return frozenset(days for days, part in parts if reported_later(part, form) or form_unasked(part, form) is not None)
