"""Which unit does a record belong to? The one that existed on its day (docs/decisions/0001)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from communes.models import ResidentialArea, ResidentialAreaMembership, Unit, UnitQuerySet, valid_on


@dataclass(frozen=True)
class Undecided(Exception):
    """Several units of that day are possible: the form asks which."""

    candidates: tuple[Unit, ...]


class Nowhere(Exception):
    """No unit that the writer works for existed on that day."""


class Scattered(Exception):
    """The residential areas do not lie in one unit of that day."""


def covered(unit: Unit) -> UnitQuerySet:
    """The unit and those whose history it owns: what a writer who works in `unit` may write for."""
    return Unit.objects.filter(Q(pk=unit.pk) | Q(heir=unit), leaf=True)


def place(*, unit: Unit, on: date, areas: Collection[ResidentialArea], chosen: Unit | None = None) -> Unit:
    """Give the unit of that day. The residential areas decide; where they do not, `chosen` does."""
    candidates: tuple[Unit, ...] = tuple(covered(unit).valid_on(on))
    if not candidates:
        raise Nowhere
    if areas:
        homes = {home.pk for home in homes_of(areas, on)}
        found = [candidate for candidate in candidates if homes == {candidate.pk}]
        if not found or not all_lie_in(areas, found[0], on):
            raise Scattered
        return found[0]
    if len(candidates) == 1:
        return candidates[0]
    if chosen is not None and chosen in candidates:
        return chosen
    raise Undecided(candidates)


def homes_of(areas: Collection[ResidentialArea], on: date) -> UnitQuerySet:
    """The units in which `areas` lay on that day."""
    lines = ResidentialAreaMembership.objects.filter(valid_on(on), residential_area__in=areas)
    return Unit.objects.filter(pk__in=lines.values("unit"))


def all_lie_in(areas: Collection[ResidentialArea], unit: Unit, on: date) -> bool:
    here = ResidentialArea.objects.lying_in(Unit.objects.filter(pk=unit.pk), on)
    wanted = {area.pk for area in areas}
    return here.filter(pk__in=wanted).count() == len(wanted)
