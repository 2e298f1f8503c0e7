"""Units by name: in Vietnamese order, those of today first."""

from django.db.models import Case, F, Q, Value, When

from communes.models import UnitQuerySet
from communes.vietnamese import search_key

LONGEST = 100


def found(units: UnitQuerySet, text: str) -> UnitQuerySet:
    """Units whose name (or code) holds every word of `text`; nothing typed finds nothing."""
    key = search_key(text)
    if not key:
        return units.none()
    matching = units.filter(Q(pk__in=units.named(key).values("pk")) | Q(code=key))
    exact = Case(When(search_key__endswith=f" {key}", then=Value(0)), default=Value(1))
    ordered: UnitQuerySet = (
        matching.select_related("parent", "province", "heir")
        .annotate(exact=exact)
        .order_by(F("valid_to").desc(nulls_first=True), "exact", "sort_key", "pk")
    )
    return ordered
