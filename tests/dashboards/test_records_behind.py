"""What stands behind a figure: its records, and nothing where there are none."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from campaigns.actions import delete_record
from communes.models import Area, AreaMembership
from dashboards import selectors
from dashboards.members import family, lines
from dashboards.stamps import forget
from rollups.selectors import catalogue
from tests.campaigns.activities import award, pledge
from tests.campaigns.entries import item_unit, patrol, recorded, weapon_handover
from tests.dashboards.figures import of_unit, state_of
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def test_villages_of_a_deleted_record_are_not_reported(world: World) -> None:
    record = recorded(world.lan, world.commune, patrol(residential_areas=(world.villages[0],)))
    place, known = of_unit(world.tinh, world.commune.slug), catalogue()
    state = state_of(place, f"from={record.on}&to={record.on}")

    def villages() -> int | None:
        return selectors.figure(place, state, known, known["patrol_villages_covered"]).trend.rows[-1].values[0]

    assert villages() == 1000
    delete_record(by=world.lan, record=record, version=1, reason="Ghi trùng")
    assert villages() is None


@pytest.mark.parametrize("text", ["\0", "giao hieu\0", "a\0"])
def test_a_search_stands_what_no_database_holds(world: World, browse: Browse, text: str) -> None:
    assert browse(world.tinh).get(reverse("unit_search"), {"q": text}).status_code in {200, 302}


def test_a_row_by_origin_leads_to_the_records_of_that_unit_alone(world: World, browse: Browse) -> None:
    recorded(world.lan, world.giao_hieu, patrol(on=date(2025, 6, 20)))
    recorded(world.lan, world.commune, patrol(on=date(2025, 7, 2)))
    client, address = browse(world.lan), reverse("unit_figure", args=[world.commune.slug, "patrol_sessions"])
    page = client.get(f"{address}?from=2025-06-15&to=2025-07-14&by=origin").content.decode()
    for unit in (world.commune, world.giao_hieu):
        links = re.findall(rf'<a href="([^"]*/records/[^"]*unit={unit.slug}[^"]*)">(\d+)</a>', page)
        assert [count for _, count in links] == ["1"]
        listed = client.get(links[0][0].replace("&amp;", "&")).content.decode()
        assert len(set(re.findall(r"/records/([0-9a-f-]{36})/", listed))) == 1


def test_a_unit_whose_area_ends_later_still_stands_in_it(world: World) -> None:
    """An end that is known beforehand changes nothing before its day."""
    place = of_unit(world.tinh, world.province.slug)
    state = state_of(place, "period=month-2026-10&by=area")
    lies = AreaMembership.objects.get(unit=world.commune, valid_to__isnull=True)

    def areas() -> set[str]:
        forget()
        return {
            line.name
            for line in lines(place, state, family(place, state).listed)
            if any(one.pk == world.commune.pk for one in line.members)
        }

    before = areas()
    AreaMembership.objects.filter(pk=lies.pk).update(valid_to=state.today + timedelta(days=9))
    other = Area.objects.filter(province=world.province).exclude(pk=lies.area_id).first()
    assert other is not None
    AreaMembership.objects.create(unit=world.commune, area=other, valid_from=state.today + timedelta(days=10))
    assert areas() == before


def shown(client: Client, address: str) -> tuple[str, list[tuple[int, int]]]:
    """The page of a figure, and for each way to records the count it shows and how many the list has."""
    page = client.get(address).content.decode()
    found = re.findall(r'<a href="([^"]*/records/[?][^"]*)">(\d+)</a>', page)
    found += re.findall(r'class="button" href="([^"]*/records/[?][^"]*)">.*?Xem (\d+) phiếu', page, re.S)
    lists = [client.get(link.replace("&amp;", "&")).content.decode() for link, _count in found]
    records = [len(set(re.findall(r"/records/([0-9a-f-]{36})/", text))) for text in lists]
    return page, [(int(count), number) for (_link, count), number in zip(found, records, strict=True)]


@pytest.mark.parametrize(("key", "count"), [("guns_collected", 1), ("patrol_reminders", 2), ("weapon_handovers", 2)])
def test_a_figure_leads_to_what_it_counts_alone(world: World, browse: Browse, key: str, count: int) -> None:
    day = date(2026, 10, 1)
    for reminders in (0, 1, 5):
        recorded(world.lan, world.commune, patrol(on=day, reminders=reminders))
    for item in (item_unit("flintlock"), item_unit("firecracker", "kg")):
        recorded(world.lan, world.commune, weapon_handover(on=day, items={item: 3000}))
    address = reverse("unit_figure", args=[world.commune.slug, key])
    assert shown(browse(world.lan), f"{address}?period=month-2026-10")[1] == [(count, count)]
    address = reverse("unit_figure", args=[world.province.slug, key])
    pairs = shown(browse(world.tinh), f"{address}?period=month-2026-10")[1]
    assert pairs == [(count, count)] * 2


@pytest.mark.parametrize("key", ["pledge_households", "awards_individuals"])
def test_a_figure_of_a_defined_kind_leads_to_its_own_records(world: World, browse: Browse, key: str) -> None:
    day = date(2026, 10, 1)
    for content in (pledge(on=day), award(on=day), patrol(on=day), weapon_handover(on=day)):
        recorded(world.lan, world.commune, content)
    address = reverse("unit_figure", args=[world.province.slug, key])
    page, pairs = shown(browse(world.tinh), f"{address}?period=month-2026-10")
    assert pairs == [(1, 1)] * 2
    assert f"figure={key}" in page


def test_a_figure_that_nothing_feeds_leads_nowhere(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, weapon_handover(on=date(2026, 10, 1), items={item_unit("firecracker", "kg"): 1}))
    address = reverse("unit_figure", args=[world.province.slug, "guns_collected"])
    page, pairs = shown(browse(world.tinh), f"{address}?period=month-2026-10")
    assert not pairs
    assert "/records/?" not in page.split("<main")[1]


def test_a_province_of_the_nation_leads_to_its_records(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, patrol(on=date(2026, 10, 1), reminders=2))
    recorded(world.lan, world.commune, patrol(on=date(2026, 10, 1), reminders=0))
    client = browse(world.bo)
    page = client.get(f"{reverse('nation_figure', args=['patrol_reminders'])}?period=month-2026-10").content.decode()
    (link,) = re.findall(r'<a href="([^"]*/records/[?][^"]*)">xem</a>', page)
    listed = client.get(link.replace("&amp;", "&")).content.decode()
    assert len(set(re.findall(r"/records/([0-9a-f-]{36})/", listed))) == 1
