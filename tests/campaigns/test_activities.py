"""Defined kinds: their form, what is stored and counted of it, where it stands, and for whom it is not there."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.actions import Refused, delete_record, edit_record, record_entry
from campaigns.contents import Content, content_of, same
from campaigns.digest import digest
from campaigns.kinds.registry import spec_for
from campaigns.models import (
    ActivityAmount,
    ActivityCount,
    ActivityKind,
    ActivityLabel,
    Record,
)
from communes.models import Unit
from rollups.checking import verify
from rollups.models import DistinctTotal, Indicator
from tests.campaigns.activities import award, contest, document, kind, pledge
from tests.campaigns.entries import recorded, total, yesterday
from tests.campaigns.test_entry_pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_stations")]


def add(unit: Unit, key: str = "pledge_round") -> str:
    return reverse("activity_add", args=[unit.slug, key])


def sent(world: Any, **changes: Any) -> dict[str, Any]:
    given = {"uuid": str(uuid4()), "on": yesterday().isoformat(), "choice_occasion": "festival_day",
             "residential_areas": [world.villages[0].pk], "count_pledge_households": "120"}  # fmt: skip
    return given | changes


def covered(world: Any) -> tuple[Any, ...]:
    return tuple(world.villages[:2])


@pytest.mark.parametrize("make", [pledge, award, contest, document])
def test_what_is_shown_of_a_content_is_read_again(world: Any, make: Any) -> None:
    content: Content = make(residential_areas=covered(world) if make is pledge else ())
    spec = spec_for(content)
    shown = spec.form.initial_from(content)
    typed = {name: value if isinstance(value, list) else str(value) for name, value in shown.items() if value}
    form = spec.form(typed | {"uuid": str(uuid4())}, unit=world.commune)
    assert form.is_valid(), form.errors
    assert same(form.content, content)


def test_the_page_asks_what_the_rows_ask(world: Any, browse: Any) -> None:
    page = text(browse(world.lan).get(add(world.commune)))
    for words in ("Ký giao ước thi đua", "Dịp", "Xây dựng xã, phường điển hình", "Hộ gia đình ký giao ước thi đua",
                  "Cơ quan ký giao ước thi đua", "Thôn Nà Muồng", "Đơn vị phối hợp"):  # fmt: skip
        assert words in page
    assert "Số văn bản" not in page
    assert "Thôn Nà Muồng" not in text(browse(world.lan).get(add(world.commune, "award")))


def test_an_entry_is_stored_counted_and_listed(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    assert client.post(add(world.commune), sent(world)).status_code == 302
    record = Record.objects.get()
    assert [total(world.commune, key) for key in ("reports", "pledge_rounds", "pledge_households")] == [
        1000, 1000, 120_000
    ]  # fmt: skip
    assert [row.member for row in DistinctTotal.objects.filter(indicator__key="pledge_villages_signed", grain=1)] == [
        world.villages[0].pk
    ]
    page = text(client.get(record.get_absolute_url()))
    for words in ("Ký giao ước thi đua", "Ngày hội Toàn dân bảo vệ ANTQ", "120 hộ", "Thôn Nà Muồng"):
        assert words in page
    listed = text(client.get(reverse("record_list"), {"kind": "pledge_round"}))
    assert "Ngày hội Toàn dân bảo vệ ANTQ · 120 hộ" in listed
    assert "Không có phiếu nào" in text(client.get(reverse("record_list"), {"kind": "festival"}))
    assert verify() == []


def test_a_number_in_parts_is_their_sum_and_each_has_its_figure(world: Any) -> None:
    recorded(world.lan, world.commune, award())
    keys = ("awards_given", "awards_given_merit", "awards_given_commendation", "awards_individuals", "award_rounds")
    assert [total(world.commune, key) for key in keys] == [15_000, 3_000, 12_000, 9_000, 1000]
    assert verify() == []


def test_a_choice_that_parts_the_records_counts_them(world: Any) -> None:
    recorded(world.lan, world.commune, contest())
    assert [total(world.commune, key) for key in ("contest_participations", "fire_contest_participations")] == [
        1000, 1000
    ]  # fmt: skip


def test_an_edit_and_a_deletion_take_it_all_back(world: Any) -> None:
    record = recorded(world.lan, world.commune, pledge(residential_areas=covered(world)))
    edit_record(
        by=world.lan, record=record, unit=world.commune, version=1, content=pledge(amounts={"pledge_agencies": 4_000})
    )
    assert total(world.commune, "pledge_households") == 0
    assert verify() == []
    delete_record(by=world.lan, record=record, version=2, reason="Ghi trùng")
    assert total(world.commune, "pledge_agencies") == 0
    assert verify() == []


def test_what_is_lacking_or_wrong_is_said_beside_its_field(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    form = client.post(
        add(world.commune),
        sent(
            world, choice_occasion="", residential_areas=[], count_pledge_households="hai", count_pledge_schools="1,5"
        ),
    ).context["form"]
    assert set(form.errors) == {
        "choice_occasion", "residential_areas", "count_pledge_households", "count_pledge_schools",
    }  # fmt: skip
    given = {"uuid": str(uuid4()), "on": yesterday().isoformat(), "choice_giver": "award_givers_province"}
    form = client.post(add(world.commune, "award"), given).context["form"]
    assert form.errors == {"of_awards_given__award_kinds_merit": ["Ghi ít nhất một số."]}
    assert not Record.objects.exists()


def test_a_required_number_may_be_zero_but_not_empty(world: Any, browse: Any) -> None:
    client, given = browse(world.lan), {"on": yesterday().isoformat(), "choice_scale": "festival_wide"}
    assert client.post(add(world.commune, "festival"), given | {"uuid": str(uuid4())}).status_code == 422
    answer = client.post(
        add(world.commune, "festival"), given | {"uuid": str(uuid4()), "count_festival_attendances": "0"}
    )
    assert answer.status_code == 302
    edit = client.get(reverse("record_edit", args=[Record.objects.get().uuid])).context["form"]
    assert edit["count_festival_attendances"].value() == "0"


def test_rows_of_the_day_alone_are_taken(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    gone = {"uuid": str(uuid4()), "on": yesterday().isoformat(), "choice_giver": "award_givers_district",
            "of_awards_given__award_kinds_merit": "1"}  # fmt: skip
    assert "choice_giver" in client.post(add(world.commune, "award"), gone).context["form"].errors
    ActivityCount.objects.filter(indicator__key="pledge_schools").update(valid_to=timezone.localdate() - timedelta(9))
    form = client.post(add(world.commune), sent(world, count_pledge_schools="2")).context["form"]
    assert list(form.errors) == ["count_pledge_schools"]
    ActivityKind.objects.filter(key="pledge_round").update(valid_to=timezone.localdate() - timedelta(9))
    assert "on" in client.post(add(world.commune), sent(world)).context["form"].errors
    with pytest.raises(Refused):
        recorded(world.lan, world.commune, pledge())


def test_a_number_that_was_followed_keeps_its_field_and_its_digest(world: Any) -> None:
    before = digest(pledge())
    old = ActivityCount.objects.get(indicator__key="pledge_households")
    ActivityCount.objects.filter(pk=old.pk).update(valid_to=date(2025, 12, 31))
    ActivityCount.objects.create(
        kind=old.kind, indicator=old.indicator, order=1, required=True, valid_from=date(2026, 1, 1)
    )
    assert digest(pledge()) == before
    record = recorded(world.lan, world.commune, pledge())
    assert ActivityAmount.objects.get(count__indicator=old.indicator).count.valid_from == date(2026, 1, 1)
    assert same(content_of(record), pledge())


def test_a_number_far_above_the_usual_is_asked_about_once(world: Any, browse: Any) -> None:
    client, given = browse(world.lan), sent(world, count_pledge_households="99.000")
    answer = client.post(add(world.commune), given)
    assert "Hộ gia đình ký giao ước thi đua: 99.000 trong một phiếu, đúng như vậy?" in text(answer)
    [question] = answer.context["form"].questions["count_pledge_households"]
    assert client.post(add(world.commune), given | {"sure": [question.answer]}).status_code == 302
    assert client.post(add(world.commune), sent(world, count_pledge_households="200.000")).status_code == 422


def test_an_edit_asks_of_a_new_number_and_not_of_the_stored_one(world: Any, browse: Any) -> None:
    record = recorded(
        world.lan,
        world.commune,
        pledge(residential_areas=covered(world)[:1], amounts={"pledge_households": 99_000_000}),
    )
    client, where = browse(world.lan), reverse("record_edit", args=[record.uuid])
    changed = sent(world, uuid=str(record.uuid), version="1", count_pledge_schools="2")
    assert client.post(where, changed | {"count_pledge_households": "990.000"}).status_code == 422
    assert client.post(where, changed | {"count_pledge_households": "99.000"}).status_code == 302


def test_the_next_entry_begins_with_the_choices_of_the_last(world: Any, browse: Any) -> None:
    recorded(world.lan, world.commune, pledge())
    form = browse(world.lan).get(add(world.commune)).context["form"]
    assert form["choice_occasion"].value() == "festival_day"
    assert form["count_pledge_households"].value() is None


def test_the_number_of_a_paper_names_nobody(world: Any, browse: Any) -> None:
    client, given = browse(world.lan), {"on": yesterday().isoformat(), "choice_kind": "document_kinds_plan"}
    for number, status in (("12/KH-UBND", 302), ("Nguyễn Văn An 12", 422), ("không số", 422), ("", 302)):
        answer = client.post(add(world.commune, "directive_document"), given | {"uuid": str(uuid4()), "number": number})
        assert answer.status_code == status, number


def test_two_who_change_one_record_see_both(world: Any, browse: Any) -> None:
    record = recorded(world.lan, world.commune, pledge(residential_areas=covered(world)))
    edit_record(by=world.dung, record=record, unit=world.commune, version=1,
                content=pledge(residential_areas=covered(world), amounts={"pledge_households": 7_000}))  # fmt: skip
    changed = sent(world, uuid=str(record.uuid), version="1")
    answer = browse(world.lan).post(reverse("record_edit", args=[record.uuid]), changed)
    assert answer.status_code == 409
    assert "7 hộ" in text(answer)
    assert "120 hộ" in text(answer)


def test_a_kind_of_a_province_is_there_for_its_communes_alone(world: Any, browse: Any) -> None:
    row = kind("exchange_day")
    ActivityKind.objects.filter(pk=row.pk).update(province=world.province)
    assert browse(world.lan).get(add(world.commune, "exchange_day")).status_code == 200
    stranger = browse(world.son)
    assert stranger.get(add(world.foreign, "exchange_day")).status_code == 404
    assert stranger.get(reverse("week_entry", args=[world.foreign.slug, "exchange_day"])).status_code == 404
    assert stranger.get(reverse("logbook", args=[world.foreign.slug, "exchange_day"])).status_code == 404
    assert "Ngày đổi quà" not in text(stranger.get(reverse("station_home", args=[world.foreign.slug])))
    assert stranger.get(reverse("record_list"), {"kind": "exchange_day"}).status_code == 422
    row.refresh_from_db()
    content = pledge(definition=row, amounts={"exchange_points": 1_000}, labels={})
    with pytest.raises(PermissionDenied):
        record_entry(by=world.son, unit=world.foreign, uuid=uuid4(), content=content)


def test_it_is_there_for_the_old_communes_of_the_province(world: Any) -> None:
    ActivityKind.objects.filter(key="pledge_round").update(province=world.province)
    content = pledge(on=date(2025, 6, 20), residential_areas=(world.villages[0],))
    assert recorded(world.lan, world.giao_hieu, content).unit == world.giao_hieu


@pytest.mark.parametrize("key", ["patrol", "activity", "khong-co"])
def test_addresses_of_no_defined_kind_are_not_there(world: Any, browse: Any, key: str) -> None:
    assert browse(world.lan).get(f"/units/{world.commune.slug}/activities/{key}/add").status_code == 404


def test_the_station_leads_to_the_kinds_of_the_day(world: Any, browse: Any) -> None:
    address = reverse("station_home", args=[world.commune.slug])
    ActivityKind.objects.filter(key="contest").update(valid_to=timezone.localdate() - timedelta(1))
    recorded(world.lan, world.commune, award())
    page = text(browse(world.lan).get(address))
    assert add(world.commune) in page
    assert "Khen thưởng" in page
    assert add(world.commune, "contest") not in page
    assert add(world.commune) not in text(browse(world.tinh).get(address))


def test_the_list_costs_the_same_however_many_kinds(
    world: Any, browse: Any, django_assert_max_num_queries: Any
) -> None:
    for content in (pledge(), award(), contest(), document(), pledge(amounts={}), award(labels={})):
        recorded(world.lan, world.commune, content)
    client = browse(world.lan)
    with django_assert_max_num_queries(16):
        client.get(reverse("record_list"))


BROKEN: list[tuple[Any, dict[str, Any]]] = [
    (ActivityKind, {"key": "patrol"}),
    (ActivityKind, {"areas": "never"}),
    (ActivityCount, {"order": 9}),
    (ActivityCount, {"order": 0}),
    (ActivityAmount, {"thousandths": 0}),
    (ActivityLabel, {"listed": None}),
]


@pytest.mark.parametrize(("model", "broken"), BROKEN)
def test_the_database_refuses(world: Any, model: Any, broken: dict[str, Any]) -> None:
    recorded(world.lan, world.commune, pledge(labels={"occasion": ("festival_day",)}))
    rows = model.objects.filter(**({"key": "pledge_round"} if model is ActivityKind else {}))
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.filter(pk=rows.first().pk).update(**broken)


def test_no_nine_numbers_are_open_at_a_time(world: Any) -> None:
    free = Indicator.objects.filter(fed_by="", slot=None)
    rows = [ActivityCount(kind=kind("pledge_round"), indicator=one, order=place, valid_from=yesterday())
            for place, one in enumerate(free[:3], 6)]  # fmt: skip
    ActivityCount.objects.bulk_create(rows)
    for place in (3, 9):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityCount.objects.create(
                kind=kind("pledge_round"), indicator=free[4], order=place, valid_from=yesterday()
            )
