"""Đôn đốc: who owes what since when; the same units as on the dashboards."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from dashboards import places, selectors
from dashboards.coverage import Reported
from dashboards.reminders import owed as reminders
from dashboards.reminders.owed import heads_of, owed_in, provinces_in
from dashboards.reminders.pages import provinces_table
from dashboards.state import State
from periods.presets import Choice
from rollups.ranges import Days
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, TODAY, count, leaves, of_unit, random_query, state_of, story
from tests.dashboards.reminding import owed
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
TWO_MONTHS = "from=2026-09-15&to=2026-11-14"
QUARTER_CENTURY = "from=2000-01-01&to=2026-12-31"


def test_it_names_the_months_without_a_record_since_the_first_and_the_last_entry(world: World) -> None:
    count(world.commune, "2026-09-20")
    count(world.neighbour, "2026-10-20", "2026-11-16")
    found = owed(of_unit(world.tinh, THAI_NGUYEN), TWO_MONTHS)
    own, other, silent = (found[name] for name in (world.commune.full_name, world.neighbour.full_name, "Xã Ba Bể"))
    assert [one.label for one in own.what] == ["Tháng 11/2026"]
    assert (own.since, own.last) == (date(2026, 10, 15), date(2026, 9, 20))
    assert [one.label for one in other.what] == ["Tháng 10/2026"]
    assert (other.since, other.last) == (date(2026, 9, 15), date(2026, 11, 16))
    assert [one.label for one in silent.what] == ["Tháng 10/2026", "Tháng 11/2026"]
    assert silent.last is None


def test_a_long_range_names_its_months_once_for_all_who_owe_alike(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quarter of a century has three hundred months, a province ninety units."""
    count(world.commune, "2026-09-20")
    asked: list[Days] = []

    def named(days: Days, state: State) -> Choice:
        asked.append(days)
        return state.calendar.within(days)

    monkeypatch.setattr(reminders, "_named", named)
    place = of_unit(world.tinh, THAI_NGUYEN)
    debts = owed_in(place, state_of(place, QUARTER_CENTURY)).owed
    months = max(len(one.what) for one in debts)
    assert (len(debts), months) == (92, 322)
    assert len({id(one.what) for one in debts}) == 2
    assert len(asked) == months + 1


def test_whoever_has_reported_all_owes_nothing(world: World) -> None:
    count(world.commune, "2026-09-20", "2026-10-20")
    assert world.commune.full_name not in owed(of_unit(world.tinh, THAI_NGUYEN), TWO_MONTHS)


