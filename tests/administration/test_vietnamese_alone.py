"""An administrator defines kinds, forms and types in Vietnamese alone: English, first days and places follow."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from campaigns.models import ActivityKind, Audience
from models_selfmgmt.models import ModelType, TypeMeasure
from returns.models import ReturnForm
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
NONE: dict[str, Any] = {
    f"{prefix}-{name}_FORMS": "0" for prefix in ("counts", "choices", "lines") for name in ("TOTAL", "INITIAL")
}


def rows(prefix: str, *lines: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": str(len(lines)), f"{prefix}-INITIAL_FORMS": "0"}
    return found | {f"{prefix}-{n}-{name}": value for n, line in enumerate(lines) for name, value in line.items()}


def shown(client: Client, address: str) -> dict[str, Any]:
    """What a new page comes with: its first day and its place."""
    initial = client.get(address).context["adminform"].form.initial
    return {"valid_from": f"{initial['valid_from']:%d/%m/%Y}", "order": initial["order"]}


def test_a_kind(world: World, browse: Browse) -> None:
    client, address = browse(world.quan), "/admin/campaigns/activitykind/add/"
    kept = shown(client, address)
    assert kept["valid_from"] == "22/11/2026"  # nobody was asked for it before
    assert kept["order"] > max(ActivityKind.objects.values_list("order", flat=True))
    numbers = rows("counts", {"name_vi": "Lượt người dự", "unit_vi": "lượt người"}, {"name_vi": "Xe", "unit_vi": "xe"})
    asked = rows("choices", {"label_vi": "Phối hợp với", "shared": "partners"})
    names = {"name_vi": "Diễn tập", "unit_vi": "buổi", "areas": "may", "group": "activity"}
    answer = client.post(address, NONE | names | kept | numbers | asked)
    assert answer.status_code == 302, answer.context["errors"]
    kind = ActivityKind.objects.get(key="dien_tap")
    with override("en"):
        assert (kind.name, kind.indicator.name, kind.indicator.unit) == ("Diễn tập", "Diễn tập", "buổi")
        assert [one.indicator.unit for one in kind.counts.order_by("order")] == ["lượt người", "xe"]
        assert kind.choices.get().label == "Phối hợp với"


def test_a_form_of_returns(world: World, browse: Browse) -> None:
    client, address = browse(world.quan), "/admin/returns/returnform/add/"
    names = {"name_vi": "Tiếp dân", "every": "month", "group": "information"} | shown(client, address)
    lines = rows(
        "lines", {"name_vi": "Lượt tiếp", "unit_vi": "lượt"}, {"name_vi": "Đơn", "unit_vi": "đơn", "order": "1"}
    )
    answer = client.post(address, NONE | names | lines)
    assert answer.status_code == 302, answer.context["errors"]
    form = ReturnForm.objects.get(key="tiep_dan")
    with override("en"):
        assert [(one.order, one.indicator.name) for one in form.lines.order_by("order")] == [
            (1, "Đơn"),
            (2, "Lượt tiếp"),
        ]


def measures(world: World, browse: Browse, *lines: dict[str, str]) -> Any:
    client, address = browse(world.quan), "/admin/models_selfmgmt/modeltype/add/"
    names = {"name_vi": "Dòng họ tự quản", "group": "model", "active": "on"} | shown(client, address)
    return client.post(address, names | rows("aliases") | rows("measures", *lines))


def test_a_type_of_models(world: World, browse: Browse) -> None:
    row = {"name_vi": "Hộ tham gia", "unit_vi": "hộ", "decimals": "0"}
    answer = measures(world, browse, row, row | {"name_vi": "Thành viên", "unit_vi": "người", "rest_vi": "đã nghỉ"})
    assert answer.status_code == 302, answer.context["errors"]
    kind = ModelType.objects.get(key="dong_ho_tu_quan")
    with override("en"):
        found = [(one.order, one.name, one.indicator.unit, one.rest) for one in kind.measures.order_by("order")]
    assert found == [(1, "Hộ tham gia", "hộ", ""), (2, "Thành viên", "người", "đã nghỉ")]
    assert {one.valid_from for one in TypeMeasure.objects.filter(type=kind)} == {date(2026, 1, 1)}


def test_nine_numbers_of_a_type_are_too_many(world: World, browse: Browse) -> None:
    lines = [{"name_vi": f"Số {n}", "unit_vi": "hộ", "decimals": "0"} for n in range(9)]
    answer = measures(world, browse, *lines)
    assert answer.status_code == 200
    assert "nhiều nhất 8 số liệu" in answer.content.decode()


def test_english_goes_with_vietnamese_until_somebody_writes_it(world: World, browse: Browse) -> None:
    client, address = browse(world.quan), "/admin/campaigns/audience/add/"
    assert client.post(address, {"name_vi": "Ngư dân"} | shown(client, address)).status_code == 302
    row = Audience.objects.get(key="ngu_dan")
    change = f"/admin/campaigns/audience/{row.pk}/change/"
    assert client.get(change).context["adminform"].form["name_en"].value() == ""
    for english, kept in (("", "Ngư dân ven biển"), ("Fishers", "Fishers")):
        typed = {"name_vi": "Ngư dân ven biển", "name_en": english, "order": row.order}
        assert client.post(change, typed).status_code == 302
        row.refresh_from_db()
        assert row.name_en == kept
