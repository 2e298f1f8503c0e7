"""Who is silent, beside the map of a place: the first by name, the others one press away."""

from dataclasses import dataclass

from dashboards.places import SLUG, Place, address
from dashboards.reading import Reading
from dashboards.state import State
from dashboards.statuses import standing
from dashboards.tables import Status

MOST = 12  # names


@dataclass(frozen=True, slots=True)
class Silent:
    """A unit without a report; a province says how many of its units have reported."""

    name: str
    href: str
    text: str = ""


@dataclass(frozen=True)
class Silence:
    shown: tuple[Silent, ...]
    all: int  # units, or provinces with silent units
    href: str  # of the page that reminds them
    provinces: bool = False

    @property
    def more(self) -> int:
        return self.all - len(self.shown)


def silence(place: Place, state: State, reading: Reading, chased: str = "") -> Silence | None:
    """The units of a place that reported nothing; of the nation the provinces with most of them.

    `chased`: what the addresses of reminders say of the figure of the page.
    """
    if place.level == "commune" or reading.ahead(state.days):
        return None
    found = _provinces(state, reading, chased) if place.level == "nation" else _units(state, reading)
    return Silence(
        tuple(found[:MOST]), len(found), place.href("silent") + state.carried + chased, place.level == "nation"
    )


def _units(state: State, reading: Reading) -> list[Silent]:
    owing = [one for line in reading.lines for one in reading.owing(line, reading.now)]
    silent = [one for one in owing if reading.status(one, reading.now) == Status.MISSING]
    page = address("unit", "dashboard")
    return [
        Silent(one.name, page.replace(SLUG, one.slug) + state.carried)
        for one in sorted(silent, key=lambda one: one.sort_key)
    ]


def _provinces(state: State, reading: Reading, chased: str) -> list[Silent]:
    counts = [(reading.reported_of(line, reading.now), line) for line in standing(reading)]
    silent = sorted((-count.missing, line.sort_key, line, count) for count, line in counts if count.missing)
    page = address("unit", "silent")
    return [
        Silent(line.name, page.replace(SLUG, line.page[1]) + state.carried + chased, count.text)
        for _missing, _key, line, count in silent
    ]
