"""The reader of totals against a plain recount."""

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from communes.models import Unit
from rollups import selectors, statements
from rollups.counts import Counts
from rollups.models import Indicator
from rollups.ranges import Days, next_half_month
from rollups.selectors import Catalogue, Question, Sums, Window, read, window
from rollups.writer import apply

KEYS = ["patrol_sessions", "guns_collected", "fuse_collected"]
FIRST, LAST = date(2024, 1, 1), date(2026, 11, 20)


@pytest.fixture
def catalogue(db: None) -> Catalogue:
    return selectors.catalogue()


@pytest.fixture
def leaves(db: None) -> list[Unit]:
    """Bằng Thành, its lineage, and two legacy communes of other heirs."""
    heir = Unit.objects.get(slug="01864-2025")
    return [*heir.lineage.all(), *Unit.objects.filter(slug__in=["02047-2000", "01843-2000"])]


def made_up(leaves: list[Unit], catalogue: Catalogue, seed: int, size: int = 150) -> Counts:
    """Random cells, each with a record, on days on which their unit existed."""
    chance = random.Random(seed)
    cells: dict[tuple[int, date, int], tuple[int, int]] = {}
    for _ in range(size):
        unit = chance.choice(leaves)
        start, end = max(FIRST, unit.valid_from), min(LAST, unit.valid_to or LAST)
        day = start + timedelta(chance.randrange((end - start).days + 1))
        verified = chance.random() < 0.5
        cells[unit.pk, day, catalogue.reports.pk] = (1000, 1000 * verified)
        value = chance.randrange(1, 9000)
        cells[unit.pk, day, catalogue[chance.choice(KEYS)].pk] = (value, value * verified)
    return Counts(cells)


@transaction.atomic
def write(counts: Counts) -> None:
    apply(counts)


def recount(counts: Counts, units: set[int], days: Days, indicators: list[Indicator]) -> tuple[list[int], list[int]]:
    """Sum the cells one by one."""
    pairs = [
        [pair for (unit, day, key), pair in counts.totals.items() if unit in units and day in days and key == one.pk]
        for one in indicators
    ]
    return [sum(a for a, _ in column) for column in pairs], [sum(v for _, v in column) for column in pairs]


def random_range(chance: random.Random) -> Days:
    start = FIRST + timedelta(chance.randrange(900))
    return Days(start, start + timedelta(chance.choice([0, 6, 29, 62, 200, 400])))


def answer(nodes: Mapping[int, int], windows: list[Window], catalogue: Catalogue) -> dict[tuple[int, int, int], Sums]:
    indicators = [catalogue[key] for key in KEYS]
    return dict(read([Question(nodes, windows)], indicators, catalogue.reports).sums)


@pytest.mark.parametrize("seed", range(8))
def test_sums_equal_a_recount(leaves: list[Unit], catalogue: Catalogue, seed: int) -> None:
    counts = made_up(leaves, catalogue, seed)
    write(counts)
    chance = random.Random(seed)
    windows = [Window(random_range(chance)) for _ in range(5)]
    nodes = {unit.pk: unit.heir_id or 0 for unit in leaves}
    found = answer(nodes, windows, catalogue)
    for place, asked in enumerate(windows):
        for group in set(nodes.values()):
            members = {unit for unit, heir in nodes.items() if heir == group}
            expected = recount(counts, members, asked.days, [catalogue[key] for key in [*KEYS, "reports"]])
            sums = found.get((0, place, group))
            got = ([*sums.all, sums.reports], [*sums.verified, sums.verified_reports]) if sums else ([0] * 4, [0] * 4)
            assert got == expected


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("verified", [True, False])
def test_a_bare_question_counts_the_records_alone(
    leaves: list[Unit], catalogue: Catalogue, seed: int, verified: bool
) -> None:
    write(made_up(leaves, catalogue, seed))
    asked = [window(days, LAST) for days in (Days(FIRST, LAST), random_range(random.Random(seed)))]
    nodes = {unit.pk: unit.heir_id or 0 for unit in leaves}
    questions = [Question(nodes, asked), Question(nodes, asked, bare=True)]
    found = read(questions, [catalogue[key] for key in KEYS], catalogue.reports, verified=verified).sums
    full = {key[1:]: replace(one, all=(), verified=()) for key, one in found.items() if key[0] == 0}
    assert full
    assert {key[1:]: one for key, one in found.items() if key[0] == 1} == full
    assert read(questions[1:], [], catalogue.reports).sums.keys() == {(0, *key) for key in full}


