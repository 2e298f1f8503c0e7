"""The same entry from a fresh form: asked about once. The same form again: one record, and no question."""

from typing import Any
from uuid import uuid4

import pytest

from campaigns.actions import delete_record, edit_record
from campaigns.models import Record
from campaigns.twins import twin_of
from tests.campaigns.entries import patrol, recorded
from tests.campaigns.test_entry_pages import address, text, typed

pytestmark = pytest.mark.django_db


def again(sent: dict[str, Any], **more: str) -> dict[str, Any]:
    """From a fresh form."""
    return sent | {"uuid": str(uuid4())} | more


def test_the_same_from_a_fresh_form_is_asked_about(world: Any, browse: Any) -> None:
    client, where, sent = browse(world.lan), address(world.commune), typed(reminders="3")
    client.post(where, sent)
    record, answer = Record.objects.get(), client.post(where, again(sent))
    assert (answer.status_code, Record.objects.count()) == (422, 1)
    for part in (f"giống hệt phiếu {record.receipt} đã có", f'href="{record.get_absolute_url()}"', 'value="3"'):
        assert part in text(answer)
    assert client.post(where, again(sent, other=str(uuid4()))).status_code == 422
    assert client.post(where, again(sent, other=str(record.uuid))).status_code == 302
    assert Record.objects.count() == 2


def test_a_double_press_is_no_twin_of_itself(world: Any, browse: Any) -> None:
    client, sent = browse(world.lan), typed()
    assert [client.post(address(world.commune), sent).status_code for _press in range(3)] == [302] * 3
    assert Record.objects.count() == 1


def test_another_number_day_or_unit_is_no_twin(world: Any, browse: Any) -> None:
    client, sent = browse(world.lan), typed()
    recorded(world.minh, world.neighbour, patrol())
    client.post(address(world.commune), sent)
    assert client.post(address(world.commune), again(sent, reminders="1")).status_code == 302
    assert client.post(address(world.commune), again(sent, shift="evening")).status_code == 302


def test_what_a_record_says_now_is_compared(world: Any) -> None:
    one = recorded(world.lan, world.commune, patrol())
    asked: dict[str, Any] = {"by": world.lan, "unit": world.commune, "but": uuid4()}
    assert twin_of(content=patrol(), **asked) == one
    one = edit_record(by=world.lan, record=one, unit=world.commune, version=1, content=patrol(reminders=9))
    assert twin_of(content=patrol(), **asked) is None
    assert twin_of(content=patrol(reminders=9), **asked) == one
    delete_record(by=world.lan, record=one, version=2, reason="Ghi nhầm")
    assert twin_of(content=patrol(reminders=9), **asked) is None


def test_the_head_who_approves_sees_that_another_says_the_same(world: Any, browse: Any) -> None:
    one, two = (recorded(world.lan, world.commune, patrol()) for _place in range(2))
    page = text(browse(world.dung).get(two.get_absolute_url()))
    assert "Giống hệt phiếu" in page
    assert one.get_absolute_url() in page
    assert "Giống hệt phiếu" not in text(browse(world.lan).get(two.get_absolute_url()))
