"""The numbers of a comparison: all places in one query of units and one of totals."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboards import columns
from dashboards.asking import answered, ask
from dashboards.beside.asking import Beside
from dashboards.beside.similar import Similar, alike, similar
from dashboards.members import families
from dashboards.places import Place
from dashboards.reading import Reading
from dashboards.stamps import remembered
from dashboards.state import State
from rollups.models import Indicator
from rollups.selectors import Catalogue


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


def _every(place: Place, known: Catalogue) -> Sequence[Indicator]:
    """All figures of a place; found among a hundred once, not for each page."""
    key = ("every", place.level == "nation", place.province_key)
    return remembered(place.stamp.settings, key, lambda: columns.every(known, place))


def read_beside(asked: Beside, state: State) -> Compared:
    place = asked.place
    known = columns.known(place, None if asked.everything else tuple(columns.TOGETHER))
    indicators = _every(place, known) if asked.everything else columns.together(known)
    around = [asked.wider] if asked.wider else []
    found = families([place, *asked.others, *around], state)
    bases = (state.before, state.last_year)
    counted = [state.days, *(one.days for one in bases)]
    questions = [ask(place, state, found[0], others=bases, against=bases, counted=counted, bare=True)]
    # Of units below only that they have reported; of those that are like the place all that they did.
    for one, below in zip(asked.others, found[1:], strict=False):
        questions.append(ask(one, state, below, counted=[state.days], bare=True))
    if asked.wider is not None:
        questions.append(ask(asked.wider, state, alike(place, found[-1]), counted=[state.days]))
    own, *others = answered(questions, known, indicators, verified=False)
    return Compared(
        indicators=indicators,
        own=own,
        others=others[: len(asked.others)],
        similar=similar(others[-1]) if around else None,
    )
