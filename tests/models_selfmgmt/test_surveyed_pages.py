"""The pages of what was surveyed and not launched: entered by a day, seen everywhere, launched or given up."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from models_selfmgmt.actions import open_model, open_register
from models_selfmgmt.models import ModelInstance
from models_selfmgmt.planned import Survey
from tests.models_selfmgmt.entries import SINCE, kind, measure, opened, value
from tests.models_selfmgmt.test_pages import Browse, posted, shown
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
WORDS = "Đã khảo sát, chưa ra mắt"


@pytest.fixture
def head(world: World, browse: Browse) -> Client:
    open_register(by=world.dung, unit=world.commune, since=SINCE)
    return browse(world.dung)


@pytest.fixture
def plan(world: World, head: Client) -> ModelInstance:
    return open_model(by=world.dung, type=kind(), opened=Survey(world.commune, SINCE), name="Ngã ba Nà Muồng")


def test_a_day_is_enough(world: World, head: Client) -> None:
    address = reverse("model_survey", args=[world.commune.slug, "security_camera"])
    assert address in shown(head, "model_add_of", world.commune.slug, "security_camera")
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat())
    for _ in range(2):  # sent again
        assert head.post(address, sent).status_code == 302
    assert ModelInstance.objects.planned().get().events.get().on == TODAY
    late = head.post(address, sent | {"on": (TODAY + timedelta(1)).isoformat(), "name": "Trần Thị Hoa"})
    assert (late.status_code, sorted(late.context["form"].errors)) == (422, ["name", "on"])


def test_the_old_commune_of_its_day_is_asked_for(world: World, head: Client) -> None:
    address = reverse("model_survey", args=[world.commune.slug, "mediation_group"])
    sent = posted(head.get(address).content.decode(), on="2024-03-01")
    answer = head.post(address, sent)
    assert answer.status_code == 422
    assert "chọn xã, phường khi đó" in answer.content.decode()
    assert head.post(address, sent | {"place_of_day": world.giao_hieu.slug}).status_code == 302
    assert ModelInstance.objects.get().events.get().unit == world.giao_hieu


def test_its_page_and_the_lists_say_so(world: World, browse: Browse, plan: ModelInstance) -> None:
    for who in (world.dung, world.lan, world.tinh):
        client = browse(who)
        assert WORDS in shown(client, "model", plan.uuid)
        page = shown(client, "model_register", world.commune.slug)
        assert plan.name in page
        assert "Khảo sát 01/07/2025" in page
    for query, there in (
        ("", False),
        ("?state=surveyed", True),
        ("?state=all&q=nga+ba", True),
        ("?state=stopped", False),
    ):
        assert (plan.name in shown(browse(world.tinh), "model_list", query=query)) is there
    file = browse(world.tinh).get(reverse("model_export") + "?state=surveyed")
    assert WORDS in ZipFile(BytesIO(file.getvalue())).read("xl/worksheets/sheet1.xml").decode()


def test_the_register_counts_it_in_nothing(world: World, head: Client, plan: ModelInstance) -> None:
    page = head.get(reverse("model_register", args=[world.commune.slug])).context["page"]
    assert (page.instances, page.types, page.stopped, page.surveyed) == (0, 0, 0, 1)
    found = head.get(reverse("model_list") + "?state=all").context["summary"]
    assert (found.instances, found.types, found.surveyed) == (0, 0, 1)


def test_it_is_launched_from_its_page(world: World, head: Client, plan: ModelInstance) -> None:
    address = reverse("model_launch", args=[plan.uuid])
    assert address in shown(head, "model", plan.uuid)
    assert "Ngày ra mắt, lắp đặt" in head.get(address).content.decode()
    points = f"amount_{measure('cameras_active').pk}"
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat(), name="Ngã tư Nà Muồng", **{points: "4"})
    early = head.post(address, sent | {"on": "2025-06-30", "place_of_day": world.giao_hieu.slug})
    assert early.status_code == 422
    assert "ngày khảo sát 01/07/2025 sau ngày bắt đầu 30/06/2025" in early.content.decode()
    assert head.post(address, sent).status_code == 302
    assert value(world.commune, "cameras_active", TODAY) == 4
    page = shown(head, "model", plan.uuid)
    assert "Ngã tư Nà Muồng" in page
    assert WORDS not in page
    launch = plan.events.get(kind="established")
    void = reverse("model_void", args=[plan.uuid, "event", launch.pk])
    assert void in page
    answer = head.post(void, posted(head.get(void).content.decode(), reason="chưa ra mắt"))
    assert answer.status_code == 302
    assert WORDS in shown(head, "model", plan.uuid)


def test_it_is_given_up_from_its_page(world: World, head: Client, plan: ModelInstance) -> None:
    address = reverse("model_stop", args=[plan.uuid])
    page = head.get(address).content.decode()
    assert "Ghi không triển khai" in page
    assert head.post(address, posted(page, on=date(2026, 1, 5).isoformat())).status_code == 302
    assert "Không triển khai" in shown(head, "model", plan.uuid)
    assert plan.name not in shown(head, "model_register", world.commune.slug)
    stopped = shown(head, "model_register", world.commune.slug, query="?state=stopped")
    assert "thôi triển khai 05/01/2026" in stopped


def test_many_of_both_share_the_pages_of_a_list(world: World, head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models_selfmgmt.views.lists.ON_A_PAGE", 2)
    for unit_day in (SINCE, TODAY, TODAY):
        open_model(by=world.dung, type=kind(), opened=Survey(world.commune, unit_day))
    opened(world.dung, world.commune, TODAY)
    states = [
        [line.state for line in head.get(reverse("model_list") + f"?state=all&page={page}").context["lines"]]
        for page in (1, 2)
    ]
    assert states == [["in_use", "surveyed"], ["surveyed", "surveyed"]]
