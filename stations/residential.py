"""The residential areas of a unit as its page shows them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from campaigns.models import Record
from communes.models import ResidentialArea, ResidentialAreaMembership, Unit


@dataclass(frozen=True)
class AreaGroup:
    """Areas that lay in one unit before; `former` is None for those that never did."""

    former: Unit | None
    areas: list[ResidentialArea]


def area_groups(unit: Unit) -> list[AreaGroup]:
    """The areas of `unit` in Vietnamese order, by the unit that they lay in before."""
    last = unit.valid_to
    here = ResidentialAreaMembership.objects.filter(unit=unit, valid_to=last)
    areas = list(ResidentialArea.objects.filter(pk__in=here.values("residential_area")).order_by("sort_key", "pk"))
    before = (
        ResidentialAreaMembership.objects.filter(residential_area__in=areas, unit__heir=unit)
        .exclude(unit=unit)
        .select_related("unit")
        .order_by("valid_to")
    )
    former = {line.residential_area_id: line.unit for line in before}
    units = {one.pk: one for one in former.values()}
    groups = [
        AreaGroup(one, [area for area in areas if former.get(area.pk) == one])
        for one in sorted(units.values(), key=lambda one: one.sort_key)
    ]
    own = [area for area in areas if area.pk not in former]
    return [*groups, *([AreaGroup(None, own)] if own else [])]


def formers(unit: Unit) -> list[Unit]:
    """The units that became this one."""
    return list(Unit.objects.filter(heir=unit, leaf=True).exclude(pk=unit.pk).order_by("sort_key"))


def last_named_on(area: ResidentialArea) -> date | None:
    """The last day on which a record names the area, or None."""
    named = Record.objects.filter(residential_areas=area, deleted=False)
    last: date | None = named.aggregate(on=Max("on"))["on"]
    return last
