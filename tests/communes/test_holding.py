"""Whoever writes of a unit finishes beside a record that is about to be committed: none waits for the other for ever.

The record has its totals in hand, and at its commit its foreign keys ask for the unit (on PostgreSQL).
"""

from datetime import date
from threading import Event
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from campaigns import actions
from campaigns.models import Record
from communes.models import ResidentialArea
from returns.actions import report_total
from returns.looking import say_looked_at
from returns.ruling import add_days_off, set_rule
from rollups.checking import verify
from rollups.models import Indicator, State
from stations.actions import add_residential_areas, rename_area
from stations.pasting import Named
from stations.readiness import record_readiness
from targets.actions import assign_targets
from tests.campaigns.entries import patrol, recorded
from tests.concurrency import together
from tests.criteria.entries import model_set
from tests.criteria.entries import opened as assessed
from tests.models_selfmgmt.entries import opened as registered
from tests.stations.test_readiness import READY
from tests.world import FIRST_DAY, World, make_world

PATIENCE = 0.4  # seconds, until whoever does not come through is taken to wait for the record
DAY = date(2026, 3, 2)


@pytest.fixture
def db(apart: None) -> None:
    """Instead of pytest-django's transaction: a database of its own."""


@pytest.fixture
def world(db: None) -> World:
    return make_world()


class Desk:
    """What people do in a commune while somebody approves a patrol there."""

    def __init__(self, world: World) -> None:
        self.world, self.unit = world, world.commune
        self.patrols = Indicator.objects.get(key="patrol_sessions")
        self.figure: dict[str, Any] = {"unit": self.unit, "indicator": self.patrols, "start": DAY, "end": DAY}
        self.set = model_set(world)

    def say_a_total(self) -> None:
        report_total(by=self.world.thu, kind="published", thousandths=1000, qualifier="exact", **self.figure)

    def look_at_a_figure(self) -> None:
        say_looked_at(by=self.world.hung, thousandths=1000, **self.figure)

    def give_a_target(self) -> None:
        amounts, given = {self.unit: 1000}, {key: self.figure[key] for key in ("indicator", "start", "end")}
        assign_targets(by=self.world.thu, amounts=amounts, assigner_name="Công an tỉnh", **given)

    def say_how_the_station_stands(self) -> None:
        record_readiness(by=self.world.dung, unit=self.unit, since=FIRST_DAY, standing=READY, seen=0)

    def add_an_area(self) -> None:
        names = [Named("Thôn Đông", ResidentialArea.Kind.THON)]
        add_residential_areas(by=self.world.dung, unit=self.unit, names=names, since=FIRST_DAY)

    def rename_an_area(self) -> None:
        named = Named("Tổ dân phố 1", ResidentialArea.Kind.TO_DAN_PHO)
        rename_area(by=self.world.dung, unit=self.unit, area=self.world.villages[0], named=named)

    def enter_a_model(self) -> None:
        registered(self.world.dung, self.unit, DAY)

    def open_an_assessment(self) -> None:
        assessed(self.world.dung, self.unit, self.set)

    def set_a_rule(self) -> None:
        today = timezone.localdate()
        set_rule(by=self.world.thu, province=self.world.province, valid_from=today, grace=1, weekly_cut=None)

    def add_a_day_off(self) -> None:
        day = date(2026, 12, 2)
        add_days_off(by=self.world.thu, province=self.world.province, start=day, end=day)

    def log_a_patrol(self) -> None:
        recorded(self.world.lan, self.unit)


DEEDS = sorted(name for name in vars(Desk) if not name.startswith("_"))


def test_nobody_waits_for_a_record_that_waits_for_him(world: World) -> None:
    desk = Desk(world)
    records = {deed: recorded(world.lan, world.commune, patrol(on=DAY, reminders=2)) for deed in DEEDS}
    assert {deed: beside(desk, deed, records[deed]) for deed in DEEDS} == {deed: [None, None] for deed in DEEDS}
    assert Record.objects.filter(state=State.VERIFIED).count() == len(DEEDS)
    assert verify() == []


def beside(desk: Desk, deed: str, record: Record) -> list[Any]:
    """What became of approving the record, and of what was done before that was committed."""
    counted, done = Event(), Event()

    def approve() -> None:
        with transaction.atomic():
            actions.verify_record(by=desk.world.dung, record=record, version=record.version)
            counted.set()
            done.wait(PATIENCE)

    def do() -> None:
        counted.wait()
        getattr(desk, deed)()
        done.set()

    return together(lambda share: share(), [approve, do])
