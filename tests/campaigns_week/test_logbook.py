"""The paper logbook has the columns of the grid."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.campaigns_week.grids import MONDAY, address

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def logbook(world: Any, kind: str = "patrol", query: str = "") -> str:
    return f"{reverse('logbook', args=[world.commune.slug, kind])}?{query}"


def test_it_has_the_columns_of_the_grid(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for kind in ("patrol", "propaganda_session", "weapon_handover"):
        book = client.get(logbook(world, kind, f"from={MONDAY}")).context["book"]
        grid = client.get(address(world.commune, kind)).context["page"]
        assert [(column.key, column.label) for column in book.columns] == [
            (column.key, column.label) for column in grid.columns
        ]


def test_it_names_station_week_page_and_the_numbers(world: Any, browse: Browse) -> None:
    text = browse(world.lan).get(logbook(world, query=f"from={MONDAY}&sheets=2")).content.decode()
    assert text.count('class="sheet"') == 2
    assert "Công an xã Bằng Thành" in text
    assert "Tuần 10/11 – 16/11/2025" in text
    assert "Trang 2" in text
    assert "<b>1</b> <span>Thôn Nà Muồng</span>" in text


def test_it_is_called_what_it_is(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for where in (logbook(world), address(world.commune)):
        assert "In mẫu sổ trống" in client.get(where).content.decode()


def test_the_week_may_be_left_to_the_pen(world: Any, browse: Browse) -> None:
    assert "……/……/20……" in browse(world.lan).get(logbook(world)).content.decode()


def test_it_may_be_printed_for_a_week_to_come(world: Any, browse: Browse) -> None:
    day = timezone.localdate() + timedelta(days=14)
    book = browse(world.lan).get(logbook(world, query=f"from={day}")).context["book"]
    assert book.week.monday <= day <= book.week.sunday


def test_the_number_of_sheets_is_bounded(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for wanted, number in [("", 1), ("0", 1), ("5", 5), ("9999", 1), ("31", 30), ("²", 1)]:
        assert len(client.get(logbook(world, query=f"sheets={wanted}")).context["book"].sheets) == number


def test_long_lists_fill_the_back(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    assert "sheet-back" not in client.get(logbook(world)).content.decode()
    assert "sheet-back" in client.get(logbook(world, "propaganda_session")).content.decode()


def test_strangers_find_nothing_and_nobody_posts(world: Any, browse: Browse) -> None:
    assert browse(world.minh).get(logbook(world)).status_code == 404
    assert browse(world.tinh).get(logbook(world)).status_code == 404
    assert browse(world.lan).post(logbook(world)).status_code == 405
