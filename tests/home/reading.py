"""The first page of a station and what it links to, and targets for it."""

import re
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from campaigns.models import Campaign
from rollups.models import Indicator
from targets.models import Target


def home(client: Client, world: Any) -> Any:
    return client.get(reverse("station_home", args=[world.commune.slug]))


def links(page: Any, pattern: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(f'href="({pattern}[^"]*)"', page.content.decode())]


def asked(world: Any, key: str, thousandths: int | None, **changes: Any) -> Target:
    given = {"start": date(2026, 11, 1), "end": date(2026, 12, 31), "assigner_name": "Công an tỉnh", "by": world.thu}
    figure = Indicator.objects.get(key=key)
    return Target.objects.create(unit=world.commune, indicator=figure, thousandths=thousandths, **given | changes)


def campaign() -> Campaign:
    return Campaign.objects.create(name="Cao điểm", start=date(2026, 11, 1), end=date(2026, 12, 31))
