"""An entry is stored once, in the unit of its day, with its totals and one audit row."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.models import Grant, Role, User
from audit.models import AuditEntry
from campaigns.actions import (
    Conflict,
    Entry,
    Refused,
    delete_record,
    edit_record,
    record_entries,
    record_entry,
    record_patrol,
)
from campaigns.contents import content_of, same
from campaigns.models import Record
from tests.campaigns.entries import (
    BEFORE,
    item_unit,
    patrol,
    propaganda_session,
    recorded,
    total,
    weapon_handover,
    yesterday,
)
from tests.world import SINCE


@pytest.mark.parametrize("make", [patrol, propaganda_session, weapon_handover])
def test_it_keeps_what_was_said(world: Any, make: Any) -> None:
    content = make(residential_areas=tuple(world.villages[:2]))
    assert same(content_of(recorded(world.lan, world.commune, content)), content)


def test_it_counts_in_the_unit_and_its_province(world: Any) -> None:
    recorded(world.lan, world.commune)
    assert [total(unit, "patrol_attendances") for unit in (world.commune, world.province)] == [5000, 5000]


def test_a_line_counts_what_the_rule_of_its_day_says(world: Any) -> None:
    record = recorded(world.lan, world.commune, weapon_handover())
    assert [line.rule.mode for line in record.weaponhandover.items.all()] == ["voluntary_handover"] * 2
    assert total(world.commune, "guns_collected") == 2000
    assert total(world.commune, "firecrackers_collected") == 18_500
    assert total(world.commune, "guns_seized") == 0


def test_seizures_are_not_collected(world: Any) -> None:
    recorded(world.lan, world.commune, weapon_handover(mode="seizure"))
    assert (total(world.commune, "guns_collected"), total(world.commune, "guns_seized")) == (0, 2000)


def test_it_leaves_one_audit_row(world: Any) -> None:
    record = recorded(world.lan, world.commune)
    row = AuditEntry.objects.get()
    assert (row.actor, row.action, row.object_id) == (world.lan, "record_patrol", str(record.pk))
    assert row.after is not None
    assert row.after["forces"] == {"commune_police": 2, "self_mgmt_group": 3}


def test_sending_twice_gives_one_record(world: Any) -> None:
    uuid, content = uuid4(), patrol()
    first = record_patrol(by=world.lan, unit=world.commune, uuid=uuid, content=content)
    again = record_patrol(by=world.lan, unit=world.commune, uuid=uuid, content=patrol())
    assert (first.resent, again.resent, again.pk) == (False, True, first.pk)
    assert total(world.commune, "patrol_sessions") == 1000
    assert AuditEntry.objects.count() == 1


def test_a_resend_is_known_after_an_edit_and_a_deletion(world: Any) -> None:
    uuid, content = uuid4(), patrol()
    record = record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=content)
    edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=patrol(reminders=9))
    assert record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=content).version == 2
    delete_record(by=world.lan, record=record, version=2, reason="Ghi trùng")
    assert record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=content).deleted


def test_other_content_under_one_uuid_is_a_conflict(world: Any) -> None:
    uuid = uuid4()
    record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=patrol())
    with pytest.raises(Conflict) as caught:
        record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=patrol(reminders=7))
    assert caught.value.stored is not None


def test_one_uuid_in_two_stations_is_a_conflict(world: Any) -> None:
    Grant.objects.create(user=world.lan, role=Role.OFFICER, unit=world.neighbour, valid_from=SINCE)
    lan, uuid = User.objects.get(pk=world.lan.pk), uuid4()
    record_entry(by=lan, unit=world.commune, uuid=uuid, content=patrol())
    with pytest.raises(Conflict) as caught:
        record_entry(by=lan, unit=world.neighbour, uuid=uuid, content=patrol())
    assert caught.value.record is not None
    assert record_entry(by=lan, unit=world.commune, uuid=uuid, content=patrol()).resent


def test_a_foreign_uuid_says_nothing_of_its_record(world: Any) -> None:
    uuid = uuid4()
    record_entry(by=world.lan, unit=world.commune, uuid=uuid, content=patrol())
    with pytest.raises(Conflict) as caught:
        record_entry(by=world.son, unit=world.foreign, uuid=uuid, content=patrol())
    assert (caught.value.record, caught.value.stored) == (None, None)


def test_nobody_writes_for_others(world: Any) -> None:
    for by in (world.minh, world.son, world.thu, world.hung, world.tinh, world.quan):
        with pytest.raises(PermissionDenied):
            recorded(by, world.commune)


def test_only_past_days(world: Any) -> None:
    with pytest.raises(Refused) as caught:
        recorded(world.lan, world.commune, patrol(on=timezone.localdate() + timedelta(days=1)))
    assert caught.value.field == "on"


def test_an_old_day_belongs_to_the_old_unit(world: Any) -> None:
    with pytest.raises(Refused):
        recorded(world.lan, world.commune, patrol(on=BEFORE))
    record = recorded(world.lan, world.giao_hieu, patrol(on=BEFORE, residential_areas=(world.villages[0],)))
    assert total(world.giao_hieu, "patrol_sessions", BEFORE) == 1000
    assert record.unit == world.giao_hieu


def test_residential_areas_lie_in_the_unit(world: Any) -> None:
    with pytest.raises(Refused) as caught:
        recorded(world.lan, world.giao_hieu, patrol(on=BEFORE, residential_areas=(world.villages[4],)))
    assert caught.value.field == "residential_areas"


def test_an_item_without_a_rule_is_refused_and_nothing_is_kept(world: Any) -> None:
    content = weapon_handover(items={item_unit("highly_lethal_knife", "chiếc"): 1000}, on=BEFORE.replace(year=2024))
    with pytest.raises(Refused):
        recorded(world.lan, world.giao_hieu, content)
    assert not Record.objects.exists()


def test_zero_lines_are_not_kept(world: Any) -> None:
    record = recorded(world.lan, world.commune, patrol(forces=dict.fromkeys(patrol().forces, 0)))
    assert not record.patrol.forces.exists()


def test_many_are_stored_all_or_none(world: Any) -> None:
    good = Entry(world.commune, uuid4(), patrol())
    bad = Entry(world.commune, uuid4(), patrol(on=BEFORE))
    with pytest.raises(Refused):
        record_entries(by=world.lan, entries=[good, bad])
    assert not Record.objects.exists()
    record_entries(by=world.lan, entries=[good, Entry(world.commune, uuid4(), patrol(reminders=2)), good])
    assert total(world.commune, "patrol_sessions", yesterday()) == 2000
