"""Numbers of a week that are hard to believe: asked about once, the row stays as it was typed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Record
from tests.campaigns.entries import item_unit
from tests.campaigns_week.grids import address, patrol_row, reasons, row, send

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


def test_wild_amounts_of_weapons_are_asked_about_in_their_cell(world: Any, browse: Browse) -> None:
    where, answer = address(world.commune, "weapon_handover"), f"items-{item_unit('flintlock').pk}=999999000"
    line = row(on="12", mode="1", residential_areas="na muong", items="999.999 khẩu súng kíp")
    asked = send(browse(world.lan), where, line)
    assert (asked.status_code, wild(asked), Record.objects.count()) == (422, [answer], 0)
    assert asked.context["page"].wild[0][1].asked[0][1] == f"{line['row']}-items"
    assert send(browse(world.lan), where, line | {"sure": answer}).status_code == 302


def test_what_is_wrong_and_what_is_asked_stand_together(world: Any, browse: Browse) -> None:
    line = patrol_row(forces_commune_police="999", reminders="ba")
    answer = send(browse(world.lan), address(world.commune), line)
    assert (list(reasons(answer)), wild(answer)) == (["reminders"], ["forces_commune_police=999"])
