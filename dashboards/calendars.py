"""The periods that a page offers: the stored ones, and the campaigns that reach its place. One query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, DateField, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.utils import timezone

from campaigns.models import ActivityKind, Campaign, CampaignPhase
from communes.models import Unit
from dashboards.places import Place
from dashboards.stamps import remembered
from periods.calendar import EARLIEST, LATEST
from periods.models import Period
from periods.presets import Calendar, Choice, of_period
from returns.due import NO_DEADLINES, Deadlines, asked_of, deadlines_in
from returns.models import ReturnForm
from rollups.models import Indicator
from rollups.ranges import Days

# A rule or a day off, how often a form is due, and whose a kind is, beside the kinds of periods.
DUE, FORM, KIND = "due", "form", "kind"
EVERYWHERE, ELSEWHERE = 0, -1  # in place of the province of a form or a kind


@dataclass(frozen=True, slots=True)
class FormDue:
    """When a form is due, and of whom.

    `province`: `ELSEWHERE` where no log of the place has it; for the nation the one province that is asked, or the heir
    of that.
    """

    every: str
    province: int
    valid_to: date | None


class DueCalendar(Calendar):
    """With what the province of the place asks of the time of reports, and when each form is due.

    `forms`: by the id of the count that says who has filed it. `kinds`: by the id of each figure of a kind that one
    province has, that province as in `FormDue`.
    """

    deadlines: Deadlines = NO_DEADLINES
    forms: Mapping[int, FormDue] = {}
    kinds: Mapping[int, int] = {}

    def province_of(self, figure: Indicator) -> int:
        """Which province a figure is asked of, where its kind or form is not the nation's."""
        form = self.forms.get(figure.presence_id or figure.pk)
        return form.province if form is not None else self.kinds.get(figure.pk, EVERYWHERE)


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
        *(
            some.annotate(kind=Value(DUE), last=F("begun"), name=Value("")).values_list(
                "kind", "grace", "weekly_cut", "begun", "last", "name"
            )
            for some in asked_of([place.province_key or 0])
        ),
        _forms(place),
        _kinds(place),
        all=True,
    )
    stored, extra, due = [], [], []
    forms: dict[int, FormDue] = {}
    kinds: dict[int, int] = {}
    for kind, year, number, start, end, name in rows:
        if kind == DUE:
            due.append((place.province_key or 0, start, year, number))
            continue
        if kind == FORM:
            forms[year] = FormDue(name, number, end)
            continue
        if kind == KIND:
            kinds[year] = number
            continue
        if not EARLIEST <= start <= end <= LATEST:
            continue  # there is no year before it to compare with
        if name:
            extra.append((number, Choice(f"{kind}-{year}", Days(start, end), name)))
        else:
            stored.append(of_period(kind, year, number, Days(start, end)))
    calendar = DueCalendar(stored, _in_order(extra, today))
    calendar.deadlines = deadlines_in(due).get(place.province_key or 0, NO_DEADLINES)
    calendar.forms, calendar.kinds = forms, kinds
    return calendar


def _forms(place: Place) -> QuerySet[Any]:
    """When each form is due whose returns are counted, and of whom, as rows like those of periods."""
    forms = ReturnForm.objects.order_by().filter(presence__isnull=False)
    found: QuerySet[Any] = forms.annotate(kind=Value(FORM), asked=_asked_in(place.province_key)).values_list(
        "kind", "presence", "asked", "valid_from", "valid_to", "every"
    )
    return found


def _kinds(place: Place) -> QuerySet[Any]:
    """Whose the figures of kinds of one province are, as rows like those of periods."""
    kinds = ActivityKind.objects.order_by().filter(province__isnull=False)
    feeding = kinds.annotate(
        feeds=Concat(Value("activity:"), "key", output_field=CharField()), asked=_asked_in(place.province_key)
    )
    asked = feeding.filter(feeds=OuterRef("fed_by")).values("asked")[:1]
    figures = Indicator.objects.order_by().filter(fed_by__in=feeding.values("feeds"))
    day = Value(EARLIEST, output_field=DateField())
    found: QuerySet[Any] = figures.annotate(
        kind=Value(KIND), asked=Subquery(asked), first=day, last=day, nothing=Value("")
    ).values_list("kind", "pk", "asked", "first", "last", "nothing")
    return found


def is_elsewhere(place: Place, figure: Indicator) -> bool:
    """Whether no log of a place has what a figure is of; of a share either part."""
    calendar = calendar_of(place)
    return isinstance(calendar, DueCalendar) and ELSEWHERE in map(calendar.province_of, _made_of(figure))


def of_kind_elsewhere(place: Place, figure: Indicator) -> bool:
    """The same of kinds alone, of which no presence says that nobody told a figure."""
    calendar = calendar_of(place)
    return (
        isinstance(calendar, DueCalendar)
        and any(one.pk in calendar.kinds for one in _made_of(figure))
        and (is_elsewhere(place, figure))
    )


def _made_of(figure: Indicator) -> list[Indicator]:
    return [one for one in (figure, figure.numerator, figure.denominator) if one is not None]


def _asked_in(province: int) -> Coalesce | Case:
    """Of a province whether its logs, or those of its history, have a form; of the nation which province has it."""
    if not province:
        return Coalesce("province__heir", "province", Value(EVERYWHERE), output_field=IntegerField())
    heir = Unit.objects.filter(pk=province).order_by().values("heir")
    here = Q(province__isnull=True) | Q(province=province) | Q(province__heir=province) | Q(province__in=heir)
    return Case(When(here, then=Value(EVERYWHERE)), default=Value(ELSEWHERE), output_field=IntegerField())


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
