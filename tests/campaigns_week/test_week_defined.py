"""A week of a defined kind: columns from its rows, typed words read, and the same on paper."""

from typing import Any

import pytest
from django.urls import reverse

from campaigns.models import ActivityAmount, ActivityKind, Record
from tests.campaigns.activities import award, pledge
from tests.campaigns.entries import recorded, yesterday
from tests.campaigns.test_entry_pages import text

pytestmark = pytest.mark.django_db
ROW = "6b0f6f0e-8a0e-4a51-9b1e-000000000001"


def address(world: Any, kind: str, name: str = "week_entry") -> str:
    return reverse(name, args=[world.commune.slug, kind]) + f"?from={yesterday().isoformat()}"


def send(world: Any, browse: Any, kind: str, **cells: str) -> Any:
    typed = {f"{ROW}-{key}": value for key, value in ({"on": f"{yesterday():%d/%m}"} | cells).items()}
    return browse(world.lan).post(address(world, kind), {"row": [ROW], **typed})


def test_a_row_is_read_and_stored(world: Any, browse: Any) -> None:
    answer = send(
        world, browse, "pledge_round", choice_occasion="dau nam", choice_partners="2; nha truong",
        residential_areas="Nà Muồng; Khuổi Lè", count_pledge_households="120",
    )  # fmt: skip
    assert answer.status_code == 302, answer.context["page"].wrong
    record = Record.objects.get()
    assert {label.row.key for label in record.activity.labels.all()} == {
        "start_of_year", "fatherland_front", "schools",
    }  # fmt: skip
    assert record.residential_areas.count() == 2


def test_parts_stand_in_one_cell(world: Any, browse: Any) -> None:
    cells = {"choice_giver": "Công an tỉnh", "of_awards_given_": "3 bằng khen; 12 giấy khen"}
    assert send(world, browse, "award", **cells).status_code == 302
    assert sorted(ActivityAmount.objects.values_list("thousandths", flat=True)) == [3_000, 12_000]
    shown = text(browse(world.lan).get(address(world, "award")))
    assert "3 Bằng khen; 12 Giấy khen" in shown


def test_what_is_wrong_stands_beside_its_cell(world: Any, browse: Any) -> None:
    answer = send(world, browse, "award", choice_giver="khong co", of_awards_given_="ba")
    ((_number, row),) = answer.context["page"].wrong
    assert set(row.reasons) == {"choice_giver", "of_awards_given_"}


def test_what_repeats_a_record_is_asked_about(world: Any, browse: Any) -> None:
    content = pledge(residential_areas=(world.villages[0],), labels={"occasion": ("campaign",)},
                     amounts={"pledge_households": 12_000})  # fmt: skip
    recorded(world.lan, world.commune, content)
    cells = {"choice_occasion": "cao điểm", "residential_areas": "Nà Muồng", "count_pledge_households": "12"}
    answer = send(world, browse, "pledge_round", **cells)
    assert answer.status_code == 422
    assert [number for number, _row in answer.context["page"].doubled] == [1]


def test_the_paper_has_the_same_columns(world: Any, browse: Any) -> None:
    page = text(browse(world.lan).get(address(world, "award", "logbook")))
    for words in ("Sổ: Khen thưởng", "Cấp khen thưởng", "Bằng khen, Giấy khen (lượt)", "Kỷ niệm chương"):
        assert words in page
    assert "<span>Khu dân cư</span></th>" not in page


def test_other_kinds_are_folded_away_and_only_those_of_the_week(world: Any, browse: Any) -> None:
    ActivityKind.objects.filter(key="contest").update(valid_to="2020-01-01")
    page = browse(world.lan).get(address(world, "award")).context["page"]
    assert [tab.label for tab in page.tabs()] == ["Khen thưởng", "Tuần tra", "Tuyên truyền", "Tiếp nhận vũ khí"]
    others = {tab.label for tab in page.others}
    assert "Ký giao ước thi đua" in others
    assert not others & {"Khen thưởng", "Hội thi, hội thao"}


def test_a_week_costs_the_same_however_full(world: Any, browse: Any, django_assert_max_num_queries: Any) -> None:
    client = browse(world.lan)
    with django_assert_max_num_queries(30):
        client.get(address(world, "award"))
    for number in range(1, 6):
        recorded(world.lan, world.commune, award(amounts={"awards_given_merit": number * 1_000}))
    with django_assert_max_num_queries(30):
        client.get(address(world, "award"))
