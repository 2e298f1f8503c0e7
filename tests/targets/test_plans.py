"""The plan of a station: words that name somebody are refused where they are typed, and it is of its own campaigns."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from campaigns.actions.errors import Refused
from campaigns.models import Campaign
from targets import plans
from targets.models import PlanTask
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
