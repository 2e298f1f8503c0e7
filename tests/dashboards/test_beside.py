"""A place beside itself before, beside others, beside the average of those like it: the figures are the dashboards'."""

import random

import pytest
from django.http import QueryDict

from communes.models import Unit
from dashboards import selectors
from dashboards.beside.asking import open_beside
from dashboards.kinds import AREA, NATION, UNIT
from dashboards.tables import Show, Status, Table
from tests.dashboards.beside import MONTH, by_key, compared, of_user, own_page, with_others
from tests.dashboards.figures import BAC_KAN, THAI_NGUYEN, count, leaves, of_unit, random_query, state_of, story
from tests.world import World

pytestmark = pytest.mark.django_db
SEEDS = range(3)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("lens", ["today", "recorded"])
def test_the_figures_are_those_of_each_page(world: World, seed: int, lens: str) -> None:
    story([*leaves(world.province), *leaves(world.foreign.province or world.province, every=40)], seed, records=900)
    query = f"{random_query(random.Random(seed))}&lens={lens}"
    slugs = [world.commune.slug, world.giao_hieu.slug, BAC_KAN, world.foreign.slug]
    opened = {slug: of_unit(world.bo, slug) for slug in [*slugs, THAI_NGUYEN]}
    for asked in [
        open_beside(world.bo, UNIT, THAI_NGUYEN, with_others(*slugs)),
        open_beside(world.bo, NATION, "", with_others(*slugs)),
    ]:
        own = own_page(asked.place, query)
        others = [own_page(opened[slug], query) for slug in slugs]
        for key, row in by_key(compared(asked, query)).items():
            if key not in own:
                continue
            now, _checked, before, last_year, *_changes = own[key].values
            assert row.values[:1] + row.values[1::2][:2] == (now, before, last_year)
            for value, other in zip(row.values[5:], others, strict=False):
                # A page leaves out parts that counted nothing.
                assert value == other[key].values[0] if key in other else not value


def test_the_changes_are_those_of_the_page(world: World) -> None:
    story(leaves(world.province), seed=4, records=900)
    place = of_unit(world.tinh, THAI_NGUYEN)
    rows = by_key(of_user(world.tinh, THAI_NGUYEN, "period=month-2026-3"))
    for number, base in [(2, "previous"), (4, "year")]:
        own = own_page(place, f"period=month-2026-3&compare={base}")
        for key, row in rows.items():
            assert (row.values[number], row.why_of(number)) == (own[key].values[5], own[key].why)


def test_all_figures_are_there_on_demand(world: World) -> None:
    story(leaves(world.province), seed=2)
    asked = open_beside(world.tinh, UNIT, world.commune.slug, QueryDict("figures=all"))
    own = own_page(of_unit(world.tinh, world.commune.slug), "period=year-2025")
    rows = by_key(compared(asked, "period=year-2025"))
    assert {key: row.values[0] for key, row in rows.items()} == {key: own[key].values[0] for key in rows}
    assert len(rows) > 40
    assert "patrol_villages_covered" in rows


@pytest.mark.parametrize("query", [MONTH, "period=quarter-2026-3", "period=month-2025-8&lens=recorded"])
def test_the_average_is_a_recount_of_those_that_reported_all(world: World, query: str) -> None:
    story(leaves(world.province, every=2), seed=7, records=3000)
    place = of_unit(world.tinh, THAI_NGUYEN)
    kinds = dict(Unit.objects.filter(valid_to=None).values_list("slug", "kind"))
    page = selectors.dashboard(place, state_of(place, query)).table
    like = [
        row for row in page.rows if kinds.get(row.href.split("/")[3]) == "xa" and world.commune.slug not in row.href
    ]
    full = [row for row in like if row.status in {Status.PROVISIONAL, Status.VERIFIED}]
    found = of_user(world.tinh, world.commune.slug, query)
    assert found.columns[-1].label == f"Trung bình {len(full)}/{len(like)} xã"
    for number, row in enumerate(found.rows):
        total = sum(one.values[number] or 0 for one in full)
        assert row.values[-1] == int(total / len(full) / 100 + 0.5) * 100


def test_the_average_of_provinces_is_of_those_whose_communes_all_reported(world: World) -> None:
    hanoi = world.foreign.province
    assert hanoi is not None
    for unit in Unit.objects.filter(province=hanoi, leaf=True):
        count(unit, "2026-09-20")
    count(world.commune, "2026-09-20")
    found = of_user(world.bo, "04-2025", MONTH)
    assert found.columns[-1].label == "Trung bình 1/33 tỉnh, thành phố"
    assert by_key(found)["patrol_sessions"].values[-1] == 126_000


def test_without_anybody_like_it_there_is_no_average(world: World) -> None:
    count(world.commune, "2026-09-20")
    found = of_user(world.tinh, world.commune.slug, MONTH)
    assert all(column.show != Show.AVERAGE for column in found.columns)
    assert "Không có trung bình: 0/76 xã khác đã báo cáo đủ trong kỳ." in found.notes


def averaged(table: Table) -> bool:
    return any("rung bình" in text for text in [*table.notes, *(one.label for one in table.columns)])


def test_the_average_is_for_whoever_reads_all_of_the_province(world: World) -> None:
    for unit in Unit.objects.filter(leaf=True, province=world.province)[::3]:
        count(unit, "2026-09-20")
    for person, sees in [("lan", False), ("dung", False), ("hung", False), ("tinh", True), ("thu", True), ("bo", True)]:
        assert averaged(of_user(getattr(world, person), world.commune.slug, MONTH)) == sees, person
    assert not averaged(of_user(world.tinh, THAI_NGUYEN, MONTH))


def test_a_special_zone_a_group_and_what_ended_have_no_average(world: World) -> None:
    zone = Unit.objects.get(name="Phú Quốc", kind="dac_khu", valid_to=None)
    for unit in Unit.objects.filter(leaf=True, province__in=[zone.province, world.province]):
        count(unit, "2026-09-20")
    for slug in (zone.slug, world.giao_hieu.slug, "060-2000"):
        assert not averaged(of_user(world.bo, slug, MONTH))
    assert not averaged(compared(open_beside(world.bo, AREA, world.area.slug, QueryDict()), MONTH))
    assert not averaged(compared(open_beside(world.bo, NATION, "", QueryDict()), MONTH))


def test_an_estimate_carries_its_sign(world: World) -> None:
    rough = Unit.objects.filter(province=world.province, valid_to=None, leaf=True, estimated=True).first()
    assert rough is not None
    columns = of_user(world.tinh, THAI_NGUYEN, "period=month-2025-6", rough.slug).columns
    assert [column.rough for column in columns] == [False] * 5 + [True]
