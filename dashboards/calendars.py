"""The periods that a page offers: the stored ones, and the campaigns that reach its place. One query."""

from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from campaigns.models import Campaign, CampaignPhase
from dashboards.places import Place
from dashboards.stamps import remembered
from periods.calendar import EARLIEST, LATEST
from periods.models import Period
from periods.presets import Calendar, Choice, of_period
from rollups.ranges import Days


def calendar_of(place: Place) -> Calendar:
    return remembered(place.stamp.settings, ("calendar", place.key), lambda: _read(place))


def _read(place: Place) -> Calendar:
    periods: QuerySet[Any] = Period.objects.order_by().annotate(name=Value(""))
    campaigns: QuerySet[Any] = Campaign.objects.order_by().filter(_reaches(place, ""))
    phases: QuerySet[Any] = CampaignPhase.objects.order_by().filter(_reaches(place, "campaign__"))
    rows = periods.values_list("kind", "year", "number", "start", "end", "name").union(
        campaigns.annotate(kind=Value("campaign"), number=Value(0)).values_list(
            "kind", "pk", "number", "start", "end", "name"
        ),
        phases.annotate(
            kind=Value("phase"), number=Value(0), title=Concat("campaign__name", Value(" – "), "name")
        ).values_list("kind", "pk", "number", "start", "end", "title"),
        all=True,
    )
    stored, extra = [], []
    for kind, year, number, start, end, name in rows:
        if not EARLIEST <= start <= end <= LATEST:
            continue  # there is no year before it to compare with
        if name:
            extra.append(Choice(f"{kind}-{year}", Days(start, end), name))
        else:
            stored.append(of_period(kind, year, number, Days(start, end)))
    return Calendar(stored, sorted(extra, key=lambda one: (one.days.start, one.days.end), reverse=True))


def _reaches(place: Place, prefix: str) -> Q:
    """Campaigns of the nation, of the place and of what stands above it, before and after July 2025."""
    nation = Q(**{f"{prefix}unit__isnull": True})
    if place.unit is None and place.area is None:
        return nation
    unit = place.unit
    above = {place.province_key, *((unit.pk, unit.parent_id, unit.heir_id) if unit is not None else ())} - {None}
    return nation | Q(**{f"{prefix}unit__in": above}) | Q(**{f"{prefix}unit__heir__in": above})
