"""Write stations and load places, with the totals that count them."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from audit.actions import content, record_audit
from communes.actions import open_station
from communes.holding import hold_unit
from communes.loading import load_gazetteer
from communes.models import Station, Unit
from rollups.recount import MEMBERS, TOTALS, recount
from rollups.writer import apply
from stations.counting import count_places
from stations.models import Readiness
from stations.readiness import DAY, counted


@transaction.atomic
def load_places() -> bool:
    """Load the gazetteer into an empty installation; say whether there was anything to do."""
    loaded = load_gazetteer()
    if loaded:
        recount(TOTALS, MEMBERS)  # thirteen thousand stations: counted together, into tables that are empty yet
    return loaded


@transaction.atomic
def open_stations(*, by: User | None, units: Iterable[Unit]) -> list[Station]:
    """Give each unit the station that it lacks, since the day the unit began."""
    wanted = list(units)
    before = count_places(unit.pk for unit in wanted)
    found = [station for unit in wanted if (station := open_station(unit=unit)) is not None]
    for station in found:
        record_audit(by=by, action="add_station", obj=station, unit=station.unit, after=content(station))
    apply(count_places(unit.pk for unit in wanted) - before)
    return found


@transaction.atomic
def save_station(*, by: User, station: Station) -> Station:
    """Store a new or changed station. With it ends what was said of it: a station that is no more has no office."""
    hold_unit(station.unit_id)
    told = list(Readiness.objects.standing().filter(unit=station.unit_id).values_list("pk", flat=True))
    before = count_places([station.unit_id]) + counted(told)
    station.save()
    end_readiness(by, station)
    apply(count_places([station.unit_id]) + counted(told) - before)
    return station


def end_readiness(by: User, station: Station) -> None:
    """Let snapshots reach no further than the station; those that would begin after it were a mistake."""
    last = station.valid_to
    if last is None:
        return
    others = station.unit.stations.exclude(pk=station.pk)
    for row in Readiness.objects.standing().filter(unit=station.unit_id):
        reaches = row.valid_to is None or row.valid_to > last
        if not reaches or others.valid_on(max(row.valid_from, last + DAY)).exists():
            continue
        before = content(row)
        row.voided = row.valid_from > last
        row.valid_to = row.valid_to if row.voided else last
        row.save(update_fields=["voided", "valid_to"])
        record_audit(by=by, action="change_readiness", obj=row, unit=station.unit, before=before, after=content(row))
