"""The columns of propaganda sessions and weapon hand-overs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from campaigns.models import Record
from tests.campaigns_week.grids import address, reasons, row, send

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
SESSION = {"on": "12", "form": "họp", "topics": "lua dao; ma tuy", "attendances": "45"}
HANDOVER = {"on": "12", "mode": "thu hồi", "items": "2 khẩu súng kíp; 18,5 kg pháo"}


def test_a_propaganda_session_is_stored(world: Any, browse: Browse) -> None:
    line = row(**SESSION, partners="Hội phụ nữ; 5", launch="x", linked_movement="dan van kheo", residential_areas="2")
    assert send(browse(world.lan), address(world.commune, "propaganda_session"), line).status_code == 302
    session = Record.objects.get().propagandasession
    assert (session.form.key, session.launch, session.attendances) == ("village_meeting", True, 45)
    assert {topic.key for topic in session.topics.all()} == {"online_fraud", "drugs"}
    assert {partner.key for partner in session.partners.all()} == {"womens_union", "youth_union"}
    assert session.linked_movement is not None


def test_a_session_needs_form_and_topics(world: Any, browse: Browse) -> None:
    answer = send(browse(world.lan), address(world.commune, "propaganda_session"), row(on="12", attendances="45"))
    assert set(reasons(answer)) == {"form", "topics"}


def test_a_handover_is_stored(world: Any, browse: Browse) -> None:
    line = row(**HANDOVER, gifts="3 gạo; 1 nông cụ", receipt_number="12/BB-CAX")
    assert send(browse(world.lan), address(world.commune, "weapon_handover"), line).status_code == 302
    handover = Record.objects.get().weaponhandover
    items = {(item.item_unit.item_kind.key, item.thousandths) for item in handover.items.all()}
    assert items == {("flintlock", 2000), ("firecracker", 18_500)}
    assert {(gift.gift_kind.key, gift.count) for gift in handover.gifts.all()} == {("rice", 3), ("farm_tools", 1)}
    assert (handover.mode, handover.receipt_number) == ("recovery", "12/BB-CAX")


def test_the_reason_is_about_its_cell(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for column, text in [
        ("items", "2"),
        ("items", "2 súng"),
        ("items", ""),
        ("mode", "thu"),
        ("gifts", "gạo"),
        ("receipt_number", "ông A; bà B"),
        ("receipt_number", "012345678901"),
    ]:
        answer = send(client, address(world.commune, "weapon_handover"), row(**(HANDOVER | {column: text})))
        assert list(reasons(answer)) == [column]


@pytest.mark.parametrize("kind", ["propaganda_session", "weapon_handover"])
def test_what_is_shown_of_a_record_can_be_typed_again(world: Any, browse: Browse, kind: str) -> None:
    client = browse(world.lan)
    line = row(**(SESSION | {"topics": "vu khi; ma tuy"} if kind == "propaganda_session" else HANDOVER))
    send(client, address(world.commune, kind), line)
    (shown,) = client.get(address(world.commune, kind)).context["records"]
    again = row(**{column.key: text for column, text in shown.texts})
    assert send(client, address(world.commune, kind), again).status_code == 422  # the same twice?
    assert send(client, address(world.commune, kind), again, again="other", asked=again["row"]).status_code == 302
    one, other = Record.objects.all()
    assert one.first_digest == other.first_digest
