"""Returns are records of a period: typed whole, counted on its last day, once, with the sign of their words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import User
from campaigns.actions import Conflict, Refused, delete_record, edit_record, record_entry, verify_record
from campaigns.contents import content_of, same
from campaigns.digest import digest
from campaigns.kinds.registry import spec_for
from campaigns.models import Record
from communes.models import Unit
from returns.contents import ReturnContent
from returns.models import Return, ReturnAmount, ReturnForm, ReturnLine
from returns.selectors import nothing_to_say
from rollups.checking import rebuild, verify
from rollups.models import Indicator
from tests.campaigns.entries import recorded, total
from tests.campaigns.test_entry_pages import text
from tests.returns.filing import AUGUST, JULY, JUNE, LAST_DAY, campaigns, form, nothing, tips, typed
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]
Browse = Callable[[User], Client]


def add(unit: Unit, key: str = "tips_and_conflicts") -> str:
    return reverse("return_add", args=[unit.slug, key])


def sent(**changes: Any) -> dict[str, Any]:
    return {"uuid": str(uuid4())} | typed(**changes)


def test_a_return_is_stored_counted_and_listed(world: World, browse: Browse) -> None:
    client = browse(world.lan)
    answer = client.post(add(world.commune), sent(count_conflicts_resolved="4", word_conflicts_resolved="over"))
    assert answer.status_code == 302
    record = Record.objects.get()
    filed = record.period_return
    assert (record.kind, record.on, filed.start, filed.end) == ("return", AUGUST, date(2025, 7, 15), AUGUST)
    keys = ["valuable_tips", "conflicts_resolved", "conflicts_resolved_above", "tips_and_conflicts_returns", "reports"]
    assert [total(world.commune, key, AUGUST) for key in keys] == [37_000, 4_000, 1_000, 1_000, 0]
    assert total(world.province, "valuable_tips", AUGUST) == 37_000
    page = text(client.get(record.get_absolute_url()))
    for words in ("Tin có giá trị, giải quyết mâu thuẫn", "37 tin", "hơn 4 mâu thuẫn", "15/07–14/08/2025"):
        assert words in page
    listed = text(client.get(reverse("record_list"), {"from": "2025-08-01", "to": "2025-08-31"}))
    assert "Tin có giá trị: 37 tin" in listed
    assert verify() == []


def test_what_is_shown_of_a_return_is_read_again(world: World) -> None:
    for content in (tips(valuable_tips="nearly"), tips(tips=0, valuable_tips="many"), nothing()):
        spec = spec_for(content)
        shown = {name: str(value) for name, value in spec.form.initial_from(content).items()}
        form = spec.form(shown | {"uuid": str(uuid4())}, unit=world.commune)
        assert form.is_valid(), form.errors
        assert same(form.content, content)


def test_every_number_is_typed_also_0(world: World, browse: Browse) -> None:
    answer = browse(world.lan).post(add(world.commune), sent(count_valuable_tips=""))
    assert answer.status_code == 422
    assert answer.context["form"].errors["count_valuable_tips"] == ["Ghi số lượng, không có thì ghi 0."]
    assert not Record.objects.exists()
    recorded(world.lan, world.commune, tips(tips=0))
    assert ReturnAmount.objects.filter(thousandths=0).count() == 2
    with pytest.raises(Refused):
        recorded(world.lan, world.commune, ReturnContent(definition=form(), on=date(2025, 9, 14)))


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"word_valuable_tips": "many"}, "count_valuable_tips"),  # with a number
        ({"word_valuable_tips": "nearly", "count_valuable_tips": "0"}, "count_valuable_tips"),
        ({"word_valuable_tips": "fewer", "count_valuable_tips": ""}, "word_valuable_tips"),  # adds up to nothing
        ({"on": "2025-08-13"}, "on"),  # no last day of a month
        ({"on": "2099-12-14"}, "on"),
        ({"on": ""}, "on"),
        ({"count_valuable_tips": "-1"}, "count_valuable_tips"),
        ({"count_valuable_tips": "5000"}, "count_valuable_tips"),  # asked about once
    ],
)
def test_what_is_wrong_is_said_beside_its_field(world: World, browse: Browse, changes: Any, wrong: str) -> None:
    answer = browse(world.lan).post(add(world.commune), sent(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [wrong]


def test_a_word_for_a_number_is_worth_its_least(world: World, browse: Browse) -> None:
    changes = {"word_valuable_tips": "thousands", "count_valuable_tips": "",
               "word_conflicts_resolved": "many", "count_conflicts_resolved": ""}  # fmt: skip
    assert browse(world.lan).post(add(world.commune), sent(**changes)).status_code == 302
    keys = ["valuable_tips", "valuable_tips_above", "conflicts_resolved", "conflicts_resolved_above"]
    assert [total(world.commune, key, AUGUST) for key in keys] == [1_000_000, 1000, 0, 1000]
    assert "hàng nghìn tin" in text(browse(world.lan).get(Record.objects.get().get_absolute_url()))


def test_one_return_a_period_counts(world: World, browse: Browse) -> None:
    first = recorded(world.lan, world.commune, tips())
    with pytest.raises(Refused, match=first.receipt):
        recorded(world.dung, world.commune, tips(tips=9))
    answer = browse(world.lan).post(add(world.commune), sent(count_valuable_tips="9"))
    assert answer.status_code == 422
    assert first.receipt in answer.context["form"].errors["on"][0]
    other = Record.objects.create(kind="return", unit=world.commune, on=AUGUST, author=world.lan, first_digest="x")
    twin = Return(record=other, form=form(), unit=world.commune, start=AUGUST, end=AUGUST)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    other.delete()
    same_again = browse(world.lan).post(add(world.commune), sent())
    assert same_again.context["twin"] is None  # the form says it before anybody asks whether it is another
    delete_record(by=world.lan, record=first, version=1, reason="ghi nhầm")
    assert not Return.objects.get(record=first).counts
    recorded(world.dung, world.commune, tips(tips=9))
    assert total(world.commune, "valuable_tips", AUGUST) == 9000
    assert verify() == []


def test_a_resend_is_known_also_after_a_deletion(world: World, browse: Browse) -> None:
    data = sent()
    client = browse(world.lan)
    first = client.post(add(world.commune), data)
    assert client.post(add(world.commune), data)["Location"] == first["Location"]
    record = Record.objects.get()
    delete_record(by=world.lan, record=record, version=1, reason="ghi nhầm")
    assert client.post(add(world.commune), data)["Location"] == first["Location"]
    assert client.post(add(world.commune), data | {"count_valuable_tips": "38"}).status_code == 409


def test_a_return_is_edited_and_approved_as_any_record(world: World) -> None:
    record = recorded(world.lan, world.commune, tips())
    verify_record(by=world.dung, record=record, version=1)
    assert total(world.commune, "valuable_tips", AUGUST, verified=True) == 37_000
    changed = tips(tips=310, valuable_tips="nearly")
    record = edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=changed)
    assert (total(world.commune, "valuable_tips", AUGUST), total(world.commune, "valuable_tips_below", AUGUST)) == (
        310_000, 1000
    )  # fmt: skip
    assert total(world.commune, "valuable_tips", AUGUST, verified=True) == 0
    record = edit_record(by=world.lan, record=record, unit=world.commune, version=2, content=tips(JULY))
    assert total(world.commune, "valuable_tips", AUGUST) == 0
    assert total(world.commune, "valuable_tips", JULY) == 37_000
    with pytest.raises(Conflict):
        edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=tips())
    assert verify() == []


def test_a_period_is_cut_where_the_unit_ends(world: World, browse: Browse) -> None:
    old = recorded(world.lan, world.giao_hieu, tips(LAST_DAY)).period_return
    new = recorded(world.lan, world.commune, tips(JULY)).period_return
    assert (old.start, old.end) == (date(2025, 6, 15), LAST_DAY)
    assert (new.start, new.end) == (date(2025, 7, 1), JULY)
    with pytest.raises(Refused):
        recorded(world.lan, world.commune, tips(date(2025, 7, 31)))
    client = browse(world.lan)
    page = text(client.get(add(world.commune)))
    assert "01/07–14/07/2025" in page
    assert "15/06–30/06/2025" in page
    asked = client.post(add(world.commune), sent(on=LAST_DAY.isoformat()))
    assert list(asked.context["form"].errors) == ["place_of_day"]  # several communes became this one
    assert "khu dân cư" not in text(asked).partition('class="errors"')[2].partition("</main>")[0]
    assert "chọn xã, phường khi đó" in asked.context["form"].errors["place_of_day"][0]
    there = client.post(add(world.commune), sent(on=LAST_DAY.isoformat(), place_of_day="01858-2000"))
    assert there.status_code == 302
    assert Record.objects.latest("pk").unit.slug == "01858-2000"


def test_nothing_happened_counts_as_a_record(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune)  # of the month that runs
    client = browse(world.lan)
    page = client.get(add(world.commune, "nothing"))
    assert "Không phát sinh" in text(page)
    period = page.context["form"]["on"].value()
    answer = client.post(add(world.commune, "nothing"), {"uuid": str(uuid4()), "on": period})
    assert answer.status_code == 302
    day = date.fromisoformat(period)
    assert [total(world.commune, key, day) for key in ("reports", "nothing_reports")] == [1000, 1000]
    assert verify() == []


def test_one_press_says_that_nothing_happened(world: World, browse: Browse) -> None:
    press = nothing_to_say(world.commune, AUGUST)
    assert press is not None
    shown = render_to_string("returns/_nothing.html", {"press": press})
    assert f'action="{press.href}"' in shown
    assert browse(world.lan).post(press.href, {"uuid": str(press.uuid), "on": press.on.isoformat()}).status_code == 302
    assert total(world.commune, "nothing_reports", AUGUST) == 1000
    assert nothing_to_say(world.commune, AUGUST) is None
    assert nothing_to_say(world.commune, date(2025, 8, 13)) is None


def test_the_digest_knows_words_and_not_when_the_period_began() -> None:
    assert digest(tips()) == digest(tips(conflicts=0))
    assert len({digest(one) for one in (tips(), tips(valuable_tips="over"), tips(on=JULY), nothing())}) == 4
    assert digest(replace(tips(), start=JULY)) == digest(tips())


def test_records_say_what_they_said(world: World) -> None:
    content = campaigns(date(2025, 12, 14), disciplined=0, campaigns_joined="some")
    record = record_entry(by=world.lan, unit=world.commune, uuid=uuid4(), content=content)
    assert same(content_of(record), content)


def test_the_database_holds_a_return_to_its_record(world: World) -> None:
    recorded(world.lan, world.commune, tips())
    changes: list[dict[str, Any]] = [{"unit": world.neighbour}, {"end": JULY, "start": JUNE}, {"counts": False}]
    for wrong in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Return.objects.update(**wrong)
    words: list[dict[str, Any]] = [
        {"qualifier": "many"},
        {"qualifier": "fewer"},
        {"qualifier": "nearly", "thousandths": 0},
    ]
    for wrong in words:
        with pytest.raises(IntegrityError), transaction.atomic():
            ReturnAmount.objects.filter(line__indicator__key="valuable_tips").update(**wrong)


def test_a_rebuild_is_the_same(world: World) -> None:
    recorded(world.lan, world.commune, tips(valuable_tips="nearly"))
    recorded(world.lan, world.commune, nothing())
    recorded(world.minh, world.neighbour, tips(tips=5, valuable_tips="over"))
    rebuild()
    assert verify() == []
    assert total(world.province, "valuable_tips_below", AUGUST) == total(world.province, "valuable_tips_above", AUGUST)


def test_a_form_of_a_province_is_for_its_communes_alone(world: World, browse: Browse) -> None:
    ReturnForm.objects.filter(key="tips_and_conflicts").update(province=world.province)
    assert browse(world.lan).get(add(world.commune)).status_code == 200
    assert browse(world.son).get(add(world.foreign)).status_code == 404
    assert (
        browse(world.lan).get(reverse("activity_add", args=[world.commune.slug, "return-nothing"])).status_code == 404
    )


def test_figures_lie_beside_their_companions() -> None:
    for figure in Indicator.objects.filter(below__isnull=False):
        slots = [one.slot for one in (figure, figure.below, figure.above) if one and one.slot is not None]
        assert len(slots) == 3
        assert len({slot // 16 for slot in slots}) == 1
        assert figure.below is not None
        assert not figure.below.active


def test_the_numbers_follow_the_period(world: World, browse: Browse) -> None:
    since = date(2025, 8, 1)
    ReturnLine.objects.filter(indicator__key="valuable_tips").update(valid_from=since)
    client = browse(world.lan)
    assert f"{since:%Y-%m-%d}" in text(client.get(add(world.commune))).partition('data-turns="')[2].partition('"')[0]
    for day, asked in ((AUGUST, True), (JULY, False)):
        parts = text(client.post(add(world.commune), {"do": "day", "on": day.isoformat()}))
        assert ("count_valuable_tips" in parts) == asked
        assert "count_conflicts_resolved" in parts


def test_a_stranger_learns_nothing_of_the_forms_there_are(world: World) -> None:
    for key in ("tips_and_conflicts", "no_such_form"):
        answer = Client().get(add(world.commune, key))
        assert (answer.status_code, answer["Location"]) == (302, f"/login/?next={add(world.commune, key)}")


def test_a_form_that_is_none_is_not_found(world: World, browse: Browse) -> None:
    assert browse(world.lan).get(add(world.commune, "no_such_form")).status_code == 404


@pytest.mark.parametrize("number", ["gần 310", "Gần 310", "hàng nghìn", "nhiều"])
def test_a_word_in_the_number_leads_to_its_own_field(world: World, browse: Browse, number: str) -> None:
    answer = browse(world.lan).post(add(world.commune), sent(count_valuable_tips=number))
    word = number.removesuffix(" 310").lower()
    assert answer.context["form"].errors["count_valuable_tips"] == [
        f"Ô này chỉ ghi số: chọn “{word}” ở ô “Mức” bên cạnh."
    ]


@pytest.mark.parametrize("number", ["tăng", "giảm 3", "vượt", "không có", "Không có"])
def test_no_word_is_proposed_that_is_not_offered(world: World, browse: Browse, number: str) -> None:
    answer = browse(world.lan).post(add(world.commune), sent(count_valuable_tips=number))
    (error,) = answer.context["form"].errors["count_valuable_tips"]
    assert "Mức" not in error
    assert (error == "Ô này chỉ ghi số: không có thì ghi 0.") == (number.lower() == "không có")


def test_no_word_is_proposed_where_none_may_stand(world: World, browse: Browse) -> None:
    ReturnLine.objects.update(qualified=False)
    answer = browse(world.lan).post(add(world.commune), sent(count_valuable_tips="gần 310"))
    assert "Mức" not in answer.context["form"].errors["count_valuable_tips"][0]
