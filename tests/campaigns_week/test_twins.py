"""Rows that say the same as another: asked about once, never dropped unasked."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.actions import edit_record
from campaigns.models import Record
from tests.campaigns.entries import patrol, recorded
from tests.campaigns_week.grids import address, patrol_row, send

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def doubled(answer: Any) -> list[str]:
    return [str(row.uuid) for _, row in answer.context["page"].doubled]


def test_the_first_is_stored_and_the_others_are_asked_about(world: Any, browse: Browse) -> None:
    lines = [patrol_row(), patrol_row(on="t4", shift="Đêm"), patrol_row(on="13"), patrol_row()]
    answer = send(browse(world.lan), address(world.commune), *lines)
    assert answer.status_code == 422
    assert {str(record.uuid) for record in Record.objects.all()} == {lines[0]["row"], lines[2]["row"]}
    assert doubled(answer) == [lines[1]["row"], lines[3]["row"]]
    page = answer.content.decode()
    assert "2 dòng giống hệt phiếu đã có: có phải những lần khác nhau?" in page
    assert page.count(Record.objects.get(uuid=lines[0]["row"]).receipt) >= 3  # received, and beside both


def test_an_answer_for_other_outings_stores_them_all(world: Any, browse: Browse) -> None:
    client, lines = browse(world.lan), [patrol_row(), patrol_row(), patrol_row()]
    send(client, address(world.commune), *lines)
    rest = [line["row"] for line in lines[1:]]
    answer = send(client, address(world.commune), *lines[1:], again="other", asked=rest)
    assert answer.status_code == 302
    assert {str(record.uuid) for record in Record.objects.all()} == {line["row"] for line in lines}


def test_an_answer_for_the_same_drops_them_and_says_so(world: Any, browse: Browse) -> None:
    client, lines = browse(world.lan), [patrol_row(), patrol_row()]
    send(client, address(world.commune), *lines)
    more = {"again": "same", "asked": lines[1]["row"]}
    answer = send(client, address(world.commune), lines[1], patrol_row(on="14"), **more)
    page = client.get(answer["Location"]).content.decode()
    assert Record.objects.count() == 2
    assert "Đã bỏ 1 dòng ghi trùng." in page


def test_without_an_answer_it_is_asked_again_and_nothing_is_lost(world: Any, browse: Browse) -> None:
    client, lines = browse(world.lan), [patrol_row(), patrol_row()]
    send(client, address(world.commune), *lines)
    answer = send(client, address(world.commune), lines[1], asked=lines[1]["row"])
    assert (answer.status_code, doubled(answer)) == (422, [lines[1]["row"]])
    assert answer.context["page"].rows[0].texts["residential_areas"] == "na muong"


def test_what_was_changed_since_is_sent_whatever_the_answer(world: Any, browse: Browse) -> None:
    client, lines = browse(world.lan), [patrol_row(), patrol_row()]
    send(client, address(world.commune), *lines)
    changed = lines[1] | {"reminders": "4"}
    assert send(client, address(world.commune), changed, again="same", asked=changed["row"]).status_code == 302
    assert Record.objects.count() == 2


def test_an_answer_counts_only_for_what_was_asked(world: Any, browse: Browse) -> None:
    client, lines = browse(world.lan), [patrol_row(), patrol_row()]
    answer = send(client, address(world.commune), *lines, again="other")
    assert doubled(answer) == [lines[1]["row"]]


def test_a_block_pasted_again_later_is_asked_about(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for expected in (302, 422):
        assert send(client, address(world.commune), patrol_row(), patrol_row(on="13")).status_code == expected
    assert Record.objects.count() == 2


def test_an_edited_record_and_one_of_a_colleague(world: Any, browse: Browse) -> None:
    content = patrol(on=date(2025, 11, 12), residential_areas=(world.villages[0],), reminders=0)
    forces = {kind: 2 for kind in content.forces if kind.key == "commune_police"}
    first = patrol(on=content.on, residential_areas=content.residential_areas, reminders=0, forces=forces)
    record = recorded(world.dung, world.commune, first)
    client, line = browse(world.lan), patrol_row()
    assert doubled(send(client, address(world.commune), line)) == [line["row"]]
    edit_record(by=world.dung, record=record, unit=world.commune, version=1, content=content)
    assert send(client, address(world.commune), line).status_code == 302
