"""Stocks: the value on a day is every change up to it, beside the flows of a range, on any day of any year."""

import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from communes.models import ResidentialArea, ResidentialAreaMembership, Unit
from rollups import sources
from rollups.checking import rebuild, verify
from rollups.counts import Counts
from rollups.models import SLOTS, STOCK_SLOTS, DistinctTotal, Grain, Indicator, Total
from rollups.ranges import Days, runs_until
from rollups.selectors import Question, Window, catalogue, read
from rollups.sources import Source, count_many, dated
from rollups.writer import apply
from tests.world import settled

pytestmark = pytest.mark.usefixtures("few_stations")

FIRST, LAST = date(2018, 12, 20), date(2027, 1, 20)
SLOT = 32_000  # far from those of real registers
STOCK, OTHER, PLACES = "staff_norm_per_station", "cameras_active", "lighting_villages"


@pytest.fixture
def stocks(db: None) -> list[Indicator]:
    """Two stocks and a distinct one, as registers will claim them."""
    for slot, key in enumerate([STOCK, OTHER], SLOT):
        Indicator.objects.filter(key=key).update(slot=slot, fed_by="register")
    Indicator.objects.filter(key=PLACES).update(fed_by="register")
    return [Indicator.objects.get(key=key) for key in (STOCK, OTHER, PLACES)]


@pytest.fixture
def units(db: None) -> list[Unit]:
    heir = Unit.objects.get(slug="01864-2025")
    return [*heir.lineage.all(), Unit.objects.get(slug="01843-2000")]


def write(counts: Counts) -> None:
    with transaction.atomic():
        apply(counts)


@pytest.mark.parametrize("seed", range(6))
def test_a_value_is_every_change_up_to_its_day(stocks: list[Indicator], units: list[Unit], seed: int) -> None:
    chance = random.Random(seed)
    known = catalogue()
    patrols, (first, second, _) = known["patrol_sessions"], stocks
    cells: dict[tuple[int, date, int], tuple[int, int]] = {}
    for _ in range(200):
        unit, indicator = chance.choice(units), chance.choice([patrols, first, second])
        day = FIRST + timedelta(chance.randrange((LAST - FIRST).days))
        amount = chance.choice([-1000, 1000, 2500])
        cells[unit.pk, day, indicator.pk] = (amount, amount)
    for some in (slice(0, 150), slice(150, None)):  # in two writings, so that rows are added to
        write(Counts(dict(list(cells.items())[some])))
    ends = [chance.choice([date(2020, 12, 31), date(2025, 1, 1), date(2025, 6, 30), LAST]), FIRST + timedelta(900)]
    windows = [Window(Days(end - timedelta(40), end)) for end in ends]
    nodes = {unit.pk: unit.heir_id or 0 for unit in units}
    found = read([Question(nodes, windows)], [first, patrols, second], known.reports).sums
    for w, asked in enumerate(windows):
        for group in set(nodes.values()):
            members = {unit for unit, heir in nodes.items() if heir == group}
            mine = [
                (day, of, a) for (unit, day, of), (a, _) in cells.items() if unit in members and day <= asked.days.end
            ]
            stood = [sum(a for _, of, a in mine if of == one.pk) for one in (first, second)]
            flowed = sum(a for day, of, a in mine if of == patrols.pk and day >= asked.days.start)
            sums = found.get((0, w, group))
            assert (sums.all if sums else (0, 0, 0)) == (stood[0], flowed, stood[1])
            assert sums is None or sums.verified == sums.all


def test_only_stocks_have_rows_of_years(stocks: list[Indicator], units: list[Unit]) -> None:
    day, place = date(2025, 6, 30), units[0]
    write(Counts({(place.pk, day, one.pk): (1000, 0) for one in (stocks[0], catalogue()["patrol_sessions"])}))
    years = Total.objects.filter(grain=Grain.YEAR)
    assert {row.day for row in years.filter(block=2000)} == {date(2025, 1, 1)}
    assert not years.filter(block__lt=STOCK_SLOTS // SLOTS).exists()
    assert Total.objects.filter(grain=Grain.HALF_MONTH, block=0).exists()


@pytest.mark.parametrize("day", [date(2025, 1, 1), date(2025, 1, 14), date(2025, 6, 30), date(2025, 12, 31)])
def test_runs_hold_each_day_up_to_theirs_once(day: date) -> None:
    grains = {run.grain: run for run in runs_until(day)}
    years = grains[Grain.YEAR]
    assert years.last == date(day.year, 1, 1) if day == date(day.year, 12, 31) else date(day.year - 1, 1, 1)
    reached = date(years.last.year + 1, 1, 1)
    for grain in (Grain.HALF_MONTH, Grain.DAY):
        if grain in grains:
            assert grains[grain].first == reached
            last = grains[grain].last
            reached = last + timedelta(1) if grain == Grain.DAY else last + timedelta(14)
            reached = reached if grain == Grain.DAY or last.day == 1 else (last + timedelta(20)).replace(day=1)
    assert reached == day + timedelta(1)


def of_areas() -> list[Source]:
    """A register as one will be declared: residential areas of units, from a day to a day."""
    rows = ResidentialAreaMembership.objects.all()
    source = Source(rows, "pk", "unit", "valid_from", None, fixed={STOCK: None}, members={PLACES: "residential_area"})
    return dated(source, "valid_to")


@pytest.fixture
def registered(stocks: list[Indicator], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_providers", [*sources._providers, of_areas])


@pytest.mark.usefixtures("registered")
def test_dated_rows_count_from_their_first_to_their_last_day(stocks: list[Indicator], units: list[Unit]) -> None:
    old, heir = Unit.objects.get(slug="01870-2000"), Unit.objects.get(slug="01864-2025")
    areas = [ResidentialArea.objects.create(name=f"Nà {n}", kind="thôn") for n in range(3)]
    with settled(old, heir):
        rows = [
            ResidentialAreaMembership.objects.create(residential_area=area, unit=unit, valid_from=start, valid_to=end)
            for area in areas
            for unit, start, end in [(old, date(2020, 1, 1), date(2025, 6, 30)), (heir, date(2025, 7, 1), None)]
        ]
    write(count_many(of_areas(), [row.pk for row in rows]))
    assert verify() == []
    before = list(Total.objects.order_by("pk").values_list()), list(DistinctTotal.objects.order_by("pk").values_list())
    rebuild()
    assert verify() == []
    assert before == (
        list(Total.objects.order_by("pk").values_list()),
        list(DistinctTotal.objects.order_by("pk").values_list()),
    )
    windows = [Window(Days(day, day)) for day in (date(2019, 12, 31), date(2025, 6, 30), date(2025, 7, 1))]
    each = Question({old.pk: old.pk, heir.pk: heir.pk}, windows)
    today = Question({old.pk: 1, heir.pk: 1}, windows)
    seen = [replaced(today), replaced(each)]
    answers = read([today, each, *seen], [stocks[0]], catalogue().reports, [stocks[2]])
    values = {key: sums.all[0] for key, sums in answers.sums.items() if sums.all[0]}
    assert values == {(0, 1, 1): 3000, (0, 2, 1): 3000, (1, 1, old.pk): 3000, (1, 2, heir.pk): 3000}
    places = {key[1:]: found.all for key, found in answers.coverage.items() if found.all}
    assert places == {(2, 1, 1): 3, (2, 2, 1): 3, (3, 1, old.pk): 3, (3, 2, heir.pk): 3}


def replaced(question: Question) -> Question:
    return Question(question.nodes, question.windows, members=True)
