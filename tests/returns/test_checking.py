"""A return and its record stay what they are to each other, from whichever side they are changed."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from campaigns import superseding
from campaigns.actions import delete_record, edit_record
from campaigns.models import Record
from campaigns.models.records import Hold
from returns.models import Return
from rollups.checking import astray
from tests.campaigns.entries import patrol, recorded
from tests.returns.filing import AUGUST, JULY, nothing, tips
from tests.world import World

pytestmark = pytest.mark.django_db
CHANGES: list[dict[str, Any]] = [{"on": JULY}, {"deleted": True, "delete_reason": "x"}, {"hold": Hold.PERIOD_CLOSED}]


def until_the_end(write: Callable[[], Any]) -> None:
    with transaction.atomic():
        write()
        connection.check_constraints()  # as when the transaction ends


@pytest.mark.parametrize("change", CHANGES, ids=lambda one: next(iter(one)))
def test_a_record_that_leaves_its_return_is_refused_or_found(world: World, change: dict[str, Any]) -> None:
    record = recorded(world.lan, world.commune, tips())
    assert astray() == []
    rows = Record.objects.filter(pk=record.pk)
    if connection.vendor == "postgresql":
        with pytest.raises(IntegrityError):
            until_the_end(lambda: rows.update(**change))
        return
    rows.update(**change)
    (words,) = astray()
    assert record.receipt in words
    said = StringIO()
    with pytest.raises(SystemExit):
        call_command("rollups", verify=True, stdout=said)
    assert words in said.getvalue()


def test_a_record_without_its_return_is_found(world: World) -> None:
    record = recorded(world.lan, world.commune, tips())
    filed = Return.objects.filter(record=record)
    filed.get().amounts.all().delete()
    filed.delete()
    assert astray() == [f"Phiếu {record.receipt}: không có báo cáo của kỳ"]


def test_nothing_that_stands_beside_records_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """As before an upgrade, when both counted."""
    monkeypatch.setattr(superseding, "_known", [])
    said = recorded(world.lan, world.commune, nothing())
    recorded(world.lan, world.commune, patrol(on=AUGUST.replace(day=15)))
    assert astray() == []
    recorded(world.lan, world.commune, patrol(on=AUGUST))
    assert astray() == [f"Phiếu {said.receipt}: báo cáo không phát sinh trong kỳ mà sổ có phiếu"]


def test_what_actions_do_keeps_them_together(world: World) -> None:
    record = recorded(world.lan, world.commune, tips())
    edit_record(by=world.lan, record=record, unit=world.commune, version=1, content=tips(JULY))
    delete_record(by=world.lan, record=record, version=2, reason="ghi nhầm")
    connection.check_constraints()
    again = recorded(world.lan, world.commune, tips(AUGUST))
    assert (again.on, astray()) == (AUGUST, [])
