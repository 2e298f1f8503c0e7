"""Places: units in their time, what became of them, and the residential areas below them."""

from communes.models.areas import (
    Area,
    AreaMembership,
    AreaQuerySet,
    area_label,
)
from communes.models.dated import (
    LATEST,
    LEGACY_FROM,
    REORGANISED_ON,
    Dated,
    DatedQuerySet,
    Scoped,
    dates_in_order,
    valid_on,
    within_calendar,
)
from communes.models.places import (
    ResidentialArea,
    ResidentialAreaMembership,
    ResidentialAreaQuerySet,
    Station,
)
from communes.models.shapes import Shape
from communes.models.units import (
    Commune,
    District,
    Kind,
    Level,
    Province,
    Succession,
    Unit,
    UnitOfLevel,
    UnitQuerySet,
    name_with_kind,
)

__all__ = [
    "LATEST",
    "LEGACY_FROM",
    "REORGANISED_ON",
    "Area",
    "AreaMembership",
    "AreaQuerySet",
    "Commune",
    "Dated",
    "DatedQuerySet",
    "District",
    "Kind",
    "Level",
    "Province",
    "ResidentialArea",
    "ResidentialAreaMembership",
    "ResidentialAreaQuerySet",
    "Scoped",
    "Shape",
    "Station",
    "Succession",
    "Unit",
    "UnitOfLevel",
    "UnitQuerySet",
    "area_label",
    "dates_in_order",
    "name_with_kind",
    "valid_on",
    "within_calendar",
]
