"""Counts that seem to contradict others say what they leave out and take in."""

from typing import Any

import pytest
from django.utils import translation

from communes.models import Shape, Station, Unit
from dashboards import places
from dashboards.counted import counted_note
from dashboards.stamps import forget
from tests.dashboards.figures import THAI_NGUYEN, of_unit, state_of
from tests.dashboards.test_pictures import page
from tests.world import World

pytestmark = pytest.mark.django_db


def note(place: Any, query: str = "period=month-2026-10") -> str:
    forget()
    return counted_note(place, state_of(place, query))


def test_the_nation_says_which_communes_have_no_police(world: World) -> None:
    assert note(places.nation(world.bo)) == (
        "Số đơn vị: không tính đặc khu Hoàng Sa, đặc khu Trường Sa (không có Công an cấp xã)."
    )


def test_before_july_2025_it_says_which_districts_count_too(world: World) -> None:
    said = note(places.nation(world.bo), "period=month-2025-2&lens=recorded")
    assert "không tính huyện Hoàng Sa, thị trấn Trường Sa (không có Công an cấp xã)" in said
    assert "tính cả huyện Bạch Long Vĩ, huyện Cồn Cỏ, huyện Côn Đảo, huyện Lý Sơn (huyện không chia xã)" in said


def test_where_every_commune_reports_nothing_is_said(world: World) -> None:
    assert note(of_unit(world.tinh, THAI_NGUYEN)) == note(of_unit(world.lan, world.commune.slug)) == ""


def test_a_province_names_its_own_and_few_of_many(world: World) -> None:
    assert "đặc khu Trường Sa" in note(of_unit(world.bo, Unit.objects.get(code="56", valid_to=None).slug))
    Station.objects.filter(unit__province=world.province).delete()
    assert "và 86 đơn vị khác (không có" in note(of_unit(world.tinh, THAI_NGUYEN))


def test_names_are_english_in_english(world: World) -> None:
    with translation.override("en"):
        assert "Hoàng Sa Special zone" in note(places.nation(world.bo))


def test_the_page_says_it_where_the_number_stands(world: World, client: Any) -> None:
    client.force_login(world.bo)
    text = client.get("/dashboards/?period=month-2026-10").content.decode()
    assert text.index("Số đơn vị: không tính") < text.index('class="figures"')


def test_a_map_names_what_it_cannot_draw(world: World) -> None:
    Shape.objects.filter(unit=world.commune).delete()
    Unit.objects.filter(pk=world.commune.pk).update(lon=None, lat=None)
    forget()
    found = page(of_unit(world.tinh, THAI_NGUYEN), "period=month-2026-10").maps[0]
    assert found.note.endswith(f"Không vẽ được xã {world.commune.name}: chưa có vị trí.")
