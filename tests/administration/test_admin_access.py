"""The admin site in the matrix: every address × every person × own and foreign object, reading and writing."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from accounts.models import Grant
from audit.actions import record_audit
from audit.models import AuditEntry
from campaigns.models import Campaign
from communes.models import Area, District, Unit
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
SignedIn = Callable[[str], Client]

CAST = ["lan", "dung", "minh", "hung", "thu", "tinh", "son", "bo", "quan", "trang", "kien"]
STAFF = {"quan", "trang", "thu", "kien"}
QUAN = {"quan"}
KEPT = {"look": QUAN, "add": QUAN, "change": QUAN}
# Who may look at the list and an own object, add, change; and who reaches the foreign object at all.
TABLE: dict[str, dict[str, set[str]]] = {
    **dict.fromkeys(["communes_province", "communes_commune", "communes_station"], KEPT),
    "communes_district": KEPT | {"add": set()},
    "communes_unit": {"look": {"quan", "trang", "thu"}, "add": set(), "change": set()},
    "communes_area": {"look": {"quan", "trang", "thu"}, "add": {"quan", "thu"}, "change": {"quan", "thu"}},
    "accounts_user": {name: {"quan", "trang"} for name in ("look", "add", "change")},
    "accounts_grant": {name: {"quan", "trang"} for name in ("look", "add", "change")},
    "rollups_indicator": KEPT,
    "periods_period": KEPT | {"look": {"quan", "thu"}},
    "campaigns_campaign": {name: {"quan", "thu"} for name in ("look", "add", "change")},
    **dict.fromkeys(
        [
            f"campaigns_{model}"
            for model in ("activitykind", "audience", "choicelist", "forcekind", "giftkind", "itemkind", "itemrule",
                          "lawgroup", "linkedmovement", "partnerorg", "sessionform", "topic")
        ],
        KEPT,
    ),
    "models_selfmgmt_modeltype": KEPT,
    "returns_returnform": KEPT,
    "audit_auditentry": {"look": {"kien"}, "add": set(), "change": set()},
}  # fmt: skip
NATIONAL = {"quan", "kien"}
MODELS = {f"{model._meta.app_label}_{model._meta.model_name}": model for model in admin.site._registry}
# Addresses of the site itself and of our own pages; each is tested by its name below.
OTHERS = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "app_list"}
OWN = {"accounts_user_new_password", "accounts_grant_revoke"}


@pytest.fixture(scope="module")
def world(cast: World) -> World:
    """Not read again: hundreds of tests ask for it, and none keeps what it writes."""
    return cast


@pytest.fixture(scope="module")
def objects(world: World, django_db_blocker: Any) -> dict[str, tuple[Any, Any]]:
    with django_db_blocker.unblock():
        return objects_of(world)


def objects_of(world: World) -> dict[str, tuple[Any, Any]]:
    """An object of the cast's province and one of another, for each model that is scoped."""
    days = {"start": date(2026, 1, 1), "end": date(2026, 2, 1)}
    foreign_province = world.foreign.province
    assert foreign_province is not None
    return {
        "accounts_user": (world.lan, world.son),
        "accounts_grant": (world.lan.grants.get(), world.son.grants.get()),
        "communes_area": (world.area, Area.objects.filter(province=foreign_province).first()),
        "communes_unit": (world.commune, world.foreign),
        "communes_district": (District.objects.first(), None),
        "communes_commune": (world.commune, world.foreign),
        "communes_province": (world.province, foreign_province),
        "campaigns_campaign": (
            Campaign.objects.create(name="Tết", unit=world.province, **days),
            Campaign.objects.create(name="Tết", unit=foreign_province, **days),
        ),
        "audit_auditentry": (record_audit(by=None, action="add_unit", obj=world.commune, unit=world.commune), None),
    }


def pair(model: str, objects: dict[str, tuple[Any, Any]]) -> tuple[Any, Any]:
    return objects.get(model) or (MODELS[model]._default_manager.first(), None)


