"""A form takes what it came with: nothing that it offers is refused when it is sent back as it is."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import PartnerOrg
from models_selfmgmt.changes import Stop
from models_selfmgmt.history import Content, content_of, standing_rows
from models_selfmgmt.models import ModelInstance, TypeMeasure
from tests.models_selfmgmt.entries import OLD, changed, measure, opened, said
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def head(world: World, browse: Any) -> Client:
    client: Client = browse(world.dung)
    return client


def unaltered(head: Client, name: str, instance: ModelInstance) -> Any:
    """The answer to a form that is sent as it came."""
    address = reverse(name, args=[instance.uuid])
    form = head.get(address).context["form"]
    sent = {bound.html_name: bound.value() for bound in form}
    return head.post(address, {key: value for key, value in sent.items() if value not in (None, "")})


def test_a_cluster_of_communes_that_were(world: World, head: Client) -> None:
    old = world.neighbour.lineage.exclude(pk=world.neighbour.pk).order_by("code")[0]
    cluster = opened(world.dung, world.giao_hieu, OLD, Content(joined=frozenset({old})), "security_cluster")
    assert unaltered(head, "model_change", cluster).status_code == 302
    assert [content_of(row).joined for row in standing_rows(cluster)][-1] == {world.neighbour}


def test_a_cluster_that_stopped_before_they_became_others(world: World, head: Client) -> None:
    old = world.neighbour.lineage.exclude(pk=world.neighbour.pk).order_by("code")[0]
    cluster = opened(world.dung, world.giao_hieu, OLD, Content(joined=frozenset({old})), "security_cluster")
    changed(world.dung, cluster, Stop(date(2024, 12, 31)))
    assert unaltered(head, "model_resume", cluster).status_code == 302
    assert [content_of(row).joined for row in standing_rows(cluster)][-1] == {world.neighbour}


@pytest.mark.parametrize("name", ["model_change", "model_resume"])
def test_a_measure_and_a_partner_that_ended(world: World, head: Client, name: str) -> None:
    partner = PartnerOrg.objects.order_by("pk")[0]
    content = said(world.villages[0], cameras_active=4, camera_points_active=2)
    camera = opened(
        world.dung, world.commune, date(2025, 8, 1), Content(content.areas, amounts=content.amounts, partner=partner)
    )
    if name == "model_resume":
        changed(world.dung, camera, Stop(date(2026, 1, 31)))
    yesterday = TODAY - timedelta(1)
    TypeMeasure.objects.filter(pk=measure("camera_points_active").pk).update(valid_to=yesterday)
    PartnerOrg.objects.filter(pk=partner.pk).update(valid_to=yesterday)
    assert unaltered(head, name, camera).status_code == 302
    last = content_of(standing_rows(camera)[-1])
    assert (last.partner, [one.indicator.key for one in last.amounts]) == (None, ["cameras_active"])


def test_what_says_nothing_is_not_written(world: World, head: Client, camera: ModelInstance) -> None:
    before = [row.pk for row in standing_rows(camera)]
    page = head.get(unaltered(head, "model_change", camera)["Location"]).content.decode()
    assert "Chưa có gì thay đổi" in page
    assert [row.pk for row in standing_rows(camera)] == before
    changed(world.dung, camera, Stop(TODAY - timedelta(1)))  # without a reason: nothing is corrected by it
