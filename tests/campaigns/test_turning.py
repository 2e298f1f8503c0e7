"""The day of an entry is changed while it is written: what is offered follows, and nothing that was typed is lost."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from campaigns.models import ForceKind, Record, SessionForm
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded
from tests.campaigns.test_entry_pages import address, edit_address, text, typed

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
THEN = "2024-06-30"  # the last day before the grassroots teams
TEAM, GUARD = "forces_grassroots_team", "forces_civil_guard"


@pytest.fixture
def with_team(world: Any) -> Record:
    """What was written last names a force that began in 2024."""
    forces = {ForceKind.objects.get(key=key): number for key, number in (("commune_police", 2), ("grassroots_team", 4))}
    return recorded(world.lan, world.commune, patrol(forces=forces))


def turn(client: Client, unit: Any, kind: str = "patrol", **values: Any) -> Any:
    return client.post(address(unit, kind), typed(do="day", on=THEN, **values))


def test_a_force_of_last_time_goes_with_a_day_that_has_none(world: Any, browse: Browse, with_team: Record) -> None:
    answer = turn(browse(world.lan), world.commune, **{TEAM: "4", "reminders": "bảy"})
    form = answer.context["form"]
    assert answer.status_code == 200
    assert (form[TEAM].value(), form["forces_commune_police"].value()) == ("", "2")
    assert form["reminders"].value() == "bảy"
    assert GUARD in [field.name for field in form.forces]
    assert TEAM not in [field.name for field in form.forces]
    assert "Ngày 30/06/2024 không có: Tổ bảo vệ an ninh, trật tự." in text(answer)
    assert "<html" not in text(answer)
    assert Record.objects.count() == 1


def test_what_was_typed_is_kept_and_pointed_at(world: Any, browse: Browse, with_team: Record) -> None:
    answer = turn(browse(world.lan), world.commune, **{TEAM: "6"})
    assert answer.context["form"][TEAM].value() == "6"
    assert "Không dùng cho ngày 30/06/2024: Tổ bảo vệ an ninh, trật tự." in text(answer)


def test_the_other_way_what_stood_there_from_last_time_goes_too(world: Any, browse: Browse) -> None:
    recorded(world.lan, world.giao_hieu, patrol(on=date.fromisoformat(THEN), forces={guard(): 3}))
    page = browse(world.lan).get(address(world.commune))
    assert page.context["form"][GUARD].value() == ""
    assert "Bảo vệ dân phố. Đã bỏ nội dung của lần trước." in text(page)


def test_a_form_of_last_time_that_was_not_in_use_is_not_chosen(world: Any, browse: Browse) -> None:
    last = recorded(world.lan, world.commune, propaganda_session())
    SessionForm.objects.filter(pk=last.propagandasession.form_id).update(valid_from="2025-01-01")
    answer = turn(browse(world.lan), world.commune, "propaganda_session", form="village_meeting", topics=["drugs"])
    form = answer.context["form"]
    assert (form["form"].value(), form["topics"].value()) == (None, ["drugs"])
    assert "village_meeting" not in dict(form.fields["form"].choices)


def test_lines_of_weapons_stay_as_typed(world: Any, browse: Browse) -> None:
    lines = {"items-0-unit": item_unit("flintlock").pk, "items-0-quantity": "hai", "receipt_number": "12/BB"}
    form = turn(browse(world.lan), world.commune, "weapon_handover", **lines).context["form"]
    assert [line.quantity for line in form["items"].value()] == ["hai"]
    assert form["receipt_number"].value() == "12/BB"


def test_an_edit_follows_the_day_and_keeps_its_numbers(world: Any, browse: Browse, with_team: Record) -> None:
    answer = browse(world.lan).post(edit_address(with_team), typed(do="day", on=THEN, version="1", **{TEAM: "4"}))
    assert answer.context["form"][TEAM].value() == "4"
    assert "Không dùng cho ngày 30/06/2024" in text(answer)
    assert Record.objects.get().version == 1


def test_the_page_names_the_days_on_which_it_changes(world: Any, browse: Browse) -> None:
    turns = browse(world.lan).get(address(world.commune)).context["turns"]
    assert {date(2024, 7, 1), date(2025, 3, 1), date(2025, 7, 1)} <= set(turns)
    assert turns == sorted(turns)


@pytest.mark.parametrize("on", ["", "x", "9999-12-31", "0001-01-01"])
def test_a_day_that_is_none_is_drawn_as_it_is(world: Any, browse: Browse, on: str) -> None:
    answer = browse(world.lan).post(address(world.commune), typed(do="day", on=on, shift="x", residential_areas=["y"]))
    assert (answer.status_code, answer.context["form"]["on"].value()) == (200, on)


def guard() -> ForceKind:
    return ForceKind.objects.get(key="civil_guard")


def test_a_choice_of_last_time_says_so(world: Any, browse: Browse) -> None:
    client, page = browse(world.lan), address(world.commune, "propaganda_session")
    assert "Như lần trước" not in text(client.get(page))
    last = recorded(world.lan, world.commune, propaganda_session())
    assert f"Như lần trước ({last.on:%d/%m/%Y}): xem lại rồi gửi." in text(client.get(page))
    assert "Như lần trước" not in text(turn(client, world.commune, "propaganda_session", form="loudspeaker"))
