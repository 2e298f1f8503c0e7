"""Adding and changing entries in a browser's terms: what is sent, what comes back, what stays in the form."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from campaigns.actions import delete_record, edit_record
from campaigns.models import Record
from communes.actions import add_residential_area
from communes.models import ResidentialArea
from tests.campaigns.entries import BEFORE, item_unit, patrol, recorded, total, weapon_handover, yesterday
from tests.world import FIRST_DAY


def address(unit: Any, kind: str = "patrol") -> str:
    return reverse(f"{kind}_add", args=[unit.slug])


def typed(**values: Any) -> dict[str, Any]:
    return {
        "uuid": str(uuid4()),
        "on": yesterday().isoformat(),
        "shift": "night",
        "forces_commune_police": "2",
        **values,
    }


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_an_officer_logs_a_patrol_in_a_village(world: Any, browse: Any) -> None:
    answer = browse(world.lan).post(address(world.commune), typed(residential_areas=[world.villages[0].pk]))
    record = Record.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, record.get_absolute_url())
    assert (record.unit, record.author) == (world.commune, world.lan)
    assert total(world.province, "patrol_sessions") == 1000


def test_the_page_shows_the_receipt(world: Any, browse: Any) -> None:
    answer = browse(world.lan).post(address(world.commune), typed(), follow=True)
    assert Record.objects.get().receipt in text(answer)


def test_a_session_and_a_handover_are_logged(world: Any, browse: Any) -> None:
    session = typed(form="village_meeting", topics=["drugs"], attendances="45", launch="on")
    lines = {"items-0-unit": item_unit("flintlock").pk, "items-0-quantity": "2", "mode": "recovery", "gifts_rice": "2"}
    browse(world.lan).post(address(world.commune, "propaganda_session"), session)
    browse(world.lan).post(address(world.commune, "weapon_handover"), typed(**lines))
    assert [total(world.commune, key) for key in ("launch_sessions", "guns_collected", "gifts_given")] == [
        1000,
        2000,
        2000,
    ]


def test_sending_twice_gives_one_record_and_says_so(world: Any, browse: Any) -> None:
    sent, client = typed(), browse(world.lan)
    first = client.post(address(world.commune), sent)
    again = client.post(address(world.commune), sent, follow=True)
    assert Record.objects.count() == 1
    assert again.redirect_chain == [(first["Location"], 302)]
    assert "đã được nhận trước đó" in text(again)


def test_a_refused_form_keeps_what_was_typed_and_says_why_beside_the_field(world: Any, browse: Any) -> None:
    sent = typed(on="2031-01-01", reminders="ba", residential_areas=[world.villages[1].pk])
    answer = browse(world.lan).post(address(world.commune), sent)
    page = text(answer)
    assert answer.status_code == 422
    for kept in ('value="ba"', 'value="2031-01-01"', f'value="{sent["uuid"]}"', 'value="2"'):
        assert kept in page
    assert page.count("Ghi số nguyên bằng chữ số, ví dụ 12.") == 2  # beside the field and in the summary
    assert 'id="id_reminders_error"' in page
    assert not Record.objects.exists()


def test_an_old_day_without_village_asks_for_the_old_commune(world: Any, browse: Any) -> None:
    answer = browse(world.lan).post(address(world.commune), typed(on=BEFORE.isoformat()))
    assert answer.status_code == 422
    (place,) = re.findall("<fieldset[^>]*data-place.*?</fieldset>", text(answer), re.DOTALL)
    assert "hidden" not in place.partition(">")[0]
    shown = re.findall(r"<li [^>]*data-to=\"[^\"]*\">.*?<span>(.*?)</span>", place)
    assert world.giao_hieu.full_name in shown
    assert f'value="{world.commune.slug}"' in place.partition('data-to="" hidden')[2]  # for another day


def test_the_old_commune_is_not_asked_for_in_vain(world: Any, browse: Any) -> None:
    page = text(browse(world.lan).get(address(world.commune)))
    assert re.search("<fieldset[^>]*data-place hidden>", page)


def test_a_village_of_another_commune_than_the_chosen_is_told(world: Any, browse: Any) -> None:
    sent = typed(on=BEFORE.isoformat(), residential_areas=[world.villages[4].pk], place_of_day=world.giao_hieu.slug)
    answer = browse(world.lan).post(address(world.commune), sent)
    assert answer.context["form"].errors == {"place_of_day": ["Khu dân cư đã ghi thuộc Xã Bằng Thành."]}


def test_an_old_day_with_a_village_needs_no_question(world: Any, browse: Any) -> None:
    sent = typed(on=BEFORE.isoformat(), residential_areas=[world.villages[0].pk])
    browse(world.lan).post(address(world.commune), sent)
    assert Record.objects.get().unit == world.giao_hieu


def test_villages_stand_under_their_former_commune(world: Any, browse: Any) -> None:
    page = text(browse(world.lan).get(address(world.commune)))
    assert page.index("Xã Giáo Hiệu") < page.index("Thôn Nà Muồng")
    assert 'data-also="Xã Giáo Hiệu cũ"' in page


def test_villages_of_unknown_origin_are_a_group_of_their_own(world: Any, browse: Any) -> None:
    add_residential_area(name="Thôn Mới", kind=ResidentialArea.Kind.THON, unit=world.commune, since=FIRST_DAY)
    page = text(browse(world.lan).get(address(world.commune)))
    groups = re.findall(r'class="area-group" role="group" aria-label="(.*?)"', page)
    assert groups == [
        "Xã Bằng Thành cũ", "Xã Giáo Hiệu cũ", "Không rõ đơn vị cũ hoặc mới lập",
    ]  # fmt: skip


def test_one_group_needs_no_name(world: Any, browse: Any) -> None:
    page = text(browse(world.lan).get(address(world.giao_hieu) + "?on=2025-06-30"))
    assert "Thôn Nà Muồng" in page
    assert 'class="area-home"' not in page


def test_a_log_without_villages_names_who_enters_them(world: Any, browse: Any) -> None:
    entry = text(browse(world.minh).get(address(world.neighbour)))
    areas = text(browse(world.minh).get(reverse("residential_areas", args=[world.neighbour.slug])))
    assert "Trưởng Công an xã Cao Minh nhập trước." in entry
    assert "Trưởng Công an xã Cao Minh dán danh sách tại trang này." in areas


def test_the_next_form_begins_with_what_was_used_last(world: Any, browse: Any) -> None:
    recorded(world.lan, world.commune, patrol(shift="morning", reminders=7))
    page = browse(world.lan).get(address(world.commune)).context["form"]
    assert (page["shift"].value(), page["forces_self_mgmt_group"].value()) == ("morning", 3)
    assert not page["reminders"].value()


def test_numbers_of_last_time_say_so(world: Any, browse: Any) -> None:
    client, words = browse(world.lan), "Như lần trước ("
    assert words not in text(client.get(address(world.commune)))
    recorded(world.lan, world.commune)
    assert f"Như lần trước ({yesterday():%d/%m/%Y}): xem lại rồi gửi." in text(client.get(address(world.commune)))
    assert words not in text(client.post(address(world.commune), typed(forces_commune_police="")))
    assert words not in text(client.get(edit_address(Record.objects.get())))


def test_a_colleague_begins_with_what_the_station_used_last(world: Any, browse: Any) -> None:
    recorded(world.lan, world.commune, patrol(shift="morning"))
    assert browse(world.dung).get(address(world.commune)).context["form"]["shift"].value() == "morning"


def test_an_address_can_ask_for_a_day(world: Any, browse: Any) -> None:
    default = browse(world.lan).get(address(world.commune)).context["form"]["on"].value()
    page = text(browse(world.lan).get(address(world.commune) + "?on=2026-01-31"))
    assert 'value="2026-01-31"' in page
    for absurd in ("2026-02-31", "0203-01-01", "9999-12-31"):
        answer = browse(world.lan).get(address(world.commune) + f"?on={absurd}")
        assert answer.context["form"]["on"].value() == default


@pytest.mark.parametrize("day", ["0203-11-21", "1999-12-31", "9999-12-31"])
@pytest.mark.parametrize("kind", ["patrol", "propaganda_session", "weapon_handover"])
def test_an_absurd_year_is_told_once(world: Any, browse: Any, day: str, kind: str) -> None:
    lines = {"items-0-unit": item_unit("flintlock").pk, "items-0-quantity": "2", "mode": "recovery"}
    sent = typed(on=day, form="village_meeting", topics=["drugs"], residential_areas=[world.villages[0].pk], **lines)
    form = browse(world.lan).post(address(world.commune, kind), sent).context["form"]
    assert form.errors == {"on": [f"Xem lại năm {day[:4]}: ghi được từ ngày 01/01/2000 đến hôm nay."]}


@pytest.mark.parametrize("kind", ["patrol", "propaganda_session", "weapon_handover"])
def test_strangers_find_nothing(world: Any, browse: Any, kind: str) -> None:
    for person in (world.minh, world.son, world.thu, world.tinh, world.hung):
        client = browse(person)
        assert client.get(address(world.commune, kind)).status_code == 404
        assert client.post(address(world.commune, kind), typed()).status_code == 404
    assert not Record.objects.exists()


def test_another_content_under_a_used_code_is_told_and_can_be_stored_anew(world: Any, browse: Any) -> None:
    sent, client = typed(), browse(world.lan)
    client.post(address(world.commune), sent)
    answer = client.post(address(world.commune), sent | {"reminders": "9"})
    assert answer.status_code == 409
    assert "Lượt nhắc nhở" in text(answer)
    anew = dict(answer.context["typed"]) | {"uuid": str(answer.context["uuid"])}
    assert client.post(answer.context["target"], anew).status_code == 302
    assert Record.objects.count() == 2


def test_a_foreign_code_shows_nothing_of_its_record(world: Any, browse: Any) -> None:
    sent = typed(reminders="98765", sure="reminders=98765")
    browse(world.son).post(address(world.foreign), sent)
    answer = browse(world.lan).post(address(world.commune), typed(uuid=sent["uuid"]))
    assert answer.status_code == 409
    for secret in ("98.765", "98765", world.foreign.name, world.son.name, Record.objects.get().receipt):
        assert secret not in text(answer)


def edit_address(record: Any) -> str:
    return reverse("record_edit", args=[record.uuid])


def shown(client: Any, record: Any) -> dict[str, Any]:
    """What a browser would send back from the edit form."""
    form = client.get(edit_address(record)).context["form"]
    data = {bound.html_name: bound.value() for bound in form if bound.name != "items"}
    for n, line in enumerate(form["items"].value() if "items" in form.fields else []):
        data |= {f"items-{n}-unit": line.unit, f"items-{n}-quantity": line.quantity}
    return {name: value for name, value in data.items() if value not in (None, False, "")}


def test_an_edit_starts_from_what_is_stored(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune, weapon_handover()), browse(world.lan)
    data = shown(client, record) | {"items-0-quantity": "3"}
    assert client.post(edit_address(record), data)["Location"] == record.get_absolute_url()
    assert total(world.commune, "guns_collected") == 3000


def test_a_record_of_an_old_unit_is_edited_from_the_new_one(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.giao_hieu, patrol(on=BEFORE)), browse(world.dung)
    data = shown(client, record)
    assert client.post(edit_address(record), data | {"reminders": "5"}).status_code == 302
    record.refresh_from_db()
    assert (record.unit, record.version) == (world.giao_hieu, 2)
    client.post(edit_address(record), data | {"on": yesterday().isoformat(), "version": 2})
    record.refresh_from_db()
    assert record.unit == world.commune


def test_the_second_editor_sees_the_difference_and_may_choose(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    data = shown(client, record)
    edit_record(by=world.dung, record=record, unit=world.commune, version=1, content=patrol(reminders=4))
    answer = client.post(edit_address(record), data | {"reminders": "5"})
    assert answer.status_code == 409
    assert [(one.stored, one.sent) for one in answer.context["differences"]] == [(("4",), ("5",))]
    assert world.dung.name in text(answer)
    assert total(world.commune, "patrol_reminders") == 4000
    again = dict(answer.context["typed"]) | {"uuid": str(record.uuid), "version": answer.context["version"]}
    assert client.post(answer.context["target"], again).status_code == 302
    assert total(world.commune, "patrol_reminders") == 5000


def test_who_edited_in_another_window_is_not_told_of_somebody_else(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    data = shown(client, record)
    edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=patrol(reminders=4))
    page = text(client.post(edit_address(record), data | {"reminders": "5"}))
    assert "Phiếu đã sửa ở cửa sổ khác" in page
    assert "người khác sửa" not in page


def test_an_edit_of_what_was_deleted_can_be_stored_anew(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    data = shown(client, record)
    delete_record(by=world.dung, record=record, version=1, reason="Ghi trùng")
    answer = client.post(edit_address(record), data | {"reminders": "5"})
    assert answer.status_code == 409
    assert "Ghi trùng" in text(answer)
    anew = dict(answer.context["typed"]) | {"uuid": str(answer.context["uuid"])}
    assert client.post(answer.context["target"], anew).status_code == 302
    assert client.get(edit_address(record)).status_code == 302


def test_a_refused_edit_stays_in_the_form(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    answer = client.post(edit_address(record), shown(client, record) | {"reminders": "x"})
    assert answer.status_code == 422
    assert 'value="x"' in text(answer)


def test_nobody_else_edits(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    for person in (world.minh, world.son, world.thu, world.tinh, world.hung):
        assert browse(person).get(edit_address(record)).status_code == 404
        assert browse(person).post(edit_address(record), typed()).status_code == 404


@pytest.mark.parametrize(("name", "most"), [("patrol", 16), ("propaganda_session", 19), ("weapon_handover", 18)])
def test_a_form_costs_a_fixed_number_of_queries(
    world: Any, browse: Any, django_assert_max_num_queries: Any, name: str, most: int
) -> None:
    recorded(world.lan, world.commune)
    client = browse(world.lan)
    with django_assert_max_num_queries(most):
        client.get(address(world.commune, name))
