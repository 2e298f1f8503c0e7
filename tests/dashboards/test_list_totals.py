"""The list behind a number adds up to it: the proof closes on its page."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import load_workbook

from campaigns.actions import delete_record, verify_record
from campaigns.feeding import counts_records
from dashboards.places import Place
from rollups.models import Indicator
from rollups.numbers import grouped
from tests.campaigns.activities import award, pledge
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded, weapon_handover
from tests.dashboards.figures import of_unit
from tests.pivots.tables import asked
from tests.returns.filing import tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
DAY = date(2025, 9, 1)
KEYS = [
    "patrol_sessions", "patrol_attendances", "patrol_reminders", "patrol_villages_covered", "propaganda_attendances",
    "guns_collected", "firecrackers_collected", "pledge_households", "pledge_villages_covered", "awards_individuals",
    "reports", "valuable_tips",
]  # fmt: skip


def entered(world: World) -> None:
    """What the three logs, defined kinds and returns say, on both sides of the reorganisation; some is approved."""
    recorded(world.lan, world.giao_hieu, patrol(on=date(2025, 6, 20), reminders=4))
    for number in range(3):
        recorded(world.minh, world.neighbour, patrol(on=DAY, reminders=number))
    contents = [
        patrol(on=DAY, reminders=2, residential_areas=tuple(world.villages[:2])),
        patrol(on=DAY, residential_areas=(world.villages[1],)),
        propaganda_session(on=DAY, attendances=57),
        weapon_handover(on=DAY, items={item_unit("flintlock"): 3000, item_unit("firecracker", "kg"): 1_500}),
        pledge(on=DAY), award(on=DAY), tips(date(2025, 9, 14), tips=310, valuable_tips="nearly"),
    ]  # fmt: skip
    for number, content in enumerate(contents):
        record = recorded(world.lan, world.commune, content)
        if number % 2:
            verify_record(by=world.dung, record=record, version=record.version)
    gone = recorded(world.lan, world.commune, patrol(on=DAY, reminders=99))
    delete_record(by=world.lan, record=gone, version=1, reason="Ghi trùng")


def listed(client: Client, place: Place, key: str, **query: str) -> Any:
    unit = {"unit": place.unit.slug} if place.unit is not None else {}
    fields = {"from": "2025-06-15", "to": "2025-09-14", "figure": key, **unit, **query}
    return client.get(reverse("record_list"), fields).context["total"]


@pytest.mark.parametrize("lens", ["today", "recorded"])
@pytest.mark.parametrize("slug", ["commune", "province"])
def test_a_list_adds_up_to_the_number_of_the_dashboard(world: World, browse: Browse, slug: str, lens: str) -> None:
    entered(world)
    place, client, seen = of_unit(world.tinh, getattr(world, slug).slug), browse(world.tinh), 0
    figures = [key for key in KEYS if Indicator.objects.filter(key=key).exists()]
    query = f"from=2025-06-15&to=2025-09-14&lens={'today' if slug == 'province' else lens}&rows=indicator&verified=on"
    grid = asked(place, query + "".join(f"&figures={key}" for key in figures)).grid
    for row in grid.rows:
        figure = row.item.figure
        assert figure is not None
        states = [("", row.values[0]), *([("verified", row.values[1])] if figure.below_id is None else [])]
        for state, value in states:
            said = listed(client, place, figure.key, lens=lens if slug == "commune" else "today", state=state)
            unit = "phiếu" if counts_records(figure) else figure.unit
            number = said.removeprefix("Cộng: ").partition(f" {unit}")[0] if said else "0"
            assert number == written(value, figure), (figure.key, state)
            seen += bool(said)
    assert seen > len(figures)


def written(value: int | None, figure: Indicator) -> str:
    return grouped(value or 0, figure.decimals)


def test_page_and_spreadsheet_end_with_the_sum(world: World, browse: Browse) -> None:
    entered(world)
    client = browse(world.tinh)
    address = reverse("unit_figure", args=[world.province.slug, "propaganda_attendances"])
    page = client.get(f"{address}?period=month-2025-9")
    link = page.context["page"].records
    text = client.get(link).content.decode()
    assert "Cộng: 57 lượt người trong 1 phiếu" in text
    query = dict(parse_qsl(urlsplit(link).query))
    file = client.get(reverse("record_export"), query)
    sheet = load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
    said = [row[0] for row in sheet if "Cộng" in str(row[0])]
    assert said == ["Cộng: 57 lượt người trong 1 phiếu", "Cộng"]


ADDED = [
    "patrol_attendances", "patrol_reminders", "propaganda_attendances", "guns_collected", "firecrackers_collected",
    "gifts_given", "pledge_households", "awards_individuals", "valuable_tips",
]  # fmt: skip


def sheet_of(client: Client, place: Place, key: str, **query: str) -> list[list[Any]]:
    unit = {"unit": place.unit.slug} if place.unit is not None else {}
    fields = {"from": "2025-06-15", "to": "2025-09-14", "figure": key, **unit, **query}
    book = load_workbook(BytesIO(client.get(reverse("record_export"), fields).content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


@pytest.mark.parametrize("key", ADDED)
def test_the_last_row_of_the_sheet_is_the_number_of_the_dashboard(world: World, browse: Browse, key: str) -> None:
    entered(world)
    place = of_unit(world.tinh, world.province.slug)
    figure = Indicator.objects.get(key=key)
    grid = asked(place, f"from=2025-06-15&to=2025-09-14&rows=indicator&figures={key}").grid
    value = grid.rows[0].values[0]
    table = sheet_of(browse(world.tinh), place, key)
    head = next(at for at, row in enumerate(table) if row[0] == "Ngày")
    *rows, gap, last = table[head + 1 :]
    assert value is not None
    numbers = {at: cell for at, cell in enumerate(last) if isinstance(cell, float)}
    assert list(numbers.values()) == [int(value) / 1000]
    assert last[0] == (f"Cộng: {grouped(value, figure.decimals)}" if key == "valuable_tips" else "Cộng")
    assert not any(gap)  # what is sorted or filtered ends above it
    [at] = numbers
    assert sum(row[at] or 0 for row in rows) == pytest.approx(numbers[at])
    assert str(table[head][at]) not in {"", "Trạng thái"}


def test_a_file_that_leaves_rows_out_adds_up_those_that_it_has(
    world: World, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered(world)
    monkeypatch.setattr("campaigns.views.lists.MOST_IN_A_FILE", 2)
    place = of_unit(world.tinh, world.province.slug)
    table = sheet_of(browse(world.tinh), place, "patrol_reminders")
    head = next(at for at, row in enumerate(table) if row[0] == "Ngày")
    at = table[head].index("Lượt nhắc nhở")
    assert table[-1][0] == "Cộng các dòng trong tệp"
    assert table[-1][at] == sum(row[at] for row in table[head + 1 : -2])


@pytest.mark.parametrize("key", ["patrol_sessions", "reports", "patrol_villages_covered"])
def test_what_no_column_adds_up_to_has_no_last_row(world: World, browse: Browse, key: str) -> None:
    entered(world)
    table = sheet_of(browse(world.tinh), of_unit(world.tinh, world.commune.slug), key)
    assert not any(str(row[0]).startswith("Cộng") for row in table[5:])


def test_no_sum_where_nothing_is_behind(world: World, browse: Browse) -> None:
    entered(world)
    place, client = of_unit(world.tinh, world.commune.slug), browse(world.tinh)
    assert listed(client, place, "patrol_reminders", state="deleted") == ""
    assert listed(client, place, "bombs_collected") == ""
    answer = client.get(reverse("record_list"), {"from": "2025-06-15", "to": "2025-09-14"})
    assert "Cộng:" not in answer.content.decode()


def test_what_counts_records_says_so_once(world: World, browse: Browse) -> None:
    entered(world)
    place, client = of_unit(world.tinh, world.neighbour.slug), browse(world.tinh)
    assert listed(client, place, "reports") == "3 phiếu"
    assert listed(client, place, "patrol_reminders") == f"Cộng: 3 {unit_of('patrol_reminders')} trong 2 phiếu"


def unit_of(key: str) -> str:
    return Indicator.objects.get(key=key).unit


@pytest.mark.parametrize("key", ["patrol_villages_covered", "patrol_reminders"])
def test_no_sum_of_a_residential_area(world: World, browse: Browse, key: str) -> None:
    """What its records say is said of others as well."""
    entered(world)
    client = browse(world.tinh)
    query = {"unit": world.commune.slug, "from": "2025-06-15", "to": "2025-09-14", "figure": key}
    whole = client.get(reverse("record_list"), query)
    part = client.get(reverse("record_list"), query | {"village": world.villages[0].pk})
    assert "Cộng:" in whole.content.decode()
    assert part.status_code == 200
    assert "Cộng:" not in part.content.decode()
    assert "1 phiếu" in part.content.decode()


def test_the_sum_costs_no_further_query(
    world: World, browse: Browse, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    entered(world)
    client = browse(world.tinh)
    with django_assert_max_num_queries(19):
        client.get(reverse("record_list"), {"from": "2025-06-15", "to": "2025-09-14", "figure": "patrol_reminders"})
