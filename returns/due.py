"""What is due from whom by when. A period is due some working days after its end, as its province says."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet, SmallIntegerField, TextChoices, Value
from django.utils.translation import gettext_lazy as _

from campaigns.lateness import Due
from communes.models import Unit
from periods.models import Period
from returns.models import DayOff, Every, ReportingRule, Weekday
from rollups.ranges import Days

ONE, WEEK, FAR_BACK = timedelta(days=1), timedelta(days=7), timedelta(days=70)


@dataclass(frozen=True)
class Rule:
    """A row of ReportingRule as values."""

    valid_from: date
    grace: int
    weekly_cut: int | None


@dataclass(frozen=True)
class Deadlines:
    """The rules of a province, the newest first, and its days off."""

    rules: Sequence[Rule] = ()
    off: frozenset[date] = field(default=frozenset())

    def rule_of(self, end: date) -> Rule | None:
        """The rule of periods that end on a day; none, before the first."""
        return next((one for one in self.rules if one.valid_from <= end), None)

    def of(self, end: date) -> date | None:
        """The last day on which the report of a period that ended (or a unit of which ended) on `end` is in time."""
        rule = self.rule_of(end)
        return working_day_after(end, rule.grace, self.off) if rule else None

    def of_return(self, every: str, end: date) -> date | None:
        """The same of a return; a week is in time until it is cut, where its province cuts weeks."""
        rule = self.rule_of(end)
        if every != Every.WEEK or rule is None or rule.weekly_cut is None:
            return self.of(end)
        return self.moved(_weekday_from(end + ONE, rule.weekly_cut))

    def cut_after(self, today: date) -> date | None:
        """The next weekly cut, today included, as its week is counted; `moved` says when it comes."""
        rule = self.rule_of(today)
        if rule is None or rule.weekly_cut is None:
            return None
        # One of the weeks before may have been moved to today and later: no holiday lasts so long.
        cut = _weekday_from(today - FAR_BACK, rule.weekly_cut)
        while self.moved(cut) < today:
            cut += WEEK
        return cut

    def moved(self, cut: date) -> date:
        """A cut on a day off moves to the next working day, as deadlines do."""
        return working_day_after(cut, 1, self.off) if cut in self.off else cut


NO_DEADLINES = Deadlines()
ASKED = ("begun", "grace", "weekly_cut")


def _weekday_from(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def working_day_after(day: date, count: int, off: Collection[date]) -> date:
    """The how-manieth day after it that is neither at the end of a week nor off."""
    while count:
        day += ONE
        count -= day.weekday() < Weekday.SATURDAY and day not in off
    return day


def deadlines_of(province: int) -> Deadlines:
    """Read what a province asks for."""
    return _read([province]).get(province, NO_DEADLINES)


def _read(provinces: Collection[int]) -> dict[int, Deadlines]:
    """Rules and days off in one query."""
    rules, off = (rows.values_list("province", *ASKED) for rows in asked_of(provinces))
    return deadlines_in(rules.union(off, all=True))


def asked_of(provinces: Collection[int]) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What provinces ask for, as rows with the columns ASKED: their rules; days off, which have no working days."""
    no = Value(None, output_field=SmallIntegerField())
    rules: QuerySet[Any] = ReportingRule.objects.order_by().filter(province__in=provinces)
    off: QuerySet[Any] = DayOff.objects.order_by().filter(province__in=provinces)
    return rules.annotate(begun=F("valid_from")), off.annotate(begun=F("day"), grace=no, weekly_cut=no)


def deadlines_in(rows: Iterable[tuple[int, date, int | None, int | None]]) -> dict[int, Deadlines]:
    """Of each province, from its id and what stands in ASKED. No rules, no deadlines."""
    rules: dict[int, list[Rule]] = {}
    off: dict[int, set[date]] = {}
    for province, day, grace, weekly_cut in rows:
        if grace is None:
            off.setdefault(province, set()).add(day)
        else:
            rules.setdefault(province, []).append(Rule(day, grace, weekly_cut))
    return {
        province: Deadlines(
            sorted(some, key=lambda one: one.valid_from, reverse=True), frozenset(off.get(province, ()))
        )
        for province, some in rules.items()
    }


def months_of(start: date, end: date) -> QuerySet[Period]:
    """The reporting months that a range touches."""
    return Period.objects.filter(kind=Period.Kind.MONTH, start__lte=end, end__gte=start).order_by("start")


def of_entries(entries: Collection[Due]) -> Mapping[Due, date]:
    """The deadline of each: of the log that of the reporting month around the day; a return has a period of its own."""
    known = _read({one.province for one in entries if one.province is not None})
    asked = [one for one in entries if one.province in known]
    logs = [one.on for one in asked if not one.period]
    months = list(months_of(min(logs), max(logs))) if logs else []
    found: dict[Due, date] = {}
    for one in asked:
        deadlines = known[one.province or 0]
        if one.period:
            last = deadlines.of_return(one.period, one.on)
        else:
            end = next((month.end for month in months if month.start <= one.on <= month.end), None)
            last = deadlines.of(end) if end else None
        if last is not None:
            found[one] = last
    return found


@dataclass(frozen=True)
class Duty:
    """A report of a unit: its period and the day until which it is in time, if the province has set one."""

    period: Period
    deadline: date | None

    @property
    def days(self) -> Days:
        return Days(self.period.start, self.period.end)

    def is_over(self, today: date) -> bool:
        return self.deadline is not None and self.deadline < today

    def days_left(self, today: date) -> int:
        """Until the deadline; without one, until the end of the period."""
        return ((self.deadline or self.period.end) - today).days


def duties(province: int, today: date) -> list[Duty]:
    """The reporting month before and the one that runs."""
    return duties_of(deadlines_of(province), today)


def duties_of(deadlines: Deadlines, today: date) -> list[Duty]:
    months = list(months_of(today - timedelta(days=31), today))[-2:]
    return [Duty(one, deadlines.of(one.end)) for one in months]


class Punctuality(TextChoices):
    """How the report of a unit for a period came."""

    ON_TIME = "on_time", _("Đúng hạn")
    LATE = "late", _("Nộp muộn")
    NOTHING = "nothing", _("Không phát sinh")
    MISSING = "missing", _("Chưa báo cáo")


def punctuality(reports: int, late: int, nothing: int = 0) -> Punctuality:
    """From the sums of a unit and period. Late is who said nothing in time, not who added something afterwards."""
    if not reports:
        return Punctuality.MISSING
    if late == reports:
        return Punctuality.LATE
    return Punctuality.NOTHING if nothing == reports else Punctuality.ON_TIME


@dataclass(frozen=True)
class Ruled:
    """What a province asks for, for whoever sets it: its rules, its days off to come, and what follows for now."""

    province: Unit
    today: date
    rules: Sequence[ReportingRule]
    off: Sequence[DayOff]
    duties: Sequence[Duty]

    @property
    def initial(self) -> dict[str, int | None]:
        """A new rule begins with what the last one says."""
        last = next(iter(self.rules), None)
        return {"grace": last.grace, "weekly_cut": last.weekly_cut} if last else {"grace": 1}


def ruled(province: Unit, today: date) -> Ruled:
    return Ruled(
        province=province,
        today=today,
        rules=list(ReportingRule.objects.filter(province=province).select_related("by")),
        off=list(DayOff.objects.filter(province=province, day__gte=today)),
        duties=duties(province.pk, today),
    )
