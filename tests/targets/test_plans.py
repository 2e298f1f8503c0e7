"""The plan of a station: words that name somebody are refused where they are typed, and it is of its own campaigns."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts.models import User
from campaigns.actions.errors import Refused
from campaigns.models import Campaign
from communes.models import Unit
from targets import plans
from targets.actions import propose_task
from targets.models import PlanTask
from targets.selectors import within
from tests.world import World

Browse = Callable[[User], Client]


@pytest.mark.parametrize("title", ["Hoàng Minh Tuấn", "Vận động quanh nhà Trần Phú", "Trần Quốc Vượng"])
def test_a_task_that_names_somebody_keeps_what_was_typed(
    world: World, campaign: Campaign, browse: Browse, title: str
) -> None:
    answer = browse(world.lan).post(f"/stations/{world.commune.slug}/plans/{campaign.pk}/", {"title": title})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])
    assert title in answer.content.decode()
    assert not PlanTask.objects.exists()


def test_what_only_the_action_refuses_is_told_on_the_page(
    world: World, campaign: Campaign, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**given: Any) -> None:
        raise Refused("Người này vừa chuyển đi.", "assignee")

    monkeypatch.setattr(plans, "propose_task", refuse)
    typed = {"title": "Tuyên truyền tại 5 thôn", "assignee": world.lan.pk}
    answer = browse(world.lan).post(f"/stations/{world.commune.slug}/plans/{campaign.pk}/", typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["assignee"])
    assert "Người này vừa chuyển đi." in answer.content.decode()


def test_an_empty_task_is_a_bad_one(world: World, campaign: Campaign, browse: Browse) -> None:
    answer = browse(world.lan).post(f"/stations/{world.commune.slug}/plans/{campaign.pk}/", {})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])


def test_no_station_has_a_plan_in_the_campaign_of_another_province(
    world: World, campaign: Campaign, browse: Browse
) -> None:
    address = "/stations/{}/plans/{}/"
    assert browse(world.bo).get(address.format(world.commune.slug, campaign.pk)).status_code == 200
    assert browse(world.bo).get(address.format(world.foreign.slug, campaign.pk)).status_code == 404
    with pytest.raises(PermissionDenied):
        propose_task(by=world.son, unit=world.foreign, campaign=campaign, phase=None, title="Tuyên truyền tại 5 thôn")


def test_nor_one_that_ended_before_it(world: World, campaign: Campaign, browse: Browse) -> None:
    answer = browse(world.lan).get(f"/stations/{world.giao_hieu.slug}/plans/{campaign.pk}/")
    assert answer.status_code == 404
    with pytest.raises(PermissionDenied):
        propose_task(by=world.lan, unit=world.giao_hieu, campaign=campaign, phase=None, title="Tuyên truyền tại 5 thôn")


def test_a_province_lies_not_in_the_campaign_of_one_that_it_was_joined_with(world: World) -> None:
    bac_kan, thai_nguyen = Unit.objects.get(slug="06-2000"), Unit.objects.get(slug="19-2000")
    assert within(world.giao_hieu, bac_kan)
    assert within(world.province, bac_kan)  # which owns its history
    assert within(world.giao_hieu, world.province)
    assert not within(thai_nguyen, bac_kan)
