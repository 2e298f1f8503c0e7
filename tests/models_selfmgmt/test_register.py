"""The one way by which the register is written: days, units, reasons, what counts afterwards."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from models_selfmgmt.actions import Refused, open_register
from models_selfmgmt.changes import (
    Alter,
    Correct,
    Inspect,
    Resume,
    Stop,
    Void,
    Withdraw,
)
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelEvent, ModelInspection, ModelInstance, ModelRegister, ModelVersion
from rollups.checking import verify
from tests.models_selfmgmt.entries import BEFORE, OLD, SINCE, changed, opened, said, value
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
TODAY = timezone.localdate()


def spans(instance: ModelInstance) -> list[tuple[str, date, date | None]]:
    rows = ModelVersion.objects.standing().filter(instance=instance)
    return [(row.unit.slug, row.valid_from, row.valid_to) for row in rows]


def test_a_history_is_split_where_units_became_others(world: World, camera: ModelInstance) -> None:
    assert spans(camera) == [("01870-2000", OLD, BEFORE), ("01864-2025", SINCE, None)]
    camera.refresh_from_db()
    assert camera.unit == world.commune
    for day in (OLD, BEFORE, SINCE, TODAY):
        assert value(world.commune, "cameras_active", day) == 4
    assert value(world.commune, "cameras_active", OLD - timedelta(1)) == 0
    assert verify() == []


def test_each_lens_finds_it_where_it_lay(world: World, camera: ModelInstance) -> None:
    assert value(world.giao_hieu, "cameras_active", BEFORE, today=False) == 4
    assert value(world.giao_hieu, "cameras_active", SINCE, today=False) == 0
    assert value(world.commune, "cameras_active", BEFORE, today=False) == 0
    assert value(world.commune, "cameras_active", SINCE, today=False) == 4
    assert value(world.province, "cameras_active", BEFORE) == value(world.province, "cameras_active", SINCE) == 4


def test_a_change_holds_from_its_day_until_the_next(world: World, camera: ModelInstance) -> None:
    village = world.villages[0]
    changed(world.dung, camera, Alter(world.commune, date(2026, 5, 1), said(village, cameras_active=9)))
    changed(world.dung, camera, Alter(world.giao_hieu, date(2022, 1, 1), said(village, cameras_active=6)))
    days = {OLD: 4, date(2021, 12, 31): 4, date(2022, 1, 1): 6, SINCE: 6, date(2026, 4, 30): 6, date(2026, 5, 1): 9}
    assert {day: value(world.commune, "cameras_active", day) for day in days} == days
    assert verify() == []


def test_a_change_that_corrects_asks_for_a_reason(world: World, camera: ModelInstance) -> None:
    back = Alter(world.giao_hieu, date(2022, 1, 1), said(world.villages[0], cameras_active=6))
    with pytest.raises(Refused) as refused:
        changed(world.dung, camera, back, reason=" ")
    assert refused.value.field == "reason"
    forward = Alter(world.commune, TODAY, said(world.villages[0], cameras_active=6))
    changed(world.dung, camera, forward, reason="")
    assert not ModelVersion.objects.filter(voided=True).exists()


def test_nothing_is_overwritten(world: World, camera: ModelInstance) -> None:
    before = list(ModelVersion.objects.values_list("pk", "valid_from", "unit"))
    changed(world.dung, camera, Correct(OLD, world.giao_hieu, date(2020, 1, 1), said(world.villages[0])))
    assert before == list(ModelVersion.objects.filter(voided=True).values_list("pk", "valid_from", "unit"))
    assert spans(camera)[0] == ("01870-2000", date(2020, 1, 1), BEFORE)
    assert value(world.commune, "security_camera_models_active", date(2019, 12, 31)) == 0
    assert verify() == []


def test_it_stops_and_works_again(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Stop(date(2024, 12, 31)))
    changed(world.dung, camera, Resume(world.commune, date(2026, 1, 1), said(world.villages[1], cameras_active=1)))
    days = {date(2024, 12, 31): 4, date(2025, 1, 1): 0, SINCE: 0, date(2025, 12, 31): 0, date(2026, 1, 1): 1}
    assert {day: value(world.commune, "cameras_active", day) for day in days} == days
    assert [event.on for event in ModelEvent.objects.filter(kind="stopped")] == [date(2024, 12, 31)]
    assert verify() == []


def test_a_stop_that_is_voided_lets_it_go_on(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Stop(date(2026, 1, 31)))
    assert value(world.commune, "cameras_active", TODAY) == 0
    changed(world.dung, camera, Void(ModelEvent.objects.get(kind="stopped", voided=False)))
    assert value(world.commune, "cameras_active", TODAY) == 4
    assert verify() == []


def test_what_was_entered_by_mistake_counts_nowhere(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Inspect(TODAY, "good"))
    changed(world.dung, camera, Withdraw())
    assert [value(world.commune, "cameras_active", day) for day in (OLD, BEFORE, TODAY)] == [0, 0, 0]
    assert not ModelInspection.objects.filter(voided=False).exists()
    assert value(world.commune, "model_registers", TODAY) == 1
    assert verify() == []


def test_an_establishment_that_is_known_is_a_new_model(world: World) -> None:
    day = date(2025, 3, 2)
    one = opened(world.dung, world.giao_hieu, day, said(world.villages[0]), "farmers_branch", established=True)
    opened(world.dung, world.giao_hieu, day, said(world.villages[1]), "farmers_branch")
    spring = date(2025, 1, 1)
    assert value(world.commune, "farmers_branch_models_new", BEFORE, since=spring) == 1
    assert value(world.commune, "self_mgmt_models_new", BEFORE, since=spring) == 1
    assert value(world.commune, "farmers_branch_models_active", BEFORE) == 2
    changed(world.dung, one, Correct(day, world.giao_hieu, date(2024, 3, 2), said(world.villages[0]), True))
    assert value(world.commune, "farmers_branch_models_new", BEFORE, since=spring) == 0
    assert value(world.commune, "farmers_branch_models_new", date(2024, 12, 31), since=date(2024, 1, 1)) == 1
    assert verify() == []


def test_types_instances_and_places_are_three_numbers(world: World) -> None:
    for village in (world.villages[0], world.villages[0], world.villages[1]):
        opened(world.dung, world.commune, TODAY, said(village, security_lamps=5), "security_lighting")
    opened(world.dung, world.commune, TODAY, said(world.villages[3]), "self_mgmt_group")
    opened(world.dung, world.commune, TODAY, said(world.villages[3]), "public_fire_point")
    assert value(world.commune, "movement_models_active", TODAY) == 2
    assert value(world.commune, "self_mgmt_models_active", TODAY) == 4
    assert value(world.commune, "lighting_villages", TODAY) == 2
    assert value(world.commune, "security_lamps", TODAY) == 15
    assert verify() == []


def test_a_model_of_several_communes_counts_once(world: World) -> None:
    content = Content(joined=frozenset({world.neighbour}))
    one = opened(world.dung, world.commune, SINCE, content, "security_cluster")
    assert [value(unit, "security_clusters_active", TODAY) for unit in (world.commune, world.neighbour)] == [1, 0]
    assert [value(unit, "security_clusters_joined", TODAY) for unit in (world.commune, world.neighbour)] == [0, 1]
    assert value(world.province, "security_clusters_active", TODAY) == 1
    changed(world.dung, one, Stop(TODAY - timedelta(1)))
    assert value(world.neighbour, "security_clusters_joined", TODAY) == 0
    assert verify() == []


def test_who_takes_part_follows_the_reorganisation(world: World) -> None:
    old = world.neighbour.lineage.exclude(pk=world.neighbour.pk).order_by("code")[0]
    content = Content(joined=frozenset({old}))
    one = opened(world.dung, world.giao_hieu, date(2024, 1, 1), content, "security_cluster")
    joined = [[line.unit for line in row.joins.all()] for row in one.versions.all()]
    assert joined == [[old], [world.neighbour]]
    assert value(world.neighbour, "security_clusters_joined", BEFORE) == 1
    assert verify() == []


def test_a_register_with_nothing_in_it_is_zero_and_not_nothing(world: World) -> None:
    assert value(world.commune, "model_registers", TODAY) == 0
    open_register(by=world.dung, unit=world.commune, since=date(2025, 1, 1))
    assert value(world.commune, "model_registers", BEFORE) == world.commune.lineage.exclude(pk=world.commune.pk).count()
    assert value(world.commune, "model_registers", TODAY, today=False) == 1
    assert open_register(by=world.dung, unit=world.commune, since=TODAY) == []
    assert verify() == []


def test_a_model_of_before_lets_the_register_reach_back(world: World, camera: ModelInstance) -> None:
    opened(world.dung, world.giao_hieu, date(2015, 1, 1))
    rows = ModelRegister.objects.filter(unit=world.giao_hieu).order_by("valid_from")
    assert [(row.valid_from, row.valid_to) for row in rows] == [
        (date(2015, 1, 1), OLD - timedelta(1)), (OLD, BEFORE),
    ]  # fmt: skip
    assert value(world.giao_hieu, "model_registers", OLD, today=False) == 1
    assert verify() == []
