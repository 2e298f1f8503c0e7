"""An area ends while the models that cover it change: nobody waits for ever, and nothing outlives its area."""

from datetime import date
from threading import Event

import pytest
from django.db import transaction

from campaigns.actions.errors import Refused
from communes.models import ResidentialArea
from models_selfmgmt.actions import Conflict
from models_selfmgmt.changes import Alter
from models_selfmgmt.models import ModelInstance, VersionArea
from rollups.checking import verify
from stations.actions import end_area
from tests.concurrency import together
from tests.models_selfmgmt.entries import changed, opened, said
from tests.world import World, make_world

SINCE, CHANGED, LAST_DAY = date(2025, 7, 1), date(2025, 9, 1), date(2025, 12, 31)
ROUNDS = 4
LONG_BEFORE = date(2024, 1, 1)
PATIENCE = 0.4  # seconds in which somebody who does not wait would have been through


@pytest.fixture
def db(apart: None) -> None:
    """Instead of pytest-django's transaction: a database of its own."""


@pytest.fixture
def world(db: None) -> World:
    """Made in that database."""
    return make_world()


def test_neither_waits_for_the_other(db: None, world: World) -> None:
    head, unit = world.dung, world.commune
    lamps = [opened(head, unit, SINCE, said(*world.villages), "security_lighting") for _ in range(ROUNDS)]

    def work(share: ResidentialArea | ModelInstance) -> None:
        if isinstance(share, ResidentialArea):
            end_area(by=head, unit=unit, area=share, last_day=LAST_DAY)
        else:
            changed(head, share, Alter(unit, CHANGED, said(*world.villages, security_lamps=3)))

    gone = world.villages[0]
    shares: list[ResidentialArea | ModelInstance] = [lamps[0], gone, *lamps[1:]]
    told = together(work, shares)
    # Who came second is told so; a deadlock would be an error of the database.
    assert not [one for one in told if one is not None and not isinstance(one, (Refused, Conflict))], told
    later = VersionArea.objects.filter(residential_area=gone, version__voided=False)
    assert not later.exclude(version__valid_to__lte=LAST_DAY).exists()
    assert verify() == []


def test_what_was_there_long_before_ends_with_its_area_too(db: None, world: World) -> None:
    """The area ends in the commune of today, while a model that covers it is entered in the one before."""
    head, gone = world.dung, world.villages[0]
    ended, entered = Event(), Event()

    def end() -> None:
        with transaction.atomic():
            end_area(by=head, unit=world.commune, area=gone, last_day=LAST_DAY)
            ended.set()
            entered.wait(PATIENCE)

    def enter() -> None:
        ended.wait()
        opened(head, world.giao_hieu, LONG_BEFORE, said(gone, security_lamps=3), "security_lighting")
        entered.set()

    assert together(lambda share: share(), [end, enter]) == [None, None]
    open_still = VersionArea.objects.filter(residential_area=gone, version__valid_to__isnull=True)
    assert not open_still.filter(version__voided=False).exists()
    assert verify() == []
