"""Search that leads to a unit or a figure, and the list of all figures."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from communes.models import Unit
from dashboards.columns import every, known
from dashboards.places import widest_place
from dashboards.search import figures, in_groups
from dashboards.stamps import forget
from rollups.models import Indicator
from tests.campaigns.entries import patrol, recorded
from tests.dashboards.figures import THAI_NGUYEN
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
PEOPLE = ["lan", "hung", "tinh", "bo"]


def search(client: Client, text: str) -> str:
    """What the search answers: the page, or the address that it leads to."""
    answer = client.get(reverse("unit_search"), {"q": text})
    return str(answer["Location"]) if answer.status_code == 302 else answer.content.decode()


@pytest.mark.parametrize("text", ["giao hieu", "GIÁO HIỆU", "Giáo hiệu", "hieu giao", "xa giao hieu"])
def test_a_unit_is_found_with_and_without_diacritics(world: World, browse: Browse, text: str) -> None:
    assert search(browse(world.tinh), text) == reverse("unit_dashboard", args=[world.giao_hieu.slug])


def test_search_stays_in_the_scope(world: World, browse: Browse) -> None:
    address = reverse("unit_search")
    assert world.neighbour.slug not in search(browse(world.lan), world.neighbour.name)
    assert browse(world.quan).get(address).status_code == 404
    assert Unit.objects.filter(name=world.neighbour.name).exists()


def test_several_units_are_listed(world: World, browse: Browse) -> None:
    text = search(browse(world.tinh), "giao")
    assert reverse("unit_dashboard", args=[world.giao_hieu.slug]) in text
    assert len(re.findall(r'href="/dashboards/units/[^"]+/"', text)) > 1


@pytest.mark.parametrize("text", ["kich dien giao nop", "Kích điện giao nộp", "electroshock handed recovered"])
def test_the_only_figure_of_a_name_is_shown_at_once(world: World, browse: Browse, text: str) -> None:
    found = search(browse(world.tinh), text)
    own = reverse("unit_figure", args=[THAI_NGUYEN, "electroshock_devices_collected"])
    assert found == own or own in found


def test_a_figure_leads_to_the_widest_place_of_the_reader(world: World, browse: Browse) -> None:
    places = {
        "lan": reverse("unit_figure", args=[world.commune.slug, "guns_collected"]),
        "hung": reverse("area_figure", args=[world.area.slug, "guns_collected"]),
        "tinh": reverse("unit_figure", args=[THAI_NGUYEN, "guns_collected"]),
        "bo": reverse("nation_figure", args=["guns_collected"]),
    }
    for person, address in places.items():
        client = browse(getattr(world, person))
        assert f'href="{address}"' in search(client, "sung")
        assert client.get(address).status_code == 200


def test_units_and_figures_of_one_name_are_listed_together(world: World, browse: Browse) -> None:
    unit = Unit.objects.filter(province=world.province, valid_to=None, leaf=True).first()
    assert unit is not None
    Unit.objects.filter(pk=unit.pk).update(search_key="xa sung")
    text = search(browse(world.tinh), "súng")
    assert reverse("unit_dashboard", args=[unit.slug]) in text
    assert "guns_collected" in text


def test_a_restricted_figure_is_never_found(world: World, browse: Browse) -> None:
    indicator = Indicator.objects.get(key="guns_collected")
    for change in ({"sensitivity": Indicator.Sensitivity.RESTRICTED}, {"active": False}):
        Indicator.objects.filter(pk=indicator.pk).update(sensitivity="open", active=True)
        Indicator.objects.filter(pk=indicator.pk).update(**change)
        forget()
        client = browse(world.tinh)
        assert "guns_collected" not in search(client, "súng các loại")
        assert "guns_collected" not in client.get(reverse("figure_list")).content.decode()


@pytest.mark.parametrize("person", PEOPLE)
def test_every_figure_of_the_list_has_its_page(world: World, browse: Browse, person: str) -> None:
    client = browse(getattr(world, person))
    text = client.get(reverse("figure_list")).content.decode()
    links = re.findall(r'href="(/dashboards/[^"]*/figures/[^"]+/|/dashboards/figures/[^"]+/)"', text)
    assert len(links) == len(set(links)) > 100
    for address in links[::9]:
        assert client.get(address).status_code == 200, address
    assert ("villages_covered" in text) == (person != "bo")


def test_figures_stand_in_their_groups(world: World, browse: Browse) -> None:
    text = browse(world.tinh).get(reverse("figure_list")).content.decode()
    groups = re.findall(r'<h2 id="group-\d">([^<]+)<', text)
    known = [str(label) for value, label in Indicator.Group.choices if value != "context"]
    assert groups == known
    assert text.index(">Hoạt động<") < text.index("Tuần tra, kiểm soát") < text.index(">Tuyên truyền<")


@pytest.mark.parametrize("person", PEOPLE)
def test_figures_without_a_number_in_a_year_are_folded(world: World, browse: Browse, person: str) -> None:
    recorded(world.lan, world.commune, patrol(residential_areas=(world.villages[0],)))
    shown = {one.name: one for group in in_groups(figures(widest_place(getattr(world, person)))) for one in group.used}
    assert {"Tuần tra, kiểm soát", "Phiếu đã ghi"} <= set(shown)
    assert ("Khu dân cư được tuần tra" in shown) == (person != "bo")
    assert "Súng các loại giao nộp, thu hồi" not in shown
    text = browse(getattr(world, person)).get(reverse("figure_list")).content.decode()
    folded = re.findall(r'<details class="folded more-found">.*?</ul>\s*</details>\s*</section>', text, re.S)
    assert any("guns_collected" in one for one in folded)
    assert not any("/patrol_sessions/" in one for one in folded)


def test_searching_is_cheap(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = browse(world.tinh)
    forget()
    with django_assert_max_num_queries(7):  # once, what is asked here
        client.get(reverse("unit_search"), {"q": "phu"})
    forget()
    with django_assert_max_num_queries(7):
        client.get(reverse("figure_list"))


def test_parts_of_the_count_of_records_are_found_too(world: World) -> None:
    place = widest_place(world.tinh)
    assert place is not None
    keys = [one.key for one in every(known(place), place)]
    assert keys[:2] == ["reports", "late_reports"]
    assert len(keys) == len(set(keys))
