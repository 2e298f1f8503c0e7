"""Entries for tests: sensible contents, recorded through the actions."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from campaigns.actions import record_entry
from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent
from campaigns.models import ForceKind, GiftKind, ItemUnit, Record, SessionForm, Topic
from communes.models import Unit
from rollups.models import Grain, Indicator, Total

BEFORE = date(2025, 6, 30)  # the last day of the old communes


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


def patrol(**changes: Any) -> PatrolContent:
    forces = {ForceKind.objects.get(key="commune_police"): 2, ForceKind.objects.get(key="self_mgmt_group"): 3}
    return PatrolContent(**{"on": yesterday(), "shift": "night", "forces": forces, "reminders": 1, **changes})


def propaganda_session(**changes: Any) -> PropagandaSessionContent:
    given: dict[str, Any] = {
        "on": yesterday(),
        "form": SessionForm.objects.get(key="village_meeting"),
        "topics": tuple(Topic.objects.filter(key__in=["online_fraud", "drugs"])),
        "attendances": 45,
    }
    return PropagandaSessionContent(**(given | changes))


def item_unit(kind: str, unit: str = "khẩu") -> ItemUnit:
    return ItemUnit.objects.get(item_kind__key=kind, name_vi=unit)


def weapon_handover(**changes: Any) -> WeaponHandoverContent:
    given: dict[str, Any] = {
        "on": yesterday(),
        "mode": "voluntary_handover",
        "items": {item_unit("flintlock"): 2000, item_unit("firecracker", "kg"): 18_500},
        "gifts": {GiftKind.objects.get(key="rice"): 2},
    }
    return WeaponHandoverContent(**(given | changes))


def recorded(by: User, unit: Unit, content: Content | None = None) -> Record:
    return record_entry(by=by, unit=unit, uuid=uuid4(), content=content or patrol())


def total(unit: Unit, key: str, day: date | None = None, *, verified: bool = False) -> int:
    """What the totals say of a unit on a day, in thousandths."""
    slot = Indicator.objects.get(key=key).slot
    assert slot is not None
    block, column = divmod(slot, 16)
    rows = Total.objects.filter(unit=unit, block=block, grain=Grain.DAY, day=day or yesterday())
    return sum(getattr(row, f"{'v' if verified else 'a'}{column:02}") for row in rows)
