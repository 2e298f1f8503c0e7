"""Write places. What follows from a name, a code or a parent is set here and nowhere else.

Audit stands above this room, so whoever calls these leaves the audit row, in the same transaction.
"""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import override

from communes.models import Area, AreaMembership, Level, ResidentialArea, ResidentialAreaMembership, Station, Unit
from communes.vietnamese import search_key, sort_key

SLUG_LENGTH = 20


@transaction.atomic
def save_unit(unit: Unit) -> Unit:
    """Store a new or changed unit with its keys; a new open one is its own heir, a province its own province."""
    is_new = unit.pk is None
    unit.sort_key = sort_key(unit.name)
    with override("vi"):  # the key of a unit does not depend on who saves it
        unit.search_key = search_key(unit.full_name)
    unit.slug = f"{unit.code}-{unit.valid_from.year}"
    if unit.level != Level.PROVINCE and unit.parent is not None:
        unit.province_id = unit.parent.province_id
    unit.save()
    if is_new:
        unit.province = unit if unit.level == Level.PROVINCE else unit.province
        unit.heir = unit if unit.is_open else None
        unit.save(update_fields=["province", "heir"])
    return unit


@transaction.atomic
def save_area(area: Area) -> Area:
    """Store a new or changed area; a new one gets its address from the code of its province and its name.

    One that is given another name is called after its former district no longer.
    """
    if area.source_id and not Area.objects.filter(pk=area.pk, name=area.name).exists():
        area.source = None
    area.sort_key = sort_key(area.name)
    if not area.slug:
        area.slug = _free_slug(f"{area.province.code}-{search_key(area.name).replace(' ', '-')}")
    area.save()
    return area


def _free_slug(wanted: str) -> str:
    slug, number = wanted[:SLUG_LENGTH].strip("-"), 1
    while Area.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{wanted[: SLUG_LENGTH - len(str(number)) - 1].strip('-')}-{number}"
    return slug


@transaction.atomic
def enter_area(membership: AreaMembership) -> AreaMembership | None:
    """Store a new membership. The one that was open until then ends the day before, and is given back."""
    here = AreaMembership.objects.select_for_update(no_key=True).filter(unit=membership.unit_id, valid_to__isnull=True)
    left = here.select_related("area").first()
    if left is not None:
        left.valid_to = membership.valid_from - timedelta(days=1)
        left.save(update_fields=["valid_to"])
    membership.save()
    return left


def open_station(*, unit: Unit) -> Station | None:
    """Give a unit the station that it lacks, since the day the unit began; None where it has one."""
    if unit.stations.filter(valid_to__isnull=True).exists():
        return None
    return Station.objects.create(unit=unit, valid_from=unit.valid_from)


@transaction.atomic
def add_residential_area(
    *, name: str, kind: ResidentialArea.Kind, unit: Unit, since: date
) -> tuple[ResidentialArea, ResidentialAreaMembership]:
    """Create a residential area that lies in `unit` since a day."""
    area = rename_residential_area(area=ResidentialArea(), name=name, kind=kind)
    membership = ResidentialAreaMembership.objects.create(residential_area=area, unit=unit, valid_from=since)
    return area, membership


def rename_residential_area(*, area: ResidentialArea, name: str, kind: ResidentialArea.Kind) -> ResidentialArea:
    """Give an area its name, with the keys that it is sorted and found by."""
    area.name, area.kind = name, kind
    area.sort_key, area.search_key = sort_key(name), search_key(name)
    area.save()
    return area
