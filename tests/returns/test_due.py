"""What is due by when, and what comes late: by the clock of the server, and again when an edit moves the day."""

import importlib
from datetime import date, datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from campaigns.actions import delete_record, edit_record, verify_record
from campaigns.actions.errors import Refused
from dashboards.calendars import DueCalendar, calendar_of
from returns.due import Deadlines, Punctuality, Rule, deadlines_of, duties, punctuality, working_day_after
from returns.models import DayOff, Every, ReportingRule, ReturnForm
from returns.owed import owed_by
from returns.ruling import add_days_off, set_rule, withdraw_day_off
from rollups.checking import verify
from rollups.models import Indicator
from tests.campaigns.entries import patrol, recorded, total
from tests.dashboards.figures import of_unit
from tests.returns.filing import LAST_DAY, form, nothing, tips

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
NOVEMBER = date(2026, 11, 14)  # a Saturday: the end of the reporting month
FRIDAY = 4


def at(day: date, hour: int = 9) -> Any:
    """The server's clock."""
    now = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    return patch("django.utils.timezone.now", return_value=now)


def rule(world: Any, since: date = date(2026, 1, 1), grace: int = 1) -> ReportingRule:
    return ReportingRule.objects.create(
        province=world.province, valid_from=since, grace=grace, weekly_cut=FRIDAY, by=world.thu
    )


@pytest.mark.parametrize(
    ("end", "grace", "off", "deadline"),
    [
        (date(2026, 11, 13), 1, [], date(2026, 11, 16)),  # a Friday
        (date(2026, 11, 14), 1, [], date(2026, 11, 16)),
        (date(2026, 11, 14), 3, [], date(2026, 11, 18)),
        (date(2026, 11, 14), 1, [date(2026, 11, 16)], date(2026, 11, 17)),
        (date(2026, 10, 14), 1, [], date(2026, 10, 15)),
    ],
)
def test_a_deadline_counts_working_days(end: date, grace: int, off: list[date], deadline: date) -> None:
    assert working_day_after(end, grace, off) == deadline


def test_the_rule_of_a_period_is_that_of_its_end() -> None:
    asked = Deadlines([Rule(date(2026, 11, 1), 3, None), Rule(date(2026, 10, 1), 1, FRIDAY)])
    assert asked.of(date(2026, 9, 14)) is None
    assert asked.of(date(2026, 10, 14)) == date(2026, 10, 15)
    assert asked.of(NOVEMBER) == date(2026, 11, 18)
    assert asked.cut_after(date(2026, 10, 15)) == date(2026, 10, 16)
    assert asked.cut_after(date(2026, 10, 16)) == date(2026, 10, 16)
    assert asked.cut_after(date(2026, 11, 20)) is None


def test_a_weekly_cut_on_a_day_off_moves_to_the_next_working_day() -> None:
    friday, sunday = date(2026, 11, 20), date(2026, 11, 15)
    off = frozenset({friday, date(2026, 11, 23)})  # and the Monday after it
    asked = Deadlines([Rule(date(2026, 1, 1), 1, FRIDAY)], off)
    tuesday = date(2026, 11, 24)
    assert asked.of_return(Every.WEEK, sunday) == tuesday
    assert [asked.cut_after(day) for day in (date(2026, 11, 14), friday, tuesday)] == [friday] * 3
    assert asked.moved(friday) == tuesday
    assert asked.cut_after(date(2026, 11, 13)) == date(2026, 11, 13)
    assert asked.cut_after(date(2026, 11, 25)) == date(2026, 11, 27)
    saturday = Deadlines([Rule(date(2026, 1, 1), 1, 5)], off)  # whoever cuts on Saturdays works on them
    assert saturday.cut_after(friday) == date(2026, 11, 21)


def test_what_was_said_in_time_makes_a_report_punctual() -> None:
    assert punctuality(0, 0) == Punctuality.MISSING
    assert punctuality(2000, 2000) == Punctuality.LATE
    assert punctuality(2000, 1000) == Punctuality.ON_TIME
    assert punctuality(1000, 0, 1000) == Punctuality.NOTHING


