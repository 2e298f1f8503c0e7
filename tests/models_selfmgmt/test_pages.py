"""The pages of the register, as its head and its readers use them."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from models_selfmgmt.changes import Alter, Inspect, Stop
from models_selfmgmt.models import ModelEvent, ModelInstance, ModelRegister
from tests.models_selfmgmt.entries import BEFORE, OLD, SINCE, changed, measure, opened, said, value
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
TODAY = timezone.localdate()


def amount(key: str) -> str:
    return f"amount_{measure(key).pk}"


def shown(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def head(world: World, browse: Browse) -> Client:
    return browse(world.dung)


@pytest.fixture
def camera(world: World) -> ModelInstance:
    content = said(world.villages[0], camera_points_active=2, cameras_active=4, cameras_working=3)
    instance = opened(world.dung, world.giao_hieu, OLD, content)
    instance.refresh_from_db()
    return instance


def posted(page: str, **values: Any) -> dict[str, Any]:
    """What the form came with, and what was typed."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    return {key: found for key, found in hidden.items() if key != "csrfmiddlewaretoken"} | values


def test_a_head_opens_the_register(world: World, head: Client, browse: Browse) -> None:
    assert "Chưa lập sổ mô hình" in shown(browse(world.tinh), "model_register", world.commune.slug)
    answer = head.post(reverse("model_register_open", args=[world.commune.slug]), {"since": TODAY.isoformat()})
    assert answer.status_code == 302
    assert ModelRegister.objects.get().unit == world.commune
    assert "Sổ chưa có mô hình nào" in shown(head, "model_register", world.commune.slug)


def test_a_wrong_day_is_kept_and_told(world: World, head: Client) -> None:
    tomorrow = TODAY + timedelta(1)
    answer = head.post(reverse("model_register_open", args=[world.commune.slug]), {"since": tomorrow.isoformat()})
    assert answer.status_code == 422
    assert tomorrow.isoformat() in answer.content.decode()


def test_a_camera_of_2019_is_entered_today(world: World, head: Client) -> None:
    address = reverse("model_add_of", args=[world.commune.slug, "security_camera"])
    values = {
        "on": OLD.isoformat(), "beginning": "known", "residential_areas": [world.villages[0].pk],
        "name": "Ngã ba Nà Muồng", amount("camera_points_active"): "2", amount("cameras_active"): "4",
    }  # fmt: skip
    sent = posted(head.get(address).content.decode(), **values)
    assert head.post(address, sent).status_code == 302
    assert head.post(address, sent).status_code == 302  # sent again
    assert ModelInstance.objects.get().name == "Ngã ba Nà Muồng"
    assert value(world.giao_hieu, "cameras_active", BEFORE, today=False) == 4
    assert value(world.commune, "cameras_active", SINCE, today=False) == 4
    assert not ModelEvent.objects.exists()


def test_the_old_commune_is_asked_for_where_no_village_decides(world: World, head: Client) -> None:
    address = reverse("model_add_of", args=[world.commune.slug, "security_camera"])
    sent = posted(head.get(address).content.decode(), on=OLD.isoformat(), beginning="new")
    answer = head.post(address, sent)
    assert answer.status_code == 422
    assert "chọn xã, phường khi đó" in answer.content.decode()
    assert head.post(address, sent | {"place_of_day": world.giao_hieu.slug}).status_code == 302
    assert ModelEvent.objects.get().unit == world.giao_hieu


