"""Reported totals stand beside the sums of records, never in them."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEntry
from campaigns.actions.errors import Refused
from communes.models import Unit
from returns.actions import record_restricted, report_total, withdraw_total
from returns.forms import ReportedForm
from returns.models import ReportedTotal, RestrictedFigure
from returns.qualifiers import Qualifier, said
from returns.selectors import beside, totals_of
from rollups.checking import verify
from rollups.models import Indicator, Revision
from rollups.ranges import Days
from tests.world import World

Browse = Callable[[User], Client]
START, END = date(2025, 12, 15), date(2026, 1, 14)


def indicator(key: str = "propaganda_sessions") -> Indicator:
    return Indicator.objects.get(key=key)


def report(by: User, unit: Unit, **changes: Any) -> ReportedTotal:
    given: dict[str, Any] = {
        "kind": "published", "indicator": indicator(), "start": START, "end": END, "thousandths": 310_000,
        "qualifier": Qualifier.NEARLY,
    }  # fmt: skip
    return report_total(by=by, unit=unit, **given | changes)


@pytest.mark.parametrize(
    ("thousandths", "word", "unit", "open_list", "text"),
    [
        (310_000, "nearly", "buổi", False, "gần 310 buổi"),
        (2_566_000, "over", "thanh thiếu niên", True, "hơn 2.566 thanh thiếu niên…"),
        (72_000, "exact", "viên", True, "72 viên…"),
        (1_000, "at_least", "Điều tra viên/đơn vị", False, "tối thiểu 1 Điều tra viên/đơn vị"),
        (None, "many", "linh kiện", False, "nhiều linh kiện"),
        (None, "some", "tổ", False, "các tổ"),
        (None, "thousands", "nguồn tin", False, "hàng nghìn nguồn tin"),
        (None, "tens_of_thousands", "mâu thuẫn", False, "hàng chục nghìn mâu thuẫn"),
        (None, "fewer", "", False, "giảm"),
        (None, "none", "tụ điểm", False, "không có tụ điểm"),
    ],
)
def test_it_is_told_as_it_was_told(thousandths: int | None, word: str, unit: str, open_list: bool, text: str) -> None:
    assert said(thousandths, word, unit, open_list) == text


def test_it_is_in_no_total(world: World) -> None:
    report(world.thu, world.province)
    assert verify() == []
    assert [one.text for one in beside([world.province.pk], indicator(), Days(START, END))] == ["gần 310 buổi"]
    assert beside([world.province.pk], indicator(), Days(START, END - timedelta(1))) == []


def test_it_stands_beside_the_figure(world: World, browse: Browse) -> None:
    report(world.thu, world.province)
    address = f"/dashboards/units/{world.province.slug}/figures/propaganda_sessions/"
    page = browse(world.tinh).get(f"{address}?from={START}&to={END}").content.decode()
    assert "gần 310 buổi" in page
    assert "chưa có phiếu" in page
    assert "gần 310 buổi" not in browse(world.tinh).get(f"{address}?from={START}&to=2026-01-13").content.decode()


def test_said_anew_it_replaces_and_both_stay(world: World) -> None:
    report(world.thu, world.province)
    report(world.thu, world.province, thousandths=312_000, qualifier=Qualifier.EXACT)
    assert [one.text for one in totals_of(world.province)] == ["312 buổi"]
    assert ReportedTotal.objects.count() == 2
    assert AuditEntry.objects.filter(action="report_total").count() == 2


def test_the_database_refuses_a_second_one_of_the_same(world: World) -> None:
    row = report(world.thu, world.province, start=None)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_pages_are_told(world: World) -> None:
    def number() -> int:
        row = Revision.objects.filter(province=world.province).first()
        return row.number if row else 0

    before = number()
    total = report(world.dung, world.commune)
    withdraw_total(by=world.dung, total=total, reason="ghi nhầm kỳ")
    assert number() == before + 2
    assert totals_of(world.commune) == []


def test_a_head_reports_of_the_own_unit_and_its_history_alone(world: World) -> None:
    report(world.dung, world.giao_hieu, start=date(2021, 1, 1), end=date(2021, 12, 31))
    for user, unit in [(world.dung, world.neighbour), (world.lan, world.commune), (world.tinh, world.province)]:
        with pytest.raises(PermissionDenied):
            report(user, unit)


def test_days_are_of_the_units_life(world: World) -> None:
    with pytest.raises(Refused):
        report(world.dung, world.giao_hieu)
    with pytest.raises(Refused):
        report(world.dung, world.commune, end=timezone.localdate() + timedelta(1))


def test_a_head_writes_it_on_a_page(world: World, browse: Browse) -> None:
    client, address = browse(world.dung), f"/units/{world.commune.slug}/reported/"
    typed = {"indicator": indicator().pk, "start": "2025-12-15", "end": "2026-01-14", "kind": "self_reported"}
    assert client.post(address, typed | {"qualifier": "nearly", "amount": "1.234"}).status_code == 302
    assert "gần 1.234 buổi" in client.get(address).content.decode()
    again = client.post(address, typed | {"qualifier": "nearly", "amount": "1.235"}, follow=True).content.decode()
    assert "Đã lưu số liệu, thay số đã ghi trước." in again
    refused = client.post(address, typed | {"qualifier": "nearly", "amount": ""})
    assert (refused.status_code, "Ghi số lượng." in refused.content.decode()) == (422, True)
    half = client.post(address, typed | {"qualifier": "nearly", "amount": "1,5"})
    assert (half.status_code, "Ghi số nguyên" in half.content.decode()) == (422, True)  # nobody holds half a session
    refused = client.post(address, typed | {"qualifier": "many", "amount": "3"})
    assert "không đi với số" in refused.content.decode()


def switched_on() -> Indicator:
    Indicator.objects.filter(key="serious_crimes").update(active=True)
    return indicator("serious_crimes")


def test_the_unit_and_the_reason_name_nobody(world: World, browse: Browse) -> None:
    with pytest.raises(Refused) as refused:
        report(world.thu, world.province, told_unit="Nguyễn Văn Bình")
    assert refused.value.field == "told_unit"
    row = report(world.thu, world.province, told_unit="thanh thiếu niên")
    with pytest.raises(Refused):
        withdraw_total(by=world.thu, total=row, reason="ông Bình báo")
    form = ReportedForm({"told_unit": "Nguyễn Văn Bình"}, indicators=[indicator()], unit=world.province)
    assert "told_unit" in form.errors


@pytest.mark.parametrize("reason", ["Trần Quang Khánh", "nhầm nhà Hoàng Long"])
def test_a_reason_that_names_somebody_is_answered_at_both_pages(world: World, browse: Browse, reason: str) -> None:
    crimes, client, unit = switched_on(), browse(world.thu), world.province
    given: dict[str, Any] = {"start": START, "end": END, "thousandths": 5000, "qualifier": Qualifier.EXACT}
    total = report(world.thu, unit)
    figure = record_restricted(by=world.thu, unit=unit, indicator=crimes, **given)
    for name, pk in (("reported_total_withdraw", total.pk), ("restricted_withdraw", figure.pk)):
        answer = client.post(reverse(name, args=[unit.slug, pk]), {"reason": reason})
        assert (answer.status_code, "không ghi tên người" in answer.content.decode().lower()) == (422, True)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"start": date(1, 1, 1)}, "start"),
        ({"start": None, "end": date(1999, 12, 31)}, "end"),
        ({"end": date(2999, 1, 1)}, "end"),
    ],
)
def test_the_day_that_is_wrong_is_told(world: World, days: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        report(world.thu, world.province, **days)
    assert refused.value.field == field


def test_a_total_after_the_end_of_its_unit_begins_too_late(world: World) -> None:
    with pytest.raises(Refused) as refused:
        report(world.thu, world.giao_hieu)
    assert refused.value.field == "start"


def test_a_word_in_the_number_of_a_total_leads_to_its_own_field(world: World) -> None:
    form = ReportedForm({"amount": "gần 310"}, indicators=[indicator()], unit=world.province)
    assert form.errors["amount"] == ["Ô này chỉ ghi số: chọn “gần” ở ô “Mức” bên cạnh."]


def test_only_open_figures_in_use_are_told(world: World) -> None:
    Indicator.objects.filter(key="patrol_sessions").update(active=False)
    switched_on()
    for key in ("patrol_sessions", "serious_crimes", "reports"):
        with pytest.raises(Refused) as refused:
            report(world.dung, world.commune, indicator=indicator(key))
        assert refused.value.field == "indicator"
    assert not ReportedTotal.objects.exists()


def test_what_became_restricted_is_told_no_more(world: World, browse: Browse) -> None:
    report(world.dung, world.commune)
    Indicator.objects.filter(key="propaganda_sessions").update(sensitivity="restricted")
    assert totals_of(world.commune) == []
    assert beside([world.commune.pk], indicator(), Days(START, END)) == []


@pytest.mark.parametrize("paper", ["Nguyễn Văn An 0912345678", "12 Nguyễn Văn An", "091+2345678", "không số"])
def test_the_paper_of_a_total_is_a_number_and_names_nobody(world: World, paper: str) -> None:
    with pytest.raises(Refused) as refused:
        report(world.dung, world.commune, paper=paper)
    assert refused.value.field == "paper"


@pytest.mark.parametrize(
    ("amount", "status"), [("1.250.000", 302), ("1.000.000.000.000", 302), ("1.000.000.000.001", 422)]
)
def test_a_total_may_be_far_above_what_one_entry_counts(world: World, browse: Browse, amount: str, status: int) -> None:
    typed = {"indicator": indicator().pk, "end": "2026-01-14", "kind": "published", "qualifier": "exact"}
    client, address = browse(world.thu), f"/units/{world.province.slug}/reported/"
    assert client.post(address, typed | {"amount": amount}).status_code == status
    if status == 302:
        assert f"{amount} buổi" in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("paper", "right"),
    [
        ("12/BC-CAX", True),
        ("12/BC Bằng Thành", True),  # the place of the page, and those around it
        ("12/BC-CA Thái Nguyên", True),
        ("Báo cáo số 5&6/BC", True),
        ("12/БК", False),
        ("٣", False),
        ("không số", False),
        ("12 Nguyễn Văn An", False),
    ],
)
def test_the_number_of_a_paper_follows_the_rule_of_the_logs(world: World, paper: str, right: bool) -> None:
    for unit in (world.commune, world.province):
        form = ReportedForm({"paper": paper}, indicators=[indicator()], unit=unit)
        if right and (unit == world.commune or "Bằng Thành" not in paper):
            assert "paper" not in form.errors
        elif not right:
            assert "văn bản" in form.errors["paper"][0]


def test_nothing_sent_at_all_is_a_bad_form(world: World, browse: Browse) -> None:
    crimes, client, unit = switched_on(), browse(world.thu), world.province
    given: dict[str, Any] = {"start": START, "end": END, "thousandths": 5000, "qualifier": Qualifier.EXACT}
    total, figure = report(world.thu, unit), record_restricted(by=world.thu, unit=unit, indicator=crimes, **given)
    for name, pk in (("reported_total_withdraw", total.pk), ("restricted_withdraw", figure.pk)):
        assert client.post(reverse(name, args=[unit.slug, pk])).status_code == 422
    for name in ("reported_totals", "restricted_figures", "unit_targets"):
        assert client.post(reverse(name, args=[unit.slug])).status_code == 422


@pytest.mark.parametrize("wrong", [{"thousandths": -5000}, {"thousandths": 0, "qualifier": Qualifier.NEARLY}])
def test_the_database_refuses_less_than_nothing_and_nearly_nothing(world: World, wrong: dict[str, Any]) -> None:
    given: dict[str, Any] = {"unit": world.province, "indicator": indicator(), "end": END, "by": world.thu}
    for row in (ReportedTotal(kind="published", **given | wrong), RestrictedFigure(**given | wrong)):
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)


def test_nearly_nothing_is_refused_beside_its_number(world: World) -> None:
    typed = {
        "indicator": indicator().pk,
        "end": "2026-01-14",
        "kind": "published",
        "qualifier": "nearly",
        "amount": "0",
    }
    form = ReportedForm(typed, indicators=[indicator()], unit=world.province)
    assert form.errors == {"amount": ["Ghi số lớn hơn 0 sau “gần”."]}


def test_nearly_nothing_of_before_is_nothing(world: World) -> None:
    row = report(world.thu, world.province)
    connection.check_constraints()  # PostgreSQL changes no table that has something to ask at the end
    migration = import_module("returns.migrations.0011_least_of_what_was_said")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE returns_reportedtotal DROP CONSTRAINT reported_nearly_something")
        ReportedTotal.objects.filter(pk=row.pk).update(thousandths=0)
        migration.say_nothing(apps, None)
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
    row.refresh_from_db()
    assert (row.thousandths, row.qualifier) == (0, Qualifier.EXACT)
