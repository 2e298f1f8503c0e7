"""The first page of a station: each count leads to what it counts."""

import re
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Grant, Role
from campaigns.actions import verify_record
from campaigns.models import Record
from campaigns.models.records import Hold
from communes.models import Unit
from criteria.actions import take_back
from criteria.models import Step
from home.duties import Todo, weekly
from home.selectors import FIGURES, read_home
from returns.due import Deadlines, Rule
from returns.models import ReportingRule, Weekday
from targets.models import PlanTask
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover
from tests.criteria.entries import safe_set, sent
from tests.home.reading import campaign, home, links
from tests.returns.filing import tips
from tests.world import SINCE

pytestmark = pytest.mark.django_db


def test_what_waits_leads_to_a_list_of_as_many(world: Any, browse: Any) -> None:
    old = recorded(world.lan, world.giao_hieu, patrol(on=world.giao_hieu.valid_to))
    new, approved = recorded(world.lan, world.commune), recorded(world.lan, world.commune, weapon_handover())
    recorded(world.dung, world.commune, patrol(reminders=3))
    verify_record(by=world.dung, record=approved, version=1)
    head = browse(world.dung)
    page = home(head, world)
    (link,) = [one for one in links(page, reverse("record_list")) if "state=waiting" in one]
    assert "2 phiếu chờ duyệt" in page.content.decode()
    assert [line.record for line in head.get(link).context["lines"]] == [new, old]
    assert not [one for one in links(home(browse(world.lan), world), reverse("record_list")) if "waiting" in one]


