"""Trình chiếu: the same page for a wall, with the same figures and nothing else."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from tests.dashboards.figures import THAI_NGUYEN, leaves, story
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
OCTOBER = "period=month-2026-10&compare=previous&focus=guns_collected"


def shown(client: Client, address: str) -> tuple[str, str]:
    """A page, and the same for a wall."""
    page, wall = (client.get(f"{address}?{OCTOBER}{more}") for more in ("", "&show=projector"))
    assert (page.status_code, wall.status_code) == (200, 200)
    return page.content.decode(), wall.content.decode()


def words(found: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found)).split())


def values(text: str) -> list[str]:
    """The figures on top, with their units."""
    return [words(one) for one in re.findall(r'<p class="figure-value"[^>]*>(.*?)</p>', text, re.S)]


def trend(text: str) -> list[str]:
    return [words(one) for one in re.findall(r"<li>([^<]+<span>[^<]*</span>)</li>", text)]


def rows(text: str) -> list[str]:
    body = re.search(r'<ol class="ranking">(.*?)</ol>', text, re.S)
    return [words(one) for one in re.findall(r"<li>(.*?)</li>", body[1], re.S)] if body else []


@pytest.fixture
def province(world: World) -> str:
    story(leaves(world.province, every=3), 2, records=900)
    return reverse("unit_dashboard", args=[THAI_NGUYEN])


def test_its_figures_are_those_of_the_page(world: World, browse: Browse, province: str) -> None:
    page, wall = shown(browse(world.tinh), province)
    assert len(values(wall)) == 4
    assert values(wall) == values(page)
    assert rows(wall) == rows(page) != []
    assert re.findall(r'aria-label="([^"]+)"><path', wall) == re.findall(r'aria-label="([^"]+)"><path', page)


def test_it_shows_who_is_silent_and_who_has_reported(world: World, browse: Browse, province: str) -> None:
    page, wall = shown(browse(world.tinh), province)
    names = [
        re.findall(r"<li>(?:<a[^>]*>)?([^<]+)", one.split('class="silent-names">')[1].split("</ul>")[0])
        for one in (page, wall)
    ]
    assert names[0] == names[1] != []
    count = re.search(r"\d+/92 đơn vị đã báo cáo", page)
    assert count is not None
    assert count[0] in wall


def test_its_trend_is_that_of_the_figure(world: World, browse: Browse, province: str) -> None:
    client = browse(world.tinh)
    figure = reverse("unit_figure", args=[THAI_NGUYEN, "guns_collected"])
    page, wall = shown(client, figure)
    assert trend(page) == trend(wall) == trend(shown(client, province)[1])
    assert len(trend(wall)) == 13
    assert values(page)[0] == values(wall)[0]


def test_it_has_no_navigation_and_leads_out_to_the_same_state(world: World, browse: Browse, province: str) -> None:
    page, wall = shown(browse(world.tinh), province)
    assert 'class="nav"' in page
    assert 'class="nav"' not in wall
    assert "<form" not in wall
    assert f'href="{province}?{OCTOBER}" data-out'.replace("&", "&amp;") in wall
    assert f'href="{province}?{OCTOBER}&show=projector"'.replace("&", "&amp;") in page


def test_its_links_stay_on_the_wall(world: World, browse: Browse, province: str) -> None:
    _page, wall = shown(browse(world.tinh), province)
    inside = re.findall(r'href="(/dashboards/units/[^"]+)" aria-label', wall)
    assert len(inside) == 92
    assert all("show=projector" in one for one in inside)


@override_settings(DEMO=True)
def test_it_says_what_is_invented(world: World, browse: Browse, province: str) -> None:
    assert "Dữ liệu minh họa" in shown(browse(world.tinh), province)[1]


def test_a_commune_has_its_figures_and_their_trend(world: World, browse: Browse) -> None:
    page, wall = shown(browse(world.lan), reverse("unit_dashboard", args=[world.commune.slug]))
    assert values(page) == values(wall)
    assert re.findall(r'class="screen" id="([^"]+)"', wall) == ["screen-first", "screen-trend"]


def test_what_is_typed_wrong_is_said_on_the_usual_page(world: World, browse: Browse, province: str) -> None:
    answer = browse(world.tinh).get(f"{province}?from=2026-05-03&to=2026-04-01&show=projector")
    assert answer.status_code == 422
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in answer.content.decode()


def test_it_is_answered_conditionally(world: World, browse: Browse, province: str) -> None:
    client, address = browse(world.tinh), f"{province}?show=projector"
    client.get(province)  # gives the token of forms, which a wall has not
    tag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert client.get(province, HTTP_IF_NONE_MATCH=tag).status_code == 200
