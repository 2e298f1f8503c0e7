"""Whether a row of the admin site is in use, and what it still lacks before officers meet it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.expressions import Combinable
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from campaigns.models import ItemLawGroup, ItemRule, ItemUnit
from communes.models import AreaMembership, Station, valid_on
from rollups.sources import Source, all_sources

Words = str | Promise


def standing(obj: Any, lacking: Sequence[str], unready: Words, today: date) -> str:
    """Say it in a word or two; a row without dates is there from the moment it is stored."""
    first, last = getattr(obj, "valid_from", None), getattr(obj, "valid_to", None)
    if last is not None and last < today:
        return _("Đã kết thúc")
    if lacking:
        return f"{unready}: {', '.join(lacking)}"
    return _("Dùng từ %(day)s") % {"day": f"{first:%d/%m/%Y}"} if first and first > today else _("Đang dùng")


def of_item_kinds(today: date) -> dict[str, Exists]:
    """Without a unit of count, or a rule for one, nothing can be recorded in a kind."""
    rules = ItemRule.objects.filter(valid_on(today), item_unit__item_kind=OuterRef("pk"))
    return {"counted": Exists(ItemUnit.objects.filter(item_kind=OuterRef("pk"))), "ruled": Exists(rules)}


def of_law_groups(today: date) -> dict[str, Exists]:
    return {"filled": Exists(ItemLawGroup.objects.filter(valid_on(today), law_group=OuterRef("pk")))}


def of_areas(today: date) -> dict[str, Exists]:
    lines = AreaMembership.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=today), area=OuterRef("pk"))
    return {"filled": Exists(lines)}


def of_communes(today: date) -> dict[str, Exists]:
    """What `setup_province` and a province's steward give to a commune of today."""
    lines = AreaMembership.objects.filter(valid_on(today), unit=OuterRef("pk"))
    return {
        "stationed": Exists(Station.objects.filter(valid_on(today), unit=OuterRef("pk"))),
        "grouped": Exists(lines),
    }


def of_indicators() -> dict[str, Combinable]:
    """An indicator is fed by what records count: under its own key, by a row of a catalogue, by a rule."""
    sources = all_sources()
    fed = Q(key__in={key for source in sources for key in source.keys})
    for source in sources:
        for path in [*source.by, *source.members_by]:
            fed |= Q(pk__in=_indicators_of(source, path))
    return {"fed": ExpressionWrapper(fed, BooleanField())}


def _indicators_of(source: Source, path: str) -> Any:
    """The indicators of the table that stands before the last step of a path."""
    *steps, last = path.split("__")
    model: Any = source.rows.model
    for step in steps:
        model = model._meta.get_field(step).related_model
    return model._base_manager.filter(**{f"{last}__isnull": False}).values(last)
