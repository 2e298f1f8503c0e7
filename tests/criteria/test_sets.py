"""Sets of criteria: pasted, corrected until somebody is assessed by them, then closed and followed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from audit.models import AuditEntry
from criteria.actions import Refused, Stale, Stated, change_set, end_set, enter_set, follow_set
from criteria.forms.sets import read_criteria
from criteria.models import CriteriaSet, Criterion
from tests.criteria.entries import model_set, opened, said
from tests.world import World

Browse = Callable[[User], Client]
TYPED = {
    "name": "Xã điển hình", "purpose": "model", "level": "commune", "valid_from": "2021-01-01", "share": "",
    "paper": "12/QĐ-CAT", "criteria": "# Chỉ đạo\n1. Có kế hoạch\n\n2) Có mô hình\n",
}  # fmt: skip
NUMBERS = ["1.5 lần so với năm trước", "100.000 đồng một hộ", "70:30 nam nữ", "-5 vụ so với năm trước"]


def test_lines_are_numbered_anew_under_their_headings() -> None:
    text = "1. Một\n# Nhóm  A\n- Hai\n\nTiêu chí 3: Ba\n97 phần trăm hộ\n" + "\n".join(NUMBERS)
    assert read_criteria(text) == [
        Stated("Một"), Stated("Hai", "Nhóm A"), Stated("Ba", "Nhóm A"), Stated("97 phần trăm hộ", "Nhóm A"),
        *(Stated(one, "Nhóm A") for one in NUMBERS),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "# Chỉ có nhóm", "1.", "a" * 501, "Gọi 0912 345 678", "Ông Nguyễn Văn An"])
def test_it_refuses_what_is_no_criterion(text: str) -> None:
    with pytest.raises(ValidationError):
        read_criteria(text)


def test_a_province_enters_a_set_on_one_page(world: World, browse: Browse) -> None:
    answer = browse(world.thu).post(f"/criteria/add/{world.province.slug}/", TYPED)
    row = CriteriaSet.objects.get()
    assert answer.status_code == 302
    assert (row.version, row.key, row.province) == (1, "xa-dien-hinh", world.province)
    assert [str(one) for one in row.criteria.all()] == ["1. Có kế hoạch", "2. Có mô hình"]
    assert AuditEntry.objects.filter(action="enter_criteria_set", unit=world.province).count() == 1
    page = browse(world.lan).get(f"/criteria/{row.pk}/").content.decode()
    assert "Có mô hình" in page
    assert "12/QĐ-CAT" in page


def test_a_bad_form_keeps_what_was_typed(world: World, browse: Browse) -> None:
    answer = browse(world.thu).post(f"/criteria/add/{world.province.slug}/", TYPED | {"level": "area", "name": ""})
    assert answer.status_code == 422
    assert "2) Có mô hình" in answer.content.decode()
    assert set(answer.context["form"].errors) == {"name", "share"}


def test_a_set_for_all_belongs_to_the_administrator(world: World, browse: Browse) -> None:
    assert browse(world.thu).post("/criteria/add/", TYPED).status_code == 404
    assert browse(world.quan).post("/criteria/add/", TYPED).status_code == 302
    row = CriteriaSet.objects.get()
    assert row.province is None
    assert browse(world.son).get(f"/criteria/{row.pk}/").status_code == 200
    with pytest.raises(PermissionDenied):
        end_set(by=world.thu, criteria_set=row, seen=1, last_day=date(2026, 1, 1))


def test_an_unused_set_is_corrected_in_its_place(world: World) -> None:
    row = change_set(by=world.thu, criteria_set=model_set(world), seen=1, said=said(criteria=[Stated("Khác")]))
    assert (row.version, row.edition, [one.text for one in row.criteria.all()]) == (1, 2, ["Khác"])


def test_a_used_set_is_closed_and_followed(world: World) -> None:
    row = model_set(world)
    kept = opened(world.dung, world.commune, row)
    with pytest.raises(Refused):
        change_set(by=world.thu, criteria_set=row, seen=1, said=said())
    following = follow_set(by=world.thu, criteria_set=row, seen=1, said=said(valid_from=date(2027, 1, 1)))
    row.refresh_from_db()
    assert (row.valid_to, following.version, following.valid_to) == (date(2026, 12, 31), 2, None)
    assert kept.set == row
    assert {one.action for one in AuditEntry.objects.filter(object_type="criteria.criteriaset")} == {
        "enter_criteria_set", "end_criteria_set", "follow_criteria_set",
    }  # fmt: skip


@pytest.mark.parametrize(
    "write",
    [
        lambda row: CriteriaSet.objects.filter(pk=row.pk).update(name="Khác"),
        lambda row: row.criteria.filter(number=1).update(text="Khác"),
        lambda row: row.criteria.filter(number=1).delete(),
        lambda row: Criterion.objects.create(set=row, number=9, text="Thêm"),
    ],
)
def test_the_database_holds_a_used_set_too(world: World, write: Callable[[CriteriaSet], Any]) -> None:
    row = model_set(world)
    opened(world.dung, world.commune, row)
    with pytest.raises(DatabaseError), transaction.atomic():
        write(row)


def test_the_second_of_two_people_is_told(world: World, browse: Browse) -> None:
    row = model_set(world)
    change_set(by=world.thu, criteria_set=row, seen=1, said=said(criteria=[Stated("Người đầu")]))
    with pytest.raises(Stale):
        change_set(by=world.thu, criteria_set=row, seen=1, said=said())
    answer = browse(world.thu).post(f"/criteria/{row.pk}/edit/", TYPED | {"seen": "1"})
    assert answer.status_code == 409
    assert row.criteria.get().text == "Người đầu"
    typed = TYPED | {"seen": answer.context["form"]["seen"].value()}
    assert browse(world.thu).post(f"/criteria/{row.pk}/edit/", typed).status_code == 302


def test_an_ended_set_is_not_begun_after_its_end(world: World, browse: Browse) -> None:
    row = end_set(by=world.thu, criteria_set=model_set(world), seen=1, last_day=date(2026, 1, 31))
    typed = TYPED | {"seen": row.edition, "valid_from": "2026-03-01"}
    assert browse(world.thu).post(f"/criteria/{row.pk}/edit/", typed).status_code == 422


@pytest.mark.parametrize(("ended", "kept"), [(None, date(2025, 12, 31)), (date(2024, 12, 31), date(2024, 12, 31))])
def test_a_following_version_leaves_what_ended_before(world: World, ended: date | None, kept: date) -> None:
    row = model_set(world)
    if ended:
        row = end_set(by=world.thu, criteria_set=row, seen=1, last_day=ended)
    follow_set(by=world.thu, criteria_set=row, seen=row.edition, said=said(valid_from=date(2026, 1, 1)))
    assert CriteriaSet.objects.get(version=1).valid_to == kept


@pytest.mark.parametrize("begins", [date(2025, 7, 1), date(2026, 7, 1)])
def test_a_version_moves_the_end_of_the_one_before(world: World, begins: date) -> None:
    row = model_set(world)
    second = follow_set(by=world.thu, criteria_set=row, seen=1, said=said(valid_from=date(2026, 1, 1)))
    change_set(by=world.thu, criteria_set=second, seen=1, said=said(valid_from=begins))
    assert CriteriaSet.objects.get(version=1).valid_to == begins - timedelta(days=1)
    with pytest.raises(Refused):
        change_set(by=world.thu, criteria_set=second, seen=2, said=said(valid_from=row.valid_from))
    with pytest.raises(DatabaseError), transaction.atomic():
        CriteriaSet.objects.filter(version=2).update(valid_from=row.valid_from)


def test_the_same_pressed_twice_is_refused(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    model_set(world)
    monkeypatch.setattr(CriteriaSet, "full_clean", lambda *_, **__: None)  # the other one commits after the look
    monkeypatch.setattr("django.db.models.query.QuerySet.exists", lambda _: False)
    monkeypatch.setattr("criteria.actions.sets.check_enters", lambda *_: None)
    with pytest.raises(Refused):
        model_set(world)


def test_a_name_is_taken_once_in_a_province(world: World) -> None:
    model_set(world)
    with pytest.raises(Refused):
        enter_set(by=world.thu, province=world.province, said=said())


def test_a_set_ends_on_a_day(world: World, browse: Browse) -> None:
    row = model_set(world)
    address = f"/criteria/{row.pk}/end/"
    assert browse(world.thu).post(address, {"seen": 1, "last_day": "2019-01-01"}).status_code == 422
    assert browse(world.thu).post(address, {"seen": 1, "last_day": "2026-01-01"}).status_code == 302
    assert browse(world.thu).post(address, {"seen": 1, "last_day": "2026-01-01"}).status_code == 409
    with pytest.raises(Refused):
        opened(world.dung, world.commune, CriteriaSet.objects.get())
