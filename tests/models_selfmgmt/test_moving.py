"""The transfer that a reorganisation calls: models go on in the next unit, and totals with them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Role, User
from communes.actions import save_unit
from communes.models import ResidentialAreaMembership, Succession, Unit
from models_selfmgmt.actions import move_register
from models_selfmgmt.changes import Alter, Inspect
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelInstance, ModelRegister, ModelVersion
from rollups.checking import verify
from tests.models_selfmgmt.entries import OLD, changed, opened, said, value
from tests.world import World, person, settled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
LAST, DAY = date(2026, 5, 31), date(2026, 6, 1)


@pytest.fixture
def merged(world: World) -> Unit:
    """A reorganisation of tomorrow: Bằng Thành becomes another commune on 1 June 2026."""
    old = world.commune
    Unit.objects.filter(pk=old.pk).update(valid_to=LAST)
    old.refresh_from_db()
    new = Unit(code="99001", name="Bằng Vân", level=old.level, kind=old.kind, parent=old.parent, leaf=True)
    new.valid_from = DAY
    save_unit(new)
    Succession.objects.create(predecessor=old, successor=new, main=True, rule="only", divided=False)
    Unit.objects.filter(heir=old).update(heir=new)
    with settled(old, new):
        for line in ResidentialAreaMembership.objects.filter(unit=old, valid_to__isnull=True):
            ResidentialAreaMembership.objects.filter(pk=line.pk).update(valid_to=LAST)
            ResidentialAreaMembership.objects.create(residential_area=line.residential_area, unit=new, valid_from=DAY)
    return new


def test_models_go_on_in_the_next_unit(world: World, merged: Unit) -> None:
    """Entered before the reorganisation was known: their rows are open in the unit that ended."""
    Unit.objects.filter(pk=world.commune.pk).update(valid_to=None)
    Unit.objects.filter(heir=merged).update(heir=world.commune)
    camera = opened(world.dung, world.giao_hieu, OLD, said(cameras_active=4))
    changed(world.dung, camera, Inspect(date(2026, 6, 5), "good"))
    Unit.objects.filter(pk=world.commune.pk).update(valid_to=LAST)
    Unit.objects.filter(heir=world.commune).update(heir=merged)
    moved = move_register(by=None, old=Unit.objects.get(pk=world.commune.pk), new=merged, day=DAY)
    assert moved == [camera]
    rows = ModelVersion.objects.standing().filter(instance=camera)
    assert [(row.unit.slug, row.carried) for row in rows] == [
        ("01870-2000", False), ("01864-2025", True), ("99001-2026", True),
    ]  # fmt: skip
    assert not ModelVersion.objects.filter(voided=True).exists()
    assert value(merged, "cameras_active", DAY) == value(merged, "cameras_active", LAST) == 4
    assert camera.inspections.get(voided=False).unit == merged
    assert [row.valid_to for row in ModelRegister.objects.order_by("valid_from")] == [date(2025, 6, 30), LAST, None]
    assert verify() == []


def test_what_lies_beyond_a_known_boundary_needs_no_move(world: World, merged: Unit) -> None:
    camera = opened(person_of(world, merged), world.giao_hieu, OLD, said(world.villages[0], cameras_active=2))
    camera.refresh_from_db()
    assert camera.unit == merged
    assert verify() == []


def test_named_models_move_alone_and_stay_moved(world: World) -> None:
    """A village goes to the neighbour: what is named goes along, and later changes leave it there."""
    stays, goes = (opened(world.dung, world.commune, date(2026, 1, 1), said(cameras_active=n)) for n in (1, 2))
    moved = move_register(by=None, old=world.commune, new=world.neighbour, day=DAY, instances=[goes])
    assert moved == [goes]
    assert value(world.commune, "cameras_active", LAST) == 3
    assert [value(unit, "cameras_active", DAY) for unit in (world.commune, world.neighbour)] == [1, 2]
    stays.refresh_from_db()
    assert stays.unit == world.commune
    both = person_of(world, world.neighbour, also=world.commune)
    changed(both, goes, Alter(world.commune, date(2026, 3, 1), said(cameras_active=5)))
    assert value(world.neighbour, "cameras_active", DAY) == 5
    assert verify() == []


def test_who_joins_moves_too(world: World) -> None:
    cluster = opened(
        world.dung, world.commune, date(2026, 1, 1), Content(joined=frozenset({world.neighbour})), "security_cluster"
    )
    third = Unit.objects.filter(area_memberships__area=world.area).exclude(
        pk__in=[world.commune.pk, world.neighbour.pk]
    )[0]
    assert move_register(by=None, old=world.neighbour, new=third, day=DAY) == [cluster]
    assert value(world.neighbour, "security_clusters_joined", DAY) == 0
    assert value(third, "security_clusters_joined", DAY) == 1
    assert value(world.commune, "security_clusters_active", DAY) == 1
    assert verify() == []


def test_what_came_by_mistake_and_went_back_is_nothing_of_the_neighbour(world: World) -> None:
    camera = opened(world.dung, world.commune, date(2026, 1, 1), said(cameras_active=2))
    for old, new in ((world.commune, world.neighbour), (world.neighbour, world.commune)):
        move_register(by=None, old=old, new=new, day=DAY, instances=[camera])
        assert ModelInstance.objects.read_by(world.minh).exists() == (new == world.neighbour)
    assert verify() == []


def test_only_who_sets_up_moves(world: World) -> None:
    for who in (world.dung, world.lan, world.tinh, world.son):
        with pytest.raises(PermissionDenied):
            move_register(by=who, old=world.commune, new=world.neighbour, day=DAY)
    assert move_register(by=world.thu, old=world.commune, new=world.neighbour, day=DAY) == []


def person_of(world: World, unit: Unit, also: Unit | None = None) -> User:

    head = person("head", "Trưởng", Role.STATION_HEAD, unit=unit)
    if also is not None:
        head.grants.create(role=Role.STATION_HEAD, unit=also, valid_from=date(2020, 1, 1))
    return head
