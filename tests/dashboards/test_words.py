"""Numbers that were reported with a word keep it wherever they stand, and are not held against others."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from accounts.models import User
from campaigns.models import Campaign
from criteria.actions import add_evidence
from dashboards.changes import change, difference, share, why_none
from dashboards.charts.steps import amounts
from dashboards.sentences import report
from dashboards.tables import Why
from rollups.models import Indicator
from rollups.numbers import Qualified, Share, grouped, is_exact, worded
from targets.actions import assign_targets
from targets.board import board
from targets.goals import Goal
from targets.stands import Stand, percent_of, stand_of
from tests.campaigns.entries import recorded
from tests.criteria.entries import model_set, opened
from tests.dashboards.test_sentences import PATROLS, about, changed
from tests.returns.filing import AUGUST, JULY, tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
PERIOD = {"period": "month-2025-8"}
NEARLY, OVER, MANY = Qualified(310_000, 1000, 0), Qualified(5_000, 0, 1000), Qualified(0, 0, 1000)


@pytest.fixture
def told(world: World) -> World:
    """The commune reported "gần 310" tips and before that "hơn 200", its neighbour "nhiều"."""
    recorded(world.lan, world.commune, tips(JULY, tips=200, valuable_tips="over"))
    recorded(world.lan, world.commune, tips(tips=310, valuable_tips="nearly"))
    recorded(world.minh, world.neighbour, tips(tips=0, valuable_tips="many"))
    return world


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def figure_page(browse: Browse, world: World, unit: Any, **query: str) -> Any:
    address = reverse("unit_figure", args=[unit.slug, "valuable_tips"])
    return browse(world.tinh).get(address, PERIOD | query).context["page"]


def test_a_number_is_told_with_the_weakest_sign() -> None:
    found = [NEARLY, OVER, MANY, Qualified(5_000, 1000, 1000), Qualified(0, 0, 1000, "các")]
    assert [plain(grouped(one)) for one in found] == ["gần 310", "hơn 5", "nhiều", "≈ 5", "các"]
    assert plain(worded(Share(Qualified(3_000, 1000, 0), 4_000), 0, english=False)) == "gần 3/4 (≈ 75 %)"
    assert MANY
    assert not is_exact(Share(NEARLY, 400_000))


@pytest.mark.parametrize(("now", "base"), [(NEARLY, 200_000), (200_000, MANY), (MANY, OVER)])
def test_what_has_a_sign_is_not_held_against_another(now: int, base: int) -> None:
    assert (difference(now, base), share(now, base), why_none(now, base)) == (None, None, Why.WORDS)
    found = change(now, base, "Cùng kỳ")
    assert found.text == "–"
    assert "không tính tăng, giảm" in found.note


def test_the_sentence_says_both_and_no_difference() -> None:
    told = plain(report(about(), [changed(PATROLS, value=NEARLY, base=MANY)]))
    assert "đã tổ chức gần 310 buổi tuần tra (cùng kỳ năm trước: nhiều buổi)." in told
    assert "bằng cùng kỳ" not in report(about(), [changed(PATROLS, value=10_000, base=Qualified(10_000, 1000, 0))])


def test_a_word_without_a_number_has_a_step_of_its_own() -> None:
    scale = amounts([0, MANY, 5_000, NEARLY], lambda value: plain(grouped(value)))
    assert [(one.text, one.units) for one in scale.steps] == [("0", 1), ("nhiều", 1), ("5", 1), ("310", 1)]
    assert len({scale.of(value) for value in (0, MANY, 5_000, NEARLY)}) == 4


def test_maps_and_small_trends_tell_the_word(told: World, browse: Browse) -> None:
    page = figure_page(browse, told, told.province)
    points = {one.point.name: plain(one.point.text) for each in page.maps for one in each.map.shapes}
    assert any("gần 310 tin" in text for text in points.values())
    assert any("nhiều tin" in text for text in points.values())
    multiples = figure_page(browse, told, told.province, by="trend").multiples
    assert {plain(one.point.text) for one in multiples} >= {"gần 310", "nhiều"}
    assert plain(page.bars[-1].text) == "≈ 310"


def test_nobody_fell_who_reported_with_a_word(told: World, browse: Browse) -> None:
    page = figure_page(browse, told, told.province, compare="previous")
    assert (page.falls.compared, page.falls.worded) == (0, 1)
    assert page.tile.moved.text == "–"
    rows = {row.name: row for row in page.table.rows}
    row = rows[told.commune.full_name]
    assert (row.values[4:6], row.why) == ((None, None), Why.WORDS)
    assert [plain(grouped(value)) for value in (row.values[0], row.values[2]) if value] == ["gần 310", "hơn 200"]


def test_the_calendar_of_days_tells_the_word(told: World, browse: Browse) -> None:
    diary = figure_page(browse, told, told.commune).diary
    assert [(day, plain(text)) for day, text in diary.rows] == [(JULY, "hơn 200"), (AUGUST, "gần 310")]
    neighbour = figure_page(browse, told, told.neighbour).diary
    assert [(day, text) for day, text in neighbour.rows] == [(AUGUST, "nhiều")]
    assert [step.text for step in neighbour.grid.scale.steps] == ["nhiều"]


@pytest.mark.parametrize("verified", ["", "on"])
def test_own_tables_and_their_spreadsheets_tell_the_word(told: World, browse: Browse, verified: str) -> None:
    query = PERIOD | {"rows": "commune", "figures": "valuable_tips", "verified": verified, "shaded": "on"}
    address = reverse("unit_pivot", args=[told.province.slug])
    text = plain(browse(told.tinh).get(address, query).content.decode())
    assert all(f">{words}</td>" in text for words in ("gần 310", "nhiều"))
    assert "tổng có cả hai chiều ghi ≈" in text
    file = browse(told.tinh).get(f"{address}table.xlsx", query)
    cells = [
        plain(str(cell))
        for row in load_workbook(BytesIO(file.content)).get_sheet_by_index(0).to_python()
        for cell in row
    ]
    assert {"gần 310", "nhiều", "≈ 310"} <= set(cells)


def test_a_comparison_tells_the_word_and_no_change(told: World, browse: Browse) -> None:
    query = PERIOD | {"with": told.neighbour.slug, "figures": "all"}
    answer = browse(told.tinh).get(reverse("unit_beside", args=[told.commune.slug]), query)
    row = next(one for one in answer.context["page"].table.rows if "valuable_tips" in one.href)
    told_as = [plain(grouped(value)) if value is not None else "" for value in row.values[:6]]
    assert told_as == ["gần 310", "hơn 200", "", "", "", "nhiều"]
    assert (row.whys[2], row.bullet) == (Why.WORDS, None)
    assert "gần 310" in plain(answer.content.decode())


def test_the_board_of_a_campaign_tells_the_word(told: World, browse: Browse) -> None:
    tip = Indicator.objects.get(key="valuable_tips")
    campaign = Campaign.objects.create(
        name="Cao điểm", unit=told.province, start=date(2025, 7, 15), end=date(2025, 9, 14)
    )
    assign_targets(
        by=told.thu, amounts={told.commune: 300_000, told.neighbour: 10_000}, indicator=tip, start=campaign.start,
        end=campaign.end, campaign=campaign, assigner_name="Công an tỉnh",
    )  # fmt: skip
    row = board(campaign, told.province, None, date(2025, 9, 14)).rows[0]
    assert (plain(grouped(row.so_far or 0)), row.percent, row.pace) == ("≈ 310", None, None)
    assert {plain(grouped(one.reached or 0)): one.stand for one in row.untold} == {
        "gần 310": Stand.UNTOLD, "nhiều": Stand.UNTOLD,
    }  # fmt: skip
    page = browse(told.tinh).get(reverse("campaign_board", args=[campaign.pk, told.province.slug]))
    assert "chưa rõ tiến độ" in page.content.decode()


@pytest.mark.parametrize(
    ("reached", "wanted", "at_most", "stand"),
    [
        (OVER, 5_000, False, Stand.REACHED),
        (OVER, 8_000, False, Stand.AHEAD),
        (OVER, 400_000, False, Stand.UNTOLD),
        (NEARLY, 700_000, False, Stand.BEHIND),
        (NEARLY, 310_000, False, Stand.UNTOLD),
        (NEARLY, 310_000, True, Stand.AHEAD),
        (OVER, 5_000, True, Stand.UNTOLD),
        (MANY, 1_000, False, Stand.UNTOLD),
    ],
)
def test_a_target_stands_where_all_that_a_word_may_mean_stands(
    reached: int, wanted: int, at_most: bool, stand: Stand
) -> None:
    goal, tip = Goal(wanted, "", at_most, "", 1), Indicator.objects.get(key="valuable_tips")
    assert (stand_of(reached, goal, tip, 0.5), percent_of(reached, goal, tip)) == (stand, None)


def test_evidence_tells_the_word(told: World, browse: Browse) -> None:
    row = opened(told.dung, told.commune, model_set(told))
    tip = Indicator.objects.get(key="valuable_tips")
    add_evidence(by=told.dung, line=row.lines.all()[0], indicator=tip, start=date(2025, 7, 15), end=AUGUST)
    assert "gần 310 tin" in plain(browse(told.dung).get(f"/assessments/{row.uuid}/").content.decode())
