"""The numbers of a table: every cell and every total is asked of the reader, in one statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboards.asking import ended_of_lines, ended_of_place, place_nodes
from dashboards.reading import WHOLE as WHOLE_PLACE
from dashboards.reading import lasts
from pivots.items import WHOLE, Layout
from pivots.lacks import Lack
from pivots.standing import Standing, standings
from rollups.models import SCALE, Indicator
from rollups.numbers import Share
from rollups.selectors import Answers, Catalogue, Question, Window, read
from rollups.told import is_told, told

LINES, PLACE, LINE_MEMBERS, PLACE_MEMBERS = range(4)  # questions


@dataclass(frozen=True)
class Reading:
    """Answers by line and window; `summed` is the order of the sums."""

    layout: Layout
    summed: Sequence[Indicator]
    answers: Answers
    standing: Mapping[int, Standing]  # who has reported each figure

    @cached_property
    def places_of(self) -> Mapping[int, int]:
        """Where each indicator stands in sums."""
        return {one.pk: place for place, one in enumerate(self.summed)}

    def value(self, line: int, window: int, figure: Indicator, *, verified: bool = False) -> int | None:
        """Thousandths, of a share with its two numbers; nothing where no record was entered."""
        if figure.numerator is not None and figure.denominator is not None:
            part = self.value(line, window, figure.numerator, verified=verified)
            whole = self.value(line, window, figure.denominator)
            return None if part is None or not whole else Share(part, whole)
        question, group = (LINES, line) if line != WHOLE else (PLACE, WHOLE_PLACE)
        sums = self.answers.sums.get((question, window, group))
        days = self.layout.ranges[window]
        if figure.how.distinct:
            if sums is None or not is_told(sums, self.places_of, figure, days):
                return None
            members = LINE_MEMBERS if question == LINES else PLACE_MEMBERS
            found = self.answers.coverage.get((figure.pk, members, window, group))
            return 0 if found is None else (found.verified if verified else found.all) * SCALE
        return told(sums, self.places_of, figure, days, verified=verified)

    def lack(self, line: int, window: int, figure: Indicator) -> Lack:
        """Why there is no number. A share is not asked of some units: a ward is none of the communes of which it is."""
        whole = self.value(line, window, figure.denominator) if figure.denominator is not None else None
        if whole is not None and not whole:
            return Lack.OUTSIDE
        return self.standing[figure.pk].lack(figure, self.layout.ranges[window])

    def partial(self, line: int, window: int, figure: Indicator) -> str:
        """Say "4/5" where not all units behind a number have reported; nothing where they have."""
        return self.standing[figure.pk].words(line, self.layout.ranges[window])

    @property
    def reported(self) -> list[Standing]:
        """Of the place, once for all figures that the same units report."""
        return list({id(one): one for one in self.standing.values()}.values())


def read_table(layout: Layout, catalogue: Catalogue) -> Reading:
    """Ask for each line and for the place, in the range and in each of its periods."""
    figures = catalogue.made_of(layout.pivot.figures)
    summed = catalogue.with_presences([one for one in figures if not one.how.distinct], figures) or [catalogue.reports]
    distinct = [one for one in figures if one.how.distinct]
    windows = [Window(one) for one in layout.ranges]
    groups = layout.family.groups(layout.pivot.state.days)
    along = _along(layout, groups)
    place, state = layout.place, layout.pivot.state
    own, members = place_nodes(place, layout.family, groups), dict.fromkeys(groups, WHOLE_PLACE)
    gone = ended_of_lines(place, state, layout.lines)
    questions = [
        Question(along, windows, ended=gone),
        Question(own, windows, ended=ended_of_place(place, state, own)),
    ]
    if distinct:
        questions += [
            Question(along, windows, members=True, ended=gone),
            Question(members, windows, members=True, ended=ended_of_place(place, state, members)),
        ]
    behind = standings(layout, catalogue)
    answers = read(
        [*questions, *behind.questions], summed, catalogue.reports, distinct,
        census=behind.census, verified=layout.pivot.verified,
    )  # fmt: skip
    return Reading(layout, summed, answers, behind.read(answers, len(questions), summed))


def _along(layout: Layout, groups: dict[int, int]) -> dict[int, int]:
    """Unit id → number of its line, with the units whose history the line holds."""
    number_of = {member.pk: number for number, line in enumerate(layout.lines, 1) for member in line.members}
    return {pk: number_of[group] for pk, group in groups.items() if group in number_of}


def rough(layout: Layout, line: int, window: int, figure: Indicator) -> bool:
    """Whether a number rests on the rule for divided communes: only days before the commune began do."""
    days = layout.slices[window - 1].days if window != WHOLE else layout.pivot.state.days
    stock = lasts(figure)
    first = days.end if stock else days.start
    if line == WHOLE:
        return layout.place.estimated(layout.pivot.state) and first < layout.place.valid_from
    one = layout.lines[line - 1]
    return one.estimated and any(member.estimated and first < member.valid_from for member in one.members)