def test_the_survey_stands_on_the_form_of_a_new_model(world: World, head: Client) -> None:
    address = reverse("model_add_of", args=[world.commune.slug, "security_camera"])
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat(), beginning="new")
    late = head.post(address, sent | {"on": "2026-03-01", "surveyed": "2026-05-01"})
    assert (late.status_code, list(late.context["form"].errors)) == (422, ["surveyed"])
    assert head.post(address, sent | {"surveyed": "2026-05-01"}).status_code == 302
    assert ModelEvent.objects.filter(kind="surveyed").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"on": "2027-12-31"}, "ngày không được sau hôm nay"),
        ({"name": "Nhà ông A 0912 345 678"}, "số điện thoại"),
        ({"name": "Trần Thị Hoa"}, "Không ghi tên người"),
        ({"name": "Camera nhà Nguyễn Văn Bình"}, "Không ghi tên người"),
        ({"cameras_active": "abc"}, "Ghi số"),
        ({"cameras_active": "2", "cameras_working": "3"}, "Không thể nhiều hơn"),
        ({"cameras_active": "-1"}, "không được âm"),
        ({"beginning": "no"}, "beginning"),
        ({"residential_areas": ["999999"]}, "không có trong danh sách"),
    ],
)
def test_a_bad_form_says_what_is_wrong(world: World, head: Client, typed: dict[str, Any], words: str) -> None:
    address = reverse("model_add_of", args=[world.commune.slug, "security_camera"])
    values = {amount(key) if key.startswith("cameras") else key: one for key, one in typed.items()}
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat(), beginning="new")
    answer = head.post(address, sent | values)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not ModelInstance.objects.exists()


def test_types_are_found_by_their_other_names(world: World, head: Client) -> None:
    for query in ("ho an toan, thon, to binh yen", "Hộ an toàn – tổ dân phố bình yên"):
        page = shown(head, "model_add", world.commune.slug, query=f"?q={query}")
        assert reverse("model_add_of", args=[world.commune.slug, "safe_household"]) in page
        assert reverse("model_add_of", args=[world.commune.slug, "security_camera"]) not in page
    assert "reintegration" not in shown(head, "model_add", world.commune.slug)


def test_the_register_shows_types_instances_and_places(world: World, head: Client, camera: ModelInstance) -> None:
    for village in world.villages[:3]:
        opened(world.dung, world.commune, TODAY, said(village, safe_households=20), "safe_household")
    page = shown(head, "model_register", world.commune.slug)
    numbers = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)", page)
    assert dict(numbers)["Loại mô hình đang duy trì"] == "2"
    assert dict(numbers)["Mô hình, thiết bị, tổ đội"] == "4"
    assert "<b>3/5</b> khu dân cư" in page
    assert "<b>60</b>" in page  # households together


def test_the_register_is_filtered(world: World, head: Client, camera: ModelInstance) -> None:
    team = opened(world.dung, world.commune, SINCE, said(world.villages[3]), "self_mgmt_group")
    changed(world.dung, team, Stop(TODAY - timedelta(1)))
    address = reverse("model", args=[team.uuid])
    assert address not in shown(head, "model_register", world.commune.slug)
    assert address in shown(head, "model_register", world.commune.slug, query="?state=stopped")
    for query in ("na cooc", "tổ tự quản"):
        page = shown(head, "model_register", world.commune.slug, query=f"?state=all&q={query}")
        assert address in page
        assert str(camera.uuid) not in page


def test_a_past_commune_shows_its_last_day(world: World, browse: Browse, camera: ModelInstance) -> None:
    page = shown(browse(world.tinh), "model_register", world.giao_hieu.slug)
    assert str(camera.uuid) in page
    assert "đến 30/06/2025" in page


def test_a_models_page_tells_its_life(world: World, head: Client, camera: ModelInstance) -> None:
    changed(world.dung, camera, Inspect(TODAY, "fair", True))
    changed(world.dung, camera, Alter(world.commune, TODAY, said(*world.villages[:2], cameras_active=6)))
    page = shown(head, "model", camera.uuid)
    for words in (
        "Chuyển về Xã Bằng Thành",
        "Trước đó: Xã Giáo Hiệu (đến 30/06/2025)",
        "Thiết bị: 4 → 6",
        "Kiểm tra: Khá",
        "Thêm Thôn Khuổi Lè",
        "<b>2/5</b>",
    ):
        assert words in page
    assert "Sửa chỗ ghi sai" in page


