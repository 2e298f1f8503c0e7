"""New figures by an administrator, without a migration."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max

from audit.models import AuditEntry
from rollups.actions import add_indicator
from rollups.models import Indicator
from tests.world import World


def fields(**changes: Any) -> dict[str, Any]:
    given = {
        "key": "knives_collected", "name_vi": "Dao giao nộp", "name_en": "Knives handed over", "unit_vi": "con",
        "unit_en": "knives", "group": "weapons", "stored": True,
    }  # fmt: skip
    return given | changes


def test_a_stored_figure_takes_the_next_free_column(world: World) -> None:
    last = Indicator.objects.aggregate(last=Max("slot"))["last"]
    first, second = (
        add_indicator(by=world.quan, **fields(key=key)) for key in ("knives_collected", "swords_collected")
    )
    assert (first.slot, second.slot) == (last + 1, last + 2)
    assert second.order > first.order


def test_a_figure_that_is_not_stored_takes_none(world: World) -> None:
    indicator = add_indicator(by=world.quan, **fields(stored=False, source="return", aggregation="last"))
    assert indicator.slot is None


def test_it_leaves_an_audit_row(world: World) -> None:
    indicator = add_indicator(by=world.quan, **fields())
    entry = AuditEntry.objects.get(action="add_indicator")
    assert (entry.actor, entry.object_id) == (world.quan, str(indicator.pk))


def test_only_administrators_add_figures(world: World) -> None:
    with pytest.raises(PermissionDenied):
        add_indicator(by=world.thu, **fields())


def test_a_key_is_taken_once(world: World) -> None:
    with pytest.raises(ValidationError):
        add_indicator(by=world.quan, **fields(key="reports"))


def test_only_sums_of_the_log_are_stored(world: World) -> None:
    with pytest.raises(ValidationError):
        add_indicator(by=world.quan, **fields(aggregation="last"))
