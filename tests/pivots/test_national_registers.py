"""Of the nation a table says of a stock who keeps its register: never who has logged, which is another number."""

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from communes.models import Unit
from dashboards import columns, places, selectors
from dashboards.stamps import forget
from models_selfmgmt.counting import count_registers
from models_selfmgmt.models import ModelRegister
from periods.presets import of_range
from pivots.standing import Standing
from rollups.models import SCALE
from rollups.numbers import grouped
from rollups.writer import apply
from tests.dashboards.figures import count, state_of
from tests.models_selfmgmt.entries import opened, said
from tests.pivots.tables import asked
from tests.world import World

pytestmark = pytest.mark.django_db
STOCK, LOG = "cameras_active", "patrol_sessions"
EARLY, LATE = date(2026, 9, 20), date(2026, 10, 20)  # in two reporting months
RANGE = "from=2026-09-15&to=2026-11-14"


@pytest.fixture
def keepers(world: World) -> dict[int, date]:
    """Hundreds of stations of all provinces keep their register, from one of two days on; few of them log."""
    dice = random.Random(11)
    every = Unit.objects.filter(valid_to__isnull=True, leaf=True, stations__isnull=False).distinct().order_by("pk")
    chosen = dice.sample(list(every), 400)
    since = {unit.pk: dice.choice([EARLY, LATE]) for unit in chosen}
    rows = ModelRegister.objects.bulk_create(ModelRegister(unit_id=pk, valid_from=day) for pk, day in since.items())
    apply(count_registers([row.pk for row in rows]))
    for unit in chosen[:3]:
        count(unit, "2026-10-20")
    opened(world.dung, world.commune, EARLY, said(cameras_active=4))
    return {**since, world.commune.pk: min(EARLY, since.get(world.commune.pk, EARLY))}


def by_province(keepers: dict[int, date], last: date) -> Counter[str]:
    """How many keep one on a day, counted from the days alone."""
    province = {
        one.pk: one.province.full_name for one in Unit.objects.filter(pk__in=keepers).select_related("province")
    }
    return Counter(province[pk] for pk, day in keepers.items() if day <= last)


def whole(reported: Iterable[Standing], key: str) -> str:
    return next(one.whole.text for one in reported if key in {figure.key for figure in one.figures})


def stations() -> Counter[str]:
    """How many there are of each province."""
    rows = Unit.objects.filter(valid_to__isnull=True, leaf=True, stations__isnull=False).distinct()
    return Counter(one.province.full_name for one in rows.select_related("province"))


def test_each_figure_is_said_by_what_it_stands_in(world: World, keepers: dict[int, date]) -> None:
    place = places.nation(world.bo)
    one = asked(place, f"{RANGE}&rows=province&figures={STOCK}&figures={LOG}")
    reported = list(one.grid.reported)
    every = stations().total()
    assert whole(reported, STOCK) == f"{len(keepers)}/{grouped(every * SCALE)}"
    assert whole(reported, LOG) == f"0/{grouped(every * SCALE)}"  # three have logged in one of the two months
    state, known = replace(state_of(place, RANGE), figure=True, by="province"), columns.known(place)
    page = selectors.figure(place, state, known, known[STOCK])
    assert whole(reported, STOCK) == page.reported.text


def test_a_row_says_how_many_of_its_stations_keep_one(world: World, keepers: dict[int, date]) -> None:
    one = asked(places.nation(world.bo), f"{RANGE}&rows=province&figures={STOCK}")
    expected = by_province(keepers, date(2026, 11, 14))
    there, rows = stations(), {row.name: row for row in one.grid.rows}
    assert {*expected} <= {*rows}
    assert len(rows) == 34
    for name, row in rows.items():
        kept = expected[name]
        assert (row.values[0] is None) == (kept == 0)
        assert row.part == (f"{kept}/{there[name]}" if 0 < kept < there[name] else "")


def test_each_period_counts_those_of_its_last_day(world: World, keepers: dict[int, date]) -> None:
    place = places.nation(world.bo)
    one = asked(place, f"{RANGE}&rows=month&figures={STOCK}")
    state, known = state_of(place, RANGE), columns.known(place)
    for row in one.grid.rows:
        days = one.layout.ranges[row.item.window]
        kept = sum(by_province(keepers, days.end).values())
        assert (row.part or row.parts[0]).replace(".", "").partition("/")[0] == str(kept)
        page = selectors.figure(place, replace(state, figure=True, choice=of_range(days)), known, known[STOCK])
        assert (row.part or row.parts[0]) == page.reported.text


def test_it_costs_no_further_query(
    world: World, keepers: dict[int, date], browse: Callable[..., Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:  # fmt: skip
    client = browse(world.bo)
    forget()
    with django_assert_max_num_queries(8):
        answer = client.get(f"/tables/nation/?{RANGE}&rows=province&figures={STOCK}&figures={LOG}")
    assert answer.status_code == 200
