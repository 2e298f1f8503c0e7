"""Features of a province: campaigns, plans, targets, totals that were reported, comparison, any range of days."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Campaign
from rollups.models import Indicator
from targets.models import PlanTask
from tests.campaigns.entries import patrol, recorded
from tests.coverage.pages import filled, large, seen, switched_on
from tests.coverage.people import browser, send
from tests.coverage.reading import named
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
START = TODAY - timedelta(20)


@pytest.fixture
def steward(world: World) -> Client:
    return browser(world.thu)


@pytest.fixture
def campaign(world: World) -> Campaign:
    phases = {"phases-TOTAL_FORMS": "0", "phases-INITIAL_FORMS": "0"}
    days = {"start": f"{START:%d/%m/%Y}", "end": f"{TODAY + timedelta(20):%d/%m/%Y}"}
    address = reverse("admin:campaigns_campaign_add")
    send(world.thu, address, name="Cao điểm Tết", unit=world.province.pk, **phases | days)
    return Campaign.objects.get()


def indicator(key: str) -> Indicator:
    return Indicator.objects.get(key=key)


@pytest.mark.covers("X13")
def test_a_campaign_counts_from_its_first_day(world: World, campaign: Campaign, steward: Client) -> None:
    recorded(world.lan, world.commune, patrol(on=START))
    patrols = indicator("patrol_sessions")
    fields = {"assigner_name": "Công an tỉnh Thái Nguyên", "direction": "at_least", f"unit_{world.commune.pk}": "8"}
    address = reverse("campaign_targets", args=[campaign.pk, world.province.slug])
    send(world.thu, f"{address}?indicator={patrols.pk}", **fields)
    card = seen(steward, "campaign_board", campaign.pk, world.province.slug).one("article", "board-row")
    assert card.one("h2").text == patrols.name
    assert card.one(cls="board-number").text == "1/8 buổi"
    assert campaign.name in seen(browser(world.lan), "campaign_list").text


@pytest.mark.covers("X14")
def test_a_plan_gives_tasks_to_comrades_and_the_head_approves(world: World, campaign: Campaign) -> None:
    lan, dung = browser(world.lan), browser(world.dung)
    place = (world.commune.slug, campaign.pk)
    page = filled(lan, "station_plan", *place, title="Rà soát khu dân cư phức tạp", assignee=world.lan.pk)
    assert "phân công Nguyễn Thị Lan" in page.text
    task = PlanTask.objects.get()
    for client, step in ((dung, "approve"), (lan, "finish")):
        client.post(reverse("plan_task", args=[*place, task.pk, step]))
    done = seen(dung, "station_plan", *place)
    assert "Đã xong" in [one.text for one in done.all("h2")]


@pytest.mark.covers("X19", "X52")
def test_targets_with_a_deadline_and_who_gave_them(world: World, campaign: Campaign, steward: Client) -> None:
    common = {"direction": "at_least", "outcome": "", "assigner_name": "Công an tỉnh Thái Nguyên"}
    days = {"start": "2026-01-01", "end": "2026-12-31"}
    for key, amount in (("stations_independent_office_pct", "100"), ("patrol_sessions", "5.000")):
        filled(
            steward, "unit_targets", world.province.slug, indicator=indicator(key).pk, amount=amount, **common | days
        )
    rows = seen(browser(world.tinh), "unit_targets", world.province.slug).all("li", "row")
    told = {named(one.one(cls="row-main")): one.one("b").text for one in rows}
    assert told == {"Tỷ lệ có trụ sở độc lập": "100 %", "Tuần tra, kiểm soát": "5.000 buổi"}
    assert all("Công an tỉnh Thái Nguyên" in one.text and "31/12/2026" in one.text for one in rows)
    given = {"assigner_name": "Công an tỉnh Thái Nguyên", "direction": "at_least", f"unit_{world.commune.pk}": "8"}
    patrols = indicator("patrol_sessions").pk
    filled(steward, "campaign_targets", campaign.pk, world.province.slug, indicator=patrols, **given)
    assert "8 buổi" in seen(browser(world.lan), "unit_targets", world.commune.slug).text


@pytest.mark.covers("X31", "X60")
def test_restricted_figures_are_of_the_province_alone(world: World, steward: Client) -> None:
    """Persons under care and criminal statistics: counts, off until they are wanted, read by province roles."""
    place = world.province.slug
    assert "Chưa bật" in seen(steward, "restricted_figures", place).text
    days = {"start": "2026-01-01", "end": "2026-06-30", "qualifier": "exact"}
    for key, amount in (("released_persons_supported", "14"), ("order_crime_cases_solved", "1.164")):
        switched_on(browser(world.quan), indicator(key))
        filled(steward, "restricted_figures", place, indicator=indicator(key).pk, amount=amount, **days)
    words = seen(browser(world.tinh), "restricted_figures", place).text
    assert "14 người" in words
    assert "1.164 vụ" in words
    for person in (world.lan, world.hung, world.bo):
        assert browser(person).get(reverse("restricted_figures", args=[place])).status_code == 404


def reported(head: Client, place: str, key: str, **told: str) -> None:
    days = {"start": "2025-07-01", "end": "2025-12-31", "kind": "self_reported"}
    filled(head, "reported_totals", place, indicator=indicator(key).pk, **days | told)


@pytest.mark.covers("X12", "X59")
def test_tips_and_conflicts_are_counted_without_words_beside_what_was_said_of_them(world: World) -> None:
    place, month = world.commune.slug, ("2025-07-15", "2025-08-14")
    told = {
        "on": month[1], "count_valuable_tips": "37", "word_valuable_tips": "exact", "count_conflicts_resolved": "",
        "word_conflicts_resolved": "thousands",
    }  # fmt: skip
    filled(browser(world.lan), "return_add", place, "tips_and_conflicts", **told)
    assert large(world.tinh, "valuable_tips", place, *month) == "37 tin"
    assert "1.000 mâu thuẫn" in large(world.tinh, "conflicts_resolved", place, *month)
    reported(browser(world.dung), place, "valuable_tips", amount="310", qualifier="nearly")
    reported(browser(world.dung), place, "conflicts_resolved", qualifier="tens_of_thousands")
    words = seen(browser(world.tinh), "reported_totals", place).text
    assert "gần 310 tin" in words
    assert "hàng chục nghìn mâu thuẫn" in words


def test_they_are_found_from_the_page_of_the_unit(world: World) -> None:
    """What only province roles read is offered to them alone."""
    own, theirs = ({one.attrs.get("href") for one in seen(browser(who), "unit_dashboard", world.commune.slug).all("a")}
                   for who in (world.lan, world.tinh))  # fmt: skip
    places = {name: reverse(name, args=[world.commune.slug]) for name in ("unit_targets", "reported_totals")}
    restricted = reverse("restricted_figures", args=[world.commune.slug])
    assert set(places.values()) <= own & theirs
    assert (restricted in own, restricted in theirs) == (False, True)


@pytest.mark.covers("X53")
def test_a_figure_stands_beside_the_same_days_of_last_year(world: World) -> None:
    for day in (date(2026, 3, 2), date(2026, 3, 3), date(2025, 3, 2)):
        place = world.commune if day.year == 2026 else world.giao_hieu
        recorded(world.lan, place, patrol(on=day))
    query = {"from": "2026-03-01", "to": "2026-03-31"}
    page = seen(browser(world.tinh), "unit_figure", world.commune.slug, "patrol_sessions", **query)
    moves = page.one(cls="moves").text
    assert "▲ 100 %" in moves
    assert "01/03–31/03/2025" in moves
    table = seen(browser(world.tinh), "unit_beside", world.commune.slug, **query)
    row = next(one.text for one in table.all("tr") if one.text.startswith("Tuần tra, kiểm soát"))
    assert row.endswith("2 ––1+100 %")  # the period before was not reported


@pytest.mark.covers("X55")
def test_seven_months_are_a_period_like_others(world: World) -> None:
    for day in (date(2024, 1, 1), date(2024, 7, 31), date(2024, 8, 1)):
        recorded(world.lan, world.giao_hieu, patrol(on=day))
    found = large(world.tinh, "patrol_sessions", world.giao_hieu.slug, "2024-01-01", "2024-07-31")
    assert found == "2 buổi"
    assert "01/01/2024" in seen(
        browser(world.tinh), "unit_dashboard", world.giao_hieu.slug, **{"from": "2024-01-01", "to": "2024-07-31"}
    ).text.replace("1/1/2024", "01/01/2024")
