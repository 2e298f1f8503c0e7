"""A period that was reported keeps its days, on the page of the administrator and in the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from campaigns.actions import delete_record
from campaigns.models import Record
from periods.models import Period
from rollups.checking import astray
from tests.campaigns.entries import recorded
from tests.returns.filing import AUGUST, LAST_DAY, tips
from tests.world import World

pytestmark = pytest.mark.django_db
Browse = Callable[..., Client]
ONE = timedelta(1)


@contextmanager
def let_periods_move() -> Iterator[None]:
    """As before the database held them."""
    migration = import_module("returns.migrations.0007_periods_with_returns_stay")
    migration.let_go(None, SimpleNamespace(connection=connection, execute=run))
    yield
    migration.hold(None, SimpleNamespace(connection=connection, execute=run))


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def month() -> Period:
    return Period.objects.get(kind="month", end=AUGUST)


def move(client: Client, period: Period) -> Any:
    days = {"start": f"{period.start:%d/%m/%Y}", "end": f"{period.end - ONE:%d/%m/%Y}"}
    return client.post(f"/admin/periods/period/{period.pk}/change/", days)


def test_an_administrator_cannot_move_a_period_that_was_reported(world: World, browse: Browse) -> None:
    record, client = recorded(world.lan, world.commune, tips()), browse(world.quan)
    answer = move(client, month())
    assert "Xã Bằng Thành đã nộp “Tin có giá trị, giải quyết mâu thuẫn” của kỳ này" in answer.content.decode()
    assert month().end == AUGUST
    delete_record(by=world.lan, record=record, version=1, reason="ghi nhầm")
    assert move(client, month()).status_code == 302


def test_a_period_of_another_kind_may_move(world: World, browse: Browse) -> None:
    recorded(world.lan, world.commune, tips())
    quarter = Period.objects.get(kind="quarter", start__lte=AUGUST, end__gte=AUGUST)
    assert move(browse(world.quan), quarter).status_code == 302


@pytest.mark.parametrize("change", [{"end": AUGUST - ONE}, {"end": AUGUST + ONE}, {"kind": "year", "year": 2999}, None])
def test_the_database_holds_it_too(world: World, change: dict[str, Any] | None) -> None:
    recorded(world.lan, world.commune, tips())
    rows = Period.objects.filter(pk=month().pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(**change) if change else rows.delete()
    rows.update(number=rows.get().number, end=AUGUST)  # what stays the same is no move


def test_what_a_unit_filed_on_its_last_day_holds_its_period_as_well(world: World) -> None:
    recorded(world.lan, world.giao_hieu, tips(LAST_DAY))
    rows = Period.objects.filter(kind="month", start__lte=LAST_DAY, end__gte=LAST_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(end=LAST_DAY + ONE)


def test_a_return_of_no_period_is_found(world: World) -> None:
    for content, unit in ((tips(), world.commune), (tips(LAST_DAY), world.giao_hieu)):
        recorded(world.lan, unit, content)
    assert astray() == []
    record = Record.objects.get(on=AUGUST)
    with let_periods_move():
        Period.objects.filter(pk=month().pk).update(end=AUGUST - 3 * ONE)
    assert astray() == [f"Phiếu {record.receipt}: báo cáo của ngày không phải ngày cuối của kỳ nào"]
