"""Features of the registers: models, equipment, teams and stations, as the head keeps them on their pages."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from models_selfmgmt.models import ModelInstance, ModelType
from tests.coverage.markup import Node
from tests.coverage.pages import facts, filled, large, seen, switched_on
from tests.coverage.people import browser
from tests.models_selfmgmt.entries import measure
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
DAY = TODAY - timedelta(1)


@pytest.fixture
def head(world: World) -> Client:
    return browser(world.dung)


def added(client: Client, world: World, kind: str, villages: int = 1, name: str = "", **amounts: str) -> Node:
    """Enter a model of a type on its form, launched yesterday."""
    typed: dict[str, Any] = {f"amount_{measure(key).pk}": number for key, number in amounts.items()}
    areas = [one.pk for one in world.villages[:villages]]
    return filled(
        client, "model_add_of", world.commune.slug, kind,
        on=DAY.isoformat(), beginning="new", name=name, residential_areas=areas, **typed,
    )  # fmt: skip


def counted(world: World, key: str) -> str:
    return large(world.dung, key, world.commune.slug, DAY, TODAY)


def shares(client: Client, world: World) -> dict[str, str]:
    """By type: of how many residential areas of the commune."""
    page = seen(client, "model_register", world.commune.slug)
    return {
        panel.one("h3").text: panel.one(cls="panel-head").all("span")[-1].text for panel in page.all(cls="model-type")
    }


@pytest.mark.covers("X20", "X23", "X26", "X27", "X28", "X29", "X34", "X37", "X40")
@pytest.mark.parametrize(
    ("kind", "amounts", "figures"),
    [
        ("farmers_branch", {"farmers_branch_members": "15"}, {"farmers_branch_models_new": "1 mô hình"}),
        ("self_mgmt_group", {"self_mgmt_group_members": "7"}, {"self_mgmt_group_members": "7 người"}),
        ("mediation_group", {"mediation_group_members": "5"}, {"mediation_groups_active": "1 tổ"}),
        ("youth_security_team", {"youth_security_team_members": "20"}, {"youth_security_teams_active": "1 đội"}),
        ("volunteer_social_team", {}, {"volunteer_social_teams_active": "1 đội"}),
        ("security_lighting", {"security_lamps": "24", "lit_road_km": "1,5"}, {"lit_road_km": "1,5 km"}),
        ("interfamily_fire_group", {"interfamily_fire_households": "8"}, {"interfamily_fire_groups_new": "1 tổ"}),
        ("gift_for_weapon", {"gift_for_weapon_points": "3"}, {"gift_for_weapon_points": "3 điểm"}),
        ("skilled_mass_mobilisation", {}, {"dan_van_kheo_models_active": "1 mô hình"}),
    ],
)
def test_a_model_of_each_type_of_the_articles(
    world: World, head: Client, kind: str, amounts: dict[str, str], figures: dict[str, str]
) -> None:
    page = added(head, world, kind, 1, "", **amounts)
    assert ModelType.objects.get(key=kind).name in page.text
    assert {key: counted(world, key) for key in figures} == figures
    assert ModelType.objects.get(key=kind).name in seen(browser(world.tinh), "model_list").text
    assert list(shares(head, world)) == [ModelType.objects.get(key=kind).name]


@pytest.mark.covers("X21")
def test_a_model_is_surveyed_launched_and_replicated(world: World, head: Client) -> None:
    added(head, world, "security_camera", name="Ngã ba Nà Muồng", cameras_active="4")
    uuid = ModelInstance.objects.get().uuid
    for day, kind in ((DAY - timedelta(9), "surveyed"), (TODAY, "strengthened"), (TODAY, "replicated")):
        page = filled(head, "model_note", uuid, on=day.isoformat(), kind=kind)
    told = page.one(cls="timeline").text
    assert all(words in told for words in ("Khảo sát", "Củng cố", "Nhân rộng"))
    assert counted(world, "self_mgmt_models_new") == "1 mô hình"


@pytest.mark.covers("X22", "X38")
def test_a_fire_point_is_looked_at_with_its_equipment(world: World, head: Client) -> None:
    added(head, world, "public_fire_point", name="Đầu ngõ Nà Muồng")
    uuid = ModelInstance.objects.get().uuid
    page = filled(head, "model_inspect", uuid, on=TODAY.isoformat(), grade="good", equipment_checked="yes")
    assert "Tốt" in page.text
    assert counted(world, "public_fire_points_new") == "1 điểm"


@pytest.mark.covers("X24", "X25")
def test_safe_households_by_either_name_cover_areas(world: World, head: Client) -> None:
    for name in ("Hộ an toàn – tổ dân phố bình yên", "Hộ an toàn, thôn, tổ bình yên"):
        links = [one.attrs.get("href", "") for one in seen(head, "model_add", world.commune.slug, q=name).all("a")]
        assert any("/safe_household/" in one for one in links)
    added(head, world, "safe_household", villages=3)
    assert shares(head, world)["Hộ an toàn – tổ dân phố bình yên"].startswith("3/5 khu dân cư")


@pytest.mark.covers("X30")
def test_reintegration_is_off_until_it_is_wanted(world: World, head: Client) -> None:
    page = seen(head, "model_add", world.commune.slug)
    assert "Tái hòa nhập cộng đồng" not in page.text
    switched_on(browser(world.quan), ModelType.objects.get(key="reintegration"))
    added(head, world, "reintegration")
    assert counted(world, "reintegration_models_active") == "1 mô hình"


@pytest.mark.covers("X32", "X33")
def test_boards_and_lamps_by_village(world: World, head: Client) -> None:
    added(head, world, "security_bulletin_board", villages=2)
    added(head, world, "security_lighting", villages=3, name="Điện thắp sáng đường quê", security_lamps="30")
    found = shares(head, world)
    assert found["Bản tin an ninh, trật tự"] == "2/5 khu dân cư"
    assert found["Ánh sáng an ninh"].startswith("3/5 khu dân cư")


@pytest.mark.covers("X35", "X36")
def test_camera_points_and_devices_are_two_numbers(world: World, head: Client) -> None:
    page = added(
        head, world, "security_camera", name="Ngã ba", camera_points_active="2", cameras_active="5",
        cameras_working="4",
    )  # fmt: skip
    told = {one.one("dt").text: one.one("dd").text for one in page.one(cls="model-counts").all("div")}
    assert (told["Hỏng"].split()[0], told["Điểm lắp"].split()[0]) == ("1", "2")
    assert (counted(world, "camera_points_active"), counted(world, "cameras_active")) == ("2 điểm", "5 thiết bị")


@pytest.mark.covers("X39")
def test_types_are_counted_apart_from_models(world: World, head: Client) -> None:
    for number in range(2):
        added(head, world, "security_camera", name=f"Ngã ba {number}")
    added(head, world, "self_mgmt_group")
    assert counted(world, "movement_models_active") == "2 loại"
    assert counted(world, "self_mgmt_models_active") == "3 mô hình"
    assert len(shares(head, world)) == 2


@pytest.mark.covers("X41")
def test_a_team_has_members_and_a_grade_of_the_year(world: World, head: Client) -> None:
    added(head, world, "grassroots_security_team", antt_team_members="4")
    uuid = ModelInstance.objects.get().uuid
    page = filled(head, "model_inspect", uuid, on=TODAY.isoformat(), grade="fair", year=str(TODAY.year))
    assert "Khá" in page.text
    assert (counted(world, "antt_teams_active"), counted(world, "antt_team_members")) == ("1 tổ", "4 người")


@pytest.mark.covers("X16", "X17", "X18")
def test_a_station_says_how_it_stands(world: World, head: Client) -> None:
    told = {"office": "under_construction", "housing": "yes", "staffed": "no", "investigator": "yes"}
    filled(head, "station_readiness", world.commune.slug, since=DAY.isoformat(), **told)
    page = seen(browser(world.tinh), "province_readiness", world.province.slug)
    cards = {
        one.one(cls="figure-label").text: one.one(cls="figure-value").text for one in page.all("article", "figure")
    }
    among = cards["Công an cấp xã đang xây dựng trụ sở"]
    assert among.startswith("1/")
    assert cards["Công an cấp xã có nhà ở công vụ"].startswith("1/")
    assert facts(page) == {}
    line = next(one.text for one in page.all("tr") if "Bằng Thành" in one.text)
    assert "Đang xây dựng trụ sở Có Không Có" in " ".join(line.split())
