"""Changing, deleting and approving: totals follow, the second of two editors is told, nobody approves the own entry."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role
from audit.models import AuditEntry
from campaigns.actions import Conflict, Refused, delete_record, edit_record, verify_record
from campaigns.contents import content_of
from rollups.models import State
from tests.campaigns.entries import BEFORE, patrol, recorded, total, weapon_handover
from tests.world import person


def edit(by: Any, record: Any, version: int = 1, unit: Any = None, **changes: Any) -> Any:
    return edit_record(by=by, record=record, unit=unit or record.unit, version=version, content=patrol(**changes))


def test_an_edit_moves_the_totals(world: Any) -> None:
    record = edit(world.dung, recorded(world.lan, world.commune), reminders=4)
    assert (record.version, record.edited_by, record.author) == (2, world.dung, world.lan)
    assert total(world.commune, "patrol_reminders") == 4000
    before, after = AuditEntry.objects.values_list("before__reminders", "after__reminders")[0]
    assert (before, after) == (1, 4)


def test_an_edit_to_an_old_day_moves_the_record_to_the_old_unit(world: Any) -> None:
    record = edit(world.lan, recorded(world.lan, world.commune), unit=world.giao_hieu, on=BEFORE)
    assert record.unit == world.giao_hieu
    assert total(world.commune, "patrol_sessions") == 0
    assert total(world.giao_hieu, "patrol_sessions", BEFORE) == 1000


def test_lines_are_replaced(world: Any) -> None:
    record = recorded(world.lan, world.commune, weapon_handover())
    changed = weapon_handover(mode="seizure", gifts={})
    edited = edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=changed)
    assert content_of(edited) == changed
    assert (total(world.commune, "guns_collected"), total(world.commune, "guns_seized")) == (0, 2000)
    assert total(world.commune, "gifts_given") == 0


def test_the_second_of_two_editors_is_told(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    edit(world.dung, record, reminders=4)
    with pytest.raises(Conflict) as caught:
        edit(world.lan, record, reminders=5)
    assert (caught.value.stored.reminders, caught.value.sent.reminders) == (4, 5)  # type: ignore[union-attr]
    assert total(world.commune, "patrol_reminders") == 4000


def test_an_edit_sent_twice_is_one(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    assert edit(world.lan, record, reminders=4).version == edit(world.lan, record, reminders=4).version == 2


def test_an_edit_that_changes_nothing_keeps_the_approval(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    verify_record(by=world.dung, record=record, version=1)
    assert edit(world.lan, record).state == State.VERIFIED


def test_a_deleted_record_cannot_be_edited(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    delete_record(by=world.dung, record=record, version=1, reason="Ghi trùng")
    with pytest.raises(Conflict):
        edit(world.lan, record, reminders=4)


def test_strangers_change_nothing(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    for by in (world.minh, world.son, world.thu, world.tinh):
        with pytest.raises(PermissionDenied):
            edit(by, record, reminders=4)
        with pytest.raises(PermissionDenied):
            delete_record(by=by, record=record, version=1, reason="Ghi trùng")


def test_a_record_moves_only_to_units_of_its_editor(world: Any) -> None:
    with pytest.raises(PermissionDenied):
        edit(world.lan, recorded(world.lan, world.commune), unit=world.neighbour, reminders=3)


def test_a_deletion_takes_it_out_of_the_totals_and_keeps_the_reason(world: Any) -> None:
    record = delete_record(by=world.lan, record=recorded(world.lan, world.commune), version=1, reason="Ghi trùng")
    assert total(world.commune, "reports") == total(world.commune, "patrol_attendances") == 0
    assert (record.deleted, AuditEntry.objects.first().reason) == (True, "Ghi trùng")  # type: ignore[union-attr]


def test_a_deletion_needs_a_reason_and_the_version_that_was_seen(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    with pytest.raises(Refused):
        delete_record(by=world.lan, record=record, version=1, reason="  ")
    with pytest.raises(Conflict):
        delete_record(by=world.lan, record=record, version=2, reason="Ghi trùng")


def test_the_head_approves_with_one_press(world: Any) -> None:
    record = verify_record(by=world.dung, record=recorded(world.lan, world.commune), version=1)
    assert (record.state, record.verified_by) == (State.VERIFIED, world.dung)
    assert total(world.commune, "patrol_sessions", verified=True) == 1000
    assert verify_record(by=world.dung, record=record, version=1).state == State.VERIFIED
    assert AuditEntry.objects.filter(action="verify_record").count() == 1


def test_an_edit_makes_it_provisional_again(world: Any) -> None:
    record = verify_record(by=world.dung, record=recorded(world.lan, world.commune), version=1)
    edited = edit(world.lan, record, reminders=4)
    assert (edited.state, edited.verified_by) == (State.PROVISIONAL, None)
    assert total(world.commune, "patrol_sessions", verified=True) == 0


def test_nobody_approves_the_own_entry_or_edit(world: Any) -> None:
    own = recorded(world.dung, world.commune)
    edited = edit(world.dung, recorded(world.lan, world.commune), reminders=4)
    for record in (own, edited):
        with pytest.raises(Refused):
            verify_record(by=world.dung, record=record, version=record.version)


def test_one_approves_what_one_has_seen(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    edit(world.lan, record, reminders=4)
    with pytest.raises(Conflict):
        verify_record(by=world.dung, record=record, version=1)


def test_the_province_approves_where_the_station_has_one_officer(world: Any) -> None:
    record = recorded(world.minh, world.neighbour)
    assert verify_record(by=world.thu, record=record, version=1).verified_by == world.thu
    with pytest.raises(PermissionDenied):
        verify_record(by=world.thu, record=recorded(world.lan, world.commune), version=1)


def test_the_province_approves_what_the_only_head_wrote_or_edited(world: Any) -> None:
    own = recorded(world.dung, world.commune)
    assert verify_record(by=world.thu, record=own, version=1).verified_by == world.thu
    edited = edit(world.dung, recorded(world.lan, world.commune), reminders=4)
    assert verify_record(by=world.thu, record=edited, version=2).verified_by == world.thu


def test_a_second_head_approves_for_the_first(world: Any) -> None:
    deputy = person("hoa", "Lê Thị Hoa", Role.STATION_HEAD, unit=world.commune)
    record = recorded(world.dung, world.commune)
    assert verify_record(by=deputy, record=record, version=1).verified_by == deputy


def test_heads_approve_in_their_own_unit_and_its_past(world: Any) -> None:
    old = recorded(world.lan, world.giao_hieu, patrol(on=BEFORE))
    assert verify_record(by=world.dung, record=old, version=1).state == State.VERIFIED
    for by in (world.minh, world.son, world.hung, world.tinh, world.lan):
        with pytest.raises(PermissionDenied):
            verify_record(by=by, record=recorded(world.lan, world.commune), version=1)
