"""What defined kinds of activity and forms of returns share: rows that ask for a number, each with its figure."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import Promise

from accounts.models import User
from administration.catalogues import cut, free_key
from rollups.actions import add_indicator
from rollups.models import Indicator


@dataclass(frozen=True)
class NewFigure:
    """A figure that is made for a definition, where none of the catalogue fits."""

    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    group: str = Indicator.Group.ACTIVITY
    decimals: int = 0
    distinct: bool = False
    phrase: str = ""  # how reports tell it


Figure = Indicator | NewFigure  # one that nothing feeds yet, or a new one


def made(by: User, figure: NewFigure, *, stored: bool, **others: Any) -> Indicator:
    """The indicator of a new figure."""
    return add_indicator(
        by=by,
        key=free_key(Indicator, figure.name_en),
        name_vi=cut("name_vi", figure.name_vi),
        name_en=cut("name_en", figure.name_en),
        unit_vi=figure.unit_vi,
        unit_en=figure.unit_en,
        group=figure.group,
        decimals=figure.decimals,
        phrase=figure.phrase,
        stored=stored,
        **others,
    )


def free_place(rows: QuerySet[Any], most: int, too_many: str | Promise) -> int:
    """The first place that none of the rows has. Raises ValidationError."""
    taken = set(rows.values_list("order", flat=True))
    free = [place for place in range(1, most + 1) if place not in taken]
    if not free:
        raise ValidationError(str(too_many) % {"most": most})
    return free[0]
