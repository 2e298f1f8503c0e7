"""The catalogues by their keys, and how often the demonstration chooses what."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from antq.demo.chance import Chance
from campaigns.kinds.definition import Definition
from campaigns.models import (
    ActivityKind,
    Audience,
    ForceKind,
    GiftKind,
    ItemRule,
    ItemUnit,
    LinkedMovement,
    PartnerOrg,
    SessionForm,
    Topic,
)
from campaigns.models.catalogues import Catalogue
from returns.definition import Definition as FormDefinition
from returns.models import ReturnForm

C = TypeVar("C", bound=Catalogue)
Weights = Mapping[str, int]

FORMS: Weights = {
    "village_meeting": 42, "door_to_door": 14, "loudspeaker": 12, "mobile": 10, "school_talk": 8,
    "conference": 6, "leaflets": 5, "social_media": 3,
}  # fmt: skip
TOPICS: Weights = {
    "security_movement": 20, "online_fraud": 22, "drugs": 16, "weapons_fireworks": 16, "traffic": 12, "theft": 8,
    "fire_safety": 8, "gambling_usury": 6, "residence": 4, "illegal_migration": 3, "school_violence": 3,
}  # fmt: skip
AUDIENCES: Weights = {"residents": 60, "ethnic_minorities": 18, "women": 10, "youth": 10, "elderly": 6, "businesses": 4}
PARTNERS: Weights = {
    "peoples_committee": 20, "fatherland_front": 18, "village_head": 22, "party_cell": 12, "womens_union": 12,
    "farmers_association": 10, "youth_union": 12, "veterans_association": 8, "grassroots_team": 20,
}  # fmt: skip
MOVEMENTS: Weights = {"new_rural_areas": 5, "cultural_life": 3, "skilled_mass_mobilisation": 2, "traffic_culture": 1}
# Forces beside the commune police; those of the law of the day come first and nearly always.
TEAMS: Weights = {"grassroots_team": 90, "semi_professional_officer": 85, "civil_guard": 20}
HELPERS: Weights = {"self_mgmt_group": 22, "militia": 20, "mass_organisations": 8, "district_police": 6}
GUNS: Weights = {"flintlock": 46, "air_gun": 18, "homemade_gun": 16, "hunting_gun": 10, "alcohol_gun": 8}
GIFTS: Weights = {"rice": 5, "essentials": 4, "household_goods": 2, "seeds_livestock": 2, "farm_tools": 1}


def one_of(chance: Chance, weights: Weights) -> str:
    drawn = chance.below(sum(weights.values()))
    for key, weight in weights.items():
        drawn -= weight
        if drawn < 0:
            return key
    raise AssertionError


def some_of(chance: Chance, weights: Weights, count: int) -> list[str]:
    """Different keys, at most as many as there are."""
    rest = dict(weights)
    chosen = []
    for _ in range(min(count, len(rest))):
        chosen.append(one_of(chance, rest))
        del rest[chosen[-1]]
    return chosen


class Catalogues:
    """All of them, read once."""

    def __init__(self) -> None:
        self.forces = _by_key(ForceKind.objects.all())
        self.forms = _by_key(SessionForm.objects.all())
        self.topics = _by_key(Topic.objects.all())
        self.audiences = _by_key(Audience.objects.all())
        self.partners = _by_key(PartnerOrg.objects.all())
        self.movements = _by_key(LinkedMovement.objects.all())
        self.gifts = _by_key(GiftKind.objects.all())
        # The first unit of count of each kind is the one that its figure is counted in.
        units = ItemUnit.objects.select_related("item_kind").order_by("item_kind", "-order")
        self.items = {unit.item_kind.key: unit for unit in units}
        self.kinds = {row.key: Definition(row) for row in ActivityKind.objects.all()}
        self.returns = {row.key: row for row in ReturnForm.objects.all()}
        self.lines = {row.key: FormDefinition(row) for row in self.returns.values()}
        self.rules: list[ItemRule] = list(ItemRule.objects.all())

    def rule(self, unit: int, mode: str, day: date) -> ItemRule:
        """The rule of its day, as the actions choose it."""
        return next(
            rule for rule in self.rules if rule.item_unit_id == unit and rule.mode == mode and rule.is_valid_on(day)
        )


def _by_key(rows: Iterable[C]) -> dict[str, C]:
    return {row.key: row for row in rows}


def valid(catalogue: Mapping[str, C], keys: Iterable[str], day: date) -> list[C]:
    """Those of `keys` that could be chosen on that day."""
    return [catalogue[key] for key in keys if key in catalogue and catalogue[key].is_valid_on(day)]
