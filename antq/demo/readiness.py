"""How the stations of the demonstration stand: old Bắc Kạn as the press told it, today's communes invented."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from antq.demo.accounts import Crew
from antq.demo.chance import Chance, shuffled
from antq.demo.places import FIRST_DAY, LAST_LEGACY_DAY, PROVINCE, old_bac_kan
from communes.models import REORGANISED_ON, Unit
from stations.counting import COMMUNES_AND_TOWNSHIPS
from stations.models import Office, Readiness

# "78/102 Công an xã, thị trấn đã có trụ sở độc lập, 22/102 đang triển khai xây dựng trụ sở" (February 2025).
INDEPENDENT, UNDER_CONSTRUCTION = 78, 22
BUILT_SINCE = 14  # of the 78, finished in 2024
SILENT = 6  # stations of today that have not said anything


def create_readiness(crews: Mapping[str, Crew]) -> list[int]:
    """Write the snapshots once; gives the ids of the new ones."""
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=crews)}
    told = set(Readiness.objects.filter(unit__in=units.values()).values_list("unit__slug", flat=True))
    rows = [row for row in _rows(units, crews) if row.unit.slug not in told]
    return [row.pk for row in Readiness.objects.bulk_create(rows, batch_size=500)]


def _rows(units: Mapping[str, Unit], crews: Mapping[str, Crew]) -> Iterator[Readiness]:
    legacy = [units[slug] for slug in old_bac_kan() if slug in units]
    for unit, offices in _offices(legacy):
        for (start, office), (following, _) in zip(offices, [*offices[1:], (None, None)], strict=True):
            end = following - timedelta(days=1) if following else LAST_LEGACY_DAY
            yield _row(unit, crews[unit.slug], start, end, office, housing=True, staffed=True)
    today = [unit for unit in units.values() if unit.is_open and unit.province and unit.province.slug == PROVINCE]
    for unit in shuffled(sorted(today, key=lambda unit: unit.slug), "readiness")[SILENT:]:
        chance = Chance("readiness", unit.slug)
        office = chance.one([Office.INDEPENDENT] * 8 + [Office.UNDER_CONSTRUCTION, Office.NONE])
        yield _row(
            unit, crews[unit.slug], REORGANISED_ON, None, office,
            housing=chance.happens(0.6), staffed=chance.happens(0.7),
        )  # fmt: skip


def _offices(legacy: list[Unit]) -> Iterator[tuple[Unit, list[tuple[date, Office]]]]:
    """Since when each old station had which office."""
    counted = shuffled([unit for unit in legacy if unit.kind in COMMUNES_AND_TOWNSHIPS], "offices")
    for place, unit in enumerate(counted):
        finished = date(2024, 3, 1) + timedelta(days=20 * place)
        if place < BUILT_SINCE:
            yield unit, [(FIRST_DAY, Office.UNDER_CONSTRUCTION), (finished, Office.INDEPENDENT)]
        elif place < INDEPENDENT:
            yield unit, [(FIRST_DAY, Office.INDEPENDENT)]
        elif place < INDEPENDENT + UNDER_CONSTRUCTION:
            yield unit, [(FIRST_DAY, Office.UNDER_CONSTRUCTION)]
        else:
            yield unit, [(FIRST_DAY, Office.NONE)]
    yield from ((unit, [(FIRST_DAY, Office.INDEPENDENT)]) for unit in legacy if unit.kind not in COMMUNES_AND_TOWNSHIPS)


def _row(
    unit: Unit, crew: Crew, start: date, end: date | None, office: Office, *, housing: bool, staffed: bool
) -> Readiness:
    return Readiness(
        unit=unit, by_id=crew.head, valid_from=start, valid_to=end, office=office, housing=housing, staffed=staffed,
        investigator=True,
    )  # fmt: skip
