"""A kind that was invented yesterday says nothing of the years before it: nobody was asked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions import verify_record
from dashboards.tables import Status, Why
from rollups.models import Indicator
from tests.administration.test_kinds_admin import ADD, NAMES, NONE
from tests.campaigns.entries import patrol, recorded
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
KEY = "meetings_with_respected_people"
BEFORE, AFTER = "period=month-2025-12", "period=month-2026-3"


@pytest.fixture
def invented(world: World, browse: Browse) -> Indicator:
    """A kind from 01/01/2026 on, of a commune that patrolled before and after."""
    assert browse(world.quan).post(ADD, NAMES | NONE).status_code == 302
    for day in (date(2025, 11, 20), date(2026, 3, 1)):
        record = recorded(world.lan, world.commune, patrol(on=day))
        verify_record(by=world.dung, record=record, version=record.version)
    return Indicator.objects.get(key=KEY)


def page(client: Client, unit: Any, query: str, name: str = "unit_figure") -> Any:
    args = [unit.slug, *([KEY] if name == "unit_figure" else [])]
    return client.get(f"{reverse(name, args=args)}?{query}")


@pytest.mark.parametrize("unit", ["commune", "province"])
def test_before_its_first_day_it_is_neither_zero_nor_approved(
    world: World, browse: Browse, invented: Indicator, unit: str
) -> None:
    answer = page(browse(world.tinh), getattr(world, unit), BEFORE)
    found, text = answer.context["page"], answer.content.decode()
    assert (found.tile.missing, found.tile.value, found.tile.status) == (True, "–", None)
    assert all(bar.missing for bar in found.bars)
    assert not found.reported.units
    rows = found.table.rows if found.table else []
    assert bool(rows) == (unit == "province")  # a commune alone needs none
    assert all(row.status is None and row.values[0] is None for row in rows)
    assert found.quick == "Tháng 12/2025 (15/11–14/12/2025): kỳ này chưa áp dụng chỉ tiêu “Gặp mặt người có uy tín”."
    hero = text.partition('<p class="figure-value"')[2].partition("</ul>")[0]
    assert "Kỳ này chưa áp dụng chỉ tiêu" in hero
    assert "đơn vị đã báo cáo" not in text.partition("<main")[2]
    assert "Gặp mặt người có uy tín (01/01/2026)" in text


@pytest.mark.parametrize("unit", ["commune", "province"])
def test_it_is_held_against_no_year_in_which_it_was_not_asked_for(
    world: World, browse: Browse, invented: Indicator, unit: str
) -> None:
    found = page(browse(world.tinh), getattr(world, unit), AFTER).context["page"]
    assert (found.tile.missing, found.tile.value, found.tile.status) == (False, "0", Status.VERIFIED)
    assert [one.text for one in found.moves] == ["–", "–"]
    assert not any("mới phát sinh" in one.note for one in found.moves)
    assert [bar.missing for bar in found.bars] == [True] * 12 + [False]


@pytest.mark.parametrize(("query", "value"), [(BEFORE, None), (AFTER, 0)])
def test_lists_and_tables_say_the_same(
    world: World, browse: Browse, invented: Indicator, query: str, value: int | None
) -> None:
    client = browse(world.tinh)
    listed = page(client, world.province, f"{query}&by=indicator", "unit_dashboard").context["page"].table
    row = next(row for row in listed.all_rows if row.name == invented.name)
    assert row.values[0] == value
    assert row.why_of(2) not in {Why.NEW, Why.ZERO}
    grid = page(client, world.province, f"{query}&rows=commune&columns=month&figures={KEY}", "unit_pivot").context
    own = next(one for one in grid["page"].grid.rows if one.name == world.commune.full_name)
    assert own.values[0] == value
    assert bool(grid["page"].reported) == (value is not None)
    trend = page(client, world.province, f"{query}&by=trend").context["page"].table
    units = next(one for one in trend.rows if one.name == world.commune.full_name)
    assert [one is None for one in units.values][:12] == [True] * 12
    assert units.values[12] == value
