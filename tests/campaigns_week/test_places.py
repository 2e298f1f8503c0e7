"""The numbers of residential areas on the sheet."""

from datetime import date
from typing import Any

import pytest

from campaigns.forms.choices import Choices
from campaigns.week.places import areas_within, numbered_areas
from communes.models import ResidentialAreaMembership, Unit
from tests.world import village

pytestmark = pytest.mark.django_db
DAY = date(2025, 11, 10)


def numbers(unit: Unit) -> list[tuple[str, str]]:
    return [(choice.code, choice.name) for choice, _area in areas_within(Choices(unit), [DAY])]


def test_they_are_numbered_as_they_were_entered(world: Any) -> None:
    names = ["Thôn Nà Muồng", "Thôn Khuổi Lè", "Thôn Nặm Cắm", "Thôn Nà Coóc", "Thôn Khâu Đấng"]
    assert numbers(world.commune) == [(str(place), name) for place, name in enumerate(names, 1)]


def test_a_number_stays_when_others_come_and_go(world: Any) -> None:
    village("Thôn A Mới", world.commune, world.giao_hieu)
    ResidentialAreaMembership.objects.filter(residential_area=world.villages[1]).update(valid_to=date(2025, 10, 1))
    assert numbers(world.commune)[:2] == [("1", "Thôn Nà Muồng"), ("3", "Thôn Nặm Cắm")]
    assert ("6", "Thôn A Mới") in numbers(world.commune)


def test_a_numbered_group_keeps_its_own_number(world: Any) -> None:
    for name in ("Tổ 12", "Tổ 2", "Xóm Mới"):
        village(name, world.neighbour, Unit.objects.get(slug="01879-2000"))
    assert [(choice.code, choice.called) for choice, _area in numbered_areas(Choices(world.neighbour))] == [
        ("2", "Tổ 2"),
        ("12", "Tổ 12"),
        ("13", "Xóm Mới"),
    ]


def test_two_of_one_name_are_told_apart(world: Any) -> None:
    village("Thôn Nà Muồng", world.commune, Unit.objects.get(slug="01858-2000"))
    names = [name for _code, name in numbers(world.commune)]
    assert {"Thôn Nà Muồng (Giáo Hiệu)", "Thôn Nà Muồng (Bằng Thành)"} <= set(names)
