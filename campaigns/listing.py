"""Lists of records: whose, of which days, in which state; and their lines."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from campaigns.approval import waiting_for
from campaigns.feeding import feeding
from campaigns.kinds.registry import read_by_summaries, spec_of
from campaigns.kinds.spec import KindSpec
from campaigns.models import Record
from campaigns.models.records import RecordQuerySet
from campaigns.presenting import summary
from communes.models import Area, AreaMembership, Level, Unit, valid_on
from rollups.models import Indicator, State

TODAY, RECORDED = "today", "recorded"
DELETED = "deleted"
WAITING = "waiting"  # for the approval of its reader
LATE = "late"  # came after the deadline of its period
STATES = {"provisional": State.PROVISIONAL, "verified": State.VERIFIED}


@dataclass(frozen=True)
class Wanted:
    """What a list shows. `unit` or `area` or, with neither, all that its reader may read."""

    start: date
    end: date
    unit: Unit | None = None
    area: Area | None = None
    lens: str = TODAY
    kind: KindSpec | None = None
    state: str = ""
    village: int | None = None
    figure: Indicator | None = None  # only what adds something to it


@dataclass(frozen=True)
class Line:
    """A record as a line; all words."""

    record: Record
    day: date
    kind: str
    unit: str
    areas: str
    said: str
    status: str
    author: str
    receipt: str
    late: bool


def find(reader: User, wanted: Wanted, today: date) -> RecordQuerySet:
    """Give the records, newest first, without their details."""
    rows: RecordQuerySet = Record.objects.read_by(reader).filter(on__range=(wanted.start, wanted.end))
    rows = rows.filter(deleted=wanted.state == DELETED)
    if wanted.state in STATES:
        rows = rows.filter(state=STATES[wanted.state])
    if wanted.state == LATE:
        rows = rows.filter(late=True)
    if wanted.state == WAITING:
        rows = waiting_for(reader, rows)
    if wanted.kind is not None:
        rows = rows.filter(wanted.kind.records)
    if wanted.unit is not None:
        rows = rows.filter(unit__in=Unit.objects.filter(units_of(wanted.unit, wanted.lens)).order_by().values("pk"))
    if wanted.area is not None:
        rows = rows.filter(unit__in=units_of_area(wanted.area, wanted.lens, today))
    if wanted.village is not None:
        rows = rows.filter(area_lines__residential_area=wanted.village)
    if wanted.figure is not None:
        rows = rows.filter(feeding(wanted.figure))
    return rows.order_by("-on", "-created_at", "-pk")


def units_of(unit: Unit, lens: str) -> Q:
    """The units whose records a list of `unit` holds; in the lens of today also those whose history it owns."""
    here = Q(pk=unit.pk)
    if unit.level == Level.PROVINCE:
        here = Q(province=unit)
    elif not unit.leaf:
        here = Q(pk=unit.pk) | Q(parent=unit)
    if lens == RECORDED or not unit.is_open:
        return here
    if unit.level == Level.PROVINCE:
        return here | Q(province__in=Unit.objects.filter(level=Level.PROVINCE, heir=unit).values("pk"))
    return here | Q(heir=unit)


def units_of_area(area: Area, lens: str, today: date) -> QuerySet[Unit, int]:
    members = AreaMembership.objects.filter(valid_on(today), area=area).values("unit")
    here = Q(pk__in=members) if lens == RECORDED else Q(pk__in=members) | Q(heir__in=members)
    return Unit.objects.filter(here).order_by().values_list("pk", flat=True)


def with_details(rows: QuerySet[Record]) -> QuerySet[Record]:
    """Fetch what `line` reads: a fixed number of statements, however many rows."""
    one, many = read_by_summaries()
    return rows.select_related("unit", "author", *one).prefetch_related("residential_areas", *many)


def line(record: Record) -> Line:
    return Line(
        record=record,
        day=record.on,
        kind=str(spec_of(record).name),
        unit=record.unit.full_name,
        areas=", ".join(area.name for area in record.residential_areas.all()),
        said=summary(record),
        status=status(record),
        author=record.author.name,
        receipt=record.receipt,
        late=record.late,
    )


def status(record: Record) -> str:
    """The name of the status component."""
    if record.deleted:
        return "deleted"
    if record.hold:
        return "held"
    return "verified" if record.state == State.VERIFIED else "provisional"
