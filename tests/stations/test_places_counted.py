"""Stations and residential areas are stocks: whatever writes them, totals equal a recount."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from administration.setting_up import set_up_province
from audit.models import AuditEntry
from communes.models import ResidentialArea, Station, Unit
from models_selfmgmt.models import ModelVersion
from rollups.checking import verify
from stations.actions import add_residential_areas, end_area, rename_area
from stations.models import Readiness
from stations.pasting import Named
from stations.places import load_places, save_station
from stations.readiness import Standing, record_readiness
from tests.models_selfmgmt.entries import opened, said, value
from tests.world import FIRST_DAY, World, settled

Browse = Callable[[User], Client]
Kind = ResidentialArea.Kind
OLD_BAC_KAN = "06-2000"
FEBRUARY = date(2025, 2, 28)
END, AFTER = date(2026, 3, 31), date(2026, 4, 1)
READY = Standing(office="independent", housing=True, staffed=True, investigator=True)


def old_bac_kan() -> Unit:
    return Unit.objects.get(slug=OLD_BAC_KAN)


@pytest.mark.django_db
def test_the_gazetteer_comes_with_its_stations_counted() -> None:
    keys = ("stations_total", "stations_all_total", "stations_of_communes_total")
    assert [value(old_bac_kan(), key, FEBRUARY, today=False) for key in keys] == [102, 108, 95]
    assert [value(old_bac_kan(), key, FIRST_DAY, today=False) for key in keys] == [0, 0, 0]
    assert load_places() is False
    assert verify() == []


def test_a_paste_a_new_kind_and_an_end_are_counted(world: World) -> None:
    names = [Named("Thôn Đông", Kind.THON), Named("Tổ dân phố 1", Kind.TO_DAN_PHO), Named("Khu Chợ", Kind.KHAC)]
    added = add_residential_areas(
        by=world.dung, unit=world.commune, names=names, since=FIRST_DAY, former=world.giao_hieu
    ).added
    keys = ("residential_areas_total", "villages_total", "neighbourhood_groups_total")
    assert [value(world.commune, key, END) for key in keys] == [8, 6, 1]
    assert [value(world.giao_hieu, key, FEBRUARY, today=False) for key in keys] == [6, 4, 1]
    rename_area(by=world.dung, unit=world.commune, area=added[0], named=Named("Tổ dân phố 2", Kind.TO_DAN_PHO))
    assert [value(world.commune, key, END) for key in keys] == [8, 5, 2]
    end_area(by=world.dung, unit=world.commune, area=added[1], last_day=END)
    assert [value(world.commune, key, AFTER) for key in keys] == [7, 5, 1]
    assert verify() == []


def test_a_unit_keeps_a_list_from_its_first_area_to_its_last(world: World) -> None:
    assert value(world.neighbour, "residential_area_registers", END) == 0
    assert value(world.commune, "residential_area_registers", END) == 1
    for area in world.villages:
        end_area(by=world.dung, unit=world.commune, area=area, last_day=END)
    assert value(world.commune, "residential_area_registers", END) == 1
    assert value(world.commune, "residential_area_registers", AFTER) == 0
    assert verify() == []


def test_what_covers_an_area_ends_with_it(world: World) -> None:
    gone, stays = world.villages[:2]
    lamps = opened(
        world.dung, world.giao_hieu, date(2024, 5, 1), said(gone, stays, security_lamps=8), "security_lighting"
    )
    end_area(by=world.dung, unit=world.commune, area=gone, last_day=END)
    assert [value(world.commune, "lighting_villages", day) for day in (FEBRUARY, END, AFTER)] == [2, 2, 1]
    assert value(world.commune, "security_lamps", AFTER) == 8
    rows = ModelVersion.objects.standing().filter(instance=lamps).order_by("valid_from")
    assert [(row.valid_from, row.area_lines.count()) for row in rows] == [
        (date(2024, 5, 1), 2), (FIRST_DAY, 2), (AFTER, 1),
    ]  # fmt: skip
    lamps.refresh_from_db()
    assert lamps.version == 2
    assert verify() == []


def test_a_stage_that_begins_later_loses_the_area_altogether(world: World) -> None:
    gone = world.villages[0]
    opened(world.dung, world.commune, date(2026, 5, 1), said(gone), "security_lighting")
    opened(world.dung, world.commune, date(2026, 1, 1), said(gone), "security_lighting", until=date(2026, 2, 1))
    end_area(by=world.dung, unit=world.commune, area=gone, last_day=END)
    assert [value(world.commune, "lighting_villages", day) for day in (date(2026, 1, 15), date(2026, 6, 1))] == [1, 0]
    assert verify() == []


def test_setting_up_a_province_counts_the_stations_it_opens(world: World) -> None:
    with settled(world.commune):
        Station.objects.filter(unit=world.commune).delete()
    assert value(world.commune, "stations_all_total", END) == 0
    set_up_province(code="19", head_accounts=False)
    assert value(world.commune, "stations_all_total", END) == 1
    assert verify() == []


def test_a_station_that_ends_is_counted_no_more_nor_is_its_office(world: World) -> None:
    record_readiness(by=world.dung, unit=world.commune, since=FIRST_DAY, standing=READY, seen=0)
    station = Station.objects.get(unit=world.commune, valid_to=None)
    station.valid_to = END
    save_station(by=world.quan, station=station)
    keys = ("stations_total", "stations_independent_office")
    assert [value(world.commune, key, END) for key in keys] == [1, 1]
    assert [value(world.commune, key, AFTER) for key in keys] == [0, 0]
    assert Readiness.objects.get(unit=world.commune).valid_to == END
    assert AuditEntry.objects.filter(action="change_readiness", unit=world.commune).count() == 1
    assert verify() == []


def test_the_admin_counts_the_stations_it_writes(world: World, browse: Browse) -> None:
    station = Station.objects.get(unit=world.commune, valid_to=None)
    form: Any = {"valid_to": "31/03/2026"}
    response = browse(world.quan).post(f"/admin/communes/station/{station.pk}/change/", form)
    assert response.status_code == 302
    assert value(world.commune, "stations_all_total", AFTER) == 0
    assert verify() == []


def test_whoever_may_not_keep_areas_counts_nothing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        end_area(by=world.lan, unit=world.commune, area=world.villages[0], last_day=END)
    assert verify() == []
