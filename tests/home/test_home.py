"""The first page of a station: each count leads to what it counts."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.actions import verify_record
from home.selectors import FIGURES
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover

pytestmark = pytest.mark.django_db


def home(client: Client, world: Any) -> Any:
    return client.get(reverse("station_home", args=[world.commune.slug]))


def links(page: Any, pattern: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(f'href="({pattern}[^"]*)"', page.content.decode())]


def test_what_waits_leads_to_a_list_of_as_many(world: Any, browse: Any) -> None:
    old = recorded(world.lan, world.giao_hieu, patrol(on=world.giao_hieu.valid_to))
    new, approved = recorded(world.lan, world.commune), recorded(world.lan, world.commune, weapon_handover())
    recorded(world.dung, world.commune, patrol(reminders=3))
    verify_record(by=world.dung, record=approved, version=1)
    head = browse(world.dung)
    page = home(head, world)
    (link,) = [one for one in links(page, reverse("record_list")) if "state=waiting" in one]
    assert page.context["page"].waiting == 2
    assert [line.record for line in head.get(link).context["lines"]] == [new, old]
    assert not [one for one in links(home(browse(world.lan), world), reverse("record_list")) if "waiting" in one]


def test_a_figure_leads_to_the_page_of_what_it_counts(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    assert not links(home(client, world), "/dashboards/units/[^/]*/figures/")  # nothing reported, nothing to count
    recorded(world.lan, world.commune, propaganda_session(on=timezone.localdate()))
    found = links(home(client, world), "/dashboards/units/[^/]*/figures/")
    assert [re.search("figures/(.*?)/", link)[1] for link in found] == list(FIGURES)  # type: ignore[index]
    assert [client.get(link).status_code for link in found] == [200] * 3
