"""What a province still lacks before its first entry, a commune at a time."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery

from accounts.models import PROVINCE_ROLES, Grant, Role, User
from campaigns.models import Record
from communes.loading import WITHOUT_STATION
from communes.models import AreaMembership, Level, ResidentialAreaMembership, Station, Unit, UnitQuerySet, valid_on
from periods.models import Period
from returns.models import ReportingRule


@dataclass(frozen=True)
class CommuneReadiness:
    """One unit that keeps a log, and what it has."""

    unit: Unit
    station: bool
    heads: int
    officers: int
    residential_areas: int
    first_entry: date | None

    @property
    def ready(self) -> bool:
        return self.station and self.heads > 0 and self.residential_areas > 0


@dataclass(frozen=True)
class GoLive:
    province: Unit
    communes: list[CommuneReadiness]
    period: Period | None
    periods_until: date | None
    areas: int
    ungrouped: int
    managers: int
    stewards: int
    administrators: int
    ruled: bool  # whether it is said when reports are due

    def count(self, what: str) -> int:
        """How many communes have it."""
        return sum(bool(getattr(commune, what)) for commune in self.communes)


def set_up_by(user: User) -> UnitQuerySet:
    """Provinces of today that the person prepares: administrators, the own steward and account manager."""
    reach = user.unit_condition("administer"), user.unit_condition("accounts")
    provinces = Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True)
    return provinces.filter(reach[0]) | provinces.filter(reach[1])


def prepared_by(user: User) -> UnitQuerySet:
    """Those of them where somebody has begun: a national administrator need not see all thirty-four."""
    return set_up_by(user).filter(pk__in=Grant.objects.filter(role__in=PROVINCE_ROLES).values("unit"))


def go_live(province: Unit, today: date) -> GoLive:
    """Read the check list of a province."""
    live = Grant.objects.live_on(today).filter(user__is_active=True)
    months = Period.objects.filter(kind=Period.Kind.MONTH)
    last = months.order_by("-end").first()
    communes = Unit.objects.filter(province=province, leaf=True, valid_to__isnull=True).exclude(
        name__in=WITHOUT_STATION
    )
    grouped = AreaMembership.objects.filter(valid_on(today), valid_on(today, "area__"), area__province=province)
    return GoLive(
        province=province,
        communes=_communes(communes, live, today),
        period=months.filter(start__lte=today, end__gte=today).first(),
        periods_until=last.end if last else None,
        areas=province.areas.valid_on(today).count(),
        ungrouped=communes.exclude(pk__in=grouped.values("unit")).count(),
        managers=live.filter(role=Role.ACCOUNT_MANAGER, unit=province).count(),
        stewards=live.filter(role=Role.PROVINCE_STEWARD, unit=province).count(),
        administrators=live.filter(role=Role.ADMINISTRATOR).count(),
        ruled=ReportingRule.objects.filter(province=province).exists(),
    )


def _communes(communes: UnitQuerySet, live: QuerySet[Grant], today: date) -> list[CommuneReadiness]:
    people = live.filter(unit__in=communes, role__in=[Role.OFFICER, Role.STATION_HEAD])
    counted = people.order_by().values_list("unit", "role").annotate(count=Count("user", distinct=True))
    staff = {(unit, role): count for unit, role, count in counted}
    lines = ResidentialAreaMembership.objects.filter(valid_on(today), unit__in=communes)
    areas = dict(lines.order_by().values_list("unit").annotate(count=Count("pk")))
    stations = set(Station.objects.valid_on(today).filter(unit__in=communes).values_list("unit", flat=True))
    # One step into the index for each unit, however many records there are.
    first = Record.objects.filter(unit=OuterRef("pk"), deleted=False).order_by("on").values("on")[:1]
    return [
        CommuneReadiness(
            unit=unit,
            station=unit.pk in stations,
            heads=staff.get((unit.pk, Role.STATION_HEAD), 0),
            officers=staff.get((unit.pk, Role.OFFICER), 0),
            residential_areas=areas.get(unit.pk, 0),
            first_entry=unit.first_entry,
        )
        for unit in communes.annotate(first_entry=Subquery(first))
    ]
