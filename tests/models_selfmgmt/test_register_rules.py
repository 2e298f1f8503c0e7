"""What the register refuses: whose it is, days, doubles, impossible contents, what the database holds."""

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
    Stop,
    Void,
)
from models_selfmgmt.history import Content
from models_selfmgmt.models import EventKind, ModelEvent, ModelInspection, ModelInstance, ModelRegister, ModelVersion
from rollups.checking import verify
from tests.models_selfmgmt.entries import BEFORE, OLD, SINCE, changed, kind, opened, said, value
from tests.world import World, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
TODAY = timezone.localdate()


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
