"""Lists of records and their spreadsheets: the same rows, within the scope, in both lenses."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from audit.models import AuditEntry
from campaigns.actions import delete_record, verify_record
from communes.models import Unit
from tests.campaigns.entries import BEFORE, patrol, propaganda_session, recorded, weapon_handover

OLD = {"from": "2025-06-01", "to": "2025-07-31"}


@pytest.fixture
def rows(browse: Any) -> Callable[..., list[Any]]:
    """The records that a person's list shows."""

    def listed(person: Any, **query: Any) -> list[Any]:
        answer = browse(person).get(reverse("record_list"), query)
        assert answer.status_code == 200
        return [line.record for line in answer.context["lines"]]

    return listed


def test_everybody_sees_their_own_scope(world: Any, rows: Any) -> None:
    own = recorded(world.lan, world.commune)
    neighbour = recorded(world.minh, world.neighbour)
    recorded(world.son, world.foreign)
    assert rows(world.lan) == [own]
    for person in (world.hung, world.thu, world.tinh):
        assert set(rows(person)) == {own, neighbour}
    assert len(rows(world.bo)) == 3


def test_it_filters_by_kind_state_and_day(world: Any, rows: Any) -> None:
    one, other = recorded(world.lan, world.commune), recorded(world.lan, world.commune, propaganda_session())
    verify_record(by=world.dung, record=one, version=1)
    today = timezone.localdate()
    assert rows(world.lan, kind="patrol") == rows(world.lan, state="verified") == [one]
    assert rows(world.lan, state="provisional") == [other]
    assert rows(world.lan, **{"from": today.isoformat()}) == []
    assert rows(world.lan, **{"to": f"{today - timedelta(days=1):%d/%m/%Y}", "kind": "patrol"}) == [one]


def test_the_head_lists_what_waits_for_the_own_approval(world: Any, rows: Any, browse: Any) -> None:
    waiting, approved = recorded(world.lan, world.commune), recorded(world.lan, world.commune, propaganda_session())
    recorded(world.dung, world.commune)
    verify_record(by=world.dung, record=approved, version=1)
    assert rows(world.dung, state="waiting") == [waiting]
    assert browse(world.lan).get(reverse("record_list"), {"state": "waiting"}).status_code == 422


def test_it_filters_by_village(world: Any, rows: Any) -> None:
    here = recorded(world.lan, world.commune, patrol(residential_areas=(world.villages[0],)))
    recorded(world.lan, world.commune, patrol(residential_areas=(world.villages[1],)))
    assert rows(world.lan, village=world.villages[0].pk) == [here]


def test_deleted_ones_are_a_list_of_their_own(world: Any, rows: Any) -> None:
    record = recorded(world.lan, world.commune)
    delete_record(by=world.lan, record=record, version=1, reason="Ghi trùng")
    assert rows(world.lan) == []
    assert rows(world.lan, state="deleted") == [record]


def test_the_lens_of_today_holds_what_came_before(world: Any, rows: Any) -> None:
    before = recorded(world.lan, world.giao_hieu, patrol(on=BEFORE))
    after = recorded(world.lan, world.commune, patrol(on=BEFORE + timedelta(days=1)))
    unit = world.commune.slug
    assert rows(world.tinh, unit=unit, **OLD) == [after, before]
    assert rows(world.tinh, unit=unit, lens="recorded", **OLD) == [after]
    assert rows(world.tinh, unit=world.giao_hieu.slug, **OLD) == [before]


def test_provinces_districts_and_areas_hold_what_lies_below(world: Any, rows: Any) -> None:
    before = recorded(world.lan, world.giao_hieu, patrol(on=BEFORE))
    after = recorded(world.lan, world.commune, patrol(on=BEFORE + timedelta(days=1)))
    province, old = world.province, Unit.objects.get(slug="06-2000")
    assert rows(world.tinh, unit=province.slug, **OLD) == [after, before]
    assert rows(world.tinh, unit=province.slug, lens="recorded", **OLD) == [after]
    assert rows(world.tinh, unit=old.slug, **OLD) == [before]
    assert rows(world.tinh, unit=world.giao_hieu.parent.slug, **OLD) == [before]
    assert rows(world.tinh, area=world.area.slug, **OLD) == [after, before]
    assert rows(world.tinh, area=world.area.slug, lens="recorded", **OLD) == [after]


def test_a_foreign_place_is_as_unknown_as_a_missing_one(world: Any, browse: Any) -> None:
    client = browse(world.lan)
    for query in ({"unit": world.foreign.slug}, {"unit": world.neighbour.slug}, {"unit": "x"}, {"area": "x"}):
        assert client.get(reverse("record_list"), query).status_code == 404
    for person in (world.quan, world.trang, world.kien):
        assert browse(person).get(reverse("record_list")).status_code == 404
        assert browse(person).get(reverse("record_export")).status_code == 404


@pytest.mark.parametrize(
    "query", [{"from": "x"}, {"kind": "x"}, {"village": "x"}, {"from": "2026-02-02", "to": "2026-01-01"}]
)
def test_a_bad_filter_is_refused_beside_its_field(world: Any, browse: Any, query: Any) -> None:
    for name in ("record_list", "record_export"):
        answer = browse(world.lan).get(reverse(name), query)
        assert answer.status_code == 422
        assert "field-error" in answer.content.decode()


def test_long_lists_have_pages(world: Any, browse: Any) -> None:
    for number in range(31):
        recorded(world.lan, world.commune, patrol(reminders=number))
    first = browse(world.lan).get(reverse("record_list"))
    second = browse(world.lan).get(reverse("record_list"), {"page": "2"})
    assert [len(answer.context["lines"]) for answer in (first, second)] == [30, 1]
    assert browse(world.lan).get(reverse("record_list"), {"page": "x"}).status_code == 200


@pytest.mark.parametrize("number", [1, 12])
def test_a_list_costs_the_same_however_long(
    world: Any, browse: Any, django_assert_max_num_queries: Any, number: int
) -> None:
    for made in range(number):
        recorded(world.lan, world.commune, weapon_handover() if made % 2 else patrol())
    client = browse(world.tinh)
    with django_assert_max_num_queries(18):
        client.get(reverse("record_list"))


def test_who_takes_records_away_stands_in_the_trail(world: Any, browse: Any) -> None:
    recorded(world.lan, world.commune)
    query = {"unit": world.commune.slug, "kind": "patrol"}
    assert browse(world.lan).get(reverse("record_export"), query).status_code == 200
    row = AuditEntry.objects.get(action="export_records")
    assert (row.actor, row.unit) == (world.lan, world.commune)
    assert row.after == {"filters": {"kind": ["patrol"], "unit": [world.commune.slug]}, "count": 1}


@pytest.mark.parametrize("demo", [True, False])
def test_what_is_invented_says_so(world: Any, browse: Any, settings: Any, demo: bool) -> None:
    recorded(world.lan, world.commune)
    settings.DEMO = demo
    file = browse(world.lan).get(reverse("record_export"))
    sheet = CalamineWorkbook.from_filelike(BytesIO(b"".join(file))).get_sheet_by_index(0).to_python()
    assert any("Dữ liệu minh họa" in str(cell) for row in sheet for cell in row) == demo
