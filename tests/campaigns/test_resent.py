"""What was received once is received, though its form asks something else since: for its writer, and nobody else."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from accounts.models import Grant, Role, User
from campaigns.actions import edit_record
from campaigns.models import ActivityCount, Record
from returns.models import ReturnLine
from tests.campaigns.entries import yesterday
from tests.campaigns.test_entry_pages import text
from tests.returns.filing import form, tips, typed
from tests.world import SINCE, World

Browse = Callable[[User], Client]


def add(world: World, kind: str = "award") -> str:
    return reverse("activity_add", args=[world.commune.slug, kind])


def award() -> dict[str, Any]:
    return {"uuid": str(uuid4()), "on": yesterday().isoformat(), "choice_giver": "award_givers_province",
            "of_awards_given__award_kinds_merit": "1.250", "count_awards_individuals": "0",
            "sure": "of_awards_given__award_kinds_merit=1250000"}  # fmt: skip


def ask_more() -> None:
    ActivityCount.objects.filter(indicator__key="awards_collectives").update(required=True)


def test_a_return_is_known_after_its_form_asks_more(world: World, browse: Browse) -> None:
    client, sent = browse(world.lan), {"uuid": str(uuid4())} | typed(count_valuable_tips="037")
    address = reverse("return_add", args=[world.commune.slug, form().key])
    assert client.post(address, sent).status_code == 302
    line = ReturnLine.objects.filter(indicator__key="officers_disciplined")
    line.update(form=form(), order=9, valid_from=date(2025, 1, 1), qualified=True)
    again = client.post(address, sent, follow=True)
    assert "đã được nhận trước đó" in text(again)
    other = client.post(address, sent | {"count_valuable_tips": "38"})
    assert (other.status_code, other.context["record"]) == (409, Record.objects.get())


def test_a_record_is_known_after_its_kind_asks_more(world: World, browse: Browse) -> None:
    client, sent = browse(world.lan), award()
    assert client.post(add(world), sent).status_code == 302
    ask_more()
    record = Record.objects.get()
    assert client.post(add(world), sent)["Location"] == record.get_absolute_url()
    assert client.post(add(world), sent | {"choice_giver": "award_givers_commune"}).status_code == 409
    assert client.post(add(world), sent | {"uuid": str(uuid4())}).status_code == 422


def test_after_an_edit_it_is_a_conflict(world: World, browse: Browse) -> None:
    client, sent = browse(world.lan), {"uuid": str(uuid4())} | typed()
    address = reverse("return_add", args=[world.commune.slug, form().key])
    client.post(address, sent)
    edit_record(by=world.dung, record=Record.objects.get(), unit=world.commune, version=1, content=tips(tips=5))
    assert client.post(address, sent | {"count_conflicts_resolved": ""}).status_code == 409


def test_nobody_else_learns_of_it(world: World, browse: Browse) -> None:
    sent = award()
    browse(world.lan).post(add(world), sent)
    ask_more()
    answer = browse(world.dung).post(add(world), sent)
    assert (answer.status_code, Record.objects.get().receipt in text(answer)) == (422, False)


def test_nor_does_it_answer_for_another_station(world: World, browse: Browse) -> None:
    sent = award()
    browse(world.lan).post(add(world), sent)
    ask_more()
    Grant.objects.create(user=world.lan, role=Role.OFFICER, unit=world.neighbour, valid_from=SINCE)
    there = reverse("activity_add", args=[world.neighbour.slug, "award"])
    answer = browse(User.objects.get(pk=world.lan.pk)).post(there, sent)
    assert (answer.status_code, Record.objects.get().receipt in text(answer)) == (422, False)
