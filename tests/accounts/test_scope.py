"""Every role against every verb: what a person's grants open, and when they stop."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import Grant, Role, User
from accounts.scope import KEEPS, PERMISSIONS, VERBS
from communes.models import Area, AreaMembership, Unit
from tests.world import World, person

pytestmark = pytest.mark.django_db
VERB_METHODS = {
    "read": Unit.objects.read_by,
    "write": Unit.objects.written_by,
    "verify": Unit.objects.verified_by,
    "stand_in": Unit.objects.stood_in_by,
    "accounts": Unit.objects.managed_by,
    "areas": Unit.objects.kept_by,
    "administer": Unit.objects.administered_by,
    "report": Unit.objects.reported_by,
    "target": Unit.objects.targeted_by,
    "judge": Unit.objects.judged_by,
    "restricted": Unit.objects.restricted_of,
    "restricted_write": Unit.objects.restricted_kept_by,
}
# What each of the cast reaches: o = own commune, h = its history, n = neighbour in the area, p = the province itself,
# f = a commune of another province.
REACH = {
    "lan": {"read": "oh", "write": "oh"},
    "dung": {"read": "oh", "write": "oh", "verify": "oh", "accounts": "oh", "areas": "oh", "report": "oh"},
    "minh": {"read": "n", "write": "n"},
    "hung": {"read": "ohn"},
    "thu": {
        "read": "ohnp",
        "stand_in": "ohnp",
        "administer": "ohnp",
        "report": "ohnp",
        "target": "ohnp",
        "judge": "ohnp",
        "restricted": "ohnp",
        "restricted_write": "ohnp",
    },
    "tinh": {"read": "ohnp", "restricted": "ohnp"},
    "son": {"read": "f", "write": "f"},
    "bo": {"read": "ohnpf"},
    "quan": {"accounts": "ohnpf", "administer": "ohnpf"},
    "trang": {"accounts": "ohnp"},
    "kien": {},
}


def again(user: User) -> User:
    """The same account as the next request sees it."""
    return User.objects.get(pk=user.pk)


def grant_of(user: User) -> Grant:
    return user.grants.get()


@pytest.mark.parametrize("verb", VERB_METHODS)
@pytest.mark.parametrize("name", REACH)
def test_it_opens_to_each_role_what_the_table_says(world: World, name: str, verb: str) -> None:
    places = {
        "o": world.commune,
        "h": world.giao_hieu,
        "n": world.neighbour,
        "p": world.province,
        "f": world.foreign,
    }
    found = set(VERB_METHODS[verb](getattr(world, name)).values_list("pk", flat=True))
    reached = "".join(letter for letter, unit in places.items() if unit.pk in found)
    assert reached == REACH[name].get(verb, "")


def test_every_verb_and_every_role_stand_in_the_table() -> None:
    assert set(VERBS) == set(VERB_METHODS) | {"audit"}
    assert {role for roles in VERBS.values() for role in roles} == set(Role.values)
    assert set(KEEPS) | set(PERMISSIONS) < set(Role.values)


def test_it_opens_the_old_province_to_the_new_one(world: World) -> None:
    bac_kan = Unit.objects.get(slug="06-2000")
    assert Unit.objects.read_by(world.tinh).filter(pk=bac_kan.pk).exists()
    assert Unit.objects.read_by(world.tinh).filter(province=bac_kan).count() > 100


def test_it_gives_the_history_of_a_divided_commune_to_its_heir_alone(world: World) -> None:
    divided = Unit.objects.filter(successions__divided=True, leaf=True).first()
    assert divided is not None
    heir = person("heir", "Thừa Kế", Role.OFFICER, unit=divided.heir)
    other = divided.successions.filter(main=False).first()
    assert other is not None
    sibling = person("sibling", "Bên Cạnh", Role.OFFICER, unit=other.successor)
    assert Unit.objects.read_by(heir).filter(pk=divided.pk).exists()
    assert not Unit.objects.read_by(sibling).filter(pk=divided.pk).exists()


def test_it_opens_an_area_without_its_province(world: World) -> None:
    assert list(Area.objects.read_by(world.hung)) == [world.area]
    assert world.area in Area.objects.read_by(world.tinh)
    assert not Area.objects.read_by(world.lan).exists()


def test_it_closes_a_commune_that_left_the_area(world: World) -> None:
    AreaMembership.objects.filter(unit=world.commune).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert not Unit.objects.read_by(world.hung).filter(pk__in=[world.commune.pk, world.giao_hieu.pk]).exists()


def test_it_closes_an_area_that_ended(world: World) -> None:
    Area.objects.filter(pk=world.area.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert not Unit.objects.read_by(world.hung).exists()


@pytest.mark.parametrize(
    "dates",
    [{"valid_to": timedelta(days=-1)}, {"valid_from": timedelta(days=1), "valid_to": timedelta(days=9)}],
    ids=["expired", "not begun"],
)
def test_it_counts_only_grants_of_today(world: World, dates: dict[str, timedelta]) -> None:
    values: Any = {name: timezone.localdate() + distance for name, distance in dates.items()}
    Grant.objects.filter(user=world.lan).update(**values)
    assert not again(world.lan).roles
    assert not Unit.objects.read_by(again(world.lan)).exists()


def test_a_grant_works_on_its_last_day(world: World) -> None:
    Grant.objects.filter(user=world.lan).update(valid_to=timezone.localdate())
    assert again(world.lan).has_role(Role.OFFICER)


def test_a_revoked_grant_ends_at_once(world: World) -> None:
    Grant.objects.filter(user=world.lan).update(valid_to=timezone.localdate(), revoked_at=timezone.now())
    assert not Unit.objects.written_by(again(world.lan)).exists()


def test_an_inactive_account_reaches_nothing(world: World) -> None:
    User.objects.filter(pk=world.quan.pk).update(is_active=False)
    quan = again(world.quan)
    assert not quan.is_staff
    assert not quan.has_perm("communes.change_unit")
    assert not Unit.objects.managed_by(quan).exists()


def test_two_grants_add_up(world: World) -> None:
    Grant.objects.create(user=world.lan, role=Role.OFFICER, unit=world.foreign, valid_from=timezone.localdate())
    lan = again(world.lan)
    assert set(Unit.objects.written_by(lan)) >= {world.commune, world.foreign}


def test_an_account_manager_keeps_accounts_below_in_the_own_province(world: World) -> None:
    kept = set(User.objects.managed_by(world.trang))
    assert kept == {world.lan, world.dung, world.minh, world.hung}
    assert set(Grant.objects.managed_by(world.trang)) == {grant_of(user) for user in kept}


def test_a_station_head_keeps_the_own_officers(world: World) -> None:
    assert list(User.objects.managed_by(world.dung)) == [world.lan]


def test_an_administrator_keeps_every_account(world: World) -> None:
    assert User.objects.managed_by(world.quan).count() == User.objects.count()


@pytest.mark.parametrize("name", ["lan", "hung", "thu", "tinh", "bo", "kien"])
def test_other_roles_keep_no_accounts(world: World, name: str) -> None:
    assert not User.objects.managed_by(getattr(world, name)).exists()
    assert not Grant.objects.managed_by(getattr(world, name)).exists()


def test_who_serves_elsewhere_too_is_not_kept_here(world: World) -> None:
    Grant.objects.create(user=world.lan, role=Role.OFFICER, unit=world.foreign, valid_from=timezone.localdate())
    assert world.lan not in User.objects.managed_by(world.trang)


def test_who_rises_later_is_no_longer_kept(world: World) -> None:
    Grant.objects.create(
        user=world.dung,
        role=Role.PROVINCE_STEWARD,
        unit=world.province,
        valid_from=timezone.localdate() + timedelta(days=30),
    )
    assert world.dung not in User.objects.managed_by(world.trang)


def test_a_leaver_is_still_kept(world: World) -> None:
    Grant.objects.filter(user=world.lan).update(valid_to=timezone.localdate() - timedelta(days=1))
    assert world.lan in User.objects.managed_by(world.trang)


@pytest.mark.parametrize("model", ["record", "patrol", "propagandasession", "weaponhandover", "handoveritem"])
def test_nobody_may_touch_activity_data_in_the_admin_site(world: World, model: str) -> None:
    for name in REACH:
        for action in ("view", "add", "change", "delete"):
            assert not getattr(world, name).has_perm(f"campaigns.{action}_{model}")


def test_nobody_may_delete_in_the_admin_site() -> None:
    assert not any("delete" in actions for models in PERMISSIONS.values() for actions in models.values())


def test_only_auditors_may_look_at_the_trail(world: World) -> None:
    assert [name for name in REACH if getattr(world, name).has_perm("audit.view_auditentry")] == ["kien"]
    assert not world.kien.has_perm("audit.change_auditentry")
