"""Features of the log: what officers write down of a day, on its form, and what the page of the record says of it."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from tests.campaigns.entries import item_unit, yesterday
from tests.coverage.markup import Node
from tests.coverage.pages import facts, filled, large, seen
from tests.coverage.people import browser
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = yesterday().isoformat()


@pytest.fixture
def officer(world: World) -> Client:
    return browser(world.lan)


def patrol(client: Client, world: World, **typed: Any) -> Node:
    return filled(client, "patrol_add", world.commune.slug, on=DAY, shift="night", **typed)


def session(client: Client, world: World, **typed: Any) -> Node:
    given = {"on": DAY, "form": "village_meeting", "topics": ["online_fraud"], "attendances": "45"}
    return filled(client, "propaganda_session_add", world.commune.slug, **given | typed)


def activity(client: Client, world: World, kind: str, **typed: Any) -> Node:
    return filled(client, "activity_add", world.commune.slug, kind, **{"on": DAY} | typed)


def counted(user: User, world: World, key: str) -> str:
    return large(user, key, world.commune.slug, DAY, DAY)


@pytest.mark.covers("X01", "X02", "X03")
def test_a_night_patrol_with_the_grassroots_team(world: World, officer: Client) -> None:
    villages = [one.pk for one in world.villages[:2]]
    page = patrol(
        officer, world, residential_areas=villages, forces_commune_police="2", forces_grassroots_team="4", reminders="3"
    )
    told = facts(page)
    assert "Công an cấp xã: 2; Tổ bảo vệ an ninh, trật tự: 4" in told["Lực lượng (lượt người)"]
    assert set(told["Khu dân cư"].split("; ")) == {"Thôn Nà Muồng", "Thôn Khuổi Lè"}
    assert told["Lượt nhắc nhở"] == "3"
    assert counted(world.lan, world, "patrol_sessions") == "1 buổi"
    assert counted(world.lan, world, "patrol_villages_covered").startswith("2 ")


@pytest.mark.covers("X42")
def test_semi_professional_officers_are_of_the_days_before_law_30(world: World, officer: Client) -> None:
    """Asked for on old days; refused on a day after they were merged into the teams."""
    place = {"residential_areas": [world.villages[0].pk]}
    old = {"on": "2024-06-30", "forces_semi_professional_officer": "3"} | place
    page = filled(officer, "patrol_add", world.commune.slug, shift="night", **old)
    assert "Công an viên bán chuyên trách: 3" in facts(page)["Lực lượng (lượt người)"]
    with pytest.raises(AssertionError, match="không dùng cho ngày"):
        filled(officer, "patrol_add", world.commune.slug, shift="night", **old | {"on": "2024-07-01"})


@pytest.mark.covers("X04", "X05", "X06", "X07", "X08")
def test_sessions_from_door_to_door_on_fraud_and_theft(world: World, officer: Client) -> None:
    for village in world.villages[:2]:
        page = session(
            officer, world, form="door_to_door", topics=["online_fraud", "theft"], households="24", launch="on",
            audiences=["elderly"], residential_areas=[village.pk],
        )  # fmt: skip
    told = " ".join(f"{name}: {value}" for name, value in facts(page).items())
    for words in ("Đi từng ngõ, gõ từng nhà", "Lừa đảo trên mạng", "Trộm cắp", "Người cao tuổi", "24"):
        assert words in told
    assert counted(world.lan, world, "propaganda_sessions") == "2 buổi"
    assert counted(world.lan, world, "propaganda_households") == "48 hộ"
    assert counted(world.lan, world, "propaganda_villages_covered").startswith("2")


@pytest.mark.covers("X43", "X57", "X58")
def test_a_session_with_partners_within_another_movement(world: World, officer: Client) -> None:
    partners = ["party_cell", "village_head", "front_committee", "womens_union"]
    told = facts(session(officer, world, partners=partners, linked_movement="new_rural_areas"))
    said = told["Đơn vị phối hợp"]
    assert all(words in said for words in ("Bí thư chi bộ", "Trưởng thôn", "Ban công tác Mặt trận", "Phụ nữ"))
    assert told["Lồng ghép"] == "Xây dựng nông thôn mới"


@pytest.mark.covers("X09", "X10")
def test_weapons_that_people_hand_over_with_the_group_of_the_law(world: World, officer: Client) -> None:
    lines = {
        "items-0-unit": item_unit("flintlock").pk, "items-0-quantity": "2",
        "items-1-unit": item_unit("explosive", "kg").pk, "items-1-quantity": "1,5",
        "items-2-unit": item_unit("support_tool", "chiếc").pk, "items-2-quantity": "4",
        "items-3-unit": item_unit("firecracker", "kg").pk, "items-3-quantity": "18,5",
    }  # fmt: skip
    page = filled(
        officer, "weapon_handover_add", world.commune.slug, on=DAY, mode="voluntary_handover", gifts_rice="2", **lines
    )
    said = facts(page)["Loại và số lượng"]
    for words in ("Súng kíp: 2 khẩu · Vũ khí quân dụng", "1,5 kg · Vật liệu nổ", "4 chiếc · Công cụ hỗ trợ", "18,5 kg"):
        assert words in said
    assert counted(world.lan, world, "guns_collected") == "2 khẩu"


@pytest.mark.covers("X11")
def test_an_exchange_day_with_points_and_gifts(world: World, officer: Client) -> None:
    page = activity(officer, world, "exchange_day", count_exchange_points="3", choice_partners=["fatherland_front"])
    assert any("3" in value for value in facts(page).values())
    filled(
        officer, "weapon_handover_add", world.commune.slug, on=DAY, mode="voluntary_handover", gifts_rice="2",
        **{"items-0-unit": item_unit("flintlock").pk, "items-0-quantity": "1"},
    )  # fmt: skip
    filled(
        browser(world.dung), "model_add_of", world.commune.slug, "gift_for_weapon",
        on=DAY, beginning="new", residential_areas=[world.villages[0].pk],
    )  # fmt: skip
    assert counted(world.lan, world, "exchange_points") == "3 điểm"
    assert counted(world.lan, world, "gifts_given").startswith("2")
    assert counted(world.lan, world, "self_mgmt_models_new") == "1 mô hình"


@pytest.mark.covers("X15")
def test_duty_that_was_kept(world: World, officer: Client) -> None:
    page = activity(officer, world, "duty_shift", choice_result="duty_results_kept")
    assert "Thực hiện nghiêm" in facts(page).values()
    assert counted(world.lan, world, "duty_shifts_kept").startswith("1")
    with pytest.raises(AssertionError, match="đến hôm nay"):
        activity(officer, world, "duty_shift", on="2031-01-01", choice_result="duty_results_kept")


@pytest.mark.covers("X44", "X45")
def test_a_pledge_round_at_the_festival(world: World, officer: Client) -> None:
    villages = [one.pk for one in world.villages]
    page = activity(
        officer, world, "pledge_round", choice_occasion="festival_day", residential_areas=villages,
        count_pledge_households="120", count_pledge_agencies="4",
    )  # fmt: skip
    assert "Ngày hội Toàn dân bảo vệ ANTQ" in facts(page).values()
    assert counted(world.lan, world, "pledge_villages_signed").startswith("5")
    assert counted(world.lan, world, "pledge_households") == "120 hộ"


@pytest.mark.covers("X46")
def test_awards_by_kind_and_who_gave_them(world: World, officer: Client) -> None:
    page = activity(
        officer, world, "award", choice_giver="award_givers_province", of_awards_given__award_kinds_merit="3",
        of_awards_given__award_kinds_commendation="12", count_awards_collectives="6", count_awards_individuals="9",
    )  # fmt: skip
    assert "Chủ tịch UBND tỉnh" in facts(page).values()
    assert counted(world.lan, world, "awards_given").startswith("15")
    assert counted(world.lan, world, "award_rounds_province") == "1 đợt"
    assert counted(world.lan, world, "awards_individuals").startswith("9")


@pytest.mark.covers("X50")
def test_a_festival_that_shows_the_way(world: World, officer: Client) -> None:
    page = activity(officer, world, "festival", choice_scale="festival_pilot", count_festival_attendances="400")
    assert "Tổ chức điểm" in facts(page).values()
    assert counted(world.lan, world, "festival_events") == "1 ngày hội"
    assert counted(world.lan, world, "festival_attendances") == "400 lượt người"


@pytest.mark.covers("X51")
def test_a_contest_of_the_fire_service(world: World, officer: Client) -> None:
    activity(officer, world, "contest", choice_field="contest_fields_fire", choice_level="level_province")
    assert counted(world.lan, world, "fire_contest_participations") == "1 hội thi"


@pytest.mark.covers("X54")
def test_a_review_conference(world: World, officer: Client) -> None:
    page = activity(
        officer, world, "review_conference", choice_kind="review_kinds_final", count_review_attendances="60"
    )
    assert "Tổng kết" in facts(page).values()
    assert counted(world.lan, world, "review_conferences").startswith("1")
    month = {"from": DAY, "to": DAY, "lens": "recorded"}
    assert "Hội nghị sơ kết, tổng kết" in seen(officer, "unit_dashboard", world.commune.slug, **month).text


@pytest.mark.covers("X56")
def test_a_plan_with_its_number(world: World, officer: Client) -> None:
    page = activity(officer, world, "directive_document", choice_kind="document_kinds_plan", number="12/KH-UBND")
    assert "12/KH-UBND" in facts(page).values()
    assert counted(world.lan, world, "directive_documents_plan").startswith("1")


def test_the_list_shows_them_all(world: World, officer: Client) -> None:
    patrol(officer, world, forces_commune_police="2")
    activity(officer, world, "duty_shift", choice_result="duty_results_kept")
    words = seen(officer, "record_list").text
    assert "Tuần tra" in words
    assert "Trực ban, trực chiến" in words
