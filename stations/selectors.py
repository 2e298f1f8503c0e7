"""What a station sees first: what it owes, what it has logged this period, what was entered last."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q, QuerySet

from accounts.models import User
from campaigns.approval import waiting_for
from campaigns.kinds.registry import of_log, spec_of
from campaigns.models import Record, RecordKind
from communes.models import Unit
from periods.calendar import year_before
from periods.models import Period
from rollups.models import Indicator
from rollups.numbers import grouped
from rollups.ranges import Days
from rollups.selectors import Answers, Question, catalogue, read, window

FIGURES = ("patrol_sessions", "propaganda_sessions", "guns_collected")
RECENT = 8


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


@dataclass(frozen=True)
class Other:
    label: str
    href: str


@dataclass(frozen=True)
class StationHome:
    unit: Unit
    period: str
    start: date
    end: date
    days_left: int
    figures: list[OwnFigure]
    recent: list[Recent]
    waiting: int  # records that this person may approve
    waiting_since: date | None  # the day of the oldest of them
    writes: bool
    others: list[Other]  # kinds beside the three of every day, for who writes


def station_home(*, user: User, unit: Unit, today: date) -> StationHome:
    """Read the station's page for a unit that `user` may read."""
    period = Period.objects.filter(kind=Period.Kind.MONTH, start__lte=today, end__gte=today).first()
    days = Days(period.start, period.end) if period else Days(today.replace(day=1), today)
    own = list(Unit.objects.filter(Q(pk=unit.pk) | Q(heir=unit)).values_list("pk", flat=True))
    records = Record.objects.filter(unit__in=own, deleted=False)
    waiting = waiting_for(user, records).order_by().aggregate(count=Count("pk"), since=Min("on"))
    writes = unit.is_open and Unit.objects.written_by(user).filter(pk=unit.pk).exists()
    return StationHome(
        unit=unit,
        period=str(period) if period else "",
        start=days.start,
        end=days.end,
        days_left=(days.end - today).days,
        figures=_figures(own, days, today),
        recent=_recent(records),
        waiting=waiting["count"],
        waiting_since=waiting["since"],
        writes=writes,
        others=_others(unit, today) if writes else [],
    )


def _others(unit: Unit, today: date) -> list[Other]:
    defined = {RecordKind.ACTIVITY, RecordKind.RETURN}
    kinds = [spec for spec in of_log(unit) if spec.kind in defined and spec.is_offered(today)]
    return [Other(str(spec.name), spec.add_address(unit)) for spec in kinds]


def _recent(records: QuerySet[Record]) -> list[Recent]:
    newest = records.select_related("unit", "activity__kind", "period_return__form").order_by("-on", "-created_at")[
        :RECENT
    ]
    return [Recent(record, str(spec_of(record).name)) for record in newest]


def _figures(units: list[int], days: Days, today: date) -> list[OwnFigure]:
    """The period so far, beside the same days of last year."""
    so_far = Days(days.start, min(days.end, today))
    shown = catalogue()
    indicators = [one for key in FIGURES if (one := shown.get(key)) is not None]
    question = Question(dict.fromkeys(units, 0), [window(so_far, today), window(year_before(so_far), today)])
    answers = read([question], indicators, shown.reports)
    return [_figure(answers, place, indicator) for place, indicator in enumerate(indicators)]


def _figure(answers: Answers, place: int, indicator: Indicator) -> OwnFigure:
    def value(which: int) -> str | None:
        sums = answers.sums.get((0, which, 0))
        return grouped(sums.all[place]) if sums and sums.reports else None

    return OwnFigure(key=indicator.key, label=indicator.name, value=value(0), unit=indicator.unit, last_year=value(1))