def test_an_entry_is_late_after_the_deadline_of_its_month(world: Any) -> None:
    rule(world)
    with at(date(2026, 11, 16), 23):
        assert not recorded(world.lan, world.commune, patrol(on=NOVEMBER)).late
    with at(date(2026, 11, 17), 0):
        late = recorded(world.lan, world.commune, patrol(on=NOVEMBER, reminders=7))
        assert not recorded(world.lan, world.commune, patrol(on=date(2026, 11, 15))).late
    assert late.late
    assert total(world.commune, "late_reports", NOVEMBER) == total(world.province, "late_reports", NOVEMBER) == 1000
    assert total(world.commune, "reports", NOVEMBER) == 2000
    assert verify() == []


def test_without_a_rule_nothing_is_late(world: Any) -> None:
    assert not recorded(world.lan, world.commune, patrol(on=date(2025, 8, 1))).late
    rule(world, since=timezone.localdate())
    assert not recorded(world.lan, world.commune, patrol(on=date(2025, 8, 2))).late


def test_an_edit_that_moves_the_day_is_judged_again(world: Any) -> None:
    rule(world)
    with at(date(2026, 11, 14), 20):
        record = recorded(world.lan, world.commune, patrol(on=date(2026, 11, 13)))
    with at(date(2026, 11, 18)):
        same = patrol(on=date(2026, 11, 12))
        record = edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=same)
        assert not record.late  # its month had it in time
        moved = patrol(on=date(2026, 10, 5))
        record = edit_record(by=world.lan, record=record, unit=world.commune, version=2, content=moved)
        assert record.late
        assert total(world.province, "late_reports", date(2026, 10, 5)) == 1000
        running = patrol(on=date(2026, 11, 15))
        record = edit_record(by=world.lan, record=record, unit=world.commune, version=3, content=running)
    assert not record.late
    assert total(world.province, "late_reports", date(2026, 10, 5)) == 0
    assert verify() == []


@pytest.mark.parametrize(("cut", "deadline"), [(FRIDAY, date(2026, 11, 6)), (None, date(2026, 11, 2))])
def test_a_week_is_judged_by_its_own_cut(world: Any, cut: int | None, deadline: date) -> None:
    """Its month ends on 14/11: until then nothing of it would be late."""
    rule(world)
    ReportingRule.objects.update(weekly_cut=cut)
    ReturnForm.objects.filter(key="tips_and_conflicts").update(every=Every.WEEK)
    sunday, asked = date(2026, 11, 1), deadlines_of(world.province.pk)
    with at(deadline, 23):
        assert next(one.deadline for one in owed_by(world.commune, asked, deadline) if one.form == form()) == deadline
        in_time = recorded(world.lan, world.commune, tips(sunday))
    with at(deadline + timedelta(1), 0):
        late = recorded(world.minh, world.neighbour, tips(sunday))
        same = edit_record(by=world.lan, record=in_time, unit=world.commune, version=1, content=tips(sunday, tips=9))
    assert (in_time.late, late.late, same.late) == (False, True, False)
    assert total(world.province, "late_reports", sunday) == 0  # that is of the log
    assert verify() == []


def test_a_return_of_a_unit_that_ended_is_due_for_its_own_days(world: Any) -> None:
    """The month lasts until 14/7; that nothing happened is due with the log of the month."""
    rule(world, since=date(2025, 1, 1))
    ReportingRule.objects.update(province=world.giao_hieu.province)
    with at(date(2025, 7, 2)):
        assert recorded(world.lan, world.giao_hieu, tips(LAST_DAY)).late
        assert not recorded(world.lan, world.giao_hieu, nothing(LAST_DAY)).late


def test_late_ones_are_counted_like_others(world: Any) -> None:
    rule(world)
    record = recorded(world.lan, world.commune, patrol(on=date(2026, 10, 5)))
    day = date(2026, 10, 5)
    verify_record(by=world.dung, record=record, version=1)
    assert total(world.province, "late_reports", day, verified=True) == 1000
    delete_record(by=world.lan, record=record, version=1, reason="ghi nhầm")
    assert total(world.province, "late_reports", day) == 0
    assert verify() == []


def test_a_rule_is_set_by_the_province_alone_and_leaves_a_trail(world: Any) -> None:
    today = timezone.localdate()
    for person in (world.dung, world.tinh, world.trang, world.kien):
        with pytest.raises(PermissionDenied):
            set_rule(by=person, province=world.province, valid_from=today, grace=1, weekly_cut=None)
    with pytest.raises(Refused):
        set_rule(by=world.thu, province=world.province, valid_from=date(2026, 1, 1), grace=1, weekly_cut=None)
    for grace in (2, 3):
        set_rule(by=world.thu, province=world.province, valid_from=today, grace=grace, weekly_cut=FRIDAY)
    assert [row.grace for row in ReportingRule.objects.all()] == [3]
    assert AuditEntry.objects.filter(action="set_reporting_rule").count() == 2
    assert deadlines_of(world.province.pk).rule_of(today) == Rule(today, 3, FRIDAY)