def test_a_month_that_runs_is_owed_from_its_first_day(world: World) -> None:
    count(world.commune, "2026-11-16")
    found = owed(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-12")
    assert world.commune.full_name not in found
    assert found["Xã Ba Bể"].since == date(2026, 11, 15)


@pytest.mark.parametrize(
    "query", ["period=month-2027-3", "period=quarter-2027-2&by=area", "from=2026-11-23&to=2026-11-29"]
)
def test_before_a_period_begins_nobody_owes_and_nobody_is_missing(world: World, query: str) -> None:
    count(world.commune, "2026-09-20")
    for place in (of_unit(world.tinh, THAI_NGUYEN), of_unit(world.tinh, world.commune.slug), places.nation(world.bo)):
        state = state_of(place, query)
        shown = selectors.dashboard(place, state)
        assert (shown.reported, shown.silence) == (Reported(), None)
        assert not any(shown.standings.values())
        assert {row.status for row in shown.table.rows} <= {None}
        assert "kỳ chưa bắt đầu" in shown.quick
        assert "chưa báo cáo" not in shown.quick
    assert owed_in(of_unit(world.tinh, THAI_NGUYEN), state).owed == ()
    assert provinces_in(place, state).rows == ()


def test_the_longest_silent_come_first(world: World) -> None:
    count(world.commune, "2026-09-20")
    count(world.neighbour, "2026-08-20")
    place = places.area(world.hung, world.area.slug)
    names = list(owed(place, TWO_MONTHS))
    assert names[-2:] == [world.neighbour.full_name, world.commune.full_name]
    assert len(names) == 3  # the third was never heard of


def test_the_history_of_a_unit_counts_as_its_own_today(world: World) -> None:
    count(world.giao_hieu, "2025-05-20")
    today = owed(of_unit(world.tinh, THAI_NGUYEN), "period=month-2025-7")[world.commune.full_name]
    assert today.last == date(2025, 5, 20)
    recorded = owed(of_unit(world.tinh, "060-2000"), "period=month-2025-6&lens=recorded")
    assert world.giao_hieu.full_name not in recorded
    assert len(recorded) == 9


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lens", ["today", "recorded"])
def test_they_are_those_whom_the_dashboard_counts(world: World, seed: int, lens: str) -> None:
    story(leaves(world.province, every=3), seed, records=900)
    query = f"{random_query(random.Random(seed))}&lens={lens}"
    at = [of_unit(world.bo, slug) for slug in (THAI_NGUYEN, BAC_KAN, "060-2000")]
    for place in [*at, places.area(world.bo, world.area.slug)]:
        state = state_of(place, query)
        debts, shown = owed_in(place, state), selectors.dashboard(place, state)
        assert debts.reported == shown.reported, (place.name, query)
        assert len(debts.owed) == shown.reported.missing + shown.reported.partial
        named = {row.name for row in shown.table.rows if row.status in {"missing", "partial"}}
        assert {one.unit.name for one in debts.owed} <= {re.sub(r" \(đến .*", "", name) for name in named}


@pytest.mark.parametrize("query", ["period=month-2026-10", "period=quarter-2025-3&lens=recorded"])
def test_the_nation_counts_each_province_as_its_dashboard_does(world: World, query: str) -> None:
    story(leaves(world.province), 3, records=500)
    place = places.nation(world.bo)
    state = state_of(place, query)
    found, shown = provinces_in(place, state), selectors.dashboard(place, state)
    table = provinces_table(found, state)
    assert found.reported == shown.reported
    assert {row.name: row.status_text for row in table.rows} == {
        row.name: row.status_text for row in shown.table.rows if "(đến" not in row.name
    }
    for row in table.rows:
        full, units = (int(number) * 1000 for number in row.status_text.replace(".", "").split("/"))
        assert (full + sum(row.values[:2]), units) == (units, row.values[2])  # type: ignore[arg-type]
    silent = [row.values[0] or 0 for row in table.rows]
    assert silent == sorted(silent, reverse=True)


@pytest.mark.parametrize("query", ["period=year-2025", "period=quarter-2025-3", "period=year-2024"])
def test_as_recorded_the_nation_reminds_the_provinces_of_the_last_day(world: World, query: str) -> None:
    """Those that ended in the range are reminded in their heirs, and counted there."""
    story(leaves(world.province), 3, records=500)
    place = places.nation(world.bo)
    state = state_of(place, f"{query}&lens=recorded")
    found, shown = provinces_in(place, state), selectors.dashboard(place, state)
    assert len(found.rows) == (63 if "2024" in query else 34)
    assert sum((count for _line, count in found.rows), Reported()) == found.reported == shown.reported
    for status, number in shown.standings.items():
        listed = selectors.dashboard(place, replace(state, status=status)).table.rows
        assert len(listed) == number <= len(found.rows)
    assert shown.silence is not None
    assert shown.silence.all == sum(count.missing > 0 for _line, count in found.rows)


def test_for_a_unit_that_ended_one_calls_its_heir(world: World) -> None:
    place = of_unit(world.tinh, "060-2000")
    debts = owed_in(place, state_of(place, "period=month-2025-6&lens=recorded"), with_last=False)
    heads = heads_of([one.unit for one in debts.owed], TODAY)
    assert heads[world.giao_hieu.pk] == "Hoàng Văn Dũng"


def test_a_range_without_a_whole_month_is_owed_itself(world: World) -> None:
    (first, *_others) = owed(of_unit(world.tinh, THAI_NGUYEN), "from=2026-06-01&to=2026-06-09").values()
    assert [one.label for one in first.what] == ["01/06–09/06/2026"]
    assert first.since == date(2026, 6, 1)
