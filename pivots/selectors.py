"""The tables that a person keeps, as their list shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from communes.models import Area, Unit
from dashboards.places import widest
from pivots.axes import Axis
from pivots.models import SavedTable


def own_table(user: User) -> str:
    """Where a person starts a table: the widest place that the own grants let read; nothing without any."""
    kind, slug = widest(user)
    return reverse(f"{kind}_pivot", args=[slug] if slug else []) if kind else ""


@dataclass(frozen=True)
class KeptTable:
    """`readable` as long as its owner may see the place."""

    pk: int
    name: str
    place: str
    said: str
    latest: bool
    saved_on: date
    readable: bool


def kept_tables(user: User) -> list[KeptTable]:
    """In Vietnamese order, with what each shows; three queries, however many there are."""
    tables = list(SavedTable.objects.owned_by(user).select_related("unit", "area").order_by("sort_key", "pk"))
    units = Unit.objects.read_by(user).filter(pk__in=[one.unit_id for one in tables if one.unit_id])
    areas = Area.objects.read_by(user).filter(pk__in=[one.area_id for one in tables if one.area_id])
    open_units, open_areas = set(units.values_list("pk", flat=True)), set(areas.values_list("pk", flat=True))
    wide = not user.unit_condition("read")
    return [
        KeptTable(
            pk=one.pk,
            name=one.name,
            place=str(one.area or one.unit or _("Toàn quốc")),
            said=said(one.query),
            latest=one.latest,
            saved_on=timezone.localdate(one.created_at),
            readable=one.area_id in open_areas if one.area_id else one.unit_id in open_units if one.unit_id else wide,
        )
        for one in tables
    ]


def said(query: str) -> str:
    """Rows × columns and how many figures, read off the query alone."""
    fields = QueryDict(query.removeprefix("?"))
    axes: Sequence[str] = [fields.get("rows", ""), fields.get("columns", "")]
    words = [str(Axis(one).label) for one in axes if one in Axis.values]
    figures = _("%(number)s chỉ tiêu") % {"number": len(fields.getlist("figures"))}
    return f"{' × '.join(words)} · {figures}"