def addresses(patterns: list[Any]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def test_every_address_of_the_site_stands_in_the_table() -> None:
    stock = {f"{model}_{page}" for model in TABLE for page in ("changelist", "add", "change", "history", "delete")}
    assert set(addresses(admin.site.get_urls())) == stock | OTHERS | OWN
    assert set(MODELS) == set(TABLE)


@pytest.mark.parametrize("model", TABLE)
def test_everybody_sees_what_the_table_says(
    model: str, signed_in: SignedIn, objects: dict[str, tuple[Any, Any]]
) -> None:
    own, foreign = pair(model, objects)
    pages: list[tuple[str, str, list[Any]]] = [("look", f"{model}_changelist", []), ("add", f"{model}_add", [])]
    pages += [("look", f"{model}_change", [own.pk]), ("look", f"{model}_history", [own.pk])]
    wrong = []
    for person in CAST:
        client = signed_in(person)
        allowed = TABLE[model]
        got = [
            (person in allowed[what], client.get(reverse(f"admin:{name}", args=args)), name)
            for what, name, args in pages
        ]
        if foreign is not None:
            reaches = person in allowed["look"] and person in NATIONAL
            got.append((reaches, client.get(reverse(f"admin:{model}_change", args=[foreign.pk])), "foreign"))
            got.append((reaches, client.get(reverse(f"admin:{model}_history", args=[foreign.pk])), "foreign history"))
        got.append((False, client.get(reverse(f"admin:{model}_delete", args=[own.pk])), "delete"))
        got.append((False, client.get(reverse(f"admin:{model}_change", args=[999_999_999])), "missing"))
        wrong += [
            (person, name, answer.status_code)
            for may, answer, name in got
            if answer.status_code != (200 if may else 404)
        ]
    assert wrong == []


@pytest.mark.parametrize("model", TABLE)
def test_only_those_of_the_table_write(model: str, signed_in: SignedIn, objects: dict[str, tuple[Any, Any]]) -> None:
    """An empty form: whoever may write is shown what is missing, everybody else finds nothing."""
    own, foreign = pair(model, objects)
    wrong = []
    for person in CAST:
        client = signed_in(person)
        allowed = TABLE[model]
        posts = [
            (person in allowed["add"], f"{model}_add", []),
            (person in allowed["change"], f"{model}_change", [own.pk]),
            (False, f"{model}_delete", [own.pk]),
        ]
        if foreign is not None:
            posts.append((person in allowed["change"] and person in NATIONAL, f"{model}_change", [foreign.pk]))
        for may, name, args in posts:
            got = client.post(reverse(f"admin:{name}", args=args), {"post": "yes"}).status_code
            if got not in ({200, 302} if may else {404}):
                wrong.append((person, name, args, got))
    assert wrong == []


@pytest.mark.parametrize("name", ["accounts_user_new_password", "accounts_grant_revoke"])
def test_accounts_are_kept_by_their_keepers_alone(
    name: str, signed_in: SignedIn, objects: dict[str, tuple[Any, Any]]
) -> None:
    own, foreign = objects[name.rsplit("_", 1)[0].removesuffix("_new")]
    for person in CAST:
        client = signed_in(person)
        assert (client.get(reverse(f"admin:{name}", args=[own.pk])).status_code == 200) == (person in {"quan", "trang"})
        assert (client.get(reverse(f"admin:{name}", args=[foreign.pk])).status_code == 200) == (person == "quan")
        if person not in {"quan", "trang"}:
            assert client.post(reverse(f"admin:{name}", args=[own.pk])).status_code == 404
    assert not AuditEntry.objects.exclude(action="add_unit").exists()
    assert not Grant.objects.filter(revoked_at__isnull=False).exists()


@pytest.mark.parametrize("path", ["", "jsi18n/", "accounts/", "communes/", "r/1/1/", "khong-co/", "auth/group/"])
def test_the_site_itself_is_open_to_staff_alone(path: str, signed_in: SignedIn) -> None:
    own_app = {"accounts/": {"quan", "trang"}, "communes/": {"quan", "trang", "thu"}}.get(path, STAFF)
    there = own_app if path in {"", "jsi18n/", "accounts/", "communes/"} else set()
    for person in CAST:
        got = signed_in(person).get(f"/admin/{path}").status_code
        assert got == (200 if person in there else 404), (person, path)


@pytest.mark.parametrize("name", [f"{model}_changelist" for model in TABLE] + ["index", "jsi18n", "autocomplete"])
def test_nobody_is_sent_to_sign_in(name: str, browse: Browse) -> None:
    address = reverse(f"admin:{name}")
    for answer in (browse().get(address), browse().post(address)):
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


def complete(client: Client, model: str, field: str, term: str) -> list[str]:
    query = {"app_label": model.split("_")[0], "model_name": model.split("_")[1], "field_name": field, "term": term}
    answer = client.get(reverse("admin:autocomplete"), query)
    return [row["text"] for row in answer.json()["results"]] if answer.status_code == 200 else [str(answer.status_code)]


def test_choices_are_searched_without_marks_within_the_scope(world: World, browse: Browse) -> None:
    found = complete(browse(world.quan), "accounts_grant", "unit", "BANG thanh")
    assert found[0] == "Xã Bằng Thành, Tỉnh Thái Nguyên"
    past = "Xã Bằng Thành, Tỉnh Bắc Kạn (đến 30/06/2025)"
    assert past not in found  # a role is given for a unit of today
    assert past in complete(browse(world.quan), "communes_station", "unit", "BANG thanh")
    foreign = Unit.objects.get(pk=world.foreign.pk)
    for person in ("trang", "thu"):
        assert complete(browse(getattr(world, person)), "campaigns_campaign", "unit", foreign.name) == []
    assert complete(browse(world.trang), "accounts_grant", "user", "nguyen thi lan") == ["Nguyễn Thị Lan (lan)"]
    assert complete(browse(world.trang), "accounts_grant", "user", "do hong son") == []


@pytest.mark.parametrize("name", ["lan", "thu", "kien", "tinh"])
def test_choices_of_accounts_are_closed_to_others(name: str, world: World, browse: Browse) -> None:
    assert complete(browse(getattr(world, name)), "accounts_grant", "user", "lan") == ["404"]


def test_a_strangers_answer_is_that_of_something_missing(world: World, browse: Browse) -> None:
    client = browse(world.trang)
    foreign = client.get(reverse("admin:accounts_user_change", args=[world.son.pk]))
    missing = client.get(reverse("admin:accounts_user_change", args=[999_999_999]))
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_lists_name_nothing_beyond_the_scope(world: World, browse: Browse) -> None:
    for name in ("accounts_user", "accounts_grant", "communes_area"):
        for query in ("", "?q=son", "?validity=all"):
            text = browse(world.trang).get(reverse(f"admin:{name}_changelist") + query).content.decode()
            assert world.son.name not in text
            assert world.foreign.name not in text


@pytest.mark.parametrize("name", ["q", "province", "level__exact", "validity"])
def test_lists_stand_what_no_database_holds(world: World, browse: Browse, name: str) -> None:
    address = reverse("admin:communes_unit_changelist")
    assert browse(world.quan).get(address, {name: "a\0"}).status_code == 404
