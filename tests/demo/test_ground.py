"""The residential areas and accounts of the demonstration."""

from collections import Counter
from datetime import date
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse

from accounts.models import Grant, User
from antq.demo.accounts import ACCOUNTS, PASSWORD, create_accounts
from antq.demo.places import create_villages
from communes.models import ResidentialArea, ResidentialAreaMembership, Unit

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 1)


def names(slug: str) -> list[str]:
    found = ResidentialAreaMembership.objects.filter(unit__slug=slug).order_by("pk")
    return list(found.values_list("residential_area__name", flat=True))


def test_the_villages_of_the_articles_are_real() -> None:
    create_villages()
    real = ResidentialArea.objects.filter(invented=False).values_list("name", flat=True)
    assert sorted(real) == ["Thôn Bản Bây", "Thôn Bản Liên", "Thôn Nà Cà", "Thôn Nà Mền"]
    assert len(names("02047-2000")) == 10


def test_wards_have_numbered_groups() -> None:
    create_villages()
    assert names("01843-2000") == [f"Tổ dân phố {number}" for number in range(1, 13)]


def test_each_legacy_commune_has_five_to_twelve() -> None:
    create_villages()
    legacy = Unit.objects.filter(heir__province__slug="19-2025", leaf=True, valid_to__isnull=False)
    assert {len(names(slug)) for slug in legacy.values_list("slug", flat=True)} == set(range(5, 13))


def test_villages_follow_their_commune() -> None:
    create_villages()
    before = names("01858-2000") + names("01861-2000") + names("01864-2000") + names("01870-2000")
    assert sorted(names("01864-2025")) == sorted(before)


def test_no_village_of_a_commune_has_the_name_of_another() -> None:
    create_villages()
    rows = ResidentialAreaMembership.objects.filter(valid_to=None, residential_area__kind="thon")
    named = Counter(rows.values_list("unit", "residential_area__name"))
    assert named.most_common(1)[0][1] == 1


def test_villages_are_made_once() -> None:
    create_villages()
    create_villages()
    assert len(names("01843-2000")) == 12


def test_everybody_can_sign_in() -> None:
    create_accounts()
    create_accounts()
    request = RequestFactory().post("/")
    for account in ACCOUNTS:
        user = authenticate(request, username=account.username, password=account.password)
        assert isinstance(user, User)
        assert user.roles == {account.role}


def test_grants_are_of_the_kind_that_their_role_needs() -> None:
    create_accounts()
    for grant in Grant.objects.filter(user__username__in=[it.username for it in ACCOUNTS]):
        grant.full_clean(exclude=["granted_by"])


def test_the_command_refuses_outside_the_demonstration(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo")


def test_the_command_tells_whom_to_sign_in_as(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.DEMO = True
    call_command("demo", since=DAY, until=DAY)
    lines = capsys.readouterr().out.splitlines()
    assert lines[4].split()[0] == "lan"
    assert len(lines) == 4 + len(ACCOUNTS)


def test_the_sign_in_page_offers_the_accounts(settings: Any, client: Client) -> None:
    settings.DEMO = True
    page = client.get(reverse("login")).content.decode()
    assert all(f"<code>{account.username}</code>" in page for account in ACCOUNTS)
    settings.DEMO = False
    assert PASSWORD not in client.get(reverse("login")).content.decode()
