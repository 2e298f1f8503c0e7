"""The numbers of a comparison: all places in one query of units and one of totals."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards import columns
from dashboards.beside.asking import Beside
from dashboards.beside.similar import Similar, similar
from dashboards.members import families
from dashboards.reading import Reading, answered, ask
from dashboards.state import State
from rollups.models import Indicator


@dataclass(frozen=True)
class Compared:
    """The place in three periods, the others in one, and those that it is like."""

    indicators: Sequence[Indicator]
    own: Reading
    others: Sequence[Reading]
    similar: Similar | None

    @property
    def averaged(self) -> bool:
        """Whether anybody like the place reported all that was due."""
        return self.similar is not None and bool(self.similar.full)


def read_beside(asked: Beside, state: State) -> Compared:
    place = asked.place
    known = columns.known(place, None if asked.everything else tuple(columns.TOGETHER))
    indicators = columns.every(known, place) if asked.everything else columns.together(known)
    around = [asked.wider] if asked.wider else []
    own_family, *rest = families([place, *asked.others, *around], state)
    bases = (state.before, state.last_year)
    counted = [state.days, *(one.days for one in bases)]
    questions = [ask(place, state, own_family, others=bases, against=bases, counted=counted)]
    for one, found in zip([*asked.others, *around], rest, strict=True):
        questions.append(ask(one, state, found, counted=[state.days]))
    own, *others = answered(questions, known, indicators, verified=False)
    return Compared(
        indicators=indicators,
        own=own,
        others=others[: len(asked.others)],
        similar=similar(place, others[-1]) if around else None,
    )