def test_broken_ones_are_what_does_not_work(world: World, head: Client, camera: ModelInstance) -> None:
    assert re.search(r"<dt>Hỏng</dt><dd>1 ", shown(head, "model", camera.uuid))


def test_readers_change_nothing(world: World, browse: Browse, camera: ModelInstance) -> None:
    page = shown(browse(world.lan), "model", camera.uuid)
    assert reverse("model_change", args=[camera.uuid]) not in page


def test_a_change_and_a_stop(world: World, head: Client, camera: ModelInstance) -> None:
    address = reverse("model_change", args=[camera.uuid])
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat(), residential_areas=[world.villages[0].pk])
    sent |= {"kind": "replicated", amount("cameras_active"): "7"}
    assert head.post(address, sent).status_code == 302
    assert value(world.commune, "cameras_active", TODAY) == 7
    assert ModelEvent.objects.get().kind == "replicated"
    stop = reverse("model_stop", args=[camera.uuid])
    assert head.post(stop, posted(head.get(stop).content.decode(), on=TODAY.isoformat())).status_code == 302
    assert "Hoạt động trở lại" in shown(head, "model", camera.uuid)


def test_a_change_of_before_lies_where_the_model_lay(world: World, head: Client) -> None:
    """Without a village several old communes are possible, but it lay in one."""
    cluster = opened(world.dung, world.giao_hieu, OLD, said(cameras_active=1))
    address = reverse("model_change", args=[cluster.uuid])
    sent = posted(head.get(address).content.decode(), on="2024-05-01", reason="ghi sót")
    assert head.post(address, sent | {amount("cameras_active"): "2"}).status_code == 302
    assert value(world.giao_hieu, "cameras_active", BEFORE, today=False) == 2


