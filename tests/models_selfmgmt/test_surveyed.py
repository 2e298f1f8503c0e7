"""A model that was surveyed and not launched: it stands in the register, and in no number of it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import AuditEntry
from communes.models import Unit
from models_selfmgmt.actions import Conflict, Refused, move_register, open_model, open_register
from models_selfmgmt.changes import Alter, Happen, Inspect, Stop, Void, Withdraw
from models_selfmgmt.history import Content
from models_selfmgmt.models import EventKind, ModelEvent, ModelInstance, ModelRegister, ModelVersion
from models_selfmgmt.planned import Launch, Survey
from rollups.checking import verify
from rollups.models import DistinctTotal, Total
from tests.models_selfmgmt.entries import BEFORE, SINCE, changed, kind, opened, said, value
from tests.models_selfmgmt.recounting import FIGURES, standing_on
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
TODAY = timezone.localdate()
LOOKED, LAUNCHED = date(2025, 5, 4), date(2026, 2, 14)
DAYS = [LOOKED - timedelta(1), LOOKED, BEFORE, SINCE, LAUNCHED - timedelta(1), LAUNCHED, TODAY]


def surveyed(world: World, on: date = LOOKED, unit: Unit | None = None, key: str = "security_camera") -> ModelInstance:
    return open_model(by=world.dung, type=kind(key), opened=Survey(unit or world.giao_hieu, on), uuid=uuid4())


def figures(world: World) -> dict[tuple[int, date, bool, str], int]:
    """What a register counts, in both units and lenses, on days around what happens here."""
    keys = ("self_mgmt_models_active", "movement_models_active", "model_registers", "cameras_active")
    return {
        (unit.pk, day, today, key): value(unit, key, day, today=today)
        for unit in (world.commune, world.giao_hieu) for day in DAYS[1::2] for today in (True, False) for key in keys
    }  # fmt: skip


def rows() -> list[object]:
    return [*Total.objects.order_by("pk").values(), *DistinctTotal.objects.order_by("pk").values()]


@pytest.fixture(autouse=True)
def a_register(world: World) -> None:
    open_register(by=world.dung, unit=world.commune, since=date(2025, 1, 1))


def test_it_counts_in_nothing_until_it_is_launched(world: World) -> None:
    totals, before = rows(), figures(world)
    plan = surveyed(world, key="farmers_branch")
    assert (rows(), figures(world)) == (totals, before)
    assert plan.unit == world.commune  # whoever keeps it today
    assert plan.events.get().unit == world.giao_hieu  # of its day
    changed(world.dung, plan, Launch(world.commune, LAUNCHED, said(farmers_branch_members=4)))
    assert [value(world.commune, "farmers_branch_members", day) for day in DAYS] == [0, 0, 0, 0, 0, 4, 4]
    assert [value(world.province, "farmers_branch_members", day, today=False) for day in DAYS[-3:]] == [0, 4, 4]
    assert value(world.commune, "farmers_branch_models_new", TODAY, since=LAUNCHED) == 1
    for day in DAYS[-2:]:
        expected = standing_on(world.commune, day)
        assert {key: value(world.commune, key, day) for key in FIGURES} == {key: expected[key] for key in FIGURES}
    assert verify() == []


def test_its_launch_is_an_event_beside_its_survey(world: World) -> None:
    plan = surveyed(world)
    changed(world.dung, plan, Launch(world.commune, LAUNCHED, Content(), "Ngã ba Nà Muồng"), reason="")
    assert [(one.kind, one.on) for one in plan.events.order_by("on")] == [
        ("surveyed", LOOKED), ("established", LAUNCHED),
    ]  # fmt: skip
    plan.refresh_from_db()
    assert plan.name == "Ngã ba Nà Muồng"
    with pytest.raises(Refused, match="đã ra mắt"):
        changed(world.dung, plan, Launch(world.commune, TODAY, Content()))


def test_a_launch_by_mistake_leaves_the_survey(world: World) -> None:
    before = figures(world)
    plan = surveyed(world)
    changed(world.dung, plan, Launch(world.commune, LAUNCHED, said(world.villages[0], cameras_active=4)))
    changed(world.dung, plan, Void(plan.events.get(kind="established")))
    assert figures(world) == before
    assert list(ModelInstance.objects.planned()) == [plan]
    changed(world.dung, plan, Launch(world.commune, TODAY, Content()))
    changed(world.dung, plan, Alter(world.commune, TODAY, said(cameras_active=1)))
    assert verify() == []


def test_a_launch_after_which_something_was_said_is_not_voided(world: World) -> None:
    plan = surveyed(world)
    changed(world.dung, plan, Launch(world.commune, LAUNCHED, Content()))
    changed(world.dung, plan, Inspect(TODAY, "good"))
    launch = plan.events.get(kind="established")
    with pytest.raises(Refused, match="hủy việc đó trước"):
        changed(world.dung, plan, Void(launch))
    changed(world.dung, plan, Void(plan.inspections.get()))
    changed(world.dung, plan, Alter(world.commune, TODAY, said(cameras_active=1)))
    with pytest.raises(Refused, match="đã thay đổi sau khi ra mắt"):
        changed(world.dung, plan, Void(launch))


def test_it_is_given_up_and_taken_up_again(world: World) -> None:
    before, plan = figures(world), surveyed(world)
    with pytest.raises(Refused, match="sau khi khảo sát"):
        changed(world.dung, plan, Stop(LOOKED - timedelta(1)))
    changed(world.dung, plan, Stop(SINCE), reason="")
    with pytest.raises(Refused, match="đã thôi triển khai"):
        changed(world.dung, plan, Launch(world.commune, TODAY, Content()))
    changed(world.dung, plan, Void(plan.events.get(kind="stopped")))
    assert figures(world) == before
    changed(world.dung, plan, Launch(world.commune, TODAY, Content()))
    assert verify() == []


def test_it_is_withdrawn(world: World) -> None:
    before, plan = figures(world), surveyed(world)
    changed(world.dung, plan, Withdraw(), reason="ghi trùng")
    assert not ModelEvent.objects.filter(voided=False).exists()
    assert not ModelInstance.objects.planned().exists()
    for change in (Happen(TODAY, EventKind.SURVEYED), Stop(TODAY), Launch(world.commune, TODAY, Content())):
        with pytest.raises(Refused):
            changed(world.dung, plan, change)
    assert figures(world) == before


def test_nothing_else_happens_to_what_was_not_launched(world: World) -> None:
    plan = surveyed(world)
    for change in (
        Inspect(TODAY, "good"), Happen(TODAY, EventKind.STRENGTHENED), Alter(world.commune, TODAY, Content()),
        Void(plan.events.get()), Launch(world.giao_hieu, LOOKED - timedelta(1), Content()),
    ):  # fmt: skip
        with pytest.raises(Refused):
            changed(world.dung, plan, change)
    again = changed(world.dung, plan, Happen(SINCE, EventKind.SURVEYED))
    changed(world.dung, again, Void(plan.events.get(on=LOOKED)))
    assert [one.unit for one in plan.events.filter(voided=False)] == [world.commune]


def test_sending_its_survey_twice_makes_one(world: World) -> None:
    uuid, survey = uuid4(), Survey(world.commune, TODAY)
    for _ in range(2):
        sent = open_model(by=world.dung, type=kind(), opened=survey, name="Ngã ba Nà Muồng", uuid=uuid)
    assert (sent.resent, ModelInstance.objects.count()) == (True, 1)
    for other in (Survey(world.commune, SINCE), survey):
        with pytest.raises(Conflict):
            open_model(by=world.dung, type=kind(), opened=other, name="Ngã ba Nà Mền", uuid=uuid)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "add_modelregister",
        "add_modelinstance",
    ]


def test_who_keeps_no_register_surveys_nothing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        open_model(by=world.lan, type=kind(), opened=Survey(world.commune, TODAY))
    with pytest.raises(Refused):
        surveyed(world, TODAY + timedelta(1), world.commune)
    with pytest.raises(Refused):
        surveyed(world, TODAY)  # the old commune was no more
    ModelRegister.objects.all().delete()
    with pytest.raises(Refused, match="chưa lập sổ"):
        surveyed(world, TODAY, world.commune)
    assert not ModelInstance.objects.exists()


def test_it_goes_on_with_what_becomes_of_its_unit(world: World) -> None:
    plan = surveyed(world, SINCE, world.commune)
    moved = move_register(by=None, old=world.commune, new=world.neighbour, day=TODAY, instances=[plan])
    assert moved == [plan]
    plan.refresh_from_db()
    assert (plan.unit, plan.version) == (world.neighbour, 2)
    assert plan.events.get().unit == world.commune


@pytest.mark.parametrize("event", ["established", "strengthened", "replicated"])
def test_the_database_lets_nothing_happen_without_a_stage(world: World, event: str) -> None:
    plan = surveyed(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEvent.objects.create(instance=plan, unit=world.commune, on=TODAY, kind=event)
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.inspections.create(unit=world.commune, on=TODAY, grade="good")
    opened(world.dung, world.commune, TODAY)
    one = ModelVersion.objects.get().instance
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEvent.objects.create(instance=one, unit=world.commune, on=TODAY - timedelta(1), kind=event)


def test_the_database_keeps_the_survey_of_what_was_not_launched(world: World) -> None:
    plan = surveyed(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        plan.events.update(voided=True, reason="sai")
    with pytest.raises(IntegrityError), transaction.atomic():  # given up before it was looked at
        ModelEvent.objects.create(instance=plan, unit=world.giao_hieu, on=LOOKED - timedelta(1), kind="stopped")
    changed(world.dung, plan, Withdraw())
    with pytest.raises(IntegrityError), transaction.atomic():
        ModelEvent.objects.create(instance=plan, unit=world.commune, on=TODAY, kind="surveyed")
