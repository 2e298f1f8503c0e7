"""Which periods the form of a return offers, and which it proposes."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from returns.models import ReturnForm
from tests.campaigns.entries import recorded
from tests.campaigns.test_entry_pages import text
from tests.returns.filing import AUGUST, LAST_DAY, tips
from tests.returns.test_returns import add, sent
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]


def test_a_new_one_begins_with_the_last_period_that_is_not_reported(world: World, browse: Browse) -> None:
    client = browse(world.lan)
    first = client.get(add(world.commune)).context["form"]["on"].value()
    recorded(world.lan, world.commune, tips(date.fromisoformat(first)))
    second = client.get(add(world.commune)).context["form"]["on"].value()
    assert second < first


def test_of_a_unit_that_owes_nothing_no_period_is_proposed(world: World, browse: Browse) -> None:
    ReturnForm.objects.filter(key="tips_and_conflicts").update(valid_from=date(2026, 10, 1))
    for end in (date(2026, 10, 14), date(2026, 11, 14)):
        recorded(world.lan, world.commune, tips(end))
    client = browse(world.lan)
    form = client.get(add(world.commune)).context["form"]
    assert (form["on"].value(), form.fields["on"].choices[0][0]) == ("", "")
    assert all(str(name).endswith("đã nộp") for _day, name in form.fields["on"].choices[1:])
    assert list(client.post(add(world.commune), sent(on="")).context["form"].errors) == ["on"]


def test_periods_that_are_reported_are_marked(world: World, browse: Browse) -> None:
    client = browse(world.lan)
    record = recorded(world.lan, world.commune, tips())
    recorded(world.lan, world.giao_hieu, tips(LAST_DAY))  # one of several that were there

    def names(address: str) -> dict[str, str]:
        return {str(value): str(name) for value, name in client.get(address).context["form"].fields["on"].choices}

    found = names(add(world.commune))
    assert [day for day, name in found.items() if name.endswith("đã nộp")] == [AUGUST.isoformat()]
    assert found[AUGUST.isoformat()].startswith("Tháng 8/2025")
    edited = names(reverse("record_edit", args=[record.uuid]))
    assert not edited[AUGUST.isoformat()].endswith("đã nộp")
    answer = client.post(add(world.commune), sent())
    assert text(answer).count(f'href="{record.get_absolute_url()}"') == 2  # on top, and beside the period
