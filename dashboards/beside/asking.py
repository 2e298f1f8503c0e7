"""What a comparison is asked to show, and whom: one query finds all units, each through the scope."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, Value, When
from django.http import Http404, QueryDict

from accounts.models import User
from accounts.scope import READERS
from communes.models import Unit
from communes.vietnamese import search_key
from dashboards.beside.similar import wider
from dashboards.kinds import UNIT, Kind
from dashboards.places import Place
from dashboards.search import LONGEST, in_order, matching
from dashboards.stamps import NATION, Stamp, nation_stamp, stamp_columns

MOST = 4  # units beside the one that is looked at
OFFERED = 8  # of those that a search found
WITH, ALL, SEARCH = "with", "figures", "q"  # fields of the address


@dataclass(frozen=True)
class Beside:
    """A place with the units to put beside it, and those that a search found."""

    place: Place
    others: tuple[Place, ...]
    text: str = ""
    found: tuple[Unit, ...] = ()
    more: bool = False  # than are offered
    too_many: bool = False
    everything: bool = False  # all figures
    wider: Place | None = None  # that holds those it is like, for their average
    beyond: Stamp | None = None  # of the nation, where a second province is read

    @property
    def slugs(self) -> list[str]:
        return [one.unit.slug for one in self.others if one.unit is not None]

    @property
    def room(self) -> bool:
        return len(self.others) < MOST

    @property
    def searches(self) -> bool:
        """Whoever reads one station has nothing to look for."""
        return bool(self.place.user.roles & (READERS - {"officer", "station_head"}))


def open_beside(user: User, kind: Kind, slug: str, query: QueryDict) -> Beside:
    """A unit is found by the query that finds those beside it."""
    if kind is UNIT:
        return _open(user, query, slug, None)
    return _open(user, query, "", kind.open(user, slug))


def _open(user: User, query: QueryDict, own: str, place: Place | None) -> Beside:
    """All or nothing: a unit that is not there, or that the user may not read, is 404."""
    wanted = [slug for slug in dict.fromkeys(query.getlist(WITH)) if slug != own]
    text = query.get(SEARCH, "").strip()[:LONGEST]
    asked = [slug for slug in (own, *wanted[:MOST]) if slug]
    rows = _units(user, asked, search_key(text)) if asked or text else []
    places = {row.slug: Place(user, Stamp(row.totals_stamp, row.settings_stamp), unit=row) for row in rows}
    if not places.keys() >= set(asked):
        raise Http404
    others = tuple(places[slug] for slug in wanted[:MOST])
    found = [row for row in rows if row.slug not in asked]
    looked_at = place or places[own]
    around = wider(looked_at)
    return Beside(
        place=looked_at,
        others=others,
        text=text,
        found=tuple(found[:OFFERED]),
        more=len(found) > OFFERED,
        too_many=len(wanted) > MOST,
        everything=query.get(ALL) == "all",
        wider=around,
        beyond=around.stamp if around and around.level == "nation" else _beyond(looked_at, others),
    )


def _beyond(place: Place, others: Sequence[Place]) -> Stamp | None:
    """The nation's stamp, if a unit lies in another province (or in one that did not become part of this one)."""
    for one in others:
        province = one.unit.province if one.unit is not None else None
        if province is not None and place.province_key not in {province.pk, province.heir_id, NATION}:
            return Stamp(one.unit.nation_stamp, place.stamp.settings)  # type: ignore[union-attr]
    return None


def _units(user: User, slugs: Sequence[str], key: str) -> list[Any]:
    """The units asked for and those that the search found, with their stamps and the nation's."""
    readable = Unit.objects.read_by(user)
    asked = Case(When(slug__in=slugs, then=Value(0)), default=Value(1))
    named = matching(readable, key) if key else Q(pk__in=[])
    rows: QuerySet[Any] = in_order(readable.filter(Q(slug__in=slugs) | named), key)
    rows = rows.annotate(asked=asked, **stamp_columns("communes_unit"), nation_stamp=nation_stamp())
    rows = rows.order_by("asked", *rows.query.order_by)
    return list(rows[: len(slugs) + OFFERED + 1])
