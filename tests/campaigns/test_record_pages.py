"""The page of a record: what it says, who may approve it, how it is deleted."""

import re
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from campaigns.actions import delete_record, edit_record, verify_record
from campaigns.models import Record
from rollups.models import State
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover, yesterday


def url(name: str, record: Any) -> str:
    return reverse(name, args=[record.uuid])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def test_the_page_says_all_that_was_said(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune, weapon_handover(residential_areas=tuple(world.villages[:1])))
    page = text(browse(world.tinh).get(record.get_absolute_url()))
    for words in (
        record.receipt,
        "Súng kíp: 2 khẩu · Vũ khí quân dụng (Luật 42/2024)",
        "Pháo: 18,5 kg",
        "Gạo: 2",
        "Vận động giao nộp",
        "Thôn Nà Muồng",
        "Nguyễn Thị Lan ghi lúc",
        "Sơ bộ",
    ):
        assert words in page


def test_what_was_not_said_is_not_shown(world: Any, browse: Any) -> None:
    page = text(browse(world.lan).get(recorded(world.lan, world.commune, propaganda_session()).get_absolute_url()))
    assert "Lượt người dự" in page
    assert "Hộ gia đình" not in page


def test_the_buttons_are_those_one_may_press(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    seen = {
        person: [url(name, record) in text(browse(getattr(world, person)).get(url("record", record)))
                 for name in ("record_edit", "record_delete", "record_verify")]
        for person in ("lan", "dung", "tinh", "thu")
    }  # fmt: skip
    assert seen == {
        "lan": [True, True, False],
        "dung": [True, True, True],
        "tinh": [False] * 3,
        "thu": [False] * 3,
    }


def test_the_head_approves_with_one_press(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    answer = browse(world.dung).post(url("record_verify", record), {"version": 1}, follow=True)
    record.refresh_from_db()
    assert record.state == State.VERIFIED
    assert "Đã duyệt" in text(answer)
    assert url("record_verify", record) not in text(answer)


def test_the_own_entry_cannot_be_approved(world: Any, browse: Any) -> None:
    record = recorded(world.dung, world.commune)
    client = browse(world.dung)
    assert url("record_verify", record) not in text(client.get(url("record", record)))
    answer = client.post(url("record_verify", record), {"version": 1})
    assert answer.status_code == 422
    assert "người duyệt phải khác người ghi" in text(answer)


def test_the_head_reads_why_the_own_entry_waits(world: Any, browse: Any) -> None:
    own, edited = recorded(world.dung, world.commune), recorded(world.lan, world.commune, patrol(reminders=2))
    edit_record(by=world.dung, record=edited, unit=world.commune, version=1, content=patrol(reminders=8))
    head, officer = browse(world.dung), browse(world.lan)
    assert "Đồng chí đã ghi phiếu này: người duyệt phải khác người ghi." in text(head.get(url("record", own)))
    assert "Đồng chí đã sửa phiếu này: người duyệt phải khác người sửa." in text(head.get(url("record", edited)))
    assert "người duyệt phải khác" not in text(officer.get(url("record", edited)))


def test_after_an_approval_the_next_is_offered(world: Any, browse: Any) -> None:
    days = [yesterday() - timedelta(days=ago) for ago in (3, 2, 1)]
    first, second, third = (recorded(world.lan, world.commune, patrol(on=day)) for day in days)
    recorded(world.dung, world.commune)  # the own one is for somebody else
    head = browse(world.dung)
    page = text(head.post(url("record_verify", second), {"version": 1}, follow=True))
    assert f'href="{third.get_absolute_url()}">Phiếu tiếp theo chờ duyệt (2)<' in page
    page = text(head.post(url("record_verify", third), {"version": 1}, follow=True))
    assert f'href="{first.get_absolute_url()}">Phiếu tiếp theo chờ duyệt (1)<' in page
    assert "Phiếu tiếp theo" not in text(browse(world.lan).get(url("record", third)))
    assert "Phiếu tiếp theo" not in text(head.post(url("record_verify", first), {"version": 1}, follow=True))


def test_each_step_says_who_and_when(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=patrol(reminders=8))
    verify_record(by=world.dung, record=record, version=2)
    delete_record(by=world.lan, record=record, version=2, reason="Ghi trùng")
    page = text(browse(world.tinh).get(url("record", record)))
    steps = re.findall(r"<li>\s*(.*?) <time [^>]*>(.*?)</time></li>", page)
    assert [words for words, _ in steps] == [
        "Nguyễn Thị Lan sửa", "Hoàng Văn Dũng duyệt", "Nguyễn Thị Lan xóa",
    ]  # fmt: skip
    assert all(re.fullmatch(r"\d\d:\d\d \d\d/\d\d/\d{4}", at) for _, at in steps)


def test_an_approval_without_a_trail_has_the_time_of_its_row(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    at = timezone.now().replace(year=2025)
    Record.objects.filter(pk=record.pk).update(state=State.VERIFIED, verified_by=world.dung, updated_at=at)
    page = text(browse(world.tinh).get(url("record", record)))
    assert f"{timezone.localtime(at):%H:%M %d/%m/%Y}</time>" in page


def test_what_changed_meanwhile_is_shown_before_it_is_approved(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=patrol(reminders=8))
    for version in ("1", "", "x", "99999999999999999999"):
        answer = browse(world.dung).post(url("record_verify", record), {"version": version})
        assert answer.status_code == 409
    assert "Lượt nhắc nhở" in text(answer)
    record.refresh_from_db()
    assert record.state == State.PROVISIONAL


def test_only_who_verifies_here_finds_the_address(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    for person in (world.lan, world.minh, world.son, world.thu, world.tinh):
        assert browse(person).post(url("record_verify", record), {"version": 1}).status_code == 404
    assert browse(world.dung).get(url("record_verify", record)).status_code == 405


def test_a_deletion_asks_why_and_keeps_the_page(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    assert "Lý do" in text(client.get(url("record_delete", record)))
    answer = client.post(url("record_delete", record), {"version": 1, "why": "duplicate", "note": "phiếu sáng nay"})
    assert answer["Location"] == record.get_absolute_url()
    page = text(client.get(record.get_absolute_url()))
    assert "Lý do: Ghi trùng: phiếu sáng nay." in page
    assert url("record_edit", record) not in page


def test_a_deletion_without_a_reason_is_refused(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    for sent in ({}, {"why": "other"}, {"why": "other", "note": "  "}, {"why": "?"}):
        answer = client.post(url("record_delete", record), {"version": 1, **sent})
        assert answer.status_code == 422
    assert not Record.objects.get().deleted


def test_a_reason_names_nobody(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    for note in ("gọi 0912 345 678", "CCCD 012345678901", "xe 97-B1 123.45"):
        answer = client.post(url("record_delete", record), {"version": 1, "why": "other", "note": note})
        assert answer.status_code == 422
        assert "biển số xe" in text(answer)
        assert note in text(answer)


def test_a_deletion_of_what_changed_meanwhile_shows_it_first(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    edit_record(by=world.dung, record=record, unit=world.commune, version=1, content=patrol(reminders=8))
    answer = browse(world.lan).post(url("record_delete", record), {"version": 1, "why": "duplicate"})
    assert answer.status_code == 409
    assert not Record.objects.get().deleted


def test_deleting_twice_is_deleting_once(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune), browse(world.lan)
    for _ in range(2):
        answer = client.post(url("record_delete", record), {"version": 1, "why": "duplicate"})
        assert answer.status_code == 302


def test_strangers_get_what_a_missing_record_gets(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune)
    for person in (world.minh, world.son, world.quan, world.trang, world.kien):
        assert browse(person).get(url("record", record)).status_code == 404
        assert browse(person).post(url("record_delete", record), {"version": 1}).status_code == 404


def test_a_page_costs_a_fixed_number_of_queries(world: Any, browse: Any, django_assert_max_num_queries: Any) -> None:
    record = recorded(world.lan, world.commune, weapon_handover(residential_areas=tuple(world.villages)))
    verify_record(by=world.dung, record=record, version=1)
    client = browse(world.lan)
    with django_assert_max_num_queries(16):
        client.get(url("record", record))
