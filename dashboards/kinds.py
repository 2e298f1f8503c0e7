"""The kinds of place that a page can be about: how each is opened through the scope, and where its addresses stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, path

from accounts.models import User
from dashboards import places
from dashboards.places import Place


@dataclass(frozen=True)
class Kind:
    """`open` gives the place of a slug as a user may read it, or answers 404; the nation has no slug."""

    name: str  # begins the names of its addresses: unit_figure
    folder: str  # of its addresses, below their room
    open: Callable[[User, str], Place]


NATION = Kind("nation", "", lambda user, _slug: places.nation(user))
UNIT = Kind("unit", "units/<slug:slug>/", places.unit)
AREA = Kind("area", "areas/<slug:slug>/", places.area)
KINDS = (NATION, UNIT, AREA)


def addresses(
    below: str, view: Callable[..., Any], page: str, *, room: str = "dashboards/", kinds: Sequence[Kind] = KINDS
) -> list[URLPattern]:
    """One view at the addresses of each kind; it is given the kind, and the slug of a unit or an area."""
    return [path(f"{room}{one.folder}{below}", view, {"kind": one}, name=named(one, page)) for one in kinds]


def named(kind: Kind, page: str) -> str:
    """The name of an address; the nation's own page is `nation`."""
    return kind.name if kind is NATION and page == "dashboard" else f"{kind.name}_{page}"
