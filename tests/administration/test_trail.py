"""The trail is found by what pages show, and reads in words and local time."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from administration.trail import differences, wording
from administration.trail_search import actions, records_of
from audit.actions import record_audit
from audit.models import AuditEntry
from campaigns import actions as log
from campaigns.models import Record
from rollups.models import Total
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
TRAIL = "/admin/audit/auditentry/"


@pytest.fixture
def own(world: World) -> Record:
    return recorded(world.lan, world.commune, patrol(residential_areas=tuple(world.villages[:1])))


def found(client: Client, text: str = "", **query: str) -> set[str]:
    """What the rows of the list are about."""
    answer = client.get(TRAIL, {"q": text} | query)
    assert answer.status_code == 200
    return {row.title for row in answer.context["cl"].result_list}


def words(entry: AuditEntry) -> dict[str, str]:
    return {row.label: row.after for row in differences(entry)}


def test_a_record_is_found_by_its_receipt(world: World, own: Record, browse: Browse) -> None:
    recorded(world.minh, world.neighbour, patrol())
    code = own.receipt
    mistyped = code.replace("0", "o").replace("1", "l").lower()
    for typed in (code, code.replace("-", ""), code.lower(), code.replace("-", " "), mistyped):
        assert found(browse(world.kien), typed) == {f"{code} – {own}"}, typed


def test_a_receipt_finds_rows_without_a_title(world: World, own: Record, browse: Browse) -> None:
    with patch("audit.actions._title", return_value=""):
        log.verify_record(by=world.dung, record=own, version=1)
    assert found(browse(world.kien), own.receipt) == {"", f"{own.receipt} – {own}"}


@pytest.mark.parametrize("typed", ["", "ABCDEFG", "ABCD-EFGU", "ABCD-EFGHI", "Bằng Thà"])
def test_what_is_no_receipt_names_no_record(own: Record, typed: str) -> None:
    assert not records_of(typed).exists()


@pytest.mark.parametrize(
    "typed", ["tuan tra bang thanh", "Bằng Thành tuần tra", "xa BANG THANH 02/03/2026", "lan tuan tra"]
)
def test_a_record_is_found_by_words(world: World, browse: Browse, typed: str) -> None:
    record = recorded(world.lan, world.commune, patrol(on=datetime(2026, 3, 2, tzinfo=UTC).date()))
    recorded(world.son, world.foreign, patrol())
    assert found(browse(world.kien), typed) == {f"{record.receipt} – {record}"}


def test_other_objects_are_found_by_their_names(world: World, browse: Browse) -> None:
    posted = {"name_vi": "Kiểm lâm", "name_en": "Rangers", "order": "1", "valid_from": "01/01/2026", "valid_to": ""}
    browse(world.quan).post("/admin/campaigns/audience/add/", posted)
    browse(world.trang).post(reverse("admin:accounts_user_new_password", args=[world.lan.pk]))
    client = browse(world.kien)
    assert found(client, "kiem lam") == {"Kiểm lâm"}
    assert found(client, "nguyen thi lan") == {"Nguyễn Thị Lan"}
    assert found(client, "bui thu trang") == {"Nguyễn Thị Lan"}
    assert found(client, "khong co") == set()


def test_titles_are_vietnamese_whoever_writes(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    client.cookies["django_language"] = "en"
    posted = {"name": "Bằng Thanh", "lon": "", "lat": "", "area_km2": ""}
    client.post(f"/admin/communes/commune/{world.commune.pk}/change/", posted)
    assert AuditEntry.objects.get().title == "Xã Bằng Thanh"


def test_rows_are_narrowed_by_what_was_done_and_to_what(world: World, own: Record, browse: Browse) -> None:
    log.verify_record(by=world.dung, record=own, version=1)
    record_audit(by=world.quan, action="change_unit", obj=world.commune, unit=world.commune)
    client, title = browse(world.kien), f"{own.receipt} – {own}"
    assert found(client, did="verify") == found(client, about="campaigns.record") == {title}
    assert found(client, did="change") == found(client, about="communes.unit") == {"Xã Bằng Thành"}
    assert len(actions()) == len({label for _, label in actions()}) > 8


def test_times_are_those_of_the_country(world: World, browse: Browse) -> None:
    late = datetime(2026, 11, 21, 18, 5, tzinfo=UTC)
    with patch("django.utils.timezone.now", return_value=late):
        row = record_audit(by=world.quan, action="change_unit", obj=world.commune)
    client = browse(world.kien)
    for address in (TRAIL, f"{TRAIL}{row.pk}/change/"):
        text = client.get(address).content.decode()
        assert "01:05" in text
        assert "22/11/2026" in text


@pytest.mark.parametrize("content", [patrol, propaganda_session, weapon_handover])
def test_what_a_record_says_is_told_in_words(world: World, browse: Browse, content: Any) -> None:
    record = recorded(world.lan, world.commune, content(residential_areas=tuple(world.villages[:2])))
    entry = AuditEntry.objects.get()
    told = words(entry)
    assert told["Mã phiếu"] == record.receipt
    assert told["Đơn vị"] == "Xã Bằng Thành"
    assert told["Khu dân cư"].splitlines() == sorted(str(area) for area in world.villages[:2])
    assert all(label[0].isupper() and "_" not in label for label in told)
    assert not [value for value in told.values() if "_" in value or value.startswith("{")]
    assert browse(world.kien).get(f"{TRAIL}{entry.pk}/change/").status_code == 200


def test_a_patrol_tells_its_forces_and_a_handover_its_things(world: World) -> None:
    recorded(world.lan, world.commune, patrol())
    recorded(world.lan, world.commune, weapon_handover())
    forces, things = (words(entry) for entry in AuditEntry.objects.order_by("pk"))
    assert "Công an cấp xã: " in forces["Lực lượng (lượt người)"]
    assert things["Loại và số lượng"].splitlines()[0].split(": ")[1].replace(",", "").isdigit()


def test_words_for_what_has_no_object(world: World) -> None:
    row = record_audit(by=None, action="rebuild_totals", obj=Total)
    assert (wording(row), row.object_type, row.object_id, row.title) == (
        "Tính lại số tổng hợp", "rollups.total", "", "",
    )  # fmt: skip
