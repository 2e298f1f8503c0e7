"""A cluster of several communes: who joins it reads it, and finds it beside its own register."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from models_selfmgmt.changes import Alter
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelInstance
from tests.models_selfmgmt.entries import SINCE, changed, opened, value
from tests.models_selfmgmt.test_pages import shown
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)
WORDS = "Tham gia cụm liên hoàn"


@pytest.fixture
def cluster(world: World) -> ModelInstance:
    return opened(world.dung, world.commune, SINCE, Content(joined=frozenset({world.neighbour})), "security_cluster")


def test_who_joins_finds_and_reads_it(world: World, browse: Any, cluster: ModelInstance) -> None:
    assert value(world.neighbour, "security_clusters_joined", DAY) == 1
    page = shown(browse(world.minh), "model_register", world.neighbour.slug)
    assert WORDS in page
    assert "Chưa lập sổ mô hình" in page  # that it joins does not say that it has nothing else
    own = shown(browse(world.minh), "model", cluster.uuid)
    assert reverse("model_register", args=[world.neighbour.slug]) in own
    assert reverse("model_register", args=[world.commune.slug]) not in own
    assert WORDS not in shown(browse(world.dung), "model_register", world.commune.slug)


def test_it_writes_nothing_of_it(world: World, browse: Any, cluster: ModelInstance) -> None:
    for name in ("model_change", "model_stop", "model_withdraw"):
        assert browse(world.minh).get(reverse(name, args=[cluster.uuid])).status_code == 404
    assert browse(world.son).get(reverse("model", args=[cluster.uuid])).status_code == 404


def test_who_left_it_is_no_part_of_it(world: World, browse: Any, cluster: ModelInstance) -> None:
    changed(world.dung, cluster, Alter(world.commune, DAY, Content()))
    assert WORDS not in shown(browse(world.minh), "model_register", world.neighbour.slug)
    shown(browse(world.minh), "model", cluster.uuid)  # it was, and its history is its own
