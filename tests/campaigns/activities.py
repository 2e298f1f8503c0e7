"""Kinds and entries of kinds for tests: those that ship, and one of a province that is defined on the way."""

from datetime import date
from typing import Any

from campaigns.contents import ActivityContent
from campaigns.models import ActivityKind
from tests.campaigns.entries import yesterday


def kind(key: str) -> ActivityKind:
    return ActivityKind.objects.get(key=key)


def pledge(**changes: Any) -> ActivityContent:
    given: dict[str, Any] = {
        "definition": kind("pledge_round"),
        "on": yesterday(),
        "amounts": {"pledge_households": 120_000, "pledge_schools": 2_000},
        "labels": {"occasion": ("festival_day",), "partners": ("fatherland_front",)},
    }
    return ActivityContent(**(given | changes))


def award(**changes: Any) -> ActivityContent:
    given: dict[str, Any] = {
        "definition": kind("award"),
        "on": yesterday(),
        "amounts": {"awards_given_merit": 3_000, "awards_given_commendation": 12_000, "awards_individuals": 9_000},
        "labels": {"giver": ("award_givers_province",)},
    }
    return ActivityContent(**(given | changes))


def contest(**changes: Any) -> ActivityContent:
    given: dict[str, Any] = {
        "definition": kind("contest"),
        "on": yesterday(),
        "labels": {"field": ("contest_fields_fire",), "level": ("level_province",)},
    }
    return ActivityContent(**(given | changes))


def document(day: date | None = None, **changes: Any) -> ActivityContent:
    given: dict[str, Any] = {
        "definition": kind("directive_document"),
        "on": day or yesterday(),
        "number": "12/KH-UBND",
        "labels": {"kind": ("document_kinds_plan",)},
    }
    return ActivityContent(**(given | changes))
