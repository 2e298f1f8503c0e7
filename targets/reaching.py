"""What was reached, each figure as its pages tell it: sums, how many different ones, so many of so many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rollups.models import SCALE, Indicator
from rollups.numbers import Share
from rollups.ranges import Days
from rollups.selectors import Answers, Catalogue, Question, read
from rollups.told import is_told, told


@dataclass(frozen=True)
class Reached:
    """Answers to `questions`, each asked for sums and once more for how many different ones were named."""

    answers: Answers
    places: Mapping[int, int]
    questions: int

    def value(self, question: int, window: int, group: int, indicator: Indicator, days: Days) -> int | None:
        """Thousandths, nothing where nobody said anything; `days`: those of the window."""
        if indicator.numerator is not None and indicator.denominator is not None:
            parts = (indicator.numerator, indicator.denominator)
            part, whole = (self.value(question, window, group, one, days) for one in parts)
            return None if part is None or whole is None or int(whole) <= 0 else Share(part, whole)
        sums = self.answers.sums.get((question, window, group))
        if not indicator.how.distinct:
            return told(sums, self.places, indicator, days)
        if sums is None or not is_told(sums, self.places, indicator, days):
            return None
        named = self.answers.coverage.get((indicator.pk, question + self.questions, window, group))
        return named.all * SCALE if named is not None else 0

    def reports(self, question: int, window: int, group: int) -> int:
        sums = self.answers.sums.get((question, window, group))
        return sums.reports if sums is not None else 0


def reached_of(questions: Sequence[Question], figures: Sequence[Indicator], known: Catalogue) -> Reached:
    """Read `figures` of the catalogue in one query."""
    made = known.made_of(figures)
    distinct = [one for one in made if one.how.distinct]
    summed = known.with_presences([one for one in made if not one.how.distinct], made)
    members = [replace(one, members=True) for one in questions] if distinct else []
    answers = read([*questions, *members], summed, known.reports, distinct)
    return Reached(answers, {one.pk: number for number, one in enumerate(summed)}, len(questions))
