"""Weeks before and across 1/7/2025: rows go to the unit of their day."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Record
from campaigns.week.pages import last_day
from tests.campaigns_week.grids import BORDER, MONDAY, address, patrol_row, reasons, send

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def columns(browse: Browse, world: Any, monday: str) -> set[str]:
    page = browse(world.lan).get(address(world.commune, monday=monday)).context["page"]
    return {column.key for column in page.columns}


def test_the_residential_areas_decide(world: Any, browse: Browse) -> None:
    before = patrol_row(on="30", residential_areas="na muong; khuoi le")
    after = patrol_row(on="1", residential_areas="na muong; na cooc")
    assert send(browse(world.lan), address(world.commune, monday=BORDER), before, after).status_code == 302
    assert Record.objects.get(uuid=before["row"]).unit == world.giao_hieu
    assert Record.objects.get(uuid=after["row"]).unit == world.commune


def test_areas_of_two_old_communes_are_refused(world: Any, browse: Browse) -> None:
    line = patrol_row(on="30/6", residential_areas="na muong; na cooc")
    answer = send(browse(world.lan), address(world.commune, monday=BORDER), line)
    assert list(reasons(answer)) == ["residential_areas"]


def test_the_unit_of_the_day_is_asked_where_nothing_decides(world: Any, browse: Browse) -> None:
    client, where = browse(world.lan), address(world.commune, monday=BORDER)
    line = patrol_row(on="30", residential_areas="")
    assert list(reasons(send(client, where, line))) == ["place_of_day"]
    assert send(client, where, line | {"place_of_day": "giao hieu"}).status_code == 302
    assert Record.objects.get().unit == world.giao_hieu


def test_a_unit_that_the_areas_contradict_is_refused(world: Any, browse: Browse) -> None:
    line = patrol_row(on="30", residential_areas="na cooc", place_of_day="giáo hiệu")
    answer = send(browse(world.lan), address(world.commune, monday=BORDER), line)
    assert reasons(answer) == {"place_of_day": ["Khu dân cư đã ghi thuộc Xã Bằng Thành."]}


def test_the_column_appears_only_where_it_can_decide(world: Any, browse: Browse) -> None:
    assert "place_of_day" in columns(browse, world, BORDER)
    assert "place_of_day" in columns(browse, world, "2024-01-01")
    assert "place_of_day" not in columns(browse, world, MONDAY)


def test_the_forces_are_those_of_the_week(world: Any, browse: Browse) -> None:
    assert "forces_civil_guard" in columns(browse, world, "2024-06-24")
    assert "forces_civil_guard" not in columns(browse, world, BORDER)
    assert "forces_grassroots_team" not in columns(browse, world, "2024-06-17")
    # 1/7/2024 was a Monday, so no week holds both; the week before has the old forces alone.
    assert "forces_grassroots_team" in columns(browse, world, "2024-07-01")


def test_an_old_unit_has_weeks_until_its_last_day(world: Any, browse: Browse) -> None:
    page = browse(world.lan).get(address(world.giao_hieu, monday="")).context["page"]
    assert page.week.monday == date(2025, 6, 30)
    assert last_day(world.giao_hieu) == date(2025, 6, 30)
    line = patrol_row(on="30", residential_areas="")
    assert send(browse(world.lan), address(world.giao_hieu, monday=BORDER), line).status_code == 302
    assert Record.objects.get().unit == world.giao_hieu


def test_records_of_the_old_units_are_shown_with_their_unit(world: Any, browse: Browse) -> None:
    client, where = browse(world.lan), address(world.commune, monday=BORDER)
    send(client, where, patrol_row(on="30"))
    (shown,) = client.get(where).context["records"]
    assert {column.key: text for column, text in shown.texts}["place_of_day"] == "Xã Giáo Hiệu"
