"""Load the demonstration: all of it at first, then only the days since."""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone, translation

from antq.demo.accounts import Crew, create_accounts, create_crews
from antq.demo.articles import PILOT
from antq.demo.campaigns import create_campaigns
from antq.demo.criteria import create_assessments
from antq.demo.due import create_rules
from antq.demo.entries import APPROVED_WITHIN, Event
from antq.demo.goals import create_goals
from antq.demo.loading import approve, count, waiting, write
from antq.demo.models import create_models
from antq.demo.places import PROVINCE, create_villages
from antq.demo.readiness import create_readiness
from antq.demo.story import Story
from audit.actions import record_audit
from audit.models import AuditEntry
from campaigns.kinds.registry import spec_for
from campaigns.models import Record
from communes.models import Unit
from rollups.checking import rebuild
from rollups.writer import apply
from stations.places import load_places
from stations.readiness import counted

ACTION = "demo_loaded"
CHUNK = 2000  # entries in memory at a time
# So many new days are added to the totals; more are quicker counted anew with all the rest.
ADDED_DAYS = 31


@dataclass
class Loaded:
    """How many records were written, and how many seconds each part took."""

    records: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, part: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[part] = time.perf_counter() - start


def load(*, until: date | None = None, since: date = PILOT.start, units: Collection[str] | None = None) -> Loaded:
    """Load what is missing up to a day (today at most), all or nothing. A first load may begin on a later day.

    Tests may ask for a few units alone. What people have entered stays. A load leaves one audit row and not one for
    each record: nobody entered them.
    """
    today = timezone.localdate()
    until = min(until or today, today)
    loaded = Loaded()
    with translation.override("vi"), loaded.timed("total"):
        with loaded.timed("gazetteer"):
            load_places()
        last = last_loaded()
        if last is None or last < until:
            with transaction.atomic():
                _tell(last, since, until, units, loaded)
    return loaded


def last_loaded() -> date | None:
    """The day up to which the story is told."""
    row = AuditEntry.objects.filter(action=ACTION).order_by("-pk").first()
    return date.fromisoformat(row.after["until"]) if row and row.after else None


def _tell(last: date | None, since: date, until: date, units: Collection[str] | None, loaded: Loaded) -> None:
    # The last day is told once more: some of its shifts had not begun then.
    first = last or since
    with loaded.timed("accounts and places"):
        create_accounts()
        settled = create_villages()
        create_campaigns(until)
        story = Story(units)
        crews = create_crews(Unit.objects.filter(slug__in={place.slug for place in story.places}).order_by("pk"))
        snapshots = create_readiness(crews)
        create_goals()
        create_rules()
        assessed = create_assessments(crews, until)
    with loaded.timed("records"):
        due = [] if last is None else _due(story, last, until)
        before = count([record.pk for record in waiting(due)])
        approved = approve(due, crews)
        new = _write(story, crews, first, until, set() if last is None else _written_on(last))
    with loaded.timed("models"):
        models = create_models(story.places, last, until)
    with loaded.timed("totals"):
        if (until - first).days > ADDED_DAYS:
            _tell_planner()
            rebuild()
        else:
            apply(count([*approved, *new]) - before + counted(snapshots) + models.counts() + settled + assessed)
    loaded.records = len(new)
    province = Unit.objects.get(slug=PROVINCE)
    after = {"since": first.isoformat(), "until": until.isoformat(), "records": len(new), "approved": len(approved)}
    record_audit(by=None, action=ACTION, obj=province, unit=province, after=after)


def _tell_planner() -> None:
    """PostgreSQL still believes that the tables are empty and would join them row by row, for minutes."""
    if connection.vendor == "postgresql":
        tables = connection.introspection.django_table_names(only_existing=True)
        names = ", ".join(connection.ops.quote_name(name) for name in tables if name.startswith("campaigns_"))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")


def _due(story: Story, last: date, until: date) -> list[Event]:
    """What was waiting when the story stopped and has been approved since."""
    recent = story.events(last - timedelta(days=APPROVED_WITHIN), last)
    return [event for event in recent if last < event.approved_on <= until]


def _written_on(day: date) -> set[UUID]:
    return set(Record.objects.filter(on=day).values_list("uuid", flat=True))


def _write(story: Story, crews: dict[str, Crew], first: date, until: date, written: Collection[UUID]) -> list[int]:
    """Write what has happened by now and is not written yet."""
    new: list[int] = []
    told = story.entries(first, until)
    entries = (
        entry for entry in told if spec_for(entry.content).is_past(entry.content) and entry.event.uuid not in written
    )
    while chunk := list(islice(entries, CHUNK)):
        new += write(chunk, crews, story.catalogues, until)
    return new
