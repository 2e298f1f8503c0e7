"""A campaign of the province with one phase."""

from datetime import date

import pytest

from campaigns.models import Campaign, CampaignPhase
from tests.targets.giving import END, START
from tests.world import World


@pytest.fixture
def campaign(world: World) -> Campaign:
    found = Campaign.objects.create(name="Cao điểm Tết 2026", unit=world.province, start=START, end=END)
    CampaignPhase.objects.create(campaign=found, name="Giai đoạn 1", start=START, end=date(2026, 1, 14))
    return found
