"""Numbers that are hard to believe: asked about once beside their field, then taken."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from campaigns.actions import delete_record
from campaigns.forms import EntryForm, PatrolForm, PropagandaSessionForm, WeaponHandoverForm
from campaigns.forms.choices import Choices
from campaigns.models import ForceKind, PatrolForce, PropagandaSession, Record
from campaigns.usual import Bounds, often
from tests.campaigns.entries import item_unit, patrol, propaganda_session, recorded
from tests.campaigns.test_entry_pages import address, text, typed

pytestmark = pytest.mark.django_db

WILD = "999 lượt người trong một buổi tuần tra: đúng như vậy?"
POLICE = "forces_commune_police"


def of_police(number: int) -> dict[ForceKind, int]:
    return {ForceKind.objects.get(key="commune_police"): number}


def test_a_wild_number_is_asked_about_beside_its_field(world: Any, browse: Any) -> None:
    sent = typed(**{POLICE: "999", "reminders": "3", "residential_areas": [world.villages[1].pk]})
    answer = browse(world.lan).post(address(world.commune), sent)
    page = text(answer)
    assert (answer.status_code, Record.objects.count()) == (422, 0)
    assert page.count(WILD) == 2  # beside the field and in the summary
    for kept in ('value="999"', f'value="{sent["uuid"]}"', 'value="3"', f'name="sure" value="{POLICE}=999"'):
        assert kept in page
    assert "Chưa gửi. Số lớn khác thường, xin xem lại:" in page


def test_a_confirmed_number_is_stored(world: Any, browse: Any) -> None:
    answer = browse(world.lan).post(address(world.commune), typed(**{POLICE: "999", "sure": [f"{POLICE}=999"]}))
    assert answer.status_code == 302
    assert PatrolForce.objects.get().attendances == 999


def test_an_answer_is_for_one_number_of_one_field(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    for other in (f"{POLICE}=99", "reminders=999", "999", "on"):
        assert client.post(address(world.commune), typed(**{POLICE: "999", "sure": [other]})).status_code == 422


def test_an_answer_stays_when_something_else_is_refused(world: Any, browse: Any) -> None:
    sent = typed(**{POLICE: "999", "reminders": "ba", "sure": [f"{POLICE}=999"]})
    page = text(browse(world.lan).post(address(world.commune), sent))
    assert WILD not in page
    assert f'<input type="hidden" name="sure" value="{POLICE}=999"' in page
    assert "Chưa gửi được. Xin xem lại:" in page


def test_people_and_households_of_a_session(world: Any, browse: Any) -> None:
    sent = typed(form="village_meeting", topics=["drugs"], attendances="50.000", households="501")
    client = browse(world.lan)
    page = text(client.post(address(world.commune, "propaganda_session"), sent))
    assert "50.000 lượt người dự một buổi tuyên truyền: đúng như vậy?" in page
    assert "501 hộ gia đình trong một buổi tuyên truyền: đúng như vậy?" in page
    answers = ["attendances=50000", "households=501"]
    assert client.post(address(world.commune, "propaganda_session"), sent | {"sure": answers}).status_code == 302
    assert PropagandaSession.objects.get().attendances == 50_000


@pytest.mark.parametrize(("number", "status"), [("60", 302), ("61", 422)])
def test_a_small_unit_is_not_bothered_up_to_the_floor(world: Any, browse: Any, number: str, status: int) -> None:
    assert browse(world.lan).post(address(world.commune), typed(**{POLICE: number})).status_code == status


@pytest.mark.parametrize(("number", "status"), [("120", 302), ("121", 422)])
def test_three_times_what_was_often_written_is_usual(world: Any, browse: Any, number: str, status: int) -> None:
    for shift in ("night", "evening"):
        recorded(world.lan, world.commune, patrol(forces=of_police(40), shift=shift))
    assert browse(world.lan).post(address(world.commune), typed(**{POLICE: number})).status_code == status


def test_neither_what_is_long_past_nor_the_neighbour_makes_it_usual(world: Any) -> None:
    long_ago = timezone.localdate() - timedelta(days=366)
    police = ForceKind.objects.get(key="commune_police").pk
    records = [recorded(world.lan, world.commune, patrol(forces=of_police(500))) for _place in range(2)]
    assert not Bounds(Choices(world.commune).units, PatrolForm).is_wild("forces", 999, of=police)
    Record.objects.filter(pk=records[0].pk).update(on=long_ago)
    recorded(world.minh, world.neighbour, patrol(forces=of_police(500)))
    assert Bounds(Choices(world.commune).units, PatrolForm).is_wild("forces", 999, of=police)


def test_one_confirmed_slip_makes_no_larger_one_usual(world: Any) -> None:
    police = ForceKind.objects.get(key="commune_police").pk
    for number in (2_000, 6_000):
        assert Bounds([world.commune], PatrolForm).is_wild("forces", number, of=police)
        recorded(world.lan, world.commune, patrol(forces=of_police(number)))
    assert Bounds([world.commune], PatrolForm).is_wild("forces", 18_000, of=police)


def test_two_slips_among_many_outings_make_nothing_usual(world: Any) -> None:
    assert often([2, 3] * 20 + [2_000, 2_000]) == 3
    assert often([40, 2_000]) == 40
    assert often([2_000]) == 0


def test_what_is_usual_of_one_force_is_not_of_another(world: Any) -> None:
    for _place in range(2):
        recorded(world.lan, world.commune, patrol(forces=of_police(500)))
    militia = ForceKind.objects.get(key="militia").pk
    assert Bounds([world.commune], PatrolForm).is_wild("forces", 999, of=militia)


def test_records_are_read_once_and_only_above_the_floor(
    world: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bounds = Bounds([world.commune], PatrolForm)
    with django_assert_num_queries(0):
        assert not bounds.is_wild("forces", 60)
    with django_assert_num_queries(1):
        assert bounds.is_wild("forces", 61)
        assert bounds.is_wild("forces", 5_000)


def test_an_edit_asks_of_a_new_number_and_not_of_the_stored_one(world: Any, browse: Any) -> None:
    record, client = recorded(world.lan, world.commune, propaganda_session(attendances=5_000)), browse(world.lan)
    sent = typed(form="village_meeting", topics=["drugs"], version="1", uuid=str(record.uuid))
    where = reverse("record_edit", args=[record.uuid])
    assert client.post(where, sent | {"attendances": "50000"}).status_code == 422
    assert client.post(where, sent | {"attendances": "5000"}).status_code == 302


def handover(**quantities: str) -> dict[str, Any]:
    """A hand-over of flintlocks, rounds or kilograms, as sent."""
    units = {"khẩu": ("flintlock", "khẩu"), "kg": ("firecracker", "kg")}
    lines = {
        f"items-{place}-{part}": value
        for place, (name, quantity) in enumerate(quantities.items())
        for part, value in (("unit", str(item_unit(*units[name]).pk)), ("quantity", quantity))
    }
    return typed(mode="recovery", **lines)


def test_a_wild_amount_is_asked_about_beside_its_line_and_confirmed(world: Any, browse: Any) -> None:
    client, where = browse(world.lan), address(world.commune, "weapon_handover")
    sent = handover(khẩu="999.999", kg="18,5")
    answer = client.post(where, sent)
    name, sure = item_unit("flintlock").item_kind.name, f"items-{item_unit('flintlock').pk}=999999000"
    assert (answer.status_code, Record.objects.count()) == (422, 0)
    assert text(answer).count(f"{name}: 999.999 khẩu trong một lần tiếp nhận, đúng như vậy?") == 3
    assert text(answer).count(f'<input type="checkbox" name="sure" value="{sure}"') == 1
    assert "Chưa gửi. Số lớn khác thường, xin xem lại:" in text(answer)
    assert client.post(where, sent | {"sure": [sure.replace("999999", "99999")]}).status_code == 422
    assert client.post(where, sent | {"sure": [sure]}).status_code == 302


@pytest.mark.parametrize(("unit", "most", "more"), [("khẩu", "20", "21"), ("kg", "200", "200,5")])
def test_each_unit_of_count_has_its_floor(world: Any, browse: Any, unit: str, most: str, more: str) -> None:
    client, where = browse(world.lan), address(world.commune, "weapon_handover")
    assert client.post(where, handover(**{unit: more})).status_code == 422
    assert client.post(where, handover(**{unit: most})).status_code == 302


def test_a_stored_uuid_is_recognised_before_any_question(world: Any, browse: Any) -> None:
    client, sent = browse(world.lan), typed(**{POLICE: "999"})
    client.post(address(world.commune), sent | {"sure": [f"{POLICE}=999"]})
    record = Record.objects.get()
    assert client.post(address(world.commune), sent)["Location"] == record.get_absolute_url()
    delete_record(by=world.lan, record=record, version=1, reason="Ghi nhầm")
    assert client.post(address(world.commune), sent)["Location"] == record.get_absolute_url()


@pytest.mark.parametrize("odd", [{"a": 1}, [["x"]], [None, 7, "x" * 500], 3, True])
def test_answers_are_a_list_of_short_words_whatever_arrives(world: Any, odd: Any) -> None:
    form = PatrolForm(typed(sure=odd), unit=world.commune)
    assert form.is_valid()
    assert form.cleaned_data["sure"] == form["sure"].value() == []


@pytest.mark.parametrize("form", [PatrolForm, PropagandaSessionForm, WeaponHandoverForm])
def test_every_kind_says_what_is_usual(form: type[EntryForm]) -> None:
    assert all("%(number)s" in str(usual.question) for usual in form.usual.values())
