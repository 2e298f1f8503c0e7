"""Entries through the action, as fast as one process can, with and without totals."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import cycle
from unittest.mock import patch
from uuid import uuid4

from django.contrib.auth import SESSION_KEY
from django.test import Client

from accounts.models import User
from campaigns import actions
from campaigns.actions import recording
from campaigns.contents import PatrolContent
from campaigns.models import ForceKind
from communes.models import ResidentialArea, Unit
from rollups.counts import Counts
from tools.bench import data


@contextmanager
def without_totals() -> Iterator[None]:
    """The same action, but it counts nothing."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(recording, "count_record", lambda record: Counts()))
        stack.enter_context(patch.object(recording, "apply", lambda change: None))
        yield


def insert(username: str, seconds: float, totals: bool) -> float:
    """Record patrols for some seconds; give how many a second."""
    user = User.objects.get(username=username)
    commune = Unit.objects.get(grants__user=user)
    areas = list(ResidentialArea.objects.filter(memberships__unit=commune)[:3])
    kinds = list(ForceKind.objects.valid_on(data.LAST_DAY)[:2])
    done, days = 0, cycle(range(60))
    with ExitStack() as stack:
        if not totals:
            stack.enter_context(without_totals())
        started = time.perf_counter()
        while (spent := time.perf_counter() - started) < seconds:
            content = PatrolContent(
                on=data.LAST_DAY - timedelta(next(days)),
                residential_areas=(areas[done % len(areas)],),
                shift="night",
                forces=dict.fromkeys(kinds, 2),
                reminders=1,
            )
            # A request reads its user, too: grants are asked anew.
            by = User.objects.get(pk=user.pk)
            actions.record_entry(by=by, unit=commune, uuid=uuid4(), content=content)
            done += 1
    return done / spent


def officers(spread: bool) -> list[str]:
    return data.officers(spread)


def session(username: str) -> str:
    """Sign somebody in and give the cookie's value."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend="accounts.backends.GrantBackend")
    if SESSION_KEY not in client.session:
        raise RuntimeError(f"{username} is not signed in")
    return str(client.session.session_key)


def form(username: str) -> dict[str, str]:
    """Where an officer posts a patrol, and what, but for what is its own; `on` is the last day of all."""
    user = User.objects.get(username=username)
    commune = Unit.objects.get(grants__user=user)
    area = ResidentialArea.objects.filter(memberships__unit=commune).first()
    return {
        "path": f"/units/{commune.slug}/patrols/add",
        "on": data.LAST_DAY.strftime("%d/%m/%Y"),
        "shift": "night",
        "residential_areas": str(area.pk) if area else "",
        "incidents": "0",
        "forces_commune_police": "2",
        "forces_self_mgmt_group": "3",
    }
