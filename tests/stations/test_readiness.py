"""Readiness: dated snapshots, exact on any day, each share with its own denominator."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEntry
from campaigns.actions.errors import Refused
from communes.models import Unit
from rollups.checking import rebuild, verify
from rollups.models import Indicator
from rollups.ranges import Days
from rollups.selectors import Question, Window, read
from stations.models import Readiness
from stations.readiness import Stale, Standing, record_readiness, void_readiness
from stations.sheet import sheet
from tests.world import World

pytestmark = pytest.mark.usefixtures("few_stations")

READY = Standing(office="independent", housing=True, staffed=True, investigator=True)
BUILDING = Standing(office="under_construction", housing=True, staffed=False, investigator=True)
START = date(2025, 7, 1)


def newest(unit: Unit) -> int:
    row = Readiness.objects.standing().filter(unit=unit).order_by("-pk").first()
    return row.pk if row else 0


def say(world: World, since: date, standing: Standing = READY, unit: Unit | None = None) -> Readiness:
    unit = unit or world.commune
    return record_readiness(by=world.dung, unit=unit, since=since, standing=standing, seen=newest(unit))


def own_offices(unit: Unit, *days: date) -> list[int]:
    indicator = Indicator.objects.get(key="stations_independent_office")
    windows = [Window(Days(day, day)) for day in days]
    sums = read([Question({unit.pk: 0}, windows)], [indicator], Indicator.objects.get(key="reports")).sums
    return [sums[0, w, 0].all[0] // 1000 if (0, w, 0) in sums else 0 for w in range(len(days))]


def test_a_snapshot_holds_until_the_next(world: World) -> None:
    say(world, START, BUILDING)
    say(world, date(2026, 3, 1), READY)
    days = (date(2025, 6, 30), START, date(2026, 2, 28), date(2026, 3, 1))
    assert own_offices(world.commune, *days) == [0, 0, 0, 1]
    assert own_offices(world.province, *days) == [0, 0, 0, 1]
    assert verify() == []


def test_one_in_between_splits_the_time(world: World) -> None:
    say(world, START, READY)
    say(world, date(2026, 3, 1), READY)
    say(world, date(2025, 10, 1), BUILDING)
    rows = Readiness.objects.standing().filter(unit=world.commune).order_by("valid_from")
    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (START, date(2025, 9, 30)),
        (date(2025, 10, 1), date(2026, 2, 28)),
        (date(2026, 3, 1), None),
    ]
    assert own_offices(world.commune, START, date(2025, 10, 1), date(2026, 3, 1)) == [1, 0, 1]
    assert verify() == []


def test_the_same_day_again_voids_what_was_said(world: World) -> None:
    say(world, START, READY)
    say(world, START, BUILDING)
    assert Readiness.objects.filter(unit=world.commune, voided=True).count() == 1
    assert own_offices(world.commune, START) == [0]
    assert verify() == []


def test_a_mistake_is_voided_and_the_one_before_holds_on(world: World) -> None:
    say(world, START, READY)
    wrong = say(world, date(2026, 1, 1), BUILDING)
    void_readiness(by=world.dung, snapshot=wrong, reason="ghi nhầm đơn vị")
    assert own_offices(world.commune, date(2026, 6, 1)) == [1]
    assert verify() == []
    before = AuditEntry.objects.count()
    void_readiness(by=world.dung, snapshot=wrong, reason="lần nữa")
    assert AuditEntry.objects.count() == before


def test_totals_are_restored_from_the_snapshots(world: World) -> None:
    say(world, START, READY)
    rebuild()
    assert verify() == []
    assert own_offices(world.commune, START) == [1]


def test_a_snapshot_of_an_old_unit_ends_with_it(world: World) -> None:
    row = say(world, date(2024, 1, 1), READY, world.giao_hieu)
    assert row.valid_to == date(2025, 6, 30)
    assert own_offices(world.giao_hieu, date(2025, 6, 30), START) == [1, 0]
    assert own_offices(world.commune, START) == [0]


def test_the_database_refuses_days_outside_the_units_life(world: World) -> None:
    row = say(world, date(2024, 1, 1), READY, world.giao_hieu)
    with pytest.raises(IntegrityError), transaction.atomic():
        Readiness.objects.filter(pk=row.pk).update(valid_to=None)


def test_the_second_of_two_people_is_told(world: World) -> None:
    say(world, START)
    with pytest.raises(Stale):
        record_readiness(by=world.dung, unit=world.commune, since=START, standing=BUILDING, seen=0)


def test_it_refuses_days_to_come(world: World) -> None:
    with pytest.raises(Refused):
        say(world, timezone.localdate() + timedelta(days=1))


def test_only_the_head_writes(world: World) -> None:
    for user in (world.lan, world.thu, world.minh, world.quan):
        with pytest.raises(PermissionDenied):
            record_readiness(by=user, unit=world.commune, since=START, standing=READY, seen=0)


def test_the_sheet_counts_wards_apart(world: World) -> None:
    """Communes and townships are the denominator of offices, all stations that of investigators."""
    say(world, START, READY)
    page = sheet(world.province, START)
    offices, _building, _housing, _staffed, investigators = page.shares
    assert (offices.count, offices.reported) == (1, 1)
    assert offices.among < investigators.among == len(page.lines)
    wards = sum(line.unit.kind == "phuong" for line in page.lines)
    assert investigators.among - offices.among == wards
    assert page.rest == offices.among - 1


def test_a_head_says_how_the_station_stands(world: World, browse: Callable[[User], Client]) -> None:
    client = browse(world.dung)
    address = f"/stations/{world.commune.slug}/readiness/"
    answers = {"since": "2025-07-01", "office": "independent", "housing": "yes", "staffed": "no", "investigator": "yes"}
    assert client.post(address, answers | {"seen": "0"}).status_code == 302
    assert "Có trụ sở độc lập" in client.get(address).content.decode()
    refused = client.post(address, answers | {"seen": str(newest(world.commune)), "office": ""})
    assert refused.status_code == 422
    assert "Chọn hiện trạng trụ sở." in refused.content.decode()
    late = client.post(address, answers | {"seen": "0", "since": "2025-08-01"})
    assert late.status_code == 409
    assert 'value="2025-08-01"' in late.content.decode()


def test_a_reader_sees_no_form(world: World, browse: Callable[[User], Client]) -> None:
    say(world, START)
    page = browse(world.thu).get(f"/stations/{world.commune.slug}/readiness/").content.decode()
    assert "Có trụ sở độc lập" in page
    assert 'name="office"' not in page


def test_a_mistake_wants_a_reason(world: World, browse: Callable[[User], Client]) -> None:
    row = say(world, START)
    client, address = browse(world.dung), f"/stations/{world.commune.slug}/readiness/{row.pk}/void/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "ghi nhầm"}).status_code == 302
    assert not Readiness.objects.standing().exists()


def test_the_province_sees_all_its_stations(world: World, browse: Callable[[User], Client]) -> None:
    say(world, START)
    page = browse(world.thu).get(f"/readiness/{world.province.slug}/?on=2025-07-01").content.decode()
    assert "1/92 đơn vị đã báo cáo" in page
    assert "Xã Bằng Thành" in page
