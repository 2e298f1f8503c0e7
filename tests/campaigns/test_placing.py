"""The unit that existed on its day: residential areas decide, else the one that is chosen."""

from datetime import date
from typing import Any

import pytest

from campaigns.placing import Nowhere, Scattered, Undecided, place
from tests.campaigns.entries import BEFORE, yesterday


def test_today_is_the_unit_itself(world: Any) -> None:
    assert place(unit=world.commune, on=yesterday(), areas=world.villages) == world.commune


def test_residential_areas_decide(world: Any) -> None:
    assert place(unit=world.commune, on=BEFORE, areas=world.villages[:2]) == world.giao_hieu


def test_it_asks_when_they_do_not(world: Any) -> None:
    with pytest.raises(Undecided) as caught:
        place(unit=world.commune, on=BEFORE, areas=[])
    assert world.giao_hieu in caught.value.candidates
    assert place(unit=world.commune, on=BEFORE, areas=[], chosen=world.giao_hieu) == world.giao_hieu


def test_a_foreign_choice_decides_nothing(world: Any) -> None:
    with pytest.raises(Undecided):
        place(unit=world.commune, on=BEFORE, areas=[], chosen=world.foreign)


def test_areas_of_two_old_units_are_two_records(world: Any) -> None:
    with pytest.raises(Scattered):
        place(unit=world.commune, on=BEFORE, areas=world.villages)


def test_areas_outside_decide_nothing(world: Any) -> None:
    with pytest.raises(Scattered):
        place(unit=world.neighbour, on=yesterday(), areas=world.villages[:1])


def test_before_the_list_of_units_nothing_existed(world: Any) -> None:
    with pytest.raises(Nowhere):
        place(unit=world.commune, on=date(1999, 12, 31), areas=[])


def test_an_old_unit_stays_itself(world: Any) -> None:
    assert place(unit=world.giao_hieu, on=BEFORE, areas=[]) == world.giao_hieu
