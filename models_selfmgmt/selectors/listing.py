"""Models of all that somebody may read: filtered, counted, as lines."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from accounts.models import User
from campaigns.listing import TODAY, units_of, units_of_area
from communes.models import Area, Unit
from models_selfmgmt.models import ModelRegister, ModelType
from models_selfmgmt.selectors.lines import IN_USE, Versions, in_state, searched, versions_on


@dataclass(frozen=True)
class Wanted:
    """What a list shows; with neither unit nor area all that its reader may read."""

    kind: ModelType | None = None
    unit: Unit | None = None
    area: Area | None = None
    state: str = IN_USE
    query: str = ""


@dataclass(frozen=True)
class Summary:
    """Types, instances and places are three numbers."""

    types: int
    instances: int
    places: int
    registers: int  # units of today that keep a register
    communes: int


def find(reader: User, wanted: Wanted, day: date) -> Versions:
    units = Unit.objects.read_by(reader).filter(leaf=True)
    if wanted.unit is not None:
        units = units.filter(units_of(wanted.unit, TODAY))
    if wanted.area is not None:
        units = units.filter(pk__in=units_of_area(wanted.area, TODAY, day))
    rows = versions_on(day, units.order_by().values("pk"))
    if wanted.kind is not None:
        rows = rows.filter(instance__type=wanted.kind)
    return searched(in_state(rows, wanted.state, day), wanted.query)


def summary(rows: Versions, reader: User, wanted: Wanted, day: date) -> Summary:
    """Count what a list holds; registers of the communes of today that it is about."""
    plain = rows.order_by()
    communes = Unit.objects.read_by(reader).filter(leaf=True, valid_to__isnull=True)
    if wanted.unit is not None:
        communes = communes.filter(Q(pk=wanted.unit.pk) | units_of(wanted.unit, TODAY))
    if wanted.area is not None:
        communes = communes.filter(pk__in=units_of_area(wanted.area, TODAY, day))
    keeping = ModelRegister.objects.valid_on(day).filter(unit__in=communes.order_by().values("pk"))
    return Summary(
        types=plain.values("instance__type").distinct().count(),
        instances=plain.count(),
        places=plain.filter(area_lines__isnull=False).values("area_lines__residential_area").distinct().count(),
        registers=keeping.values("unit").distinct().count(),
        communes=communes.count(),
    )
