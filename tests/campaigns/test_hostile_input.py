"""Whatever is sent, the answer is a page: never a crash, never a record that nobody meant."""

import random
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from campaigns.models import Record
from tests.campaigns.entries import item_unit, recorded, yesterday

NASTY = [
    *("", " ", "\x00", "\x00a", "a\x00", "'", '"><script>', "%00", "../..", "🙂", "ă" * 400, "9" * 400),
    *("-1", "0", "1e9", "NaN", "1,5", "1.5", "2147483648", "9223372036854775808", "null", "true", "[]", "{}"),
    *("0001-01-01", "9999-12-31", "2025-02-30", "31/12/2025", "0000-00-00", "٣", "\u202e1", "01864-2025"),
]
FIELDS = {
    "patrol": ["shift", "forces_commune_police", "forces_civil_guard", "reminders", "incidents"],
    "propaganda_session": ["form", "topics", "audiences", "partners", "launch", "linked_movement", "attendances"],
    "weapon_handover": ["mode", "receipt_number", "items-0-unit", "items-0-quantity", "items-999-unit", "gifts_rice"],
    "pledge_round": ["choice_occasion", "choice_partners", "count_pledge_households", "number"],
    "award": ["choice_giver", "of_awards_given__award_kinds_merit", "count_awards_given"],
    "directive_document": ["choice_kind", "number"],
}
COMMON = ["uuid", "version", "device_at", "on", "residential_areas", "place_of_day"]


def address_of(kind: str, unit: str) -> str:
    typed = {"patrol", "propaganda_session", "weapon_handover"}
    return reverse(f"{kind}_add", args=[unit]) if kind in typed else reverse("activity_add", args=[unit, kind])


def sensible(kind: str) -> dict[str, Any]:
    of_kind: dict[str, dict[str, Any]] = {
        "patrol": {"shift": "night", "forces_commune_police": "2"},
        "propaganda_session": {"form": "mobile", "topics": ["drugs"]},
        "weapon_handover": {"mode": "recovery", "items-0-unit": item_unit("air_gun").pk, "items-0-quantity": "1"},
        "pledge_round": {"choice_occasion": "campaign", "count_pledge_schools": "1"},
        "award": {"choice_giver": "award_givers_province", "of_awards_given__award_kinds_badge": "2"},
        "directive_document": {"choice_kind": "document_kinds_plan", "number": "1/KH"},
    }
    return {"uuid": str(uuid4()), "on": yesterday().isoformat(), **of_kind[kind]}


@pytest.mark.parametrize("kind", FIELDS)
def test_forms_stand_anything(world: Any, browse: Any, kind: str) -> None:
    client, chance = browse(world.lan), random.Random(7)
    address = address_of(kind, world.commune.slug)
    for name in COMMON + FIELDS[kind]:
        for value in [*chance.sample(NASTY, 3), "\x00"]:
            answer = client.post(address, sensible(kind) | {name: value})
            assert answer.status_code in (302, 409, 422), (name, value)


@pytest.mark.parametrize("kind", FIELDS)
def test_forms_of_another_day_are_drawn_from_anything(world: Any, browse: Any, kind: str) -> None:
    client, chance, address = browse(world.lan), random.Random(8), address_of(kind, world.commune.slug)
    for name in COMMON + FIELDS[kind]:
        for value in (chance.choice(NASTY), "\x00"):
            answer = client.post(address, sensible(kind) | {"on": "2024-06-30", "do": "day", name: value})
            assert answer.status_code == 200, (name, value)
    assert Record.objects.count() == 0


def test_edits_and_deletions_stand_anything(world: Any, browse: Any) -> None:
    client, record = browse(world.lan), recorded(world.lan, world.commune)
    for value in random.Random(9).sample(NASTY, 12):
        edited = client.post(reverse("record_edit", args=[record.uuid]), sensible("patrol") | {"version": value})
        assert edited.status_code in (302, 409, 422), value
        sent = {"version": 1, "why": "other", "note": value} if value != "9" * 400 else {"version": value}
        client.post(reverse("record_delete", args=[record.uuid]), sent)
    assert Record.objects.count() == 1


@pytest.mark.parametrize("address", ["record_list", "record_export"])
def test_filters_stand_anything(world: Any, browse: Any, address: str) -> None:
    client, chance = browse(world.lan), random.Random(8)
    for name in ("kind", "state", "unit", "area", "village", "lens", "from", "to", "page", "x"):
        for value in [*chance.sample(NASTY, 4), "\x00"]:
            answer = client.get(reverse(address), {name: value})
            assert answer.status_code in (200, 404, 422), (name, value)
