"""A station's first page: what it owes, what it logged this period, how it stands against its targets, what came last.

It adds nothing up itself: all its numbers are totals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.kinds.registry import of_log, read_by_summaries, spec_of
from campaigns.listing import status
from campaigns.models import Record, RecordKind
from communes.models import Unit
from home.duties import Reports, Todo, approvals, assessments, open_records, plans, returns_owed, weekly
from periods.calendar import year_before
from returns.due import Duty, deadlines_of, duties_of
from rollups.models import SCALE, Indicator
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import Answers, Catalogue, Question, Window, catalogue, read
from rollups.told import told
from targets.asked import Asked, asked_of

FIGURES = ("patrol_sessions", "propaganda_sessions", "guns_collected")
OF_EVERY_DAY = {RecordKind.PATROL, RecordKind.PROPAGANDA_SESSION, RecordKind.WEAPON_HANDOVER}  # with large buttons
RECENT = 5
# Windows of the one question: the period so far, the same days last year; then a month each.
SO_FAR, LAST_YEAR, MONTHS = range(3)


@dataclass(frozen=True)
class OwnFigure:
    """A figure of the running period; nothing logged is None, never zero. `key` names the page of what it counts."""

    key: str
    label: str
    value: str | None
    unit: str
    last_year: str | None


@dataclass(frozen=True)
class Recent:
    record: Record
    kind: str
    areas: str
    status: str  # the name of the status component


@dataclass(frozen=True)
class Way:
    """A link to a page of the station."""

    label: str
    href: str
    icon: str = ""


@dataclass(frozen=True)
class StationHome:
    unit: Unit
    period: str
    days: Days
    todos: list[Todo]
    figures: list[OwnFigure]
    targets: list[Asked]  # whose range runs, the next to end first
    recent: list[Recent]
    writes: bool
    others: list[Way]  # kinds beside the three of every day, for who writes
    ways: list[Way]  # what the station keeps beside its log


def read_home(*, user: User, unit: Unit, today: date) -> StationHome:
    """Read the page of a unit that `user` may read."""
    own = list(Unit.objects.filter(Q(pk=unit.pk) | Q(heir=unit)).values_list("pk", flat=True))
    writes, heads = _rights(user, unit)
    deadlines = deadlines_of(unit.province_id or 0)
    due, known = duties_of(deadlines, today), catalogue()
    days = _running(due, today)
    figures, places, answers = _read(own, known, days, due, today)
    records = open_records(own)
    reports = Reports(unit, due, [_reported(answers, MONTHS + n) for n in range(len(due))], today, writes)
    todos = [*approvals(user, unit, records), *reports.todos] if unit.is_open else []
    if heads:
        todos += assessments(unit)
    if writes:
        todos += [*returns_owed(unit, deadlines, today), *weekly(deadlines, unit, today)]
    return StationHome(
        unit=unit,
        period=next((str(one.period) for one in due if one.period.end >= today), ""),
        days=days,
        todos=sorted([*todos, *plans(unit, today, approves=heads)], key=lambda one: (not one.over, not one.now)),
        figures=[_figure(answers, places, _ranges(days, today), one) for one in figures],
        targets=asked_of(user, unit, today, running=True, known=known),
        recent=_recent(records),
        writes=writes,
        others=_others(unit, today) if writes else [],
        ways=_ways(unit, heads),
    )


def _rights(user: User, unit: Unit) -> tuple[bool, bool]:
    """Whether the user writes here, and is the head here: of this unit, whatever the user is elsewhere."""
    here = [of(user).filter(pk=OuterRef("pk")) for of in (Unit.objects.written_by, Unit.objects.kept_by)]
    found = Unit.objects.filter(pk=unit.pk, valid_to__isnull=True).values_list(*map(Exists, here)).first()
    return found or (False, False)


def _running(due: Sequence[Duty], today: date) -> Days:
    """The reporting month of today; where none is stored, the calendar's."""
    return next((one.days for one in due if one.period.end >= today), Days(today.replace(day=1), today))


def _read(
    own: Sequence[int], known: Catalogue, days: Days, due: Sequence[Duty], today: date
) -> tuple[list[Indicator], dict[int, int], Answers]:
    """Every number of the page but those of targets in one statement."""
    figures = [one for key in FIGURES if (one := known.get(key)) is not None]
    windows = [*map(Window, _ranges(days, today)), *(Window(one.days) for one in due)]
    question = Question(dict.fromkeys(own, 0), windows)
    summed = known.with_presences(figures, figures)
    return figures, {one.pk: place for place, one in enumerate(summed)}, read([question], summed, known.reports)


def _ranges(days: Days, today: date) -> tuple[Days, Days]:
    """Those of the figures: SO_FAR, LAST_YEAR."""
    so_far = Days(days.start, min(days.end, today))
    return so_far, year_before(so_far)


def _reported(answers: Answers, window: int) -> int | None:
    sums = answers.sums.get((0, window, 0))
    return sums.reports // SCALE if sums else None


def _figure(answers: Answers, places: Mapping[int, int], ranges: Sequence[Days], indicator: Indicator) -> OwnFigure:
    def value(which: int) -> str | None:
        number = told(answers.sums.get((0, which, 0)), places, indicator, ranges[which])
        return None if number is None else grouped(number)

    return OwnFigure(
        key=indicator.key, label=indicator.name, value=value(SO_FAR), unit=indicator.unit, last_year=value(LAST_YEAR)
    )


def _recent(records: QuerySet[Record]) -> list[Recent]:
    one, _many = read_by_summaries()
    newest = records.select_related("unit", *one).prefetch_related("residential_areas")
    return [
        Recent(one, str(spec_of(one).name), _places([area.name for area in one.residential_areas.all()]), status(one))
        for one in newest.order_by("-on", "-created_at")[:RECENT]
    ]


def _places(names: Sequence[str]) -> str:
    """One line of a phone: the first by name, the others as a number."""
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return f"{names[0]}{more}" if names else ""


def _others(unit: Unit, today: date) -> list[Way]:
    kinds = [spec for spec in of_log(unit) if spec.kind not in OF_EVERY_DAY and spec.is_offered(today)]
    return [Way(str(spec.name), spec.add_address(unit)) for spec in kinds]


def _ways(unit: Unit, heads: bool) -> list[Way]:
    """Registers are opened here: they do not change every day, so the navigation leaves them out."""
    found = [
        Way(_("Mô hình tự quản"), reverse("model_register", args=[unit.slug]), "camera"),
        Way(_("Khu dân cư"), reverse("residential_areas", args=[unit.slug]), "map"),
        Way(_("Hiện trạng trụ sở, biên chế"), reverse("station_readiness", args=[unit.slug]), "shield"),
        Way(_("Số liệu báo cáo tổng"), reverse("reported_totals", args=[unit.slug]), "file"),
        Way(_("Chỉ tiêu giao"), reverse("unit_targets", args=[unit.slug]), "flag"),
        Way(_("Đánh giá theo tiêu chí"), reverse("unit_assessments", args=[unit.slug]), "check"),
    ]
    if heads:
        found.append(Way(_("Tài khoản của đơn vị"), reverse("station_accounts", args=[unit.slug]), "users"))
    return found