def test_days_off_move_deadlines(world: Any) -> None:
    rule(world)
    with at(NOVEMBER):
        rows = add_days_off(by=world.thu, province=world.province, start=NOVEMBER, end=date(2026, 11, 17))
        assert [row.day.day for row in rows] == [16, 17]  # the 14th and 15th are the end of a week
        assert duties(world.province.pk, timezone.localdate())[-1].deadline == date(2026, 11, 18)
        withdraw_day_off(by=world.thu, province=world.province, pk=rows[0].pk)
        withdraw_day_off(by=world.thu, province=world.province, pk=rows[0].pk)
        with pytest.raises(Refused):
            add_days_off(by=world.thu, province=world.province, start=NOVEMBER, end=date(2026, 12, 14))
    assert [row.day.day for row in DayOff.objects.all()] == [17]


def test_the_page_keeps_what_was_typed_and_says_what_is_wrong(world: Any, browse: Any) -> None:
    client, address = browse(world.thu), reverse("reporting_rules", args=[world.province.slug])
    answer = client.post(address, {"valid_from": "2026-01-01", "grace": "0", "weekly_cut": "4"})
    assert answer.status_code == 422
    assert 'value="2026-01-01"' in answer.content.decode()
    good = {"valid_from": timezone.localdate().isoformat(), "grace": "2", "weekly_cut": ""}
    assert client.post(address, good, follow=True).status_code == 200
    row = ReportingRule.objects.get()
    assert (row.grace, row.weekly_cut) == (2, None)
    off = reverse("days_off", args=[world.province.slug])
    assert client.post(off, {"start": "2027-02-08", "end": "2027-02-05"}).status_code == 422
    client.post(off, {"start": "2027-02-05", "end": "2027-02-08"})
    assert DayOff.objects.count() == 2


def test_lists_and_the_receipt_say_what_came_late(world: Any, browse: Any) -> None:
    rule(world)
    late = recorded(world.lan, world.commune, patrol(on=date(2026, 10, 5)))
    recorded(world.lan, world.commune)
    client = browse(world.lan)
    assert "sau hạn nộp của kỳ" in client.get(late.get_absolute_url()).content.decode()
    found = client.get(f"{reverse('record_list')}?state=late&from=2026-09-01&to=2026-11-30")
    assert [line.record for line in found.context["lines"]] == [late]


def test_the_figure_of_late_entries_goes_and_comes_back(world: Any) -> None:
    migration = importlib.import_module("campaigns.migrations.0010_late_entries")
    migration.backwards(apps, None)
    assert not Indicator.objects.filter(key="late_reports").exists()
    migration.forwards(apps, None)
    figure = Indicator.objects.get(key="late_reports")
    assert figure.breakdown_of == Indicator.objects.get(key="reports")
    assert figure.slot is not None


def test_pages_of_numbers_ask_for_the_same_deadlines(world: Any) -> None:
    rule(world)
    DayOff.objects.create(province=world.province, day=date(2026, 11, 16), by=world.thu)
    calendar = calendar_of(of_unit(world.tinh, world.commune.slug))
    assert isinstance(calendar, DueCalendar)
    assert calendar.deadlines == deadlines_of(world.province.pk)
    assert calendar.deadlines.of(NOVEMBER) == date(2026, 11, 17)


@pytest.mark.parametrize("year", ["2062", "9999", "0203"])
def test_the_year_of_a_rule_or_of_days_off_is_no_slip_of_the_hand(world: Any, browse: Any, year: str) -> None:
    client, typed = browse(world.thu), {"valid_from": f"{year}-12-01", "grace": "2"}
    rule = client.post(reverse("reporting_rules", args=[world.province.slug]), typed)
    assert (rule.status_code, "Xem lại năm" in rule.content.decode()) == (422, True)
    off = client.post(
        reverse("days_off", args=[world.province.slug]), {"start": f"{year}-05-01", "end": f"{year}-05-01"}
    )
    assert (off.status_code, "Xem lại năm" in off.content.decode()) == (422, True)
    assert not ReportingRule.objects.filter(province=world.province, valid_from__year=int(year)).exists()
