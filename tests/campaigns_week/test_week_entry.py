"""A week is typed or pasted, a row an outing; what is right is stored, what is not stays as typed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from campaigns.actions import delete_record
from campaigns.models import ForceKind, PatrolForce, Record
from campaigns.week.rows import MOST_ROWS
from tests.campaigns.entries import patrol, recorded
from tests.campaigns_week.grids import MONDAY, address, patrol_row, reasons, row, send, sent

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]


def test_a_row_becomes_an_entry(world: Any, browse: Browse) -> None:
    sure = "forces_militia=1000"
    line = patrol_row(
        residential_areas="1; Thôn Khuổi Lè", forces_militia="1.000", reminders="3", incidents="-", sure=sure
    )
    answer = send(browse(world.lan), address(world.commune), line)
    assert (answer.status_code, answer["Location"]) == (302, address(world.commune))
    record = Record.objects.get(uuid=line["row"])
    assert (record.on, record.unit, record.author) == (date(2025, 11, 12), world.commune, world.lan)
    assert (record.patrol.shift, record.patrol.reminders, record.patrol.incidents) == ("night", 3, 0)
    assert set(record.residential_areas.all()) == set(world.villages[:2])
    forces = PatrolForce.objects.filter(patrol=record.patrol).values_list("force_kind__key", "attendances")
    assert set(forces) == {("commune_police", 2), ("militia", 1000)}


def test_the_receipt_is_told_and_stands_in_the_week(world: Any, browse: Browse) -> None:
    client, line = browse(world.lan), patrol_row()
    page = client.post(address(world.commune), sent(line), follow=True)
    receipt = Record.objects.get(uuid=line["row"]).receipt
    assert page.content.decode().count(receipt) == 2
    assert "Đã nhận 1 phiếu" in page.content.decode()


def test_sending_again_is_harmless(world: Any, browse: Browse) -> None:
    client, lines = browse(world.lan), [patrol_row(), patrol_row(on="13")]
    for _time in range(2):
        assert send(client, address(world.commune), *lines).status_code == 302
    assert Record.objects.count() == 2


def test_what_was_deleted_since_stays_deleted(world: Any, browse: Browse) -> None:
    client, line = browse(world.lan), patrol_row()
    send(client, address(world.commune), line)
    record = Record.objects.get()
    delete_record(by=world.lan, record=record, version=record.version, reason="Ghi nhầm")
    client.get(address(world.commune))  # reads the message of the first time
    page = client.post(address(world.commune), sent(line), follow=True)
    assert f"Đã gửi trước đây và đã xóa: {record.receipt}" in page.content.decode()


def test_the_same_row_with_other_words_points_to_what_is_stored(world: Any, browse: Browse) -> None:
    client, line = browse(world.lan), patrol_row()
    send(client, address(world.commune), line)
    answer = send(client, address(world.commune), line | {"reminders": "9"})
    assert answer.status_code == 422
    assert "nội dung khác" in reasons(answer)[""][0]
    assert f"/records/{line['row']}/" in answer.content.decode()
    assert Record.objects.get().patrol.reminders == 0


def test_right_rows_are_stored_and_wrong_ones_stay_as_typed(world: Any, browse: Browse) -> None:
    good, bad, empty = patrol_row(), patrol_row(on="40", residential_areas=" Bản Xa ", forces_militia="hai"), row(on="")
    answer = send(browse(world.lan), address(world.commune), good, bad, empty)
    assert answer.status_code == 422
    assert [str(record.uuid) for record in Record.objects.all()] == [good["row"]]
    assert Record.objects.get().receipt in answer.content.decode()
    rows = answer.context["page"].rows
    assert [str(line.uuid) for line in rows] == [bad["row"], empty["row"]]
    assert rows[0].texts["residential_areas"] == "Bản Xa"
    assert (rows[0].texts["on"], rows[0].texts["forces_militia"]) == ("40", "hai")
    assert set(reasons(answer)) == {"on", "residential_areas", "forces_militia"}


def test_the_reason_stands_beside_the_cell(world: Any, browse: Browse) -> None:
    bad = patrol_row(shift="")
    text = send(browse(world.lan), address(world.commune), bad).content.decode()
    cell = f"{bad['row']}-shift"
    assert f'aria-invalid="true" aria-describedby="e-{cell}"' in text
    assert f'<li id="e-{cell}">' in text
    assert f'<a href="#{cell}">Dòng 1, Ca: Chọn ca.</a>' in text


WRONG = [
    ({"on": ""}, "on", "Chọn ngày."),
    ({"on": "17/11/2025"}, "on", "Ngày 17/11/2025 không thuộc tuần 10/11 – 16/11/2025."),
    (
        {"residential_areas": "nà"},
        "residential_areas",
        "“nà” có thể là: Thôn Nà Muồng; Thôn Nặm Cắm; Thôn Nà Coóc.",
    ),
    ({"residential_areas": "9"}, "residential_areas", "Không có “9” trong danh sách."),
    ({"forces_commune_police": ""}, "forces_commune_police", "Ghi số lượt người của ít nhất một lực lượng."),
    ({"forces_commune_police": "1,5"}, "forces_commune_police", "Ghi số nguyên, không có số lẻ."),
    ({"reminders": "x" * 301}, "reminders", "Quá dài: nhiều nhất 300 ký tự."),
]


def test_it_says_what_is_wrong(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for texts, column, reason in WRONG:
        answer = send(client, address(world.commune), patrol_row(**texts))
        assert reasons(answer) == {column: [reason]}
    assert Record.objects.count() == 0


def test_days_to_come_are_refused(world: Any, browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2025, 11, 11))
    answer = send(browse(world.lan), address(world.commune), patrol_row(on="12"))
    assert reasons(answer) == {"on": ["Chỉ ghi việc đã làm: ngày không được sau hôm nay."]}


def test_residential_areas_of_others_are_not_known(world: Any, browse: Browse) -> None:
    client = browse(world.minh)
    for text in ("na muong", "1", str(world.villages[0].pk)):
        answer = send(client, address(world.neighbour), patrol_row(residential_areas=text))
        assert reasons(answer) == {"residential_areas": [f"Không có “{text}” trong danh sách."]}


def test_what_is_pasted_is_read(world: Any, browse: Browse) -> None:
    places = "Nà Muồng, Khuổi Lè"
    line = patrol_row(
        on="12/11/2025 00:00", shift="Đêm", residential_areas=places, reminders="1.234", sure="reminders=1234"
    )
    assert send(browse(world.lan), address(world.commune), line).status_code == 302
    assert Record.objects.get().patrol.reminders == 1234


def test_nothing_typed_is_said(world: Any, browse: Browse) -> None:
    answer = send(browse(world.lan), address(world.commune), row(on=" "))
    assert answer.status_code == 422
    assert "Chưa có dòng nào được ghi." in answer.content.decode()


def test_more_rows_without_scripts_keep_what_was_typed(world: Any, browse: Browse) -> None:
    line = row(on="4x", reminders="?")
    answer = send(browse(world.lan), address(world.commune), line, do="more")
    rows = answer.context["page"].rows
    assert answer.status_code == 200
    assert (len(rows), rows[0].uuid, rows[0].texts["on"]) == (8, UUID(line["row"]), "4x")
    assert Record.objects.count() == 0


def test_too_many_rows_are_not_begun(world: Any, browse: Browse) -> None:
    answer = send(browse(world.lan), address(world.commune), *(patrol_row() for _row in range(201)))
    assert answer.status_code == 422
    assert len(answer.context["page"].rows) == 201
    assert Record.objects.count() == 0


def test_what_was_recorded_already_is_shown(world: Any, browse: Browse) -> None:
    forces = {ForceKind.objects.get(key="militia"): 1234}
    content = patrol(on=date(2025, 11, 16), forces=forces, residential_areas=tuple(world.villages[:1]))
    record = recorded(world.dung, world.commune, content)
    recorded(world.lan, world.commune, patrol(on=date(2025, 11, 17)))
    recorded(world.minh, world.neighbour, patrol(on=date(2025, 11, 16)))
    (shown,) = browse(world.lan).get(address(world.commune)).context["records"]
    texts = {column.key: text for column, text in shown.texts}
    assert (shown.record, shown.status) == (record, "provisional")
    assert (texts["on"], texts["shift"], texts["residential_areas"]) == ("16/11", "Đêm", "Thôn Nà Muồng")
    assert (texts["forces_militia"], texts["forces_commune_police"], texts["incidents"]) == ("1.234", "", "")


def test_a_full_week_costs_no_more_queries(
    world: Any, browse: Browse, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = browse(world.lan)
    for day in (10, 11, 12, 13):
        recorded(world.lan, world.commune, patrol(on=date(2025, 11, day), residential_areas=tuple(world.villages)))
    with django_assert_max_num_queries(16):
        client.get(address(world.commune))


def test_strangers_find_nothing(world: Any, browse: Browse) -> None:
    for person in (world.minh, world.hung, world.thu, world.bo, world.son):
        client = browse(person)
        assert client.get(address(world.commune)).status_code == 404
        assert send(client, address(world.commune), patrol_row()).status_code == 404
    assert browse(world.lan).get(address(world.province)).status_code == 404
    assert browse(world.lan).get(address(world.commune, "none")).status_code == 404
    assert Record.objects.count() == 0


def test_any_address_opens_a_week(world: Any, browse: Browse) -> None:
    client = browse(world.lan)
    for monday in ("", "x", "0001-01-01", "9999-12-31", MONDAY):
        for kind in ("patrol", "propaganda_session", "weapon_handover"):
            assert client.get(address(world.commune, kind, monday)).status_code == 200


@pytest.mark.parametrize("more", [{}, {"do": "more"}])
def test_too_many_rows_are_complained_about(world: Any, browse: Any, more: dict[str, str]) -> None:
    answer = send(browse(world.lan), address(world.commune), *(row() for _ in range(MOST_ROWS + 50)), **more)
    page = answer.context["page"]
    assert (answer.status_code, len(page.rows)) == (422, MOST_ROWS + 1)
    assert page.complaint == "Mỗi lần gửi nhiều nhất 200 dòng."
