"""The types that a commune may enter."""

from dataclasses import dataclass
from datetime import date

from communes.models import Unit
from communes.vietnamese import search_key
from models_selfmgmt.models import Group, ModelType
from models_selfmgmt.selectors.lines import is_called


@dataclass(frozen=True)
class TypeChoice:
    key: str
    name: str
    aliases: tuple[str, ...]
    measures: tuple[str, ...]
    own: bool  # of the province


@dataclass(frozen=True)
class TypeGroup:
    name: str
    types: tuple[TypeChoice, ...]


def types_for(unit: Unit) -> list[ModelType]:
    """In use, of the nation or of the unit's province; ended ones too: they can be entered for their days."""
    rows = ModelType.objects.of_province(unit.province_id).in_use()
    return list(rows.prefetch_related("aliases", "measures__indicator"))


def type_groups(unit: Unit, today: date, query: str = "") -> list[TypeGroup]:
    words = search_key(query).split()
    found = [kind for kind in types_for(unit) if is_called(kind, words)]
    groups = [TypeGroup(str(group.label), tuple(_choice(one, today) for one in found if one.group == group))
              for group in Group]  # fmt: skip
    return [group for group in groups if group.types]


def _choice(kind: ModelType, today: date) -> TypeChoice:
    return TypeChoice(
        key=kind.key,
        name=kind.name,
        aliases=tuple(alias.name for alias in kind.aliases.all()),
        measures=tuple(one.name for one in kind.measures.all() if one.is_valid_on(today)),
        own=kind.province_id is not None,
    )
