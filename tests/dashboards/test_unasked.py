"""Before the day since which a figure is asked for, nobody reported it and nobody is missing."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from accounts.models import User
from dashboards.coverage import Reported
from dashboards.stamps import forget
from rollups.models import Indicator
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import THAI_NGUYEN
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
KEY, SINCE = "patrol_reminders", date(2026, 1, 1)
BEFORE, NOW = "month-2025-12", "month-2026-11"


def page(client: Client, period: str, slug: str = THAI_NGUYEN, name: str = "unit_figure", **query: str) -> Any:
    return client.get(reverse(name, args=[slug, KEY]), {"period": period} | query)


@pytest.fixture
def asked(world: World, browse: Browse) -> Client:
    for day in (date(2025, 12, 1), date(2026, 11, 1)):
        recorded(world.lan, world.commune, patrol(on=day, reminders=3 if day > SINCE else 0))
    Indicator.objects.filter(key=KEY).update(since=SINCE)
    forget()
    return browse(world.tinh)


@pytest.mark.parametrize("place", [THAI_NGUYEN, "commune"])
def test_nobody_reported_and_nobody_is_missing(world: World, asked: Client, place: str) -> None:
    answer = page(asked, BEFORE, world.commune.slug if place == "commune" else place)
    shown, text = answer.context["page"], answer.content.decode()
    assert (shown.reported, shown.silence, shown.tile.missing) == (Reported(), None, True)
    assert shown.tile.status is None
    assert "Kỳ này chưa áp dụng chỉ tiêu" in text
    assert "kỳ này chưa áp dụng chỉ tiêu" in shown.quick
    assert "đơn vị đã báo cáo" not in text
    assert 'data-kind="missing"' not in text
    assert not any(shown.standings.values())
    assert all(bar.missing for bar in shown.bars)
    rows = shown.table.rows if shown.table else []
    assert bool(rows) == (place == THAI_NGUYEN)  # a commune alone needs none
    assert all(row.status is None for row in rows)


def test_a_year_later_it_is_not_new(world: World, asked: Client) -> None:
    for slug in (THAI_NGUYEN, world.commune.slug):
        shown = page(asked, NOW, slug).context["page"]
        assert shown.tile.value == "3"
        assert [bar.missing for bar in shown.bars[:2]] == [True, True]
        assert shown.moves[1].text == "–"
        assert shown.moves[1].note.endswith("chưa áp dụng chỉ tiêu này")
        assert "mới phát sinh" not in " ".join(one.note for one in shown.moves)


def test_its_spreadsheet_says_no_more(asked: Client) -> None:
    rows = (
        load_workbook(BytesIO(page(asked, BEFORE, name="unit_figure_table").content)).get_sheet_by_index(0).to_python()
    )
    assert not any("đơn vị đã báo cáo" in str(cell) for row in rows for cell in row)
