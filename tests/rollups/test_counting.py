"""What each kind of record adds up to, through the actions."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns import actions
from campaigns.counting import count_record
from campaigns.kinds import registry
from campaigns.kinds.patrol import SOURCES
from campaigns.models import Record
from campaigns.models.records import Hold
from rollups.counts import Counts
from rollups.models import Indicator
from rollups.sources import count_many, count_one, indicator_ids
from rollups.writer import apply
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded, weapon_handover
from tests.rollups.recounting import recounted, stored
from tests.world import World

SINCE = date(2025, 7, 1)


def figures(counts: Counts) -> dict[str, int]:
    """Key → thousandths over all, of one record."""
    keys = dict(Indicator.objects.values_list("pk", "key"))
    return {keys[indicator]: pair[0] for (_, _, indicator), pair in counts.totals.items()}


def test_a_patrol_counts_its_forces_reminders_and_incidents(world: World) -> None:
    record = recorded(world.lan, world.commune, patrol(reminders=4, incidents=1))
    assert figures(count_record(record)) == {
        "reports": 1000,
        "patrol_sessions": 1000,
        "patrol_reminders": 4000,
        "patrol_incidents": 1000,
        "patrol_attendances": 5000,
        "patrol_attendances_commune_police": 2000,
        "patrol_attendances_self_mgmt_group": 3000,
    }


def test_a_session_counts_its_form_and_topics(world: World) -> None:
    record = recorded(world.lan, world.commune, propaganda_session(launch=True, households=12))
    assert figures(count_record(record)) == {
        "reports": 1000,
        "propaganda_sessions": 1000,
        "launch_sessions": 1000,
        "propaganda_attendances": 45_000,
        "propaganda_households": 12_000,
        "propaganda_sessions_form_village_meeting": 1000,
        "propaganda_sessions_topic_online_fraud": 1000,
        "propaganda_sessions_topic_drugs": 1000,
    }


def test_a_session_that_launches_nothing_is_no_launch(world: World) -> None:
    assert "launch_sessions" not in figures(count_record(recorded(world.lan, world.commune, propaganda_session())))


def test_a_handover_counts_what_its_rules_say(world: World) -> None:
    items = {item_unit("flintlock"): 2000, item_unit("air_gun"): 1000, item_unit("firecracker", "kg"): 18_500}
    record = recorded(world.lan, world.commune, weapon_handover(items=items))
    assert figures(count_record(record)) == {
        "reports": 1000,
        "weapon_handovers": 1000,
        "guns_collected": 3000,
        "items_flintlock_khau_voluntary_handover": 2000,
        "items_air_gun_khau_voluntary_handover": 1000,
        "firecrackers_collected": 18_500,
        "items_firecracker_kg_voluntary_handover": 18_500,
        "gifts_given": 2000,
        "gifts_given_rice": 2000,
    }


def test_seizures_are_kept_apart(world: World) -> None:
    content = weapon_handover(mode="seizure", items={item_unit("flintlock"): 2000}, gifts={})
    found = figures(count_record(recorded(world.lan, world.commune, content)))
    assert found["guns_seized"] == 2000
    assert "guns_collected" not in found


def test_an_item_may_feed_no_figure_but_its_own(world: World) -> None:
    content = weapon_handover(items={item_unit("firecracker", "hộp"): 5000}, gifts={})
    found = figures(count_record(recorded(world.lan, world.commune, content)))
    assert found.keys() == {"reports", "weapon_handovers", "items_firecracker_hop_voluntary_handover"}


def test_residential_areas_are_named_by_patrols_and_sessions_alone(world: World) -> None:
    areas = tuple(world.villages[:2])
    for content in (patrol, propaganda_session, weapon_handover):
        recorded(world.lan, world.commune, content(residential_areas=areas))
    named = {key[3] for key in stored() if len(key) == 5}
    assert named == {"patrol_villages_covered", "propaganda_villages_covered"}
    assert stored() == recounted()


def test_held_and_deleted_records_count_nothing(world: World) -> None:
    record = recorded(world.lan, world.commune)
    Record.objects.filter(pk=record.pk).update(hold=Hold.PERIOD_CLOSED)
    assert count_record(record) == Counts()
    Record.objects.filter(pk=record.pk).update(hold=Hold.NONE, deleted=True, delete_reason="nhầm")
    assert count_record(record) == Counts()


def test_a_verified_record_counts_in_both_sums(world: World) -> None:
    record = recorded(world.lan, world.commune)
    actions.verify_record(by=world.dung, record=record, version=1)
    counts = count_record(record)
    assert all(counted == verified for counted, verified in counts.totals.values())


def test_counting_one_record_is_one_statement(world: World) -> None:
    for content in (patrol, propaganda_session, weapon_handover):
        record = recorded(world.lan, world.commune, content())
        with CaptureQueriesContext(connection) as queries:
            count_record(record)
        assert len(queries) == 1


def test_writing_a_change_is_five_statements(world: World) -> None:
    counts = count_record(recorded(world.lan, world.commune, patrol(residential_areas=tuple(world.villages))))
    with CaptureQueriesContext(connection) as queries:
        apply(counts)
    assert len(queries) == 5  # ancestors, slots; totals, coverage, revision


def test_many_records_add_up_to_the_sum_of_each(world: World) -> None:
    records = [recorded(world.lan, world.commune, content()) for content in (patrol, propaganda_session, patrol)]
    together = count_many(registry.sources(), [record.pk for record in records])
    assert together == sum((count_record(record) for record in records), Counts())
    assert count_many(registry.sources(), []) == Counts()


def test_a_source_that_names_no_indicator_is_an_error(world: World) -> None:
    record = recorded(world.lan, world.commune)
    wrong = [replace(source, fixed={"patrols_made_up": None}, by={}) for source in SOURCES[:1]]
    with pytest.raises(LookupError):
        count_one(wrong, record.pk)
    with pytest.raises(LookupError):
        indicator_ids(wrong)


def test_a_large_number_of_attendances_does_not_overflow(world: World) -> None:
    record = recorded(world.lan, world.commune, propaganda_session(attendances=2_147_483_647))
    assert figures(count_record(record))["propaganda_attendances"] == 2_147_483_647_000
    assert stored() == recounted()
