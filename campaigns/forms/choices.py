"""What a form offers: read once, shared by the rows of a week."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Q

from campaigns.models import (
    Audience,
    ForceKind,
    GiftKind,
    ItemLawGroup,
    ItemRule,
    ItemUnit,
    LinkedMovement,
    PartnerOrg,
    SessionForm,
    Topic,
)
from campaigns.placing import covered
from campaigns.usual import Bounds
from communes.models import Area, Level, ResidentialArea, ResidentialAreaMembership, Unit

VILLAGE = re.compile(r"(?:thôn|bản|xóm|làng|ấp|buôn|khu phố|tổ dân phố)\s+", re.IGNORECASE)

if TYPE_CHECKING:
    from campaigns.forms.asking import AskingForm


@dataclass
class AreaChoice:
    """A residential area with its times in the unit or in what was there before."""

    area: ResidentialArea
    memberships: list[ResidentialAreaMembership] = field(default_factory=list)

    def lies_here_on(self, day: date) -> bool:
        return any(membership.is_valid_on(day) for membership in self.memberships)

    def former(self, unit: Unit) -> Unit | None:
        """The last unit before `unit` in which it lay."""
        others = [line for line in self.memberships if line.unit_id != unit.pk]
        return max(others, key=lambda line: line.valid_from).unit if others else None


class Choices:
    """Catalogues and places for the entries of one unit."""

    def __init__(self, unit: Unit) -> None:
        self.unit = unit

    @cached_property
    def units(self) -> list[Unit]:
        """The unit and those whose history it owns."""
        return list(covered(self.unit))

    def bounds(self, form: type["AskingForm"]) -> Bounds:
        """One a form, so that the rows of a week read its records once."""
        return self._bounds.setdefault(form, Bounds(self.units, form))

    @cached_property
    def _bounds(self) -> dict[type["AskingForm"], Bounds]:
        return {}

    @cached_property
    def names_around(self) -> list[str]:
        """What its papers may name: the units, their residential areas, their provinces and those before, all districts
        and areas of these, any province of one syllable. Other communes are left out: many are called as people are.
        """
        own = {unit.province_id for unit in (self.unit, *self.units)}
        provinces = Unit.objects.filter(Q(pk__in=own) | Q(heir__in=own), level=Level.PROVINCE)
        short = Q(level=Level.PROVINCE) & ~Q(name__contains=" ")
        within = Unit.objects.filter(Q(province__in=provinces.values("pk")) | short).exclude(level=Level.COMMUNE)
        areas = Area.objects.filter(province__in=provinces.values("pk"))
        names = within.order_by().values_list("name").union(areas.order_by().values_list("name"))
        villages = [VILLAGE.sub("", choice.area.name) for choice in self.areas.values()]
        return [unit.name for unit in self.units] + [one for one in villages if " " in one] + [one for (one,) in names]

    @cached_property
    def areas(self) -> dict[str, AreaChoice]:
        """Residential areas by id, in Vietnamese order."""
        lines = ResidentialAreaMembership.objects.filter(unit__in=[unit.pk for unit in self.units])
        found: dict[str, AreaChoice] = {}
        for line in lines.select_related("residential_area", "unit").order_by("residential_area__sort_key", "pk"):
            choice = found.setdefault(str(line.residential_area_id), AreaChoice(line.residential_area))
            choice.memberships.append(line)
        return found

    @cached_property
    def force_kinds(self) -> Sequence[ForceKind]:
        return list(ForceKind.objects.all())

    @cached_property
    def session_forms(self) -> Sequence[SessionForm]:
        return list(SessionForm.objects.all())

    @cached_property
    def topics(self) -> Sequence[Topic]:
        return list(Topic.objects.all())

    @cached_property
    def audiences(self) -> Sequence[Audience]:
        return list(Audience.objects.all())

    @cached_property
    def partner_orgs(self) -> Sequence[PartnerOrg]:
        return list(PartnerOrg.objects.all())

    @cached_property
    def linked_movements(self) -> Sequence[LinkedMovement]:
        return list(LinkedMovement.objects.all())

    @cached_property
    def gift_kinds(self) -> Sequence[GiftKind]:
        return list(GiftKind.objects.all())

    @cached_property
    def item_units(self) -> dict[str, ItemUnit]:
        units = ItemUnit.objects.select_related("item_kind").order_by("item_kind__order", "item_kind", "order")
        return {str(unit.pk): unit for unit in units}

    @cached_property
    def item_rules(self) -> dict[tuple[int, str], list[ItemRule]]:
        """Rules by item unit and mode."""
        found: dict[tuple[int, str], list[ItemRule]] = defaultdict(list)
        for rule in ItemRule.objects.all():
            found[rule.item_unit_id, rule.mode].append(rule)
        return found

    @cached_property
    def law_groups(self) -> Sequence[ItemLawGroup]:
        return list(ItemLawGroup.objects.select_related("law_group").order_by("law_group__order"))

    def has_rule(self, item_unit: ItemUnit, mode: str, day: date) -> bool:
        return any(rule.is_valid_on(day) for rule in self.item_rules.get((item_unit.pk, mode), []))
