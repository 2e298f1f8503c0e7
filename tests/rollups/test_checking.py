"""`rollups --verify` finds each kind of wrong total, `--rebuild` mends it."""

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from campaigns import actions
from campaigns.models import PatrolForce, Record, RecordArea
from communes.models import Unit
from rollups.checking import rebuild, verify
from rollups.models import DistinctTotal, Grain, Revision, Total
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover
from tests.rollups.recounting import recounted, stored
from tests.world import World

pytestmark = pytest.mark.usefixtures("few_stations")

BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture
def log(world: World) -> World:
    """Some records of both eras and all kinds, one of them verified, one deleted."""
    areas = tuple(world.villages[:3])
    first = recorded(world.lan, world.commune, patrol(on=SINCE, residential_areas=areas))
    recorded(world.lan, world.giao_hieu, patrol(on=BEFORE, residential_areas=areas))
    recorded(world.lan, world.commune, propaganda_session(on=date(2025, 7, 14), residential_areas=areas[:1]))
    recorded(world.lan, world.commune, weapon_handover(on=date(2025, 7, 15)))
    recorded(world.son, world.foreign, patrol(on=SINCE))
    gone = recorded(world.lan, world.commune, patrol(on=SINCE))
    actions.verify_record(by=world.dung, record=first, version=1)
    actions.delete_record(by=world.lan, record=gone, version=1, reason="ghi nhầm")
    return world


def test_it_finds_nothing_when_totals_come_from_the_actions(log: World) -> None:
    assert verify() == []
    assert stored() == recounted()


def a_wrong_sum() -> None:
    Total.objects.filter(unit__slug="01864-2025", block=0, grain=Grain.DAY, day=SINCE).update(a01=F("a01") + 1)


def a_wrong_verified_sum() -> None:
    Total.objects.filter(unit__slug="01864-2025", block=0, grain=Grain.DAY, day=SINCE).update(v01=0)


def a_wrong_half_month() -> None:
    Total.objects.filter(unit__slug="19-2025", block=0, grain=Grain.HALF_MONTH, day=SINCE).update(a00=F("a00") - 1)


def a_wrong_ancestor() -> None:
    Total.objects.filter(unit__slug="060-2000", grain=Grain.DAY).update(a08=7)


def a_missing_row() -> None:
    Total.objects.filter(unit__slug="06-2000", grain=Grain.DAY, block=0).delete()


def a_row_too_many() -> None:
    Total.objects.create(
        unit=Unit.objects.get(slug="19-2025"), block=0, grain=Grain.DAY, day=date(2026, 1, 1), a01=1000
    )


def a_column_of_nobody() -> None:
    Total.objects.create(unit=Unit.objects.get(slug="19-2025"), block=99, grain=Grain.DAY, day=SINCE, a15=1)


def a_wrong_member() -> None:
    DistinctTotal.objects.filter(grain=Grain.HALF_MONTH, unit__slug="01864-2025").update(refs=F("refs") + 1)


def a_missing_member() -> None:
    DistinctTotal.objects.filter(unit__slug="01870-2000").delete()


def a_record_changed_behind_the_totals() -> None:
    Record.objects.filter(unit__slug="00004-2025").update(on=date(2025, 7, 2))


def a_line_changed_behind_the_totals() -> None:
    PatrolForce.objects.filter(patrol__record__unit__slug="00004-2025").update(attendances=F("attendances") + 1)


def a_lost_line() -> None:
    RecordArea.objects.filter(record__unit__slug="01870-2000").delete()


FAULTS = [
    a_wrong_sum, a_wrong_verified_sum, a_wrong_half_month, a_wrong_ancestor, a_missing_row, a_row_too_many,
    a_column_of_nobody, a_wrong_member, a_missing_member, a_record_changed_behind_the_totals,
    a_line_changed_behind_the_totals, a_lost_line,
]  # fmt: skip


@pytest.mark.parametrize("plant", FAULTS, ids=lambda plant: plant.__name__)
def test_it_finds_and_mends(log: World, plant: Callable[[], None]) -> None:
    plant()
    assert verify() != []
    rebuild()
    assert verify() == []
    assert stored() == recounted()


def test_a_difference_says_where_and_how_much(log: World) -> None:
    a_wrong_sum()
    (difference,) = verify()
    assert (difference.indicator, difference.stored, difference.counted) == ("patrol_sessions", 1001, 1000)
    assert "Xã Bằng Thành (01864-2025), ngày 01/07/2025, patrol_sessions (tất cả)" in str(difference)


def test_rows_of_zeros_mean_nothing(log: World) -> None:
    Total.objects.create(unit=Unit.objects.get(slug="19-2025"), block=3, grain=Grain.DAY, day=date(2026, 1, 1))
    assert verify() == []


def test_rebuilding_replaces_everything_from_the_records(log: World) -> None:
    before = stored()
    Total.objects.all().delete()
    DistinctTotal.objects.all().delete()
    rebuild()
    assert stored() == before
    assert not Total.objects.filter(a00=0, block=0).exists()


def test_rebuilding_turns_the_pages_of_every_province(log: World) -> None:
    before = Revision.objects.get(province__slug="19-2025").number
    rebuild()
    assert Revision.objects.get(province__slug="19-2025").number == before + 1
    assert Revision.objects.filter(province__slug="06-2000").exists()


def test_it_gives_no_more_than_it_is_asked_for(log: World) -> None:
    Total.objects.all().delete()
    assert len(verify(limit=5)) == 5


def test_the_command_tells_that_all_is_well(log: World) -> None:
    said = StringIO()
    call_command("rollups", verify=True, stdout=said)
    assert said.getvalue() == "Số tổng hợp khớp với các phiếu.\n"


def test_the_command_lists_differences_and_fails(log: World) -> None:
    a_wrong_sum()
    said = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("rollups", verify=True, stdout=said)
    assert stopped.value.code == 1
    assert "đang lưu 1,001, đếm lại 1" in said.getvalue()


def test_the_command_rebuilds(log: World) -> None:
    Total.objects.all().delete()
    call_command("rollups", rebuild=True, stdout=StringIO())
    assert verify() == []
