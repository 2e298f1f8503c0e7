"""Nothing happened, says a return; then the log has records of the period: never do both count."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from audit.models import AuditEntry
from campaigns.actions import delete_record, edit_record, record_entry, verify_record
from campaigns.models import Record
from rollups.checking import rebuild, verify
from tests.campaigns.entries import patrol, propaganda_session, recorded, total
from tests.campaigns.test_entry_pages import text
from tests.returns.filing import AUGUST, LAST_DAY, nothing, tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
WITHIN, AFTER, NEXT = date(2025, 8, 1), date(2025, 8, 15), date(2025, 9, 14)
KEYS = ("reports", "nothing_reports")


def press(client: Client, world: World, on: date = AUGUST) -> Any:
    address = reverse("return_add", args=[world.commune.slug, "nothing"])
    return client.post(address, {"uuid": str(uuid4()), "on": on.isoformat()})


def totals(world: World) -> list[int]:
    return [total(world.province, key, AUGUST) for key in KEYS]


def test_it_is_refused_where_the_log_has_records(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, patrol(on=WITHIN))
    recorded(world.dung, world.commune, propaganda_session(on=AUGUST))
    recorded(world.lan, world.commune, tips())  # is no part of the log
    client = browse(world.lan)
    answer = press(client, world)
    assert answer.status_code == 422
    assert "đã có 2 phiếu" in answer.context["form"].errors["on"][0]
    lead = answer.context["form"].leads
    assert text(answer).count(f'href="{lead.href}"'.replace("&", "&amp;")) == 2
    assert len(client.get(lead.href).context["lines"]) == 2
    assert Record.objects.count() == 3
    assert verify() == []


def test_it_is_taken_where_the_records_are_of_another_period_place_or_deleted(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, patrol(on=AFTER))
    recorded(world.minh, world.neighbour, patrol(on=WITHIN))
    mistake = recorded(world.lan, world.commune, patrol(on=WITHIN))
    delete_record(by=world.lan, record=mistake, version=1, reason="ghi nhầm")
    assert press(browse(world.lan), world).status_code == 302
    assert totals(world) == [1000, 1000]


def test_it_is_withdrawn_by_a_record_of_its_period(world: World, browse: Browse) -> None:
    said = recorded(world.lan, world.commune, nothing())
    verify_record(by=world.dung, record=said, version=1)
    for outside in (patrol(on=AFTER), tips()):
        assert recorded(world.lan, world.commune, outside).withdrew == ()
    late = recorded(world.lan, world.commune, patrol(on=WITHIN))
    assert [one.pk for one in late.withdrew] == [said.pk]
    said.refresh_from_db()
    assert (said.deleted, said.delete_reason) == (True, "Kỳ này đã có 1 phiếu trong sổ.")
    assert totals(world) == [0, 0]
    assert total(world.province, "reports", AUGUST, verified=True) == 0
    assert total(world.province, "reports", WITHIN) == 1000
    trail = AuditEntry.objects.get(action="delete_record")
    assert (trail.actor, trail.object_id) == (world.lan, str(said.pk))
    assert verify() == []
    rebuild()
    assert verify() == []


def test_it_is_withdrawn_by_a_record_that_moves_there(world: World) -> None:
    said = recorded(world.lan, world.commune, nothing())
    moved = recorded(world.lan, world.commune, patrol(on=AFTER))
    edit_record(by=world.lan, record=moved, unit=world.commune, version=1, content=patrol(on=WITHIN))
    assert Record.objects.get(pk=said.pk).deleted
    assert totals(world) == [0, 0]
    assert verify() == []


def test_the_trail_tells_the_move_before_the_withdrawal(world: World) -> None:
    recorded(world.lan, world.commune, patrol(on=WITHIN))
    said = recorded(world.lan, world.commune, nothing(NEXT))
    edit_record(by=world.lan, record=said, unit=world.commune, version=1, content=nothing())
    trail = AuditEntry.objects.filter(object_id=str(said.pk)).order_by("pk")
    assert [one.action for one in trail] == ["record_return", "edit_record", "delete_record"]
    assert trail[1].after == trail[2].before
    assert verify() == []


def test_the_reason_is_stored_in_vietnamese(world: World) -> None:
    said = recorded(world.lan, world.commune, nothing())
    with translation.override("en"):
        recorded(world.lan, world.commune, patrol(on=WITHIN))
    said.refresh_from_db()
    assert said.delete_reason == "Kỳ này đã có 1 phiếu trong sổ."


def test_the_writer_is_told(world: World, browse: Browse) -> None:
    said = recorded(world.lan, world.commune, nothing())
    moved = recorded(world.lan, world.commune, patrol(on=AFTER))
    client = browse(world.lan)
    form = client.get(reverse("record_edit", args=[moved.uuid])).context["form"]
    sent = {name: "" if (value := form[name].value()) is None else value for name in form.fields}
    answer = client.post(reverse("record_edit", args=[moved.uuid]), sent | {"on": WITHIN.isoformat()}, follow=True)
    assert f"mã {said.receipt}" in text(answer)
    assert "Kỳ này đã có 1 phiếu trong sổ." in text(client.get(said.get_absolute_url()))


def test_what_a_phone_kept_is_taken_and_counts_for_nothing(world: World) -> None:
    """Its queue comes through the action: it has a receipt, and its page says why it does not count."""
    recorded(world.lan, world.commune, patrol(on=WITHIN))
    uuid = uuid4()
    late = record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=nothing())
    assert late.deleted
    assert totals(world) == [0, 0]
    assert record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=nothing()).resent
    assert verify() == []


def test_a_period_of_a_unit_that_ended_has_its_own_records(world: World) -> None:
    recorded(world.lan, world.giao_hieu, patrol(on=LAST_DAY))
    assert recorded(world.lan, world.giao_hieu, nothing(LAST_DAY)).deleted
    assert not recorded(world.lan, world.commune, nothing(date(2025, 7, 14))).deleted
    assert verify() == []
