"""Campaigns and plans as pages list them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import STATION_ROLES, Grant, User
from campaigns.models import Campaign, CampaignPhase
from communes.models import Level, Unit
from rollups.models import How, Indicator
from rollups.selectors import catalogue
from targets.models import PlanTask, Target


def campaigns_of(user: User) -> QuerySet[Campaign]:
    """Those of the nation, of the provinces that a person's units belong to, and of these units."""
    units = Unit.objects.read_by(user)
    provinces = units.order_by().values("province").distinct()
    return Campaign.objects.filter(Q(unit=None) | Q(unit__in=provinces) | Q(unit__in=units)).select_related("unit")


def usual_places(user: User, campaigns: Iterable[Campaign]) -> list[tuple[Campaign, Unit | None]]:
    """Where a person looks first: the widest unit that they read, on the days of each. Three queries for them all."""
    rows = list(campaigns)
    found: dict[int, Unit] = {}
    for level in (Level.PROVINCE, Level.COMMUNE):
        missing = [one for one in rows if one.pk not in found]
        places = _read_at(user, level, missing) if missing else []
        for campaign in missing:
            first = next((place for place in places if takes_part(place, campaign)), None)
            if first is not None:
                found[campaign.pk] = first
    return [(one, found.get(one.pk)) for one in rows]


def _read_at(user: User, level: Level, campaigns: Sequence[Campaign]) -> list[Unit]:
    """The newest first. Who reads the nation reads thousands of communes: those in the scopes are enough."""
    units = Unit.objects.read_by(user).filter(level=level)
    if level == Level.COMMUNE and all(one.unit_id for one in campaigns):
        scopes = {pk for one in campaigns if one.unit for pk in (one.unit_id, one.unit.heir_id)}
        wide = Q(parent__in=scopes) | Q(province__in=scopes) | Q(province__heir__in=scopes)
        units = units.filter(Q(pk__in=scopes) | Q(heir__in=scopes) | wide)
    return list(units.select_related("province").order_by("-valid_from", "sort_key"))


def within(place: Unit, scope: Unit) -> bool:
    """Whether a place lies in the scope of a campaign, then or by the history that the scope owns."""
    owners = {scope.pk, scope.heir_id or scope.pk}
    own = {place.pk, place.parent_id, place.province_id}
    heirs = {place.heir_id, place.province.heir_id if place.province is not None else None}
    return bool(own & owners) or scope.pk in heirs


def takes_part(place: Unit, campaign: Campaign) -> bool:
    """Whether it lies in the scope, and lives on some day of the campaign."""
    alive = place.valid_from <= campaign.end and (place.valid_to is None or place.valid_to >= campaign.start)
    return alive and (campaign.unit is None or within(place, campaign.unit))


def targetable() -> list[Indicator]:
    """Figures that can be asked for: those that add up, the leading ones first."""
    return [one for one in catalogue().stored if one.how in {How.FLOW, How.STOCK}]


def given(
    units: Sequence[Unit], indicator: Indicator, campaign: Campaign, phase: CampaignPhase | None
) -> dict[int, Target]:
    """The target that each unit has of a figure in a campaign or phase."""
    rows = Target.objects.standing().filter(unit__in=units, indicator=indicator, campaign=campaign, phase=phase)
    return {row.unit_id: row for row in rows.order_by("created_at", "pk")}


def left_out(campaign: Campaign, phase: CampaignPhase | None, start: date, end: date) -> Unit | None:
    """A unit with a target of a campaign or phase that would not live on any of its days, were it moved to these."""
    alive = Q(valid_to__isnull=True) | Q(valid_to__gte=start), Q(valid_from__lte=end)
    asked = Target.objects.standing().filter(campaign=campaign, phase=phase).values("unit")
    return Unit.objects.filter(pk__in=asked).exclude(*alive).order_by("sort_key").first()


def officers_of(station: Unit, today: date) -> QuerySet[User]:
    """To whom a task of the station may be given: who serves there."""
    serving = Grant.objects.live_on(today).filter(unit=station, role__in=STATION_ROLES)
    return User.objects.filter(is_active=True, pk__in=serving.values("user")).order_by("name", "username")


@dataclass(frozen=True)
class Plan:
    """A station's tasks in a campaign, by state."""

    unit: Unit
    campaign: Campaign
    waiting: Sequence[PlanTask]
    running: Sequence[PlanTask]
    done: Sequence[PlanTask]
    writes: bool
    approves: bool
    today: date


def plan(user: User, unit: Unit, campaign: Campaign, today: date) -> Plan:
    tasks = list(
        PlanTask.objects.filter(unit=unit, campaign=campaign).select_related("phase", "by", "approved_by", "assignee")
    )

    def of(state: str) -> list[PlanTask]:
        return [task for task in tasks if task.state == state]

    return Plan(
        unit=unit,
        campaign=campaign,
        waiting=of(PlanTask.State.PROPOSED),
        running=of(PlanTask.State.APPROVED),
        done=of(PlanTask.State.DONE),
        writes=Unit.objects.written_by(user).filter(pk=unit.pk).exists(),
        approves=Unit.objects.verified_by(user).filter(pk=unit.pk).exists(),
        today=today,
    )
