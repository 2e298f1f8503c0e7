"""Targets for tests, given through the action as the steward of the province gives them."""

from datetime import date
from typing import Any

from campaigns.models import Campaign
from communes.models import Unit
from rollups.models import Indicator
from targets.actions import assign_targets
from targets.models import Target
from tests.campaigns.entries import patrol, recorded
from tests.world import World

START, END = date(2025, 12, 15), date(2026, 2, 14)  # of the campaign


def patrols() -> Indicator:
    return Indicator.objects.get(key="patrol_sessions")


def give(world: World, within: Campaign, amounts: dict[Unit, int | None], **changes: Any) -> list[Target]:
    given: dict[str, Any] = {
        "indicator": patrols(), "start": within.start, "end": within.end, "campaign": within,
        "assigner_name": "Công an tỉnh Thái Nguyên",
    }  # fmt: skip
    return assign_targets(by=world.thu, amounts=amounts, **given | changes)


def log(world: World, *days: int) -> None:
    for day in days:
        recorded(world.lan, world.commune, patrol(on=date(2026, 1, day)))
