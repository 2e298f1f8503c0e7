"""Random totals with their plain recount, and the pages asked of them."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.http import QueryDict

from accounts.models import User
from communes.models import Unit
from dashboards import places
from dashboards.calendars import calendar_of
from dashboards.places import Place
from dashboards.state import State, StateForm, read_state
from rollups import selectors
from rollups.counts import Cell, Counts, Pair
from rollups.ranges import Days
from rollups.writer import apply

FIRST, TODAY = date(2024, 6, 1), date(2026, 11, 22)
KEYS = ["patrol_sessions", "guns_collected", "launch_sessions"]  # each in one row of totals with the others
BAC_KAN, THAI_NGUYEN = "06-2000", "19-2025"


@dataclass(frozen=True)
class Story:
    """What was counted, cell by cell."""

    cells: dict[Cell, Pair]
    ids: dict[str, int]

    def sum(self, units: Iterable[int], days: Days, key: str) -> int | None:
        """Add up; nothing where the units entered no record."""
        among, indicator, reports = set(units), self.ids[key], self.ids["reports"]
        cells = [
            (cell[2], pair[0]) for cell, pair in self.cells.items() if cell[0] in among and cell[1] in days
        ]  # fmt: skip
        if not any(one == reports for one, _ in cells):
            return None
        return sum(value for one, value in cells if one == indicator)


def story(units: list[Unit], seed: int, records: int = 400) -> Story:
    """Count random records of `units`, and write their totals."""
    chance = random.Random(seed)
    known = selectors.catalogue()
    ids = {key: known[key].pk for key in [*KEYS, "reports"]}
    cells: dict[Cell, Pair] = {}
    for _ in range(records):
        unit = chance.choice(units)
        first, last = max(FIRST, unit.valid_from), min(TODAY, unit.valid_to or TODAY)
        day = first + timedelta(chance.randrange((last - first).days + 1))
        verified = chance.random() < 0.6
        for key, value in [("reports", 1000), (chance.choice(KEYS), chance.choice([1000, 2000, 18_500]))]:
            before = cells.get((unit.pk, day, ids[key]), (0, 0))
            cells[unit.pk, day, ids[key]] = (before[0] + value, before[1] + value * verified)
    with transaction.atomic():
        apply(Counts(cells))
    return Story(cells, ids)


def count(unit: Unit, *days: str, key: str = "patrol_sessions") -> None:
    """One record on each day, of what `key` counts."""
    known = selectors.catalogue()
    cells = {(unit.pk, date.fromisoformat(day), known[one].pk): (1000, 0) for day in days for one in {key, "reports"}}
    with transaction.atomic():
        apply(Counts(cells))


def leaves(province: Unit, every: int = 7) -> list[Unit]:
    """Some communes of a province of today and of the provinces before it, lineages kept whole."""
    today = list(Unit.objects.filter(leaf=True, province=province).order_by("code"))[::every]
    return [*today, *Unit.objects.filter(heir__in=today, valid_to__isnull=False)]


def state_of(place: Place, query: str) -> State:
    form = StateForm(QueryDict(query), calendar_of(place))
    state = read_state(form, TODAY, usual=form.calendar.month_of(TODAY), ended=place.valid_to)
    assert not form.errors, form.errors
    return state


def of_unit(user: User, slug: str) -> Place:
    return places.unit(user, slug)


def random_query(chance: random.Random) -> str:
    """A range that people ask for, or any other."""
    start = FIRST + timedelta(chance.randrange(850))
    end = start + timedelta(chance.choice([0, 6, 30, 90, 365]))
    named = [
        "month-2025-7",
        "month-2026-3",
        "quarter-2025-3",
        "half-2025-2",
        "year-2025",
        "months-2025-7",
        "week-2025-06-30",
    ]
    return chance.choice([f"period={one}" for one in named] + [f"from={start}&to={end}"] * len(named))
