"""Write the detail row of a record and its lines, new or anew."""

from collections.abc import Mapping
from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from campaigns.actions.errors import Refused
from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent
from campaigns.models import (
    GiftLine,
    HandoverItem,
    ItemRule,
    Patrol,
    PatrolForce,
    PropagandaSession,
    Record,
    RecordArea,
    WeaponHandover,
)

M = TypeVar("M", bound=models.Model)


def write_details(record: Record, content: Content, *, new: bool) -> None:
    if not new:
        record.area_lines.all().delete()
    RecordArea.objects.bulk_create(
        RecordArea(record=record, residential_area=area) for area in dict.fromkeys(content.residential_areas)
    )
    match content:
        case PatrolContent():
            _write_patrol(record, content, new)
        case PropagandaSessionContent():
            _write_propaganda_session(record, content, new)
        case WeaponHandoverContent():
            _write_weapon_handover(record, content, new)


def _save(detail: models.Model, new: bool) -> None:
    # The key is the record's, so Django would otherwise ask the database which of the two it is.
    detail.save(force_insert=new, force_update=not new)


def _amounts(amounts: Mapping[M, int]) -> list[tuple[M, int]]:
    """Zero lines say nothing and are not kept."""
    return [(obj, amount) for obj, amount in amounts.items() if amount]


def _write_patrol(record: Record, content: PatrolContent, new: bool) -> None:
    patrol = Patrol(record=record, shift=content.shift, reminders=content.reminders, incidents=content.incidents)
    _save(patrol, new)
    if not new:
        patrol.forces.all().delete()
    PatrolForce.objects.bulk_create(
        PatrolForce(patrol=patrol, force_kind=kind, attendances=number) for kind, number in _amounts(content.forces)
    )


def _write_propaganda_session(record: Record, content: PropagandaSessionContent, new: bool) -> None:
    session = PropagandaSession(
        record=record,
        form=content.form,
        launch=content.launch,
        linked_movement=content.linked_movement,
        attendances=content.attendances,
        households=content.households,
    )
    _save(session, new)
    session.topics.set(content.topics)
    session.audiences.set(content.audiences)
    session.partners.set(content.partners)


def _write_weapon_handover(record: Record, content: WeaponHandoverContent, new: bool) -> None:
    handover = WeaponHandover(record=record, mode=content.mode, receipt_number=content.receipt_number)
    _save(handover, new)
    if not new:
        handover.items.all().delete()
        handover.gifts.all().delete()
    items = dict(_amounts(content.items))
    rules = {
        rule.item_unit_id: rule
        for rule in ItemRule.objects.valid_on(content.on).filter(mode=content.mode, item_unit__in=items)
    }
    for item_unit in items:
        if item_unit.pk not in rules:
            raise Refused(_("Chưa có quy tắc tính cho %(item)s vào ngày này.") % {"item": item_unit}, "items")
    HandoverItem.objects.bulk_create(
        HandoverItem(handover=handover, item_unit=unit, thousandths=amount, rule=rules[unit.pk])
        for unit, amount in items.items()
    )
    GiftLine.objects.bulk_create(
        GiftLine(handover=handover, gift_kind=kind, count=number) for kind, number in _amounts(content.gifts)
    )
