"""The one way by which the register is written: days, units, reasons, what counts afterwards."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Role
from audit.models import AuditEntry
from communes.models import Unit
from models_selfmgmt.actions import Conflict, Refused, change_register, open_model, open_register
from models_selfmgmt.changes import (
    Alter,
    Correct,
    Happen,
    Inspect,
    Open,
    Resume,
    Stop,
    Void,
    Withdraw,
)
from models_selfmgmt.history import Content
from models_selfmgmt.models import EventKind, ModelEvent, ModelInspection, ModelInstance, ModelRegister, ModelVersion
from rollups.checking import verify
from tests.models_selfmgmt.entries import BEFORE, OLD, SINCE, changed, kind, opened, said, value
from tests.world import World, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
TODAY = timezone.localdate()


def spans(instance: ModelInstance) -> list[tuple[str, date, date | None]]:
    rows = ModelVersion.objects.standing().filter(instance=instance)
    return [(row.unit.slug, row.valid_from, row.valid_to) for row in rows]


@pytest.fixture
def camera(world: World) -> ModelInstance:
    """Since 2019, entered today by Bằng Thành: it lay in Giáo Hiệu until the reorganisation."""
    content = said(world.villages[0], camera_points_active=2, cameras_active=4)
    return opened(world.dung, world.giao_hieu, OLD, content)


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


def test_only_its_head_keeps_it(world: World, camera: ModelInstance) -> None:
    for who in (world.lan, world.thu, world.minh, world.hung, world.quan):
        with pytest.raises(PermissionDenied):
            opened(who, world.commune, TODAY)
        with pytest.raises(PermissionDenied):
            changed(who, camera, Stop(TODAY))
        with pytest.raises(PermissionDenied):
            open_register(by=who, unit=world.commune, since=TODAY)
    with pytest.raises(PermissionDenied):
        opened(world.dung, world.neighbour, TODAY)


@pytest.mark.parametrize("day", [TODAY + timedelta(1), date(1999, 12, 31)])
def test_only_past_and_present_days(world: World, camera: ModelInstance, day: date) -> None:
    for change in (Stop(day), Happen(day, EventKind.STRENGTHENED), Alter(world.commune, day, Content())):
        with pytest.raises(Refused):
            changed(world.dung, camera, change)
    with pytest.raises(Refused):
        opened(world.dung, world.commune, day)


def test_the_second_of_two_is_told(world: World, camera: ModelInstance) -> None:
    seen = camera.version
    changed(world.dung, camera, Alter(world.commune, TODAY, said(world.villages[0], cameras_active=5)))
    with pytest.raises(Conflict):
        change_register(by=world.dung, instance=camera, version=seen, change=Stop(TODAY))
    assert value(world.commune, "cameras_active", TODAY) == 5


def test_sending_twice_makes_one(world: World) -> None:
    uuid, first = uuid4(), Open(world.commune, TODAY, said(world.villages[0]))
    for _ in range(2):
        sent = open_model(by=world.dung, type=kind(), opened=first, name="Ngã ba Nà Muồng", uuid=uuid)
    assert sent.resent
    assert ModelInstance.objects.count() == 1
    with pytest.raises(Conflict):
        open_model(by=world.dung, type=kind(), opened=Open(world.commune, TODAY, Content()), uuid=uuid)


@pytest.mark.parametrize("more", [{"established": True}, {"until": TODAY}, {"surveyed": SINCE}])
def test_sending_something_else_is_told(world: World, more: dict[str, Any]) -> None:
    first, uuids = Open(world.commune, TODAY, said(world.villages[0])), (uuid4(), uuid4())
    for uuid, (one, other) in zip(
        uuids, [(first, replace(first, **more)), (replace(first, **more), first)], strict=True
    ):
        for _ in range(2):
            sent = open_model(by=world.dung, type=kind(), opened=one, uuid=uuid)
        assert sent.resent
        with pytest.raises(Conflict):
            open_model(by=world.dung, type=kind(), opened=other, uuid=uuid)


def test_the_number_of_a_stranger_is_answered_like_a_bad_form(world: World) -> None:
    theirs = opened(person("head", "Trưởng", Role.STATION_HEAD, unit=world.foreign), world.foreign, TODAY)
    with pytest.raises(Refused, match="mở lại trang"):
        open_model(by=world.dung, type=kind(), opened=Open(world.commune, TODAY, Content()), uuid=theirs.uuid)
    assert ModelInstance.objects.get() == theirs


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (lambda world: said(world.villages[3]), "residential_areas"),
        (lambda world: said(cameras_active=1, cameras_working=2), "amount"),
        (lambda world: Content(joined=frozenset({world.neighbour})), "joined"),
        (lambda world: said(security_lamps=2), None),
    ],
)
def test_impossible_contents_are_refused(world: World, content: Any, field: str | None) -> None:
    with pytest.raises(Refused) as refused:
        opened(world.dung, world.giao_hieu, OLD, content(world))
    assert (refused.value.field or "").startswith(field or "")


def test_types_without_names_take_none(world: World) -> None:
    first = Open(world.commune, TODAY, Content())
    with pytest.raises(Refused):
        open_model(by=world.dung, type=kind("mediation_group"), opened=first, name="Tổ bà Lan")
    with pytest.raises(Refused):  # off until an administrator turns it on
        opened(world.dung, world.commune, TODAY, key="reintegration")
    with pytest.raises(Refused):  # before Law 30/2023
        opened(world.dung, world.giao_hieu, date(2024, 6, 30), key="grassroots_security_team")


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


def test_the_year_of_a_force_is_graded_once(world: World) -> None:
    team = opened(world.dung, world.commune, SINCE, key="grassroots_security_team")
    changed(world.dung, team, Inspect(TODAY, "good", year=2026))
    with pytest.raises(Refused):
        changed(world.dung, team, Inspect(TODAY, "fair", year=2026))


def test_what_happened_lies_within_its_life(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Happen(date(2018, 12, 1), EventKind.SURVEYED))
    assert ModelEvent.objects.get(kind="surveyed").unit == world.giao_hieu
    with pytest.raises(Refused):
        changed(world.dung, camera, Inspect(date(2018, 12, 1), "good"))


def test_every_write_leaves_one_audit_row(world: World, camera: ModelInstance) -> None:
    assert AuditEntry.objects.count() == 1
    changed(world.dung, camera, Stop(TODAY))
    changed(world.dung, camera, Stop(TODAY))  # changes nothing
    rows = list(AuditEntry.objects.order_by("pk").values_list("action", "unit__slug"))
    assert rows == [("add_modelinstance", "01864-2025"), ("end_modelinstance", "01864-2025")]


def test_the_database_keeps_versions_within_their_unit(world: World, camera: ModelInstance) -> None:
    wrong: list[dict[str, Any]] = [
        {"unit": world.giao_hieu, "valid_from": date(2025, 6, 1)},  # open, where the unit ended
        {"unit": world.commune, "valid_from": date(2025, 1, 1), "valid_to": date(2025, 8, 1)},
        {"unit": world.commune, "valid_from": date(2026, 1, 1)},  # beside another of the same model
    ]
    for row in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ModelVersion.objects.create(instance=camera, **row)
    other = Unit.objects.get(pk=world.giao_hieu.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEvent.objects.create(instance=camera, unit=other, on=SINCE, kind="strengthened")
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelRegister.objects.create(unit=world.giao_hieu, valid_from=date(2025, 1, 1))


def test_its_name_and_reasons_name_nobody(world: World, camera: ModelInstance) -> None:
    with pytest.raises(Refused):
        open_model(by=world.dung, type=kind(), opened=Open(world.commune, TODAY, Content()), name="Trần Thị Hoa")
    with pytest.raises(Refused):
        changed(world.dung, camera, Stop(TODAY), reason="bà Hoa báo")
    model = open_model(
        by=world.dung, type=kind(), opened=Open(world.commune, TODAY, Content()), name="Trường Nguyễn Du"
    )
    assert model.name == "Trường Nguyễn Du"


def test_a_life_may_begin_with_its_survey(world: World, camera: ModelInstance) -> None:
    model = opened(world.dung, world.commune, SINCE, established=True, surveyed=BEFORE)
    assert [(one.kind, one.on) for one in model.events.order_by("on")] == [
        ("surveyed", BEFORE), ("established", SINCE)
    ]  # fmt: skip
    assert model.events.get(kind="surveyed").unit != world.commune  # of its day
    assert verify() == []


def test_a_survey_comes_before_the_launch(world: World, camera: ModelInstance) -> None:
    with pytest.raises(Refused, match="Khảo sát là trước khi mô hình hoạt động") as refused:
        changed(world.dung, camera, Happen(TODAY, EventKind.SURVEYED))
    assert refused.value.field == "on"
    with pytest.raises(Refused) as refused:
        opened(world.dung, world.commune, SINCE, established=True, surveyed=TODAY)
    assert refused.value.field == "surveyed"
    model = opened(world.dung, world.commune, TODAY, established=True, surveyed=SINCE)
    with pytest.raises(Refused):
        changed(world.dung, model, Correct(TODAY, world.giao_hieu, BEFORE, Content(), established=True))


def test_a_stop_before_an_inspection_says_what_to_do(world: World, camera: ModelInstance) -> None:
    changed(world.dung, camera, Inspect(TODAY, "good"))
    with pytest.raises(Refused) as refused:
        changed(world.dung, camera, Stop(TODAY - timedelta(1)))
    assert f"Có lần kiểm tra ngày {TODAY:%d/%m/%Y}, sau ngày hoạt động cuối cùng" in refused.value.message
    assert "hủy lần kiểm tra đó trước" in refused.value.message
    changed(world.dung, camera, Happen(TODAY, EventKind.STRENGTHENED))
    changed(world.dung, camera, Void(ModelInspection.objects.get()))
    with pytest.raises(Refused, match="Củng cố, kiện toàn"):
        changed(world.dung, camera, Stop(TODAY - timedelta(1)))
