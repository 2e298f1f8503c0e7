"""The migrations of targets go forwards and back on rows that are in use."""

from datetime import date

import pytest
from django.core.management import call_command

from campaigns.models import Campaign
from targets.models import Target
from tests.targets.giving import END, START, patrols
from tests.world import World, make_world


@pytest.fixture
def db(apart: None) -> None:
    """A database of its own: SQLite makes tables anew outside of a transaction alone."""


@pytest.fixture
def world(db: None) -> World:
    """Made in that database."""
    return make_world()


def test_one_of_a_campaign_stays_with_its_days(world: World) -> None:
    campaign = Campaign.objects.create(name="Cao điểm", unit=world.province, start=START, end=END)
    call_command("migrate", "targets", "0001", verbosity=0)
    given = {"unit": world.commune, "indicator": patrols(), "by": world.thu, "assigner_name": "Công an tỉnh"}
    for number, end in enumerate((date(2026, 1, 31), date(2026, 2, 7)), start=1):
        Target.objects.create(start=START, end=end, campaign=campaign, thousandths=number * 1000, **given)
    call_command("migrate", verbosity=0)
    kept = Target.objects.standing().get()
    assert (kept.thousandths, kept.start, kept.end) == (2_000, START, END)
    Target.objects.create(start=START, end=END, thousandths=60_000, **given)
    call_command("migrate", "targets", "0001", verbosity=0)
    assert Target.objects.standing().get().thousandths == 60_000
    call_command("migrate", verbosity=0)
