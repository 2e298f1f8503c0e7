"""Units and figures by name: units in Vietnamese order, those of today first; figures as the catalogue orders them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.db.models import Case, F, Q, Value, When

from communes.models import UnitQuerySet
from communes.vietnamese import search_key
from dashboards.columns import every, known
from dashboards.lately import empty_lately
from dashboards.places import Place
from rollups.models import Indicator

LONGEST = 100


def found(units: UnitQuerySet, text: str) -> UnitQuerySet:
    """Units whose name (or code) holds every word of `text`; nothing typed finds nothing."""
    key = search_key(text)
    if not key:
        return units.none()
    return in_order(units.filter(matching(units, key)), key)


def matching(units: UnitQuerySet, key: str) -> Q:
    """Those that a search key names, or whose code it is."""
    return Q(pk__in=units.named(key).values("pk")) | Q(code=key)


def in_order(units: UnitQuerySet, key: str) -> UnitQuerySet:
    """Open ones first, then those that are called just so."""
    exact = Case(When(search_key__endswith=f" {key}", then=Value(0)), default=Value(1))
    ordered: UnitQuerySet = (
        units.select_related("parent", "province", "heir")
        .annotate(exact=exact)
        .order_by(F("valid_to").desc(nulls_first=True), "exact", "sort_key", "pk")
    )
    return ordered


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its page at a place; `parts` stand below it. `empty`: it had no number in the last year."""

    name: str
    unit: str
    href: str
    group: str
    parts: tuple["Figure", ...] = ()
    empty: bool = False


def figures(place: Place) -> list[Figure]:
    """All figures of a place, parts below their whole."""
    catalogue, empty = known(place), empty_lately(place)
    shown = every(catalogue, place)
    wholes = [one for one in shown if one.breakdown_of_id is None]
    found = [_figure(one, place, [part for part in catalogue.parts_of(one) if part in shown]) for one in wholes]
    return [replace(figure, empty=one.pk in empty) for figure, one in zip(found, wholes, strict=True)]


def figures_found(place: Place, text: str) -> list[Figure]:
    """Those whose name, in either language, holds words that begin as those of `text`; none typed, none found."""
    words = search_key(text).split()
    if not words:
        return []
    return [_figure(one, place) for one in every(known(place), place) if _named(one, words)]


@dataclass(frozen=True, slots=True)
class Group:
    """Figures under the name of their group: those in use, and those that had no number in the last year."""

    name: str
    used: tuple[Figure, ...]
    empty: tuple[Figure, ...]


def in_groups(shown: Sequence[Figure]) -> list[Group]:
    """Figures in the order of their groups."""
    order = [str(label) for label in Indicator.Group.labels]
    ordered = sorted(shown, key=lambda one: order.index(one.group))
    found = [(name, tuple(inside)) for name, inside in groupby(ordered, key=lambda one: one.group)]
    return [
        Group(name, tuple(one for one in inside if not one.empty), tuple(one for one in inside if one.empty))
        for name, inside in found
    ]


def _named(one: Indicator, words: Sequence[str]) -> bool:
    own = search_key(f"{one.name_vi} {one.name_en}").split()
    return all(any(word.startswith(typed) for word in own) for typed in words)


def _figure(one: Indicator, place: Place, parts: Sequence[Indicator] = ()) -> Figure:
    below = tuple(_figure(part, place) for part in parts)
    group = str(Indicator.Group(one.group).label)
    return Figure(one.name, one.unit, place.href("figure", one.key), group, below)
