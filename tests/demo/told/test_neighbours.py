"""The ministry has something to compare: a few communes of three neighbouring provinces keep a log as well."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from antq.demo.places import NEIGHBOURS, OF_EACH, PROVINCE
from campaigns.models import Record
from communes.models import ResidentialArea, Unit
from tests.demo.told.test_dashboards import figure

pytestmark = pytest.mark.django_db


def test_three_more_provinces_have_records(told: Any) -> None:
    for province in NEIGHBOURS:
        wrote = Unit.objects.filter(province__slug=province, records__isnull=False).distinct()
        assert 2 <= wrote.count() <= OF_EACH


def test_they_are_few_beside_the_province_of_the_story(told: Any) -> None:
    here = Record.objects.filter(unit__province__slug=PROVINCE).count()
    assert 0 < Record.objects.filter(unit__province__slug__in=NEIGHBOURS).count() < here / 5


def test_their_residential_areas_are_marked_as_invented(told: Any) -> None:
    areas = ResidentialArea.objects.filter(memberships__unit__province__slug__in=NEIGHBOURS)
    assert {area.invented for area in areas} == {True}


def test_hanoi_awaits_its_first_entry(told: Any) -> None:
    """Sơn is there to make it."""
    assert not Record.objects.filter(unit__province__slug="01-2025").exists()


def test_the_ministry_sees_their_figures(told: Any) -> None:
    client = Client()
    client.force_login(User.objects.get(username="bo"), backend="accounts.backends.GrantBackend")
    july = "from=2025-07-01&to=2025-07-31"
    assert min(figure(client, slug, "patrol_sessions", july) for slug in (*NEIGHBOURS, PROVINCE)) > 0
