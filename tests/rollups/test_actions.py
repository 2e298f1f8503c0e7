"""New figures by an administrator, without a migration."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Max

from audit.models import AuditEntry
from rollups.actions import add_indicator, claim_indicator
from rollups.models import STOCK_SLOTS, Indicator
from tests.world import World


def fields(**changes: Any) -> dict[str, Any]:
    given = {
        "key": "knives_collected", "name_vi": "Dao giao nộp", "name_en": "Knives handed over", "unit_vi": "con",
        "unit_en": "knives", "group": "weapons", "stored": True,
    }  # fmt: skip
    return given | changes


def test_a_stored_figure_takes_the_next_free_column(world: World) -> None:
    last = Indicator.objects.filter(slot__lt=STOCK_SLOTS).aggregate(last=Max("slot"))["last"]
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


def test_stocks_have_blocks_of_their_own(world: World) -> None:
    """Or the next flow would follow a stock and get rows of years."""
    Indicator.objects.filter(slot__gte=STOCK_SLOTS).update(slot=None)
    first = add_indicator(by=world.quan, **fields(key="stock_one", aggregation="last"))
    second = add_indicator(by=world.quan, **fields(key="stock_two", aggregation="last"))
    flow = add_indicator(by=world.quan, **fields())
    assert (first.slot, second.slot) == (STOCK_SLOTS, STOCK_SLOTS + 1)
    assert flow.slot is not None
    assert flow.slot < STOCK_SLOTS


def test_what_cannot_be_added_up_is_not_stored(world: World) -> None:
    with pytest.raises(ValidationError):
        add_indicator(by=world.quan, **fields(aggregation="ratio"))


def test_one_thing_counts_a_figure(world: World) -> None:
    hamlets = Indicator.objects.get(key="villages_total")
    hamlets.pk, hamlets.key, hamlets.slot, hamlets.fed_by = None, "hamlets_total", None, ""
    hamlets.save(force_insert=True)
    claimed = claim_indicator(by=world.quan, indicator=hamlets, fed_by="place:village")
    assert claimed.slot is not None
    assert claimed.slot >= STOCK_SLOTS
    assert claim_indicator(by=world.quan, indicator=hamlets, fed_by="place:village").slot == claimed.slot
    with pytest.raises(ValidationError):
        claim_indicator(by=world.quan, indicator=hamlets, fed_by="place:hamlet")
