"""Saved tables: kept, opened, renamed and dropped by their owner alone; each leaves a row in the trail."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Grant
from audit.models import AuditEntry
from dashboards import places
from dashboards.calendars import calendar_of
from pivots import actions
from pivots.latest import moved_query
from pivots.models import SavedTable
from tests.dashboards.figures import THAI_NGUYEN
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
QUERY = "?period=month-2026-3&rows=commune&columns=week&figures=patrol_sessions"
SAVE = f"/tables/units/{THAI_NGUYEN}/save/{QUERY}"


def saved(world: World, name: str = "Tuần tra theo tuần", **fields: Any) -> SavedTable:
    place = places.unit(world.tinh, THAI_NGUYEN)
    return actions.save_table(by=world.tinh, place=place, name=name, query=QUERY, **fields)


def test_a_table_is_saved_and_opens_at_its_address(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    answer = client.post(SAVE, {"name": "  Tuần tra   theo tuần "})
    assert answer.status_code == 302
    table = SavedTable.objects.get()
    assert (table.name, table.query, table.latest) == ("Tuần tra theo tuần", QUERY, False)
    there = f"/tables/units/{THAI_NGUYEN}/{QUERY}&saved={table.pk}"
    assert client.get(reverse("saved_table", args=[table.pk]))["Location"] == there
    assert answer["Location"] == there
    assert client.get(there).status_code == 200
    assert "Tuần tra theo tuần" in client.get(reverse("saved_tables")).content.decode()


def test_the_name_is_offered_and_needed_and_once(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    assert 'value="Tuần tra, kiểm soát (buổi) theo xã, phường và tuần"' in client.get(SAVE).content.decode()
    SavedTable.objects.filter(pk=saved(world).pk).update(query="?rows=week")
    for name, reason in [
        ("", "Đặt tên cho bảng."),
        ("Tuần tra theo tuần", "Đã có bảng tên này."),
        ("Gọi 0912 345 678", "Không ghi số giấy tờ"),
        ("Của Nguyễn Văn Bình", "Không ghi tên người"),
        ("x" * 81, "80"),
    ]:
        answer = client.post(SAVE, {"name": name})
        assert answer.status_code == 422
        assert reason in answer.content.decode()
    assert SavedTable.objects.count() == 1


def test_two_persons_may_choose_the_same_name(world: World) -> None:
    saved(world)
    place = places.unit(world.thu, THAI_NGUYEN)
    actions.save_table(by=world.thu, place=place, name="Tuần tra theo tuần", query=QUERY)
    assert SavedTable.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedTable.objects.create(owner=world.thu, name="Tuần tra theo tuần", query=QUERY, sort_key="")


def test_what_cannot_be_shown_is_not_saved(world: World, browse: Browse) -> None:
    address = f"/tables/units/{THAI_NGUYEN}/save/?rows=commune&columns=commune"
    answer = browse(world.tinh).post(address, {"name": "Sai"})
    assert answer["Location"] == f"/tables/units/{THAI_NGUYEN}/?rows=commune&columns=commune"
    assert not SavedTable.objects.exists()


def test_others_do_not_find_it(world: World, browse: Browse) -> None:
    table = saved(world)
    client = browse(world.thu)
    for name in ("saved_table", "saved_table_edit"):
        assert client.get(reverse(name, args=[table.pk])).status_code == 404
    assert client.post(reverse("saved_table_update", args=[table.pk]) + QUERY).status_code == 404
    assert client.post(reverse("saved_table_edit", args=[table.pk]), {"name": "Khác"}).status_code == 404
    assert client.post(reverse("saved_table_delete", args=[table.pk])).status_code == 404
    assert table.name not in client.get(reverse("saved_tables")).content.decode()
    for act in (
        lambda: actions.rename_table(by=world.thu, table=table, name="Khác"),
        lambda: actions.delete_table(by=world.thu, table=table),
        lambda: actions.update_table(by=world.thu, table=table, query=""),
        lambda: actions.save_table(by=world.thu, place=places.unit(world.tinh, THAI_NGUYEN), name="x", query=QUERY),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_renaming_and_deleting_leave_rows_in_the_trail(world: World, browse: Browse) -> None:
    table, client = saved(world), browse(world.tinh)
    assert client.post(reverse("saved_table_edit", args=[table.pk]), {"name": "Tên mới"}).status_code == 302
    assert client.post(reverse("saved_table_delete", args=[table.pk])).status_code == 302
    assert not SavedTable.objects.exists()
    rows = AuditEntry.objects.filter(object_type="pivots.savedtable").order_by("pk")
    assert [row.action for row in rows] == ["add_savedtable", "rename_savedtable", "delete_savedtable"]
    assert [(row.before or {}).get("name") for row in rows] == [None, "Tuần tra theo tuần", "Tên mới"]
    assert {row.actor for row in rows} == {world.tinh}
    assert {row.unit for row in rows} == {world.province}


def test_a_name_that_is_taken_stays_as_typed(world: World, browse: Browse) -> None:
    saved(world)
    table = saved(world, "Bảng hai")
    answer = browse(world.tinh).post(reverse("saved_table_edit", args=[table.pk]), {"name": "Tuần tra theo tuần"})
    assert answer.status_code == 422
    assert 'value="Tuần tra theo tuần"' in answer.content.decode()
    unchanged = browse(world.tinh).post(reverse("saved_table_edit", args=[table.pk]), {"name": "Bảng hai"})
    assert unchanged.status_code == 302


def opened(client: Client, table: SavedTable) -> str:
    """Where a saved table opens."""
    return str(client.get(reverse("saved_table", args=[table.pk]))["Location"])


def test_an_opened_table_carries_its_name(world: World, browse: Browse) -> None:
    table, client = saved(world), browse(world.tinh)
    text = client.get(opened(client, table)).content.decode()
    assert "<h1>Tuần tra theo tuần</h1>" in text
    assert "<title>Tuần tra theo tuần – Tỉnh Thái Nguyên" in text
    assert "Tuần tra, kiểm soát (buổi) theo xã, phường và tuần · Tỉnh Thái Nguyên" in text
    assert f'<li class="parent"><a href="{reverse("saved_tables")}">Bảng của tôi</a>' in text
    assert f'<input type="hidden" name="saved" value="{table.pk}">' in text
    assert "Đã thay đổi" not in text
    assert f"{QUERY.replace('&', '&amp;')}&amp;saved" not in text.split('data-copy-text="')[1].split('"')[0]


def test_what_differs_is_said_and_saved_in_place(world: World, browse: Browse) -> None:
    table, client = saved(world), browse(world.tinh)
    other = QUERY.replace("columns=week", "columns=month")
    text = client.get(f"/tables/units/{THAI_NGUYEN}/{other}&saved={table.pk}").content.decode()
    assert "Đã thay đổi" in text
    assert f'<li class="parent"><a href="{opened(client, table).replace("&", "&amp;")}">{table.name}</a>' in text
    update = reverse("saved_table_update", args=[table.pk]) + other
    assert f'action="{update.replace("&", "&amp;")}"' in text
    assert client.post(update)["Location"] == f"/tables/units/{THAI_NGUYEN}/{other}&saved={table.pk}"
    table.refresh_from_db()
    assert table.query == other
    assert "Đã thay đổi" not in client.get(opened(client, table)).content.decode()
    row = AuditEntry.objects.get(action="update_savedtable")
    assert (row.before or {})["query"] == QUERY


def test_the_order_of_an_address_changes_nothing(world: World, browse: Browse) -> None:
    table, client = saved(world), browse(world.tinh)
    turned = "&".join(reversed(QUERY[1:].split("&")))
    text = client.get(f"/tables/units/{THAI_NGUYEN}/?saved={table.pk}&{turned}").content.decode()
    assert table.name in text
    assert "Đã thay đổi" not in text


def test_the_name_means_nothing_to_others_and_elsewhere(world: World, browse: Browse) -> None:
    table = saved(world)
    plain = browse(world.thu).get(f"/tables/units/{THAI_NGUYEN}/{QUERY}&saved={table.pk}").content.decode()
    assert table.name not in plain
    for client, address in [
        (browse(world.tinh), f"/tables/units/{world.commune.slug}/?rows=week&saved={table.pk}"),
        (browse(world.tinh), f"/tables/units/{THAI_NGUYEN}/{QUERY}&saved=0"),
        (browse(world.tinh), f"/tables/units/{THAI_NGUYEN}/{QUERY}&saved=x"),
    ]:
        answer = client.get(address)
        assert answer.status_code == 200
        assert table.name not in answer.content.decode()
        assert "ETag" not in answer  # no stamp tells of names


def test_what_cannot_be_shown_takes_no_place(world: World, browse: Browse) -> None:
    table = saved(world)
    wrong = reverse("saved_table_update", args=[table.pk]) + "?rows=commune&columns=commune"
    there = f"/tables/units/{THAI_NGUYEN}/?rows=commune&columns=commune&saved={table.pk}"
    assert browse(world.tinh).post(wrong)["Location"] == there
    table.refresh_from_db()
    assert table.query == QUERY


@pytest.mark.parametrize(("period", "latest"), [("month-2020-3", False), ("", True)])
def test_another_period_than_the_latest_is_meant(world: World, browse: Browse, period: str, latest: bool) -> None:
    table, client = saved(world, latest=True), browse(world.tinh)
    query = urlsplit(opened(client, table)).query.partition("&saved")[0].replace("columns=week", "columns=month")
    if period:
        query = query.replace(parse_qs(query)["period"][0], period)
    client.post(f"{reverse('saved_table_update', args=[table.pk])}?{query}")
    table.refresh_from_db()
    assert (table.latest, table.query) == (latest, f"?{query}")


@pytest.mark.parametrize(
    ("period", "now"),
    [
        ("period=month-2025-3", "period=month-2026-12"),
        ("period=quarter-2025-1", "period=quarter-2026-4"),
        ("period=half-2025-1", "period=half-2026-2"),
        ("period=year-2025", "period=year-2026"),
        ("period=months-2025-7", "period=months-2026-11"),
        ("period=week-2025-06-30", "period=week-2026-11-16"),
        ("from=2025-01-01&to=2025-02-02", "from=2025-01-01&to=2025-02-02"),
    ],
)
def test_a_period_that_moves_is_the_one_of_today(world: World, period: str, now: str) -> None:
    calendar = calendar_of(places.unit(world.tinh, THAI_NGUYEN))
    rest = "rows=week&figures=patrol_sessions&figures=guns_collected"
    query = moved_query(f"?{period}&{rest}", calendar, date(2026, 11, 22))
    assert parse_qs(query[1:]) == parse_qs(f"{now}&{rest}")


def test_only_a_period_that_moves_can_be_kept_up_to_date(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    assert 'name="latest"' in client.get(SAVE).content.decode()
    days = f"/tables/units/{THAI_NGUYEN}/save/?from=2025-01-03&to=2025-02-02&rows=week"
    assert 'name="latest"' not in client.get(days).content.decode()
    client.post(SAVE, {"name": "Mới nhất", "latest": "on"})
    table = SavedTable.objects.get()
    assert table.latest
    there = urlsplit(client.get(reverse("saved_table", args=[table.pk]))["Location"])
    assert parse_qs(there.query)["period"] != ["month-2026-3"]
    assert "luôn lấy kỳ mới nhất" in client.get(reverse("saved_tables")).content.decode()


def test_whoever_may_no_longer_read_the_place_keeps_the_name_alone(world: World, browse: Browse) -> None:
    table = saved(world)
    Grant.objects.filter(user=world.tinh).update(unit=world.foreign.province)
    client = browse(world.tinh)
    assert client.get(reverse("saved_table", args=[table.pk])).status_code == 404
    text = client.get(reverse("saved_tables")).content.decode()
    assert "nay không còn được xem nơi này" in text
    assert f'href="{reverse("saved_table", args=[table.pk])}"' not in text


def test_nobody_keeps_more_than_can_be_looked_through(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 1)
    saved(world)
    with pytest.raises(actions.Refused):
        saved(world, "Bảng hai")


def test_a_double_press_keeps_one_table(world: World, browse: Browse) -> None:
    client = browse(world.tinh)
    first, second = (client.post(SAVE, {"name": "Hai lần"}) for _press in range(2))
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert SavedTable.objects.count() == AuditEntry.objects.filter(action="add_savedtable").count() == 1


def test_a_name_is_kept_composed(world: World, browse: Browse) -> None:
    browse(world.tinh).post(SAVE, {"name": unicodedata.normalize("NFD", "Tuần tra")})
    assert SavedTable.objects.get().name == "Tuần tra"
