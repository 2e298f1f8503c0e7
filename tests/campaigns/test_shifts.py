"""Only what has begun is recorded; the form proposes the shift that began last."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from campaigns.actions import Refused, edit_record
from campaigns.forms import PatrolForm, PropagandaSessionForm
from campaigns.shifts import has_begun, last_begun, last_day_of
from tests.campaigns.entries import patrol, propaganda_session, recorded, weapon_handover

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock of the server to an hour of a day."""

    def clock(hour: int, day: date = TODAY) -> None:
        moment = datetime(day.year, day.month, day.day, hour, 30, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "localtime", lambda *_: moment)

    return clock


@pytest.mark.parametrize(
    ("hour", "begun"),
    [
        (0, []),
        (4, []),
        (5, ["morning"]),
        (12, ["morning", "afternoon"]),
        (18, ["morning", "afternoon", "evening"]),
        (22, ["morning", "afternoon", "evening", "night"]),
    ],
)
def test_shifts_begin_at_their_hours(at: Any, hour: int, begun: list[str]) -> None:
    at(hour)
    shifts = ["morning", "afternoon", "evening", "night"]
    assert [shift for shift in shifts if has_begun(shift, TODAY)] == begun
    assert all(has_begun(shift, YESTERDAY) for shift in shifts)
    assert not any(has_begun(shift, TODAY + timedelta(days=1)) for shift in shifts)


@pytest.mark.parametrize(
    ("hour", "last"), [(3, (YESTERDAY, "night")), (11, (TODAY, "morning")), (23, (TODAY, "night"))]
)
def test_the_last_shift_that_began(at: Any, hour: int, last: Any) -> None:
    at(hour)
    assert last_begun() == last


def test_the_night_of_noon_is_the_last_one(at: Any) -> None:
    at(12)
    assert (last_day_of("night"), last_day_of("morning")) == (YESTERDAY, TODAY)
    at(22)
    assert last_day_of("night") == TODAY


def form(unit: Any, shift: str, day: date = TODAY) -> PatrolForm:
    data = {"uuid": str(uuid4()), "on": day.isoformat(), "shift": shift, "forces_commune_police": "2"}
    return PatrolForm(data, unit=unit)


def test_a_night_to_come_is_refused_with_what_to_do(world: Any, at: Any) -> None:
    at(12)
    assert form(world.commune, "night").errors == {
        "shift": ["Hôm nay chưa đến ca Đêm (22–5 giờ). Nếu là ca hôm qua, chọn ngày 21/11/2026."]
    }
    assert form(world.commune, "night", YESTERDAY).is_valid()
    assert form(world.commune, "afternoon").is_valid()


def test_the_action_refuses_it_too(world: Any, at: Any) -> None:
    at(12)
    with pytest.raises(Refused) as caught:
        recorded(world.lan, world.commune, patrol(on=TODAY, shift="night"))
    assert caught.value.field == "shift"
    record = recorded(world.lan, world.commune, patrol(on=TODAY, shift="morning"))
    with pytest.raises(Refused):
        edit_record(
            by=world.lan, record=record, unit=world.commune, version=1, content=patrol(on=TODAY, shift="evening")
        )


@pytest.mark.parametrize("make", [propaganda_session, weapon_handover])
def test_what_has_no_hour_may_be_of_today_at_any_hour(world: Any, at: Any, make: Any) -> None:
    at(0)
    assert recorded(world.lan, world.commune, make(on=TODAY)).on == TODAY


@pytest.mark.parametrize(
    ("hour", "shift", "day"),
    [(11, "night", YESTERDAY), (22, "night", TODAY), (1, "evening", YESTERDAY), (19, "afternoon", TODAY)],
)
def test_the_form_proposes_the_usual_shift_on_its_last_day(
    world: Any, at: Any, hour: int, shift: str, day: date
) -> None:
    at(hour)
    proposed = PatrolForm(unit=world.commune, initial={"shift": shift})
    assert (proposed["shift"].value(), proposed["on"].value()) == (shift, day)


def test_an_evening_that_has_begun_comes_before_the_night_of_yesterday(world: Any, at: Any) -> None:
    at(18)
    proposed = PatrolForm(unit=world.commune, initial={"shift": "night"})
    assert (proposed["shift"].value(), proposed["on"].value()) == ("evening", TODAY)
    asked = PatrolForm(unit=world.commune, initial={"shift": "night", "on": YESTERDAY})
    assert (asked["shift"].value(), asked["on"].value()) == ("night", YESTERDAY)


def test_errors_stand_in_the_order_of_the_page(world: Any, at: Any) -> None:
    names = [name for name in PatrolForm(unit=world.commune).fields if name not in {"uuid", "version", "sure"}]
    assert names[:4] == ["on", "place_of_day", "shift", "residential_areas"]
    assert names.index("reminders") > max(names.index(name) for name in names if name.startswith("forces_"))


def test_without_a_usual_shift_it_proposes_the_last_that_began(world: Any, at: Any) -> None:
    at(11)
    proposed = PatrolForm(unit=world.commune)
    assert (proposed["shift"].value(), proposed["on"].value()) == ("morning", TODAY)
    at(2)
    proposed = PatrolForm(unit=world.commune)
    assert (proposed["shift"].value(), proposed["on"].value()) == ("night", YESTERDAY)


def test_a_session_of_the_small_hours_is_proposed_for_yesterday(world: Any, at: Any) -> None:
    at(1)
    assert PropagandaSessionForm(unit=world.commune)["on"].value() == YESTERDAY
    at(9)
    assert PropagandaSessionForm(unit=world.commune)["on"].value() == TODAY
