"""304 while nothing has changed, and never somebody else's page."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Grant, Role
from audit.actions import record_audit
from dashboards import answers, conditional, places
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import THAI_NGUYEN
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ADDRESS = f"/dashboards/units/{THAI_NGUYEN}/?period=month-2026-10"


def again(client: Client, stamp: str, address: str = ADDRESS, **headers: Any) -> int:
    return client.get(address, HTTP_IF_NONE_MATCH=stamp, **headers).status_code


def stamp_of(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-cache, private" or set(answer["Cache-Control"].split(", ")) == {
        "private",
        "no-cache",
    }
    return str(answer["ETag"])


def test_nothing_new_is_answered_without_reading_totals(
    world: World, browse: Browse, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    with django_assert_num_queries(3):  # session, person with grants, stamp
        assert again(client, stamp) == 304


def test_who_lost_the_token_of_the_forms_gets_the_page(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    del client.cookies[settings.CSRF_COOKIE_NAME]
    assert again(client, stamp) == 200


def test_a_record_of_the_province_is_news_and_one_elsewhere_is_not(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    recorded(world.son, world.foreign, patrol(on=date(2026, 10, 1)))
    assert again(client, stamp) == 304
    recorded(world.lan, world.commune, patrol(on=date(2026, 10, 1)))
    assert again(client, stamp) == 200


def test_a_record_of_the_former_province_is_news(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    recorded(world.lan, world.giao_hieu, patrol(on=date(2025, 6, 1)))
    assert again(client, stamp) == 200


def test_the_page_of_another_person_is_never_the_same(world: World, browse: Browse) -> None:
    stamp = stamp_of(browse(world.tinh))
    assert again(browse(world.thu), stamp) == 200
    assert again(browse(world.lan), stamp) == 404
    assert again(browse(), stamp) == 302


def test_a_new_session_of_the_same_person_gets_a_new_page(world: World, browse: Browse) -> None:
    """The forms of the old one carry a token that has gone."""
    stamp = stamp_of(browse(world.tinh))
    assert again(browse(world.tinh), stamp) == 200


def test_language_grants_and_address_make_another_page(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    assert again(client, stamp, HTTP_ACCEPT_LANGUAGE="en") == 304  # the choice of the person counts, not the browser's
    client.cookies["django_language"] = "en"
    assert again(client, stamp) == 200
    del client.cookies["django_language"]
    assert again(client, stamp, f"{ADDRESS}&by=area") == 200
    Grant.objects.create(user=world.tinh, role=Role.AREA_VIEWER, area=world.area, valid_from=date(2025, 1, 1))
    assert again(client, stamp) == 200


def test_tomorrow_the_page_is_another(world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("dashboards.conditional.timezone.localdate", lambda: tomorrow)
    assert again(client, stamp) == 200


def test_a_renamed_unit_is_news(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    record_audit(by=world.quan, action="change", obj=world.commune, unit=world.commune)
    assert again(client, stamp) == 200


def test_the_spreadsheet_is_conditional_too(world: World, browse: Browse) -> None:
    client, address = browse(world.tinh), reverse("unit_table", args=[THAI_NGUYEN])
    client.get(ADDRESS)  # nobody comes to a sheet without a page
    assert again(client, stamp_of(client, address), address) == 304


def test_a_page_with_a_notice_is_nobodys_copy(world: World, rf: Any, browse: Browse) -> None:
    request = rf.get(ADDRESS)
    request.user, request.session = world.tinh, browse(world.tinh).session
    request._messages = FallbackStorage(request)
    messages.success(request, "Đã ghi")
    place = places.unit(world.tinh, THAI_NGUYEN)
    assert "ETag" not in answers.dashboard(request, place)


def test_a_made_up_tag_is_worth_nothing(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    stamp = stamp_of(client)
    province = stamp.strip('"').partition("-")[0]
    for made_up in (f'"{province}-{"0" * 32}"', '"x"', f'"{"9" * 40}-1"', "*", f'"0-{stamp.rpartition("-")[2]}'):
        assert again(client, made_up) == 200
    assert again(client, f"W/{stamp}") == 304


def test_every_room_that_draws_a_page_stands_in_the_fingerprint(world: World, browse: Browse) -> None:
    browse(world.tinh).get(ADDRESS)
    root = Path(settings.BASE_DIR)
    files = {Path(str(one.__file__)) for one in list(sys.modules.values()) if getattr(one, "__file__", None)}
    inside = [one.relative_to(root) for one in files if root in one.parents]
    drawn = {root / one for one in inside if one.parts[0] not in {"tests", ".venv", "tools"}}
    covered = {path for pattern in conditional.SOURCES for path in root.glob(pattern)}
    assert not {one for one in drawn - covered if len(one.relative_to(root).parts) > 1}
    assert root / "campaigns/feeding.py" in covered