def test_the_second_of_two_sees_both(world: World, head: Client, camera: ModelInstance) -> None:
    address = reverse("model_change", args=[camera.uuid])
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat(), residential_areas=[world.villages[0].pk])
    sent[amount("cameras_active")] = "7"
    changed(world.dung, camera, Alter(world.commune, TODAY, said(world.villages[0], cameras_active=5)))
    answer = head.post(address, sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert re.search(r'Bản đang lưu">5</td>\s*<td data-label="Bản vừa nhập"><b>7</b>', page)
    again = {name: values for name, values in sent.items() if name != "version"} | {"reason": "đếm lại"}
    version = ModelInstance.objects.get().version
    assert head.post(address, again | {"version": version}).status_code == 302
    assert value(world.commune, "cameras_active", TODAY) == 7


def test_it_compares_with_the_stage_that_is_corrected(world: World, head: Client, camera: ModelInstance) -> None:
    address = reverse("model_correct", args=[camera.uuid])
    sent = posted(head.get(address).content.decode(), on=OLD.isoformat(), beginning="known", reason="đếm lại")
    sent |= {"residential_areas": [world.villages[0].pk], amount("cameras_active"): "3"}
    changed(world.dung, camera, Alter(world.commune, TODAY, said(world.villages[0], cameras_active=9)))
    answer = head.post(address, sent)
    told = {one.label: (one.stored, one.sent) for one in answer.context["differences"]}
    assert answer.status_code == 409
    assert "Từ ngày" not in told
    assert told[measure("cameras_active").name] == ("4", "3")


def test_a_stop_is_compared_with_the_end(world: World, head: Client, camera: ModelInstance) -> None:
    address = reverse("model_stop", args=[camera.uuid])
    sent = posted(head.get(address).content.decode(), on=TODAY.isoformat())
    changed(world.dung, camera, Stop(TODAY - timedelta(1)))
    told = [(one.label, one.stored, one.sent) for one in head.post(address, sent).context["differences"]]
    assert told == [("Đến ngày", f"{TODAY - timedelta(1):%d/%m/%Y}", f"{TODAY:%d/%m/%Y}")]


def test_a_correction_asks_why(world: World, head: Client, camera: ModelInstance) -> None:
    address = reverse("model_correct", args=[camera.uuid])
    sent = posted(head.get(address).content.decode(), on="2018-05-02", beginning="new")
    sent |= {"residential_areas": [world.villages[0].pk], amount("cameras_active"): "3"}
    assert head.post(address, sent).status_code == 422
    assert head.post(address, sent | {"reason": "ghi sai ngày"}).status_code == 302
    assert value(world.commune, "cameras_active", date(2018, 5, 2)) == 3
    assert value(world.commune, "self_mgmt_models_new", date(2018, 12, 31), since=date(2018, 1, 1)) == 1


def test_events_are_noted_and_voided(world: World, head: Client, camera: ModelInstance) -> None:
    note = reverse("model_note", args=[camera.uuid])
    sent = posted(head.get(note).content.decode(), on=TODAY.isoformat(), kind="strengthened")
    assert head.post(note, sent).status_code == 302
    event = ModelEvent.objects.get()
    void = reverse("model_void", args=[camera.uuid, "event", event.pk])
    assert head.post(void, posted(head.get(void).content.decode(), reason="ghi nhầm")).status_code == 302
    assert "1 dòng đã sửa, hủy" in shown(head, "model", camera.uuid)
    assert head.get(void).status_code == 404


def test_a_withdrawn_model_says_why(world: World, head: Client, camera: ModelInstance) -> None:
    address = reverse("model_withdraw", args=[camera.uuid])
    assert head.post(address, posted(head.get(address).content.decode(), reason="ghi trùng")).status_code == 302
    assert "Lý do: ghi trùng" in shown(head, "model", camera.uuid)
    assert head.get(address).status_code == 404
    assert value(world.commune, "cameras_active", TODAY) == 0


def test_the_list_counts_and_filters(world: World, browse: Browse, camera: ModelInstance) -> None:
    opened(world.dung, world.commune, TODAY, said(world.villages[1]), "self_mgmt_group")
    client = browse(world.tinh)
    page = shown(client, "model_list")
    assert re.search(r"<dt>Mô hình, thiết bị, tổ đội</dt><dd>2", page)
    assert re.search(r"<dt>Đơn vị đã lập sổ</dt><dd>1<small>/92", page)
    for query in ("?type=security_camera", "?q=mat+than", f"?unit={world.commune.slug}&q=na+muong"):
        page = shown(client, "model_list", query=query)
        assert str(camera.uuid) in page
        assert re.search(r"<dt>Mô hình, thiết bị, tổ đội</dt><dd>1", page)
    assert client.get(reverse("model_list") + "?type=none").status_code == 422
    assert browse(world.hung).get(reverse("model_list") + "?unit=00004-2025").status_code == 404


def test_the_list_is_a_spreadsheet(world: World, browse: Browse, camera: ModelInstance) -> None:
    answer = browse(world.tinh).get(reverse("model_export") + "?type=security_camera")
    assert answer.status_code == 200
    book = ZipFile(BytesIO(answer.content))
    sheet, words = book.read("xl/worksheets/sheet1.xml").decode(), book.namelist()
    assert "xl/worksheets/sheet1.xml" in words
    assert "Camera an ninh – Thôn Nà Muồng" in sheet
    assert "<v>4</v>" in sheet
    row = AuditEntry.objects.get(action="export_models")
    assert (row.actor, row.after) == (world.tinh, {"filters": {"type": ["security_camera"]}, "count": 1})


def test_pages_cost_a_fixed_number_of_queries(
    world: World, head: Client, browse: Browse, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        content = said(world.villages[number % 5], cameras_active=number)
        instance = opened(world.dung, world.commune, SINCE, content)
        changed(world.dung, instance, Inspect(TODAY, "good"))
    reader = browse(world.tinh)
    with django_assert_max_num_queries(24):
        shown(head, "model_register", world.commune.slug)
    with django_assert_max_num_queries(22):
        shown(reader, "model_list")
    with django_assert_max_num_queries(24):
        shown(head, "model", instance.uuid)
