"""The ground of the demonstration: which communes it tells of, since when, and their residential areas."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from antq.demo.articles import PILOT
from antq.demo.entries import Place
from antq.demo.villages import OLD_BAC_KAN, Commune, Village, villages_of
from communes.models import LEGACY_FROM, REORGANISED_ON, ResidentialArea, ResidentialAreaMembership, Unit
from communes.vietnamese import search_key, sort_key
from rollups.counts import Counts
from stations.counting import count_places

PROVINCE = "19-2025"
FIRST_DAY = date(2024, 1, 1)
# The model commune and the model ward of the articles kept a log before the others.
PILOTS = ("02047-2000", "01843-2000")
LAST_LEGACY_DAY = date(2025, 6, 30)
BATCH = 1000
# Cao Bằng, Tuyên Quang, Lạng Sơn: a few communes of each keep a log, so that the ministry has something to compare.
NEIGHBOURS = ("04-2025", "08-2025", "20-2025")
OF_EACH = 5


def legacy_communes() -> list[Unit]:
    """Those that became communes of today which the demonstration tells of."""
    told = Q(heir__province__slug=PROVINCE) | Q(heir__slug__in=elsewhere())
    units = Unit.objects.filter(told, leaf=True, valid_to__isnull=False)
    return list(units.select_related("province", "heir").order_by("heir__code", "code"))


def elsewhere() -> list[str]:
    """The communes of the neighbouring provinces."""
    found: list[str] = []
    for province in NEIGHBOURS:
        communes = Unit.objects.filter(province__slug=province, leaf=True, valid_to__isnull=True).order_by("code")
        found += communes.values_list("slug", flat=True)[:OF_EACH]
    return found


def old_bac_kan() -> list[str]:
    units = Unit.objects.filter(parent__parent__code=OLD_BAC_KAN, leaf=True, valid_to__isnull=False)
    return list(units.order_by("code").values_list("slug", flat=True))


def province_code(unit: Unit) -> str:
    return unit.province.code if unit.province else ""


def create_villages() -> Counts:
    """Create the residential areas of all these communes that have none of ours yet; give what they count."""
    communes = {unit.slug: unit for unit in legacy_communes()}
    ours = ResidentialAreaMembership.objects.filter(unit__in=communes.values(), residential_area__invented=True)
    done = set(ours.values_list("unit__slug", flat=True))
    named = [
        (communes[slug], village)
        for slug, villages in _villages(communes.values())
        for village in villages
        if slug not in done
    ]
    if not named:
        return Counts()
    settled = {unit.pk for unit, _ in named} | {unit.heir_id for unit, _ in named if unit.heir_id}
    before = count_places(settled)
    areas = [_area(village) for _, village in named]
    ResidentialArea.objects.bulk_create(areas, batch_size=BATCH)
    memberships = []
    for (unit, _), area in zip(named, areas, strict=True):
        memberships += [
            ResidentialAreaMembership(
                residential_area=area, unit=unit, valid_from=LEGACY_FROM, valid_to=LAST_LEGACY_DAY
            ),
            ResidentialAreaMembership(residential_area=area, unit=unit.heir, valid_from=REORGANISED_ON),
        ]
    ResidentialAreaMembership.objects.bulk_create(memberships, batch_size=BATCH)
    return count_places(settled) - before


def _villages(units: Iterable[Unit]) -> Iterable[tuple[str, list[Village]]]:
    siblings = defaultdict(list)
    for unit in units:
        siblings[unit.heir_id].append(Commune(unit.slug, unit.kind, province_code(unit)))
    for communes in siblings.values():
        yield from villages_of(communes)


def _area(village: Village) -> ResidentialArea:
    return ResidentialArea(
        name=village.name,
        kind=village.kind,
        invented=not village.real,
        sort_key=sort_key(village.name),
        search_key=search_key(village.name),
    )


def places() -> list[Place]:
    """The communes in the order of their codes: old Bắc Kạn, then those of today."""
    legacy = legacy_communes()
    villages = _stored_villages(legacy)
    old = [unit for unit in legacy if province_code(unit) == OLD_BAC_KAN]
    found = [Place(unit.slug, FIRST_DAY, LAST_LEGACY_DAY, 1, villages[unit.slug]) for unit in old]
    found += [Place(slug, PILOT.start, PILOT.end, 1, villages[slug]) for slug in PILOTS]
    before, beginners = defaultdict(list), set(elsewhere())
    for unit in legacy:
        if unit.heir:
            before[unit.heir.slug].append(unit.slug)
    for slug, origins in sorted(before.items()):
        lying = tuple(village for origin in origins for village in villages[origin])
        found.append(Place(slug, REORGANISED_ON, None, 1 if slug in beginners else len(origins), lying))
    return found


def _stored_villages(legacy: Iterable[Unit]) -> dict[str, tuple[ResidentialArea, ...]]:
    """By legacy commune the demonstration's own residential areas that still have their name."""
    rows = ResidentialAreaMembership.objects.filter(unit__in=legacy, valid_from=LEGACY_FROM)
    rows = rows.select_related("unit", "residential_area")
    found = {(row.unit.slug, row.residential_area.name): row.residential_area for row in rows}
    return {
        slug: tuple(found[slug, village.name] for village in villages if (slug, village.name) in found)
        for slug, villages in _villages(legacy)
    }
