"""Take an empty installation to where a province can be handed over: places, stations, periods, first accounts."""

from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import give_grant, open_account
from accounts.models import Grant, Role, User
from audit.actions import content, record_audit
from communes.loading import WITHOUT_STATION
from communes.models import Level, Station, Unit, UnitQuerySet
from periods.models import Period
from stations.places import load_places, open_stations

MONTHS_IN = {Period.Kind.MONTH: 1, Period.Kind.QUARTER: 3, Period.Kind.HALF: 6, Period.Kind.YEAR: 12}


@dataclass(frozen=True)
class FirstAccount:
    """An account just made, with the one-time password that is shown once."""

    role: str
    place: str
    username: str
    password: str


@dataclass
class SetUp:
    """What was there and what was added."""

    province: Unit
    loaded: bool = False
    stations_added: int = 0
    stations: int = 0
    areas: int = 0
    periods_added: int = 0
    periods_until: date = date.min
    accounts: list[FirstAccount] = field(default_factory=list)


def open_provinces() -> list[Unit]:
    """The provinces of today, by code."""
    return list(Unit.objects.filter(level=Level.PROVINCE, valid_to__isnull=True).order_by("code"))


@transaction.atomic
def set_up_province(*, code: str, head_accounts: bool) -> SetUp:
    """Add whatever a province lacks to begin; doing it again adds nothing twice. Raises Unit.DoesNotExist."""
    loaded = load_places()
    province = Unit.objects.get(code=code, level=Level.PROVINCE, valid_to__isnull=True)
    done = SetUp(province, loaded)
    if loaded:
        record_audit(by=None, action="load_gazetteer", obj=province, unit=province, after={"code": code})
    done.stations_added = _add_stations(province)
    done.stations = _with_station(province).count()
    done.areas = province.areas.filter(valid_to__isnull=True).count()
    today = timezone.localdate()
    done.periods_added = sum(_add_periods(year) for year in (today.year, today.year + 1))
    done.periods_until = reporting_range(today.year + 1, 0, 12)[1]
    done.accounts += _first_accounts(province)
    if head_accounts:
        done.accounts += _head_accounts(province)
    return done


def _with_station(province: Unit) -> UnitQuerySet:
    stations = Station.objects.filter(valid_to__isnull=True)
    return Unit.objects.filter(province=province, valid_to__isnull=True, pk__in=stations.values("unit"))


def _add_stations(province: Unit) -> int:
    communes = Unit.objects.filter(province=province, leaf=True, valid_to__isnull=True).exclude(
        name__in=WITHOUT_STATION
    )
    return len(open_stations(by=None, units=communes.exclude(pk__in=_with_station(province).values("pk"))))


def _add_periods(year: int) -> int:
    """Store the periods of a year that are missing: months from the 15th to the 14th, named by their end."""
    added = 0
    for kind, months in MONTHS_IN.items():
        for number in range(1, 12 // months + 1):
            start, end = reporting_range(year, months * (number - 1), months * number)
            values = {"start": start, "end": end}
            period, created = Period.objects.get_or_create(kind=kind, year=year, number=number, defaults=values)
            if created:
                record_audit(by=None, action="add_period", obj=period, after=content(period))
                added += 1
    return added


def reporting_range(year: int, before: int, last: int) -> tuple[date, date]:
    """From the 15th of the month `before` (0 is last December) to the 14th of the month `last`."""
    start = date(year, before, 15) if before else date(year - 1, 12, 15)
    return start, date(year, last, 14)


def _first_accounts(province: Unit) -> list[FirstAccount]:
    """One account for each role that the province cannot begin without and that nobody holds."""
    wanted = [
        (Role.ADMINISTRATOR, None, "quantri", _("Quản trị hệ thống")),
        (Role.ACCOUNT_MANAGER, province, f"taikhoan-{province.code}", _("Quản lý tài khoản %s") % province),
        (Role.PROVINCE_STEWARD, province, f"tonghop-{province.code}", _("Cán bộ tổng hợp %s") % province),
    ]
    today = timezone.localdate()
    return [
        _account(role, unit, username, name)
        for role, unit, username, name in wanted
        if not Grant.objects.live_on(today).filter(role=role, unit=unit, user__is_active=True).exists()
    ]


def _head_accounts(province: Unit) -> list[FirstAccount]:
    """A head for each station of today that has none."""
    heads = Grant.objects.live_on(timezone.localdate()).filter(role=Role.STATION_HEAD, user__is_active=True)
    made = []
    for unit in _with_station(province).exclude(pk__in=heads.values("unit")).order_by("sort_key"):
        name = _("Trưởng %s") % unit.station_name
        made.append(_account(Role.STATION_HEAD, unit, f"truong-{unit.code}", name))
    return made


def _account(role: Role, unit: Unit | None, wanted: str, name: str) -> FirstAccount:
    username, number = wanted, 1
    while User.objects.filter(username=username).exists():
        number += 1
        username = f"{wanted}-{number}"
    user = User(username=username, name=name[:100])
    password = open_account(by=None, user=user)
    record_audit(by=None, action="add_user", obj=user, unit=unit, after=content(user))
    grant = give_grant(by=None, grant=Grant(user=user, role=role, unit=unit, valid_from=timezone.localdate()))
    record_audit(by=None, action="add_grant", obj=grant, unit=unit, after=content(grant))
    return FirstAccount(str(role.label), str(unit or _("Toàn quốc")), username, password)
