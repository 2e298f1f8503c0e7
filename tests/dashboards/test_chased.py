"""From a figure that returns or a register say, those are chased who owe that: as many as its page counts."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from accounts.models import User
from audit.actions import record_audit
from campaigns.actions import delete_record
from communes.models import Unit
from dashboards import places, selectors
from dashboards.columns import known
from dashboards.reminders.chased import Chased, chased_in
from dashboards.reminders.owed import owed_in, provinces_in
from dashboards.stamps import forget
from periods.models import Period
from returns.models import Every, ReportingRule, ReturnForm
from rollups.models import How, Indicator
from tests.campaigns.entries import recorded
from tests.dashboards.figures import THAI_NGUYEN, of_unit, state_of
from tests.returns.filing import campaigns, tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[[User], Client]
NOVEMBER = date(2026, 11, 14)
PERIOD = {"period": "month-2026-11"}


def page(client: Client, name: str, *args: str, **query: str) -> Any:
    return client.get(reverse(name, args=args), PERIOD | query)


def chased(place: Any, key: str) -> Chased:
    found = chased_in(place, {"figure": key})  # type: ignore[arg-type]
    assert found is not None
    return found


def hrefs(text: str) -> set[str]:
    return {one.replace("&amp;", "&") for one in re.findall(r'href="([^"]*silent/\?[^"]*)"', text)}


def test_a_missing_return_is_chased_from_its_figure(world: World, browse: Browse) -> None:
    for by, unit in ((world.lan, world.commune), (world.minh, world.neighbour)):
        recorded(by, unit)  # its log says nothing of tips
    recorded(world.minh, world.neighbour, tips(NOVEMBER))
    gone = recorded(world.lan, world.commune, tips(NOVEMBER))
    delete_record(by=world.lan, record=gone, version=1, reason="ghi nhầm")
    client = browse(world.tinh)
    figure = page(client, "unit_figure", THAI_NGUYEN, "valuable_tips")
    (address,) = hrefs(figure.content.decode())
    assert address.endswith("figure=valuable_tips")
    shown = client.get(address)
    assert shown.context["frame"].reported == figure.context["page"].reported
    debts = shown.context["page"].debts.owed
    assert len(debts) == figure.context["page"].reported.missing == 91
    assert [one.label for one in debts[0].what] == ["Tháng 11/2026"]
    names = {one.unit.name for one in debts}
    assert world.commune.full_name in names
    assert world.neighbour.full_name not in names
    words = shown.context["page"].text
    assert "chưa có báo cáo “Tin có giá trị, giải quyết mâu thuẫn” tháng 11/2026: " in words
    assert "xã Bằng Thành" in words


def test_all_ways_to_chase_have_the_same(world: World, browse: Browse) -> None:
    recorded(world.minh, world.neighbour, tips(NOVEMBER))
    client, own = browse(world.tinh), {"figure": "valuable_tips"}
    calls = page(client, "unit_silent_calls", THAI_NGUYEN, **own)
    assert sum(len(group.debtors) for group in calls.context["page"].groups) == 91
    for name in ("unit_silent_table", "unit_silent_calls_table"):
        rows = load_workbook(BytesIO(page(client, name, THAI_NGUYEN, **own).content)).get_sheet_by_index(0).to_python()
        assert sum("Tháng 11/2026" in row for row in rows) == 91
        assert any("Tin có giá trị, giải quyết mâu thuẫn" in str(row) for row in rows)
    by_area = page(client, "unit_silent", THAI_NGUYEN, by="area", **own)
    assert sum(len(group.debtors) for group in by_area.context["page"].groups) == 91
    for link in (*by_area.context["page"].tabs, *calls.context["page"].tabs):
        assert link.href.endswith("figure=valuable_tips")
    assert "figure=valuable_tips" in by_area.context["frame"].download
    assert ("figure", "valuable_tips") in by_area.context["frame"].kept


def test_it_is_due_by_its_own_days(world: World) -> None:
    ReportingRule.objects.create(
        province=world.province, valid_from=date(2026, 1, 1), grace=3, weekly_cut=2, by=world.thu
    )
    ReturnForm.objects.filter(key="tips_and_conflicts").update(every=Every.WEEK)
    forget()
    place = of_unit(world.tinh, THAI_NGUYEN)
    weekly = owed_in(place, state_of(place, "period=month-2026-11"), chased=chased(place, "valuable_tips"))
    assert {one.deadline for one in weekly.owed} == {date(2026, 11, 11)}  # the week of 2/11–8/11, cut on a Wednesday
    half = Period.objects.get(kind="half", year=2025, number=2)
    recorded(world.lan, world.commune, campaigns(half.end))
    place = of_unit(world.tinh, THAI_NGUYEN)
    state = state_of(place, "from=2025-11-15&to=2026-01-14")
    halves = owed_in(place, state, chased=chased(place, "campaigns_joined"))
    assert len(halves.owed) == 91
    assert {(one.since, one.deadline) for one in halves.owed} == {(half.start, None)}  # no rule of then


def test_before_its_period_is_over_nobody_owes_it(world: World, browse: Browse) -> None:
    shown = page(browse(world.tinh), "unit_silent", THAI_NGUYEN, figure="valuable_tips", period="month-2026-12")
    assert "Kỳ chưa kết thúc, chưa đến hạn báo cáo" in shown.content.decode()
    assert "Kính gửi" not in shown.content.decode()


def test_whoever_keeps_no_register_is_chased(world: World, browse: Browse) -> None:
    place = of_unit(world.tinh, THAI_NGUYEN)
    figure = next(
        one for one in known(place).indicators
        if one.presence_id and one.how == How.STOCK and Indicator.objects.get(pk=one.presence_id).how == How.STOCK
    )  # fmt: skip
    state = state_of(place, "period=month-2026-11")
    debts = owed_in(place, state, chased=chased(place, figure.key))
    assert debts.reported == selectors.figure(place, state, known(place), figure).reported
    shown = page(browse(world.tinh), "unit_silent", THAI_NGUYEN, figure=figure.key)
    assert shown.status_code == 200
    assert debts.owed
    assert f"số liệu “{figure.name}”" in shown.context["page"].text


def test_the_nation_chases_returns_in_provinces(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips(NOVEMBER))
    client = browse(world.bo)
    figure = page(client, "nation_figure", "valuable_tips")
    links = hrefs(figure.content.decode())
    assert links
    assert all(one.endswith("figure=valuable_tips") for one in links)
    place = places.nation(world.bo)
    found = provinces_in(place, state_of(place, "period=month-2026-11"), chased(place, "valuable_tips"))
    assert found.reported == figure.context["page"].reported
    assert found.reported.full == 1
    shown = page(client, "nation_silent", figure="valuable_tips")
    assert "báo cáo “Tin có giá trị, giải quyết mâu thuẫn”" in shown.context["text"]
    assert any(row.href.endswith("figure=valuable_tips") for row in shown.context["table"].rows)


def test_a_figure_of_the_log_is_chased_as_before_and_one_that_is_none_is_not_found(
    world: World, browse: Browse
) -> None:
    client = browse(world.tinh)
    usual = page(client, "unit_silent", THAI_NGUYEN)
    same = page(client, "unit_silent", THAI_NGUYEN, figure="patrol_sessions")
    assert same.context["page"].text == usual.context["page"].text
    assert page(client, "unit_silent", THAI_NGUYEN, figure="no_such_figure").status_code == 404


def test_a_form_of_one_province_is_chased_and_named_there_alone(world: World, browse: Browse) -> None:
    other = Unit.objects.get(pk=world.foreign.province_id or 0)
    ReturnForm.objects.filter(key="tips_and_conflicts").update(province=other)
    forget()
    client, own = browse(world.tinh), {"figure": "valuable_tips"}
    for name in ("unit_silent", "unit_silent_table", "unit_silent_calls", "unit_silent_calls_table"):
        assert page(client, name, THAI_NGUYEN, **own).status_code == 404
    shown = page(client, "unit_figure", THAI_NGUYEN, "valuable_tips")
    assert (shown.context["page"].unasked, shown.context["page"].reported.units) == (
        "Địa bàn này không áp dụng chỉ tiêu",
        0,
    )
    assert "figure=valuable_tips" not in shown.content.decode()
    nation = browse(world.bo)
    chasing = page(nation, "nation_silent", **own).context["table"].rows
    assert [row.name for row in chasing] == [other.full_name]
    figure = page(nation, "nation_figure", "valuable_tips").context["page"]
    assert figure.reported.missing * 1000 == chasing[0].values[0]
    there = page(nation, "unit_figure", other.slug, "valuable_tips").context["page"]
    assert (there.unasked, there.reported) == ("", figure.reported)


@pytest.mark.parametrize(("last", "units"), [(NOVEMBER, 92), (date(2026, 11, 13), 0), (date(2025, 12, 31), 0)])
def test_a_form_that_ended_is_not_chased_after_its_last_day(
    world: World, browse: Browse, last: date, units: int
) -> None:
    ReturnForm.objects.filter(key="tips_and_conflicts").update(valid_to=last)
    forget()
    place = of_unit(world.tinh, THAI_NGUYEN)
    debts = owed_in(place, state_of(place, "period=month-2026-11"), chased=chased(place, "valuable_tips"))
    assert (len(debts.owed), debts.waits) == (units, not units)
    shown = page(browse(world.tinh), "unit_figure", THAI_NGUYEN, "valuable_tips")
    assert shown.context["page"].reported.units == units
    assert ("Kỳ này đã thôi áp dụng chỉ tiêu" in shown.content.decode()) == (not units)


@pytest.mark.parametrize(
    ("key", "query"),
    [
        ("campaigns_joined", {"period": "month-2026-10"}),
        ("valuable_tips", {"from": "2026-10-01", "to": "2026-10-10", "period": ""}),
    ],
)
def test_nobody_owes_what_is_due_on_no_day_of_a_past_range(
    world: World, browse: Browse, key: str, query: dict[str, str]
) -> None:
    words, client = "Kỳ này không có báo cáo đến hạn", browse(world.tinh)
    shown = page(client, "unit_silent", THAI_NGUYEN, figure=key, **query).content.decode()
    assert words in shown
    assert "Kính gửi" not in shown
    figure = page(client, "unit_figure", THAI_NGUYEN, key, **query)
    assert words in figure.content.decode()
    assert figure.context["page"].reported.units == 0
    assert f"figure={key}" not in figure.content.decode().partition("<main")[2]


def test_a_page_knows_that_its_form_has_another_name(world: World, browse: Browse) -> None:
    before = of_unit(world.tinh, THAI_NGUYEN).stamp.settings
    record_audit(by=world.quan, action="change_returnform", obj=ReturnForm.objects.get(key="tips_and_conflicts"))
    assert of_unit(world.tinh, THAI_NGUYEN).stamp.settings != before
