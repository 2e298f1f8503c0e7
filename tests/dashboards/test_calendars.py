"""Campaigns in the choice of periods: what runs, what comes, what is over; phases below their campaign."""

from datetime import date

import pytest

from campaigns.models import Campaign, CampaignPhase
from dashboards.calendars import _in_order, calendar_of
from dashboards.stamps import forget
from periods.presets import Choice
from rollups.ranges import Days
from tests.dashboards.figures import TODAY, of_unit
from tests.world import World


def choice(token: str, start: str, end: str) -> Choice:
    return Choice(token, Days(date.fromisoformat(start), date.fromisoformat(end)), token)


def test_what_runs_stands_first_and_phases_below_their_campaign() -> None:
    extra = [
        (1, choice("campaign-1", "2026-01-01", "2026-02-01")),
        (4, choice("campaign-4", "2027-06-01", "2027-07-01")),
        (2, choice("campaign-2", "2026-12-15", "2027-02-28")),
        (3, choice("phase-8", "2026-11-20", "2026-12-01")),
        (3, choice("phase-9", "2026-11-01", "2026-11-19")),
        (3, choice("campaign-3", "2026-11-01", "2026-12-01")),
    ]
    found = [one.token for one in _in_order(extra, TODAY)]
    assert found == ["campaign-3", "phase-9", "phase-8", "campaign-2", "campaign-4", "campaign-1"]


@pytest.mark.django_db
def test_the_picker_of_a_page_follows_it(world: World) -> None:
    coming = Campaign.objects.create(name="Tết", start=date(2036, 12, 15), end=date(2037, 2, 28))
    phase = CampaignPhase.objects.create(campaign=coming, name="Một", start=date(2036, 12, 15), end=date(2036, 12, 31))
    forget()
    tokens = [one.token for one in calendar_of(of_unit(world.lan, world.commune.slug)).extra]
    assert tokens.index(f"phase-{phase.pk}") == tokens.index(f"campaign-{coming.pk}") + 1
