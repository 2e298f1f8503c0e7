"""Numbers of a week that are hard to believe: asked about once, the row stays as it was typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Record
from tests.campaigns_week.grids import address, patrol_row, reasons, send

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def wild(answer: Any) -> list[str]:
    return [question.answer for _, row in answer.context["page"].wild for question, _ in row.asked]


def test_a_wild_number_is_asked_about_and_the_other_rows_are_stored(world: Any, browse: Browse) -> None:
    lines = [patrol_row(forces_commune_police="999"), patrol_row(on="13")]
    answer = send(browse(world.lan), address(world.commune), *lines)
    assert (answer.status_code, wild(answer)) == (422, ["forces_commune_police=999"])
    assert [str(record.uuid) for record in Record.objects.all()] == [lines[1]["row"]]
    page = answer.content.decode()
    assert page.count("999 lượt người trong một buổi tuần tra: đúng như vậy?") == 2
    assert f'name="{lines[0]["row"]}-sure" value="forces_commune_police=999"' in page
    assert answer.context["page"].rows[0].texts["residential_areas"] == "na muong"


def test_a_confirmed_number_is_stored(world: Any, browse: Browse) -> None:
    line = patrol_row(forces_commune_police="999", sure="forces_commune_police=999")
    assert send(browse(world.lan), address(world.commune), line).status_code == 302
    assert Record.objects.get().patrol.forces.get().attendances == 999


def test_an_answer_stays_with_its_row(world: Any, browse: Browse) -> None:
    line = patrol_row(forces_commune_police="999", sure="forces_commune_police=999", reminders="ba")
    answer = send(browse(world.lan), address(world.commune), line)
    assert list(reasons(answer)) == ["reminders"]
    hidden = f'<input type="hidden" name="{line["row"]}-sure" value="forces_commune_police=999">'
    assert hidden in answer.content.decode()


def test_what_is_wrong_and_what_is_asked_stand_together(world: Any, browse: Browse) -> None:
    line = patrol_row(forces_commune_police="999", reminders="ba")
    answer = send(browse(world.lan), address(world.commune), line)
    assert (list(reasons(answer)), wild(answer)) == (["reminders"], ["forces_commune_police=999"])