@pytest.mark.parametrize("seed", range(4))
def test_ancestors_hold_the_sum_of_their_units(leaves: list[Unit], catalogue: Catalogue, seed: int) -> None:
    write(made_up(leaves, catalogue, seed))
    windows = [Window(random_range(random.Random(seed)))]
    below = answer({unit.pk: 1 for unit in leaves}, windows, catalogue)
    above = answer({pk: 1 for pk in {unit.province_id for unit in leaves} if pk}, windows, catalogue)
    assert below == above


def test_a_unit_without_rows_has_no_answer(leaves: list[Unit], catalogue: Catalogue) -> None:
    assert answer({leaves[0].pk: 1}, [Window(Days(FIRST, LAST))], catalogue) == {}


def test_due_months_are_counted_once(leaves: list[Unit], catalogue: Catalogue) -> None:
    unit, reports = leaves[0], catalogue.reports.pk
    unit = next(one for one in leaves if one.valid_to is None)
    days = [date(2026, 1, 16), date(2026, 2, 2), date(2026, 2, 16), date(2026, 4, 20)]
    write(Counts({(unit.pk, day, reports): (1000, 0) for day in days}))
    asked = window(Days(date(2026, 1, 1), date(2026, 4, 30)), today=date(2026, 11, 1))
    assert [str(part.start) for part in asked.due] == ["2026-01-15", "2026-02-15", "2026-03-15"]
    sums = answer({unit.pk: 1}, [asked], catalogue)[0, 0, 1]
    assert (sums.reports, sums.months) == (4000, 2)


def test_a_range_without_a_whole_month_is_due_itself() -> None:
    days = Days(date(2026, 11, 2), date(2026, 11, 8))
    assert window(days, today=date(2026, 11, 20)).due == (days,)


def test_the_month_that_runs_is_due_only_alone() -> None:
    runs, over = Days(date(2026, 11, 15), date(2026, 12, 14)), Days(date(2026, 10, 15), date(2026, 11, 14))
    today = date(2026, 11, 20)
    assert window(runs, today).due == (runs,)
    assert window(Days(over.start, runs.end), today).due == (over,)


@pytest.mark.parametrize("seed", range(4))
def test_members_count_once_in_a_group(leaves: list[Unit], catalogue: Catalogue, seed: int) -> None:
    chance, covered = random.Random(seed), catalogue["patrol_villages_covered"]
    members: dict[tuple[int, date, int, int], tuple[int, int]] = {}
    for _ in range(80):
        unit = chance.choice(leaves)
        start, end = max(FIRST, unit.valid_from), min(LAST, unit.valid_to or LAST)
        day = start + timedelta(chance.randrange((end - start).days + 1))
        members[unit.pk, day, covered.pk, chance.randrange(12)] = (2, chance.randrange(3))
    write(Counts({}, members))
    days = random_range(chance)
    nodes = {unit.pk: 1 for unit in leaves}
    got = read([Question(nodes, [Window(days)], members=True)], [], catalogue.reports, [covered]).coverage
    named = {member: 0 for (_, day, _, member) in members if day in days}
    for (_, day, _, member), (_, verified) in members.items():
        if day in days:
            named[member] += verified
    found = got.get((covered.pk, 0, 0, 1))
    assert (found.all, found.verified) == (len(named), sum(v > 0 for v in named.values())) if found else not named


def test_the_key_is_used_whole(leaves: list[Unit], catalogue: Catalogue) -> None:
    """Rows read are the rows asked for: each run is one range of the primary key."""
    write(made_up(leaves, catalogue, seed=0, size=600))
    asked = [Question({unit.pk: 1 for unit in leaves}, [Window(Days(FIRST, LAST))])]
    sql, params = selectors.statement(asked, [catalogue["patrol_sessions"]], catalogue.reports)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE rollups_total")
            for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' if connection.vendor == 'sqlite' else ''}{sql}", params)
        plan = " ".join(" ".join(str(cell) for cell in row) for row in cursor.fetchall())
    if connection.vendor == "sqlite":
        assert "unit_id=? AND block=? AND grain=? AND day>? AND day<?" in plan
    else:
        condition = plan.partition("Index Cond:")[2]
        assert all(part in condition for part in ("unit_id = ", "block = ", "grain = ", "day >= ", "day <= "))


def test_every_half_month_finds_its_due_month() -> None:
    number = statements.MONTH.format("{}").replace("/", "//")
    fifteenths = [date(year, month, 15) for year in range(2000, 2100) for month in range(1, 13)]
    for place, first in enumerate(fifteenths[:240]):
        for after, day in enumerate(fifteenths[place:]):
            for half in (day, next_half_month(day)):
                assert eval(number.format((half - first).days)) == after  # noqa: S307 - the expression is our own