def test_a_figure_leads_to_the_page_of_what_it_counts(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    assert not links(home(client, world), "/dashboards/units/[^/]*/figures/")  # nothing reported, nothing to count
    recorded(world.lan, world.commune, propaganda_session(on=timezone.localdate()))
    found = links(home(client, world), "/dashboards/units/[^/]*/figures/")
    assert [re.search("figures/(.*?)/", link)[1] for link in found] == list(FIGURES)  # type: ignore[index]
    assert [client.get(link).status_code for link in found] == [200] * 3


OCTOBER = date(2026, 10, 20)  # in the reporting month that ended on Saturday, 14/11/2026


def todos(world: Any, day: date, who: Any = None, *, returns: bool = False) -> list[Todo]:
    """What is to be done about the log, or about returns."""
    found = read_home(user=who or world.lan, unit=world.commune, today=day).todos
    return [one for one in found if one.words.startswith("Chưa nộp") == returns]


def rule(world: Any) -> None:
    ReportingRule.objects.create(
        province=world.province, valid_from=date(2026, 10, 1), grace=1, weekly_cut=Weekday.FRIDAY, by=world.thu
    )


def test_it_says_what_is_due_and_until_when(world: Any) -> None:
    rule(world)
    recorded(world.lan, world.commune, patrol(on=date(2026, 11, 16)))
    recorded(world.lan, world.commune, patrol(on=OCTOBER))
    cut, running = todos(world, date(2026, 11, 20))  # the most pressing first
    assert running.words == "Báo cáo tháng 12/2026 (15/11–14/12)"
    assert running.note == "hạn 15/12, còn 25 ngày · đã ghi 1 phiếu"
    assert (cut.words, cut.note, cut.now) == ("Chốt tuần: thứ Sáu 20/11", "hôm nay", True)


def test_weeks_of_a_moved_cut_follow_each_other() -> None:
    off = frozenset({date(2026, 11, 20), date(2026, 11, 23)})
    asked, unit = Deadlines([Rule(date(2026, 10, 1), 1, Weekday.FRIDAY)], off), Unit(slug="x")
    days = [date(2026, 11, day) for day in (13, 14, 24, 25)]
    found = [one for day in days for one in weekly(asked, unit, day)]
    assert [one.href.partition("from=")[2] for one in found] == [
        "2026-11-07&to=2026-11-13", *["2026-11-14&to=2026-11-20"] * 2, "2026-11-21&to=2026-11-27",
    ]  # fmt: skip
    assert [one.words for one in found][1:3] == ["Chốt tuần: thứ Ba 24/11"] * 2
    assert [one.note for one in found] == ["hôm nay", "còn 10 ngày", "hôm nay", "còn 2 ngày"]


def test_a_month_that_is_missing_comes_first_until_it_is_there(world: Any) -> None:
    rule(world)
    first, *_others = todos(world, date(2026, 11, 20))
    assert (first.words, first.over) == ("Chưa báo cáo tháng 11/2026", True)
    assert first.note == "hạn 16/11, quá hạn 4 ngày"
    first, *_others = todos(world, date(2026, 11, 16))
    assert (first.over, first.now, first.note) == (False, True, "hạn 16/11, hôm nay")
    recorded(world.lan, world.commune, patrol(on=OCTOBER))
    assert todos(world, date(2026, 11, 16))[0].words == "Bổ sung báo cáo tháng 11/2026"
    assert [one.words[:7] for one in todos(world, date(2026, 11, 20))] == ["Chốt tu", "Báo cáo"]


def test_one_press_says_that_nothing_happened_in_a_missing_month(world: Any, browse: Any) -> None:
    rule(world)
    press = todos(world, date(2026, 11, 20))[0].press
    assert press is not None
    assert f'action="{press.href}"' in home(browse(world.dung), world).content.decode()
    sent = {"uuid": str(press.uuid), "on": press.on.isoformat()}
    assert browse(world.lan).post(press.href, sent).status_code == 302
    assert not any(one.press or "Chưa báo cáo" in one.words for one in todos(world, date(2026, 11, 20)))


def test_who_only_reads_presses_nothing(world: Any) -> None:
    page = read_home(user=world.tinh, unit=world.commune, today=date(2026, 11, 20))
    assert page.todos[0].words == "Chưa báo cáo tháng 11/2026"
    assert not any(one.press for one in page.todos)
    assert not any(one.words.startswith("Chưa nộp") for one in page.todos)


def test_a_return_is_owed_until_it_is_sent(world: Any) -> None:
    rule(world)
    words = "Chưa nộp: Tin có giá trị, giải quyết mâu thuẫn"
    first = next(one for one in todos(world, date(2026, 11, 16), returns=True) if one.words == words)
    assert (first.note, first.over, first.now) == ("Tháng 11/2026 · hạn 16/11, hôm nay", False, True)
    assert first.href == f"{reverse('return_add', args=[world.commune.slug, 'tips_and_conflicts'])}?on=2026-11-14"
    assert next(one for one in todos(world, date(2026, 11, 20), returns=True) if one.words == words).over
    recorded(world.lan, world.commune, tips(date(2026, 11, 14)))
    assert words not in [one.words for one in todos(world, date(2026, 11, 20), returns=True)]


def test_without_a_rule_the_period_itself_is_the_limit(world: Any) -> None:
    recorded(world.lan, world.commune, patrol(on=OCTOBER))
    (running,) = todos(world, date(2026, 11, 20))
    assert running.note == "còn 24 ngày · chưa ghi phiếu nào"


def test_a_head_sees_what_waits_and_an_officer_does_not(world: Any) -> None:
    recorded(world.lan, world.commune, patrol(on=date(2026, 11, 16)))
    PlanTask.objects.create(unit=world.commune, campaign=campaign(), title="Rà soát", by=world.lan)
    waiting = [one.words for one in todos(world, date(2026, 11, 20), world.dung)]
    assert waiting[0] == "Chưa báo cáo tháng 11/2026"
    assert {"1 phiếu chờ duyệt", "1 việc chờ duyệt"} <= set(waiting)
    assert not any("chờ duyệt" in one.words for one in todos(world, date(2026, 11, 20)))


def test_a_head_who_reads_another_station_keeps_nothing_there(world: Any, browse: Any) -> None:
    Grant.objects.create(user=world.dung, role=Role.AREA_VIEWER, area=world.area, valid_from=SINCE)
    PlanTask.objects.create(unit=world.neighbour, campaign=campaign(), title="Rà soát", by=world.minh)
    day = date(2026, 11, 20)
    own, other, ended = (
        read_home(user=world.dung, unit=unit, today=day) for unit in (world.commune, world.neighbour, world.giao_hieu)
    )
    accounts = [any("accounts" in way.href for way in page.ways) for page in (own, other, ended)]
    assert accounts == [True, False, False]
    assert not any("chờ duyệt" in one.words for one in other.todos)


def test_the_page_costs_the_same_however_much_is_there(
    world: Any, browse: Any, django_assert_max_num_queries: Any
) -> None:
    rule(world)
    for day in range(1, 9):
        recorded(world.lan, world.commune, patrol(on=date(2026, 11, day), residential_areas=tuple(world.villages)))
    PlanTask.objects.create(unit=world.commune, campaign=campaign(), title="Rà soát", by=world.lan)
    client = browse(world.dung)
    with django_assert_max_num_queries(21):
        assert home(client, world).status_code == 200


@pytest.mark.parametrize("who", ["lan", "dung", "hung", "thu", "tinh", "bo", "quan", "trang", "kien"])
def test_the_navigation_has_what_a_role_needs(world: Any, browse: Any, who: str) -> None:
    nav = [link.label for link in browse(getattr(world, who)).get("/", follow=True).context["nav"]]
    assert len(nav) <= 10
    if who == "lan":
        assert nav == ["Đơn vị", "Sổ ghi", "Nhập theo tuần", "Số liệu", "Cao điểm", "Mô hình"]
    assert ("Tìm kiếm" in nav) == (who in {"hung", "thu", "tinh", "bo"})
    assert ("Quản trị" in nav) == (who in {"thu", "quan", "trang", "kien"})
    assert ("Bộ tiêu chí" in nav) == (who == "quan")
    assert ("Đánh giá" in nav) == (who in {"dung", "hung", "thu", "tinh", "bo"})


@pytest.mark.parametrize("who", ["lan", "dung"])
def test_targets_and_assessments_are_found_among_the_books_of_a_station(world: Any, browse: Any, who: str) -> None:
    ways = {way.label: way.href for way in home(browse(getattr(world, who)), world).context["page"].ways}
    for label, name in (("Chỉ tiêu giao", "unit_targets"), ("Đánh giá theo tiêu chí", "unit_assessments")):
        assert ways[label] == reverse(name, args=[world.commune.slug])


@pytest.mark.parametrize("who", ["hung", "thu", "tinh", "bo"])
def test_they_are_found_from_the_numbers_of_a_place_too(world: Any, browse: Any, who: str) -> None:
    """And each way leads somewhere."""
    client = browse(getattr(world, who))
    page = client.get("/", follow=True)
    place = page.context["frame"].place
    assessed, asked = links(page, "/assessments/"), links(page, "/units/[^/]*/targets/")
    assert len(assessed) >= 2  # of the navigation and of the place
    assert len(asked) == (place.unit is not None)
    assert {client.get(one).status_code for one in [*assessed, *asked]} == {200}


def test_a_head_sees_what_the_province_gave_back(world: Any, browse: Any) -> None:
    row = sent(world.dung, world.commune, safe_set(world))
    words = "Đánh giá bị trả lại: An toàn về ANTT"
    assert words not in [one.words for one in todos(world, timezone.localdate(), world.dung)]
    take_back(by=world.thu, assessment=row, seen=row.version, step=Step.RETURNED, reason="Thiếu minh chứng")
    assert words in [one.words for one in todos(world, timezone.localdate(), world.dung)]
    assert words not in [one.words for one in todos(world, timezone.localdate(), world.lan)]


def test_what_came_last_says_how_it_stands(world: Any, browse: Any) -> None:
    """An entry that came after its month was closed counts nothing: it is not provisional."""
    approved, held, _new = (recorded(world.lan, world.commune, patrol(reminders=number)) for number in range(3))
    verify_record(by=world.dung, record=approved, version=1)
    Record.objects.filter(pk=held.pk).update(hold=Hold.values[-1])
    page = home(browse(world.lan), world)
    assert [one.status for one in page.context["page"].recent] == ["provisional", "held", "verified"]
    assert 'data-status="held"' in page.content.decode()
