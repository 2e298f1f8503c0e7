"""Types of models: an administrator defines one with its other names and measures, and it counts at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from audit.models import AuditEntry
from models_selfmgmt.actions import open_model
from models_selfmgmt.changes import Open
from models_selfmgmt.history import Content
from models_selfmgmt.models import ModelType
from models_selfmgmt.selectors.types import types_for
from rollups.checking import verify
from rollups.models import STOCK_SLOTS, Indicator
from tests.models_selfmgmt.entries import opened, value
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ADD = "/admin/models_selfmgmt/modeltype/add/"
TODAY = timezone.localdate()


def inline(prefix: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for n, row in enumerate(rows):
        sent |= {f"{prefix}-{n}-{key}": one for key, one in row.items()}
    return sent


def clans(world: World, **changes: Any) -> dict[str, Any]:
    """A type that Thái Nguyên invents."""
    return {
        "name_vi": "Dòng họ tự quản", "name_en": "Self-managing clans", "group": "model", "self_management": "on",
        "named": "on", "active": "on", "order": "900", "valid_from": "01/01/2020", "province": world.province.pk,
        "counts_new": "on", "counts_places": "on",
        **inline("aliases", {"name": "Dòng họ bình yên"}),
        **inline("measures", {"order": "1", "name_vi": "Hộ tham gia", "name_en": "Households", "unit_vi": "hộ",
                              "unit_en": "households", "decimals": "0", "valid_from": "01/01/2020"}),
        **changes,
    }  # fmt: skip


def test_a_type_of_tomorrow_needs_no_programmer(world: World, browse: Browse) -> None:
    assert browse(world.quan).post(ADD, clans(world)).status_code == 302
    kind = ModelType.objects.get(key="self_managing_clans")
    measure = kind.measures.get()
    assert kind.in_use_indicator.slot is not None
    assert kind.in_use_indicator.slot >= STOCK_SLOTS
    assert {one.fed_by for one in (kind.in_use_indicator, measure.indicator)} == {"model:self_managing_clans"}
    assert measure.indicator.presence == Indicator.objects.get(key="model_registers")
    content = Content(frozenset({world.villages[0]}), amounts={measure: 12_000})
    open_model(by=world.dung, type=kind, opened=Open(world.commune, TODAY, content, established=True))
    keys = [kind.in_use_indicator.key, kind.new_indicator.key, kind.places_indicator.key, measure.indicator.key]  # type: ignore[union-attr]
    assert [value(world.commune, key, TODAY) for key in keys] == [1, 1, 1, 12]
    assert value(world.commune, "self_mgmt_models_active", TODAY) == 1
    assert verify() == []


def test_it_is_offered_in_its_province_alone(world: World, browse: Browse) -> None:
    browse(world.quan).post(ADD, clans(world))
    offered = [{kind.key for kind in types_for(unit)} for unit in (world.commune, world.foreign)]
    assert ["self_managing_clans" in keys for keys in offered] == [True, False]


def test_a_name_means_one_type(world: World, browse: Browse) -> None:
    client = browse(world.quan)
    for wrong in ({"name_vi": "Hộ an toàn, thôn, tổ bình yên"}, inline("aliases", {"name": "mắt thần an ninh"})):
        answer = client.post(ADD, clans(world) | wrong)
        assert answer.status_code == 200
        assert "Đã là tên của" in answer.content.decode()
    assert not ModelType.objects.filter(key="self_managing_clans").exists()


def test_a_measure_claims_a_figure_or_says_its_unit(world: World, browse: Browse) -> None:
    row = {"order": "1", "name_vi": "Hộ", "name_en": "Households", "decimals": "0", "valid_from": "01/01/2020"}
    client = browse(world.quan)
    answer = client.post(ADD, clans(world) | inline("measures", row | {"unit_vi": "", "unit_en": ""}))
    assert "Ghi đơn vị tính của chỉ tiêu mới." in answer.content.decode()
    taken = Indicator.objects.get(key="cameras_active")
    assert client.post(ADD, clans(world) | inline("measures", row | {"indicator": taken.pk})).status_code == 200


def test_a_ninth_measure_is_refused(world: World, browse: Browse) -> None:
    row = {"order": "9", "name_vi": "Hộ", "name_en": "Households", "decimals": "0", "valid_from": "01/01/2020"}
    sent = clans(world) | inline("measures", row | {"unit_vi": "hộ", "unit_en": "households"})
    assert browse(world.quan).post(ADD, sent).status_code == 200


def test_what_totals_hang_on_stays(world: World, browse: Browse) -> None:
    kind = ModelType.objects.get(key="security_cluster")
    opened(world.dung, world.commune, TODAY, key="security_cluster")
    sent = {"name_vi": "Cụm an ninh", "name_en": "Clusters", "group": "force", "order": "5", "valid_from": "01/01/2021",
            **inline("aliases"), **inline("measures")}  # fmt: skip
    answer = browse(world.quan).post(f"/admin/models_selfmgmt/modeltype/{kind.pk}/change/", sent)
    assert answer.status_code == 302
    after = ModelType.objects.get(pk=kind.pk)
    assert (after.name_vi, after.group, after.self_management, after.valid_from) == (
        "Cụm an ninh", "model", True, kind.valid_from,
    )  # fmt: skip
    assert verify() == []
    assert AuditEntry.objects.filter(action="change_modeltype").count() == 1
