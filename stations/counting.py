"""What snapshots of readiness count: stocks, each with the population of its ratio."""

from typing import Any

from communes.models import Kind
from rollups.sources import Source, dated
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


def sources() -> list[Source]:
    return READINESS
