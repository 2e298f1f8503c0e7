"""What stations count: their readiness, and the stations and residential areas themselves, whose stocks are shared by.

A source of readiness has a snapshot as its record, one of places the unit in which they lie.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Exists, IntegerField, Max, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable

from communes.models import Kind, ResidentialArea, ResidentialAreaMembership, Station, Unit
from rollups.counts import Counts
from rollups.sources import Source, count_many, dated
from stations.models import Office, Readiness

# The articles count stations of communes and townships (102 in Bắc Kạn) apart from those of wards (108 with them).
# Special zones took the place of communes.
COMMUNES = (Kind.XA, Kind.DAC_KHU)
COMMUNES_AND_TOWNSHIPS = (Kind.XA, Kind.THI_TRAN, Kind.DAC_KHU)


def standing(key: str, **where: Any) -> list[Source]:
    """Count the stations that a condition holds for, from its first to its last day."""
    rows = Readiness.objects.standing().filter(**where)
    return dated(Source(rows, "pk", "unit", "valid_from", None, fixed={key: None}), "valid_to")


READINESS = [
    *standing("readiness_registers"),
    *standing("stations_independent_office", office=Office.INDEPENDENT, unit__kind__in=COMMUNES_AND_TOWNSHIPS),
    *standing(
        "stations_office_under_construction",
        office=Office.UNDER_CONSTRUCTION,
        unit__kind__in=COMMUNES_AND_TOWNSHIPS,
    ),
    *standing("stations_with_housing", housing=True, unit__kind__in=COMMUNES),
    *standing("stations_fully_staffed", staffed=True, unit__kind__in=COMMUNES_AND_TOWNSHIPS),
    *standing("stations_with_investigator", investigator=True),
]


def one_if(**where: Any) -> Combinable:
    return Case(When(Q(**where), then=Value(1)), default=Value(0), output_field=IntegerField())


LYING = ResidentialAreaMembership.objects.filter(unit=OuterRef("pk")).order_by()
FIRST = LYING.values("unit").annotate(day=Min("valid_from")).values("day")
LAST = LYING.values("unit").annotate(day=Max("valid_to")).values("day")
# A unit whose residential areas are known, from the first of them to the last.
KEEPING = Unit.objects.filter(Exists(LYING)).annotate(
    first=Subquery(FIRST),
    last=Case(When(Exists(LYING.filter(valid_to__isnull=True)), then=None), default=Subquery(LAST)),
)
VILLAGES = (ResidentialArea.Kind.THON, ResidentialArea.Kind.BAN)

PLACES = [
    *dated(
        Source(
            Station.objects.all(), "unit", "unit", "valid_from", None,
            fixed={
                "stations_all_total": None,
                "stations_total": one_if(unit__kind__in=COMMUNES_AND_TOWNSHIPS),
                "stations_of_communes_total": one_if(unit__kind__in=COMMUNES),
            },
        ),
        "valid_to",
    ),
    *dated(
        Source(
            ResidentialAreaMembership.objects.all(), "unit", "unit", "valid_from", None,
            fixed={
                "residential_areas_total": None,
                "villages_total": one_if(residential_area__kind__in=VILLAGES),
                "neighbourhood_groups_total": one_if(residential_area__kind=ResidentialArea.Kind.TO_DAN_PHO),
            },
        ),
        "valid_to",
    ),
    *dated(Source(KEEPING, "pk", "pk", "first", None, fixed={"residential_area_registers": None}), "last"),
]  # fmt: skip


def sources() -> list[Source]:
    return [*READINESS, *PLACES]


def count_places(units: Iterable[int]) -> Counts:
    """What the stations and residential areas of some units add up to as they stand in the database now."""
    return count_many(PLACES, sorted(set(units)))
