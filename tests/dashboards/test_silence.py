"""Who is silent, beside the map: the same units as in the table, the first twelve by name."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dashboards import places, selectors
from dashboards.places import Place
from dashboards.silence import MOST, Silence
from dashboards.tables import Status
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, count, leaves, of_unit, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
OCTOBER = "period=month-2026-10"


def dashboard(place: Place, query: str) -> selectors.Dashboard:
    return selectors.dashboard(place, state_of(place, query))


def of(place: Place, query: str) -> Silence:
    found = dashboard(place, query).silence
    assert found is not None
    return found


@pytest.mark.parametrize("query", [OCTOBER, f"{OCTOBER}&by=area", f"{OCTOBER}&by=indicator"])
def test_the_first_are_named_and_the_others_counted(world: World, query: str) -> None:
    story(leaves(world.province, every=2), 1, records=900)
    place = of_unit(world.tinh, THAI_NGUYEN)
    table = dashboard(place, OCTOBER).table
    silent = [row.name for row in table.rows if row.status == Status.MISSING]
    found = of(place, query)
    assert [one.name for one in found.shown] == silent[:MOST]
    assert (found.all, found.more) == (len(silent), len(silent) - MOST)


def test_those_of_a_place_that_ended_are_named_too(world: World) -> None:
    count(world.giao_hieu, "2025-04-20")
    found = of(of_unit(world.tinh, BAC_KAN), "period=month-2025-5")
    assert found.all == 107
    assert found.href == f"{reverse('unit_silent', args=[BAC_KAN])}?period=month-2025-5"


def test_the_nation_names_provinces_with_most_silent_units(world: World) -> None:
    count(world.commune, "2026-09-20")
    place = places.nation(world.bo)
    found = of(place, OCTOBER)
    rows = {row.name: row.status_text for row in dashboard(place, OCTOBER).table.rows}
    assert {one.name: one.text for one in found.shown}.items() <= rows.items()
    assert (found.shown[0].name, found.all) == ("Thành phố Hồ Chí Minh", 34)


def test_a_commune_has_nobody_below(world: World) -> None:
    assert dashboard(of_unit(world.lan, world.commune.slug), OCTOBER).silence is None


@pytest.mark.parametrize("name", ["unit_dashboard", "unit_figure"])
def test_a_page_shows_them_with_the_way_to_remind_them(world: World, browse: Callable[..., Client], name: str) -> None:
    args = [THAI_NGUYEN, *(["patrol_sessions"] if name == "unit_figure" else [])]
    text = browse(world.tinh).get(f"{reverse(name, args=args)}?{OCTOBER}").content.decode()
    panel = re.search(r'class="picture silence".*?</section>', text, re.S)
    assert panel is not None
    assert "92/92 đơn vị" in panel[0]
    assert panel[0].count("<li>") == MOST
    assert "và 80 đơn vị khác" in panel[0]
    assert panel[0].count(f'href="{reverse("unit_silent", args=[THAI_NGUYEN])}?{OCTOBER}"') == 1
    assert text.count(f'href="{reverse("unit_silent", args=[THAI_NGUYEN])}?{OCTOBER}"') == 2


def test_where_all_have_reported_there_is_nobody_to_remind(world: World, browse: Callable[..., Client]) -> None:
    for member in world.area.memberships.all():
        count(member.unit, "2026-09-20")
    text = browse(world.hung).get(f"{reverse('area_dashboard', args=[world.area.slug])}?{OCTOBER}").content.decode()
    assert "Mọi đơn vị đã báo cáo." in text
    assert reverse("area_silent", args=[world.area.slug]) not in text
