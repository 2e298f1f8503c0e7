"""What an entry says, in words: for its page, for comparing two versions, for a line of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from campaigns.contents import Content, PatrolContent, PropagandaSessionContent, WeaponHandoverContent
from campaigns.models import ItemLawGroup, ItemUnit, Mode, Record, RecordKind, Shift
from rollups.models import SCALE
from rollups.numbers import grouped


@dataclass(frozen=True)
class Fact:
    """A field in words: several lines, one, or none when nothing was said."""

    name: str
    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    label: str
    stored: tuple[str, ...]
    sent: tuple[str, ...]


def count(number: int) -> str:
    return grouped(number * SCALE)


def facts(content: Content) -> list[Fact]:
    """Give every field of a content, in the order of its form."""
    common = [
        Fact("on", _("Ngày"), (f"{content.on:%d/%m/%Y}",)),
        _names("residential_areas", _("Khu dân cư"), content.residential_areas),
    ]
    match content:
        case PatrolContent():
            return [*common[:1], _one("shift", _("Ca"), Shift(content.shift).label), *common[1:], *_patrol(content)]
        case PropagandaSessionContent():
            return [*common, *_propaganda_session(content)]
        case WeaponHandoverContent():
            return [*common, *_weapon_handover(content)]
    raise TypeError(content)


def differences(stored: Content, sent: Content) -> list[Difference]:
    """Give the fields in which two contents differ."""
    pairs = zip(facts(stored), facts(sent), strict=True)
    return [Difference(one.label, one.lines, other.lines) for one, other in pairs if set(one.lines) != set(other.lines)]


def _patrol(content: PatrolContent) -> list[Fact]:
    forces = tuple(f"{kind.name}: {count(number)}" for kind, number in _in_order(content.forces))
    return [
        Fact("forces", _("Lực lượng (lượt người)"), forces),
        _number("reminders", _("Lượt nhắc nhở"), content.reminders),
        _number("incidents", _("Vụ việc phát hiện"), content.incidents),
    ]


def _propaganda_session(content: PropagandaSessionContent) -> list[Fact]:
    return [
        _one("form", _("Hình thức"), content.form.name),
        _names("topics", _("Nội dung"), content.topics),
        _number("attendances", _("Lượt người dự"), content.attendances),
        _number("households", _("Hộ gia đình"), content.households),
        _names("audiences", _("Đối tượng"), content.audiences),
        _names("partners", _("Đơn vị phối hợp"), content.partners),
        _one("launch", _("Phát động phong trào"), _("Có") if content.launch else ""),
        _one("linked_movement", _("Lồng ghép"), content.linked_movement.name if content.linked_movement else ""),
    ]


def _weapon_handover(content: WeaponHandoverContent) -> list[Fact]:
    groups = _law_groups(content)
    items = tuple(
        f"{item_words(unit, amount)}{groups.get(unit.item_kind_id, '')}" for unit, amount in content.items.items()
    )
    return [
        _one("mode", _("Hình thức"), Mode(content.mode).label),
        Fact("items", _("Loại và số lượng"), items),
        _one("receipt_number", _("Số biên bản"), content.receipt_number),
        Fact(
            "gifts",
            _("Quà đổi vũ khí (suất)"),
            tuple(f"{kind.name}: {count(n)}" for kind, n in _in_order(content.gifts)),
        ),
    ]


def item_words(unit: ItemUnit, thousandths: int) -> str:
    return f"{unit.item_kind.name}: {grouped(thousandths)} {unit.name}"


def _law_groups(content: WeaponHandoverContent) -> dict[int, str]:
    """The group of each item kind in the law of the day, as the end of its line."""
    kinds = {unit.item_kind_id for unit in content.items}
    lines = ItemLawGroup.objects.valid_on(content.on).filter(item_kind__in=kinds).select_related("law_group")
    return {line.item_kind_id: f" · {line.law_group.name}" for line in lines}


def _one(name: str, label: str, text: Any) -> Fact:
    return Fact(name, label, (str(text),) if text else ())


def _number(name: str, label: str, number: int) -> Fact:
    """A count; 0 is what an empty field says, too."""
    return Fact(name, label, (count(number),) if number else ())


def _names(name: str, label: str, rows: Iterable[models.Model]) -> Fact:
    return Fact(name, label, tuple(str(row) for row in rows))


def _in_order(amounts: Mapping[Any, int]) -> list[tuple[Any, int]]:
    return sorted(((row, number) for row, number in amounts.items() if number), key=lambda pair: pair[0].order)


def summary(record: Record) -> str:
    """One line of a list, from rows that the list has fetched."""
    return " · ".join(part for part in SUMMARIES[RecordKind(record.kind)](record) if part)


ATTENDANCES = ngettext_lazy("%(n)s lượt người", "%(n)s lượt người", "number")
REMINDERS = ngettext_lazy("%(n)s lượt nhắc nhở", "%(n)s lượt nhắc nhở", "number")
INCIDENTS = ngettext_lazy("%(n)s vụ việc", "%(n)s vụ việc", "number")
HOUSEHOLDS = ngettext_lazy("%(n)s hộ", "%(n)s hộ", "number")


def _counted(words: Promise, number: int) -> str:
    """A count with its unit; nothing where there is none."""
    return words % {"number": number, "n": count(number)} if number else ""


def _patrol_summary(record: Record) -> list[str]:
    patrol = record.patrol
    attendances = sum(line.attendances for line in patrol.forces.all())
    return [
        str(patrol.get_shift_display()),
        _counted(ATTENDANCES, attendances),
        _counted(REMINDERS, patrol.reminders),
        _counted(INCIDENTS, patrol.incidents),
    ]


def _propaganda_summary(record: Record) -> list[str]:
    session = record.propagandasession
    return [
        session.form.name,
        ", ".join(topic.name for topic in session.topics.all()),
        _counted(ATTENDANCES, session.attendances),
        _counted(HOUSEHOLDS, session.households),
        _("Phát động") if session.launch else "",
    ]


def _handover_summary(record: Record) -> list[str]:
    handover = record.weaponhandover
    items = [item_words(line.item_unit, line.thousandths) for line in handover.items.all()]
    return [str(handover.get_mode_display()), ", ".join(items)]


SUMMARIES = {
    RecordKind.PATROL: _patrol_summary,
    RecordKind.PROPAGANDA_SESSION: _propaganda_summary,
    RecordKind.WEAPON_HANDOVER: _handover_summary,
}
# What the summaries of a list read, fetched together.
SUMMARY_ONE = ("patrol", "propagandasession__form", "weaponhandover")
SUMMARY_MANY = (
    "residential_areas",
    "patrol__forces",
    "propagandasession__topics",
    "weaponhandover__items__item_unit__item_kind",
)
