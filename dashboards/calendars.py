"""The periods that a page offers: the stored ones, and the campaigns that reach its place. One query."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from campaigns.models import Campaign, CampaignPhase
from dashboards.places import Place
from dashboards.stamps import remembered
from periods.calendar import EARLIEST, LATEST
from periods.models import Period
from periods.presets import Calendar, Choice, of_period
from returns.due import NO_DEADLINES, Deadlines, Rule
from returns.models import DayOff, ReportingRule, ReturnForm
from rollups.ranges import Days

RULE, OFF, FORM = "rule", "off", "form"
NO_CUT = 7  # of the weekdays


class DueCalendar(Calendar):
    """With what the province of the place asks of the time of reports, and how often each form is due.

    `every`: by the id of the count that says who has filed it.
    """

    deadlines: Deadlines = NO_DEADLINES
    every: Mapping[int, str] = {}


def calendar_of(place: Place) -> Calendar:
    today = timezone.localdate()
    return remembered(place.stamp.settings, ("calendar", place.key, today), lambda: _read(place, today))


def _read(place: Place, today: date) -> Calendar:
    periods: QuerySet[Any] = Period.objects.order_by().annotate(name=Value(""))
    campaigns: QuerySet[Any] = Campaign.objects.order_by().filter(_reaches(place, ""))
    phases: QuerySet[Any] = CampaignPhase.objects.order_by().filter(_reaches(place, "campaign__"))
    rows = periods.values_list("kind", "year", "number", "start", "end", "name").union(
        campaigns.annotate(kind=Value("campaign"), number=F("pk")).values_list(
            "kind", "pk", "number", "start", "end", "name"
        ),
        phases.annotate(
            kind=Value("phase"), number=F("campaign"), title=Concat("campaign__name", Value(" – "), "name")
        ).values_list("kind", "pk", "number", "start", "end", "title"),
        *_deadlines(place),
        _forms(),
        all=True,
    )
    stored, extra = [], []
    rules: list[Rule] = []
    off: list[date] = []
    every: dict[int, str] = {}
    for kind, year, number, start, end, name in rows:
        if kind == RULE:
            rules.append(Rule(start, year, None if number == NO_CUT else number))
            continue
        if kind == OFF:
            off.append(start)
            continue
        if kind == FORM:
            every[year] = name
            continue
        if not EARLIEST <= start <= end <= LATEST:
            continue  # there is no year before it to compare with
        if name:
            extra.append((number, Choice(f"{kind}-{year}", Days(start, end), name)))
        else:
            stored.append(of_period(kind, year, number, Days(start, end)))
    calendar = DueCalendar(stored, _in_order(extra, today))
    calendar.deadlines = Deadlines(sorted(rules, key=lambda one: one.valid_from, reverse=True), frozenset(off))
    calendar.every = every
    return calendar


def _forms() -> QuerySet[Any]:
    """How often each form is due whose returns are counted, as rows like those of periods."""
    forms = ReturnForm.objects.order_by().filter(presence__isnull=False)
    found: QuerySet[Any] = forms.annotate(kind=Value(FORM), number=Value(0)).values_list(
        "kind", "presence", "number", "valid_from", "valid_from", "every"
    )
    return found


def _deadlines(place: Place) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The rules of a province and its days off, as rows like those of periods."""
    rules = ReportingRule.objects.order_by().filter(province=place.province_key)
    off = DayOff.objects.order_by().filter(province=place.province_key)
    return (
        rules.annotate(kind=Value(RULE), number=Coalesce("weekly_cut", NO_CUT), name=Value("")).values_list(
            "kind", "grace", "number", "valid_from", "valid_from", "name"
        ),
        off.annotate(kind=Value(OFF), year=Value(0), number=Value(0), name=Value("")).values_list(
            "kind", "year", "number", "day", "day", "name"
        ),
    )


def _in_order(extra: Sequence[tuple[int, Choice]], today: date) -> list[Choice]:
    """Campaigns that run, those to come, those that are over; the phases of each below it, as they follow."""
    whole = {campaign: one for campaign, one in extra if one.kind == "campaign"}

    def place(pair: tuple[int, Choice]) -> tuple[int, int, int, bool, Days]:
        campaign, one = pair
        days = whole.get(campaign, one).days
        ahead, over = days.start > today, days.end < today
        first = days.start.toordinal()
        return (2 if over else int(ahead), first if ahead else -first, campaign, one.kind == "phase", one.days)

    return [one for _campaign, one in sorted(extra, key=place)]


def _reaches(place: Place, prefix: str) -> Q:
    """Campaigns of the nation, of the place and of what stands above it, before and after July 2025."""
    nation = Q(**{f"{prefix}unit__isnull": True})
    if place.unit is None and place.area is None:
        return nation
    unit = place.unit
    above = {place.province_key, *((unit.pk, unit.parent_id, unit.heir_id) if unit is not None else ())} - {None}
    return nation | Q(**{f"{prefix}unit__in": above}) | Q(**{f"{prefix}unit__heir__in": above})
