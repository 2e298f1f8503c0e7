"""A row keeps its number until it is sent: its writer has the paper beside it, numbered alike."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Record
from tests.campaigns_week.grids import address, patrol_row, row, send

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def numbers(answer: Any) -> list[int]:
    return [row.number for row in answer.context["page"].rows]


def test_refused_rows_keep_their_numbers(world: Any, browse: Browse) -> None:
    lines = [patrol_row(), patrol_row(on="40"), patrol_row(on="13"), patrol_row(shift="?"), row()]
    answer = send(browse(world.lan), address(world.commune), *lines)
    assert numbers(answer) == [2, 4, 5]
    page = answer.content.decode()
    assert "Dòng 2, Ngày" in page
    assert "Dòng 4, Ca" in page
    assert "Dòng 1, " not in page
    receipt = Record.objects.get(uuid=lines[2]["row"]).receipt
    assert "dòng 3 <a" in page
    assert receipt in page


def test_they_keep_them_when_they_are_sent_again(world: Any, browse: Browse) -> None:
    lines = [patrol_row(on="40", number="2"), patrol_row(number="4"), patrol_row(shift="?", number="7")]
    answer = send(browse(world.lan), address(world.commune), *lines, last="9")
    assert numbers(answer) == [2, 7]
    assert 'name="last" value="9"' in answer.content.decode()


def test_rows_that_are_added_go_on_after_the_last(world: Any, browse: Browse) -> None:
    answer = send(browse(world.lan), address(world.commune), row(on="4x", number="3"), do="more", last="7")
    assert numbers(answer) == [3, *range(8, 15)]


@pytest.mark.parametrize("typed", ["", "0", "-1", "x", "2", "99999999999", "٣"])
def test_whatever_is_sent_as_a_number_they_only_rise(world: Any, browse: Browse, typed: str) -> None:
    lines = [row(on="4x", number="5"), row(on="5x", number=typed)]
    assert numbers(send(browse(world.lan), address(world.commune), *lines, last=typed)) == [5, 6]
