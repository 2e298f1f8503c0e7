"""What an entry says: one immutable value a kind, the same for forms, actions, digests, audit rows and comparisons."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, ClassVar

from django.db import models

from campaigns.kinds.registry import spec_of
from campaigns.models import (
    ActivityKind,
    Audience,
    ForceKind,
    GiftKind,
    ItemUnit,
    LinkedMovement,
    PartnerOrg,
    Record,
    RecordKind,
    SessionForm,
    Topic,
)
from communes.models import ResidentialArea


@dataclass(frozen=True, kw_only=True)
class Content:
    """The day and the residential areas, which every kind has."""

    kind: ClassVar[RecordKind]
    on: date
    residential_areas: tuple[ResidentialArea, ...] = ()

    @property
    def own_period(self) -> str:
        """How long the period is that ends on its day, where it is due for that one and not with the log."""
        return ""


@dataclass(frozen=True, kw_only=True)
class PatrolContent(Content):
    """`forces` holds attendances a force kind."""

    kind: ClassVar[RecordKind] = RecordKind.PATROL
    shift: str
    forces: Mapping[ForceKind, int] = field(default_factory=dict)
    reminders: int = 0
    incidents: int = 0


@dataclass(frozen=True, kw_only=True)
class PropagandaSessionContent(Content):
    kind: ClassVar[RecordKind] = RecordKind.PROPAGANDA_SESSION
    form: SessionForm
    topics: tuple[Topic, ...] = ()
    audiences: tuple[Audience, ...] = ()
    partners: tuple[PartnerOrg, ...] = ()
    launch: bool = False
    linked_movement: LinkedMovement | None = None
    attendances: int = 0
    households: int = 0


@dataclass(frozen=True, kw_only=True)
class WeaponHandoverContent(Content):
    """`items` holds thousandths an item unit, `gifts` pieces a gift kind."""

    kind: ClassVar[RecordKind] = RecordKind.WEAPON_HANDOVER
    mode: str
    receipt_number: str = ""
    items: Mapping[ItemUnit, int] = field(default_factory=dict)
    gifts: Mapping[GiftKind, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ActivityContent(Content):
    """What an entry of a defined kind says.

    `amounts` holds thousandths by the key of a figure: of a count, or of a part of one. `labels` holds the keys of what
    was chosen, by the key of the choice. So rows that follow others change no content.
    """

    kind: ClassVar[RecordKind] = RecordKind.ACTIVITY
    definition: ActivityKind
    number: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def by_id(obj: models.Model) -> str:
    """Name an object so that renaming it changes nothing."""
    return str(obj.pk)


def by_name(obj: models.Model) -> str:
    """Name an object so that a person can read it."""
    return str(getattr(obj, "key", obj))


def plain(content: Content, name: Callable[[models.Model], str] = by_id) -> dict[str, Any]:
    """Give the fields that are not empty as JSON values, in an order that does not depend on how they were entered.

    Nothing, zero and false are left out: a field that is added later with such a default changes no old content. So is
    what follows from the rest and is only carried along to be shown.
    """
    said = [part.name for part in fields(content) if not part.metadata.get("follows")]
    values = {part: _plain_value(getattr(content, part), name) for part in said}
    return {key: value for key, value in values.items() if value}


def _plain_value(value: Any, name: Callable[[models.Model], str]) -> Any:
    match value:
        case date():
            return value.isoformat()
        case models.Model():
            return name(value)
        case tuple():
            return sorted({_named(obj, name) for obj in value})
        case Mapping():
            said = {_named(obj, name): _plain_value(one, name) for obj, one in value.items() if one}
            return dict(sorted(said.items()))
        case _:
            return value


def _named(obj: models.Model | str, name: Callable[[models.Model], str]) -> str:
    return obj if isinstance(obj, str) else name(obj)


def same(one: Content, other: Content) -> bool:
    return one.kind == other.kind and plain(one) == plain(other)


def content_of(record: Record) -> Content:
    """Read what a record says now."""
    common: dict[str, Any] = {"on": record.on, "residential_areas": tuple(record.residential_areas.all())}
    return spec_of(record).read(record, common)
