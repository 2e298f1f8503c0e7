"""The list of records as a spreadsheet: a sheet a kind, each count in a column of its own, numbers as numbers."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from campaigns.views import lists
from tests.campaigns.activities import award, pledge
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover
from tests.returns.filing import tips

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
Sheets = dict[str, list[dict[str, Any]]]


def sheets(client: Client, **query: str) -> Sheets:
    """The rows of each sheet by the heads of their columns, as a spreadsheet program reads them."""
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(reverse("record_export"), query).content))
    found: Sheets = {}
    for name in book.sheet_names:
        table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        head = next(place for place, row in enumerate(table) if row[0] == "Ngày")
        assert len(set(table[head])) == len(table[head])
        found[name] = [dict(zip(map(str, table[head]), row, strict=True)) for row in table[head + 1 :]]
    return found


def test_each_kind_has_a_sheet_with_the_records_of_the_page(world: Any, browse: Browse) -> None:
    for content in (patrol(residential_areas=tuple(world.villages[:2])), patrol(), weapon_handover(), pledge()):
        recorded(world.lan, world.commune, content)
    client = browse(world.lan)
    page = client.get(reverse("record_list")).context["lines"]
    found = sheets(client)
    assert list(found) == ["Tuần tra", "Tiếp nhận vũ khí", pledge().definition.name]
    for name, rows in found.items():
        assert [
            (row["Ngày"], row["Đơn vị"], row["Khu dân cư"], row["Trạng thái"], row["Mã phiếu"]) for row in rows
        ] == [(line.day, line.unit, line.areas, "Sơ bộ", line.receipt) for line in page if line.kind == name]


def test_counts_of_a_patrol_are_numbers(world: Any, browse: Browse) -> None:
    recorded(world.lan, world.commune, patrol(reminders=1204))
    row = sheets(browse(world.lan))["Tuần tra"][0]
    assert row["Ca"].startswith("Đêm")
    assert (row["Công an cấp xã (lượt người)"], row["Tổng lượt người"]) == (2, 5)
    assert (row["Lượt nhắc nhở"], row["Vụ việc phát hiện"]) == (1204, 0)
    assert not any("Dân quân" in name for name in row)  # no record of the list has any


def test_words_and_counts_of_a_session_stand_apart(world: Any, browse: Browse) -> None:
    recorded(world.lan, world.commune, propaganda_session())
    row = sheets(browse(world.lan))["Tuyên truyền"][0]
    assert (row["Lượt người dự"], row["Hộ gia đình"], row["Phát động phong trào"]) == (45, 0, "")
    assert "45" not in f"{row['Hình thức']}{row['Nội dung']}"


def test_weapons_and_gifts_have_columns_with_their_units(world: Any, browse: Browse) -> None:
    recorded(world.lan, world.commune, weapon_handover())
    row = sheets(browse(world.lan))["Tiếp nhận vũ khí"][0]
    assert {name: value for name, value in row.items() if isinstance(value, float)} == {
        "Súng kíp (khẩu)": 2,
        "Pháo (kg)": 18.5,
        "Quà: Gạo (suất)": 2,
    }


def test_counts_of_a_defined_kind_and_their_parts_have_columns(world: Any, browse: Browse) -> None:
    recorded(world.lan, world.commune, award())
    row = next(iter(sheets(browse(world.lan)).values()))[0]
    numbers = {name: value for name, value in row.items() if isinstance(value, float)}
    assert sorted(value for value in numbers.values() if value) == [3, 9, 12]
    assert any(name.endswith(": Giấy khen") and value == 12 for name, value in numbers.items())


def test_numbers_of_returns_have_columns_with_their_words_beside_them(world: Any, browse: Browse) -> None:
    for by, unit, number, word in ((world.lan, world.commune, 310, "nearly"), (world.minh, world.neighbour, 0, "many")):
        recorded(by, unit, tips(tips=number, conflicts=4, valuable_tips=word))
    (rows,) = sheets(browse(world.tinh), **{"from": "2025-08-14", "to": "2025-08-14"}).values()
    figures = [(row["Đơn vị"], row["Tin có giá trị"], row["Tin có giá trị: mức"], row["Kỳ báo cáo"]) for row in rows]
    assert sorted(figures) == [
        (world.commune.full_name, 310, "gần", "15/07–14/08/2025"),
        (world.neighbour.full_name, "", "nhiều", "15/07–14/08/2025"),
    ]
    names = list(rows[0])
    assert names.index("Tin có giá trị: mức") == names.index("Tin có giá trị") + 1
    assert {row["Mâu thuẫn được rà soát, giải quyết: mức"] for row in rows} == {""}


def test_a_list_of_nothing_is_an_empty_sheet(world: Any, browse: Browse) -> None:
    assert sheets(browse(world.lan)) == {"Sổ ghi": []}


def test_the_newest_are_kept_where_they_are_too_many(
    world: Any, browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST_IN_A_FILE", 1)
    recorded(world.lan, world.commune, weapon_handover())
    last = recorded(world.lan, world.commune)
    found = sheets(browse(world.lan))
    assert [row["Mã phiếu"] for rows in found.values() for row in rows] == [last.receipt]


@pytest.mark.parametrize("number", [1, 8])
def test_it_costs_the_same_however_long(
    world: Any, browse: Browse, django_assert_max_num_queries: Any, number: int
) -> None:
    for made in range(number):
        recorded(world.lan, world.commune, (patrol, weapon_handover, award)[made % 3]())
    client = browse(world.tinh)
    with django_assert_max_num_queries(75):
        client.get(reverse("record_export"))


def test_kinds_are_told_apart_in_one_look(world: Any, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest 50,000 are found for what is there, not once more for each kind that might be."""
    monkeypatch.setattr(lists, "MOST_IN_A_FILE", 1)
    recorded(world.lan, world.commune, weapon_handover())
    recorded(world.lan, world.commune)
    client = browse(world.tinh)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("record_export"))
    assert len([one for one in asked if "LIMIT 1)" in one["sql"] and "COUNT(" in one["sql"]]) == 1
